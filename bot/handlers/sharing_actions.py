"""A card in common: inviting, joining, leaving, sending away."""

from functools import partial

from telegram.error import TelegramError

from bot.card_ladders import set_ladder
from bot.cards import invite
from bot.cards.card import Card
from bot.handlers.card_access import all_cards, show
from bot.handlers.context import Context, Incoming, keep_language, tell
from bot.screens import routes
from bot.screens import sharing_screens as screens
from bot.screens.card_screens import MOST
from bot.screens.renewal_screens import told
from bot.screens.routes import Route
from bot.screens.screen import Screen

_LINK = "https://t.me/{bot}?start={start}{token}"


async def share_card(ctx: Context[routes.ShareCardRoute], card: Card) -> Screen:
    if card.owner != ctx.user.id:
        return await show(ctx, card)
    link = None
    if ctx.route.invite:
        token = await ctx.services.sharing.invite(card.id, ctx.user.id, ctx.services.now())
        link = _LINK.format(bot=ctx.bot.username, start=invite.START, token=token)
    return await _screen(ctx, card, link, page=max(ctx.route.page, 0))


async def _screen(
    ctx: Context[Route], card: Card, link: str | None = None, note: str | None = None, page: int = 0
) -> Screen:
    members = await ctx.services.sharing.members(card.id, ctx.user.id)
    start = page * screens.PAGE
    shown = members[start : start + screens.PAGE]
    names = {person: await _name(ctx, person, number) for number, person in enumerate(shown, start + 1)}
    return screens.share(card, names, link, ctx.user.view, note, len(members), page)


async def _name(ctx: Context[Route], person: int, number: int) -> str:
    """Their first name, which nobody keeps: asked of Telegram when it is shown."""
    somebody = ctx.user.view.say("sharing.member", number=number)
    try:
        return screens.plain_name((await ctx.bot.get_chat(person)).first_name or "") or somebody
    except TelegramError:
        return somebody


async def join_by_text(ctx: Context[Route], said: Incoming) -> Screen | None:
    """Join by an invite link that was sent as text, instead of opened."""
    found = invite.SENT.search(said.text)
    if found is None or found["bot"].casefold() != ctx.bot.username.casefold():
        return None
    return await ctx.open(routes.JoinCardRoute(found["token"]))


async def revoke_invites(ctx: Context[routes.RevokeInvitesRoute], card: Card) -> Screen:
    if card.owner != ctx.user.id:
        return await show(ctx, card)
    await ctx.services.sharing.revoke(card.id, ctx.user.id)
    return await _screen(ctx, card, note=ctx.user.view.say("sharing.revoked"))


async def remove_member(ctx: Context[routes.RemoveMemberRoute], card: Card) -> Screen:
    members = await ctx.services.sharing.members(card.id, ctx.user.id)
    if card.owner != ctx.user.id:
        return await show(ctx, card)
    if ctx.route.person not in members:
        return await _screen(ctx, card)
    if not ctx.route.sure:
        name = await _name(ctx, ctx.route.person, members.index(ctx.route.person) + 1)
        return screens.sure_remove(card, ctx.route.person, name, ctx.user.view)
    await ctx.services.sharing.remove(card.id, ctx.route.person, ctx.user.id)
    return await _screen(ctx, card, note=ctx.user.view.say("sharing.removed"))


async def leave_card(ctx: Context[routes.LeaveCardRoute], card: Card) -> Screen:
    if card.owner == ctx.user.id:
        return await show(ctx, card)
    if not ctx.route.sure:
        return screens.sure_leave(card, ctx.user.view)
    await ctx.services.sharing.leave(card.id, ctx.user.id)
    await tell(ctx.bot, card.owner, partial(told, card, "sharing.told_left"), ctx.services)
    return await all_cards(ctx, ctx.user.view.say("sharing.left"))


async def join_card(ctx: Context[routes.JoinCardRoute]) -> Screen:
    """Join a card by an opened invite link; tell the owner, who may remove the person again."""
    before = {card.id for card in await ctx.services.cards.of(ctx.user.id)}
    if len(before) >= MOST:
        return await all_cards(ctx, ctx.user.view.say("cards_mine.full", most=MOST))
    await keep_language(ctx)
    card = await ctx.services.sharing.join(ctx.route.token, ctx.user.id, ctx.services.now())
    if card is None:
        return screens.void(ctx.user.view)
    if card.id in before:
        return await show(ctx, card)
    await set_ladder(card, ctx.user.id, ctx.services)
    name = await _name(ctx, ctx.user.id, 1)
    await tell(ctx.bot, card.owner, partial(screens.told_joined, card, name), ctx.services)
    note = told(card, "sharing.joined", ctx.user.view).text
    return await show(ctx, card, note)
