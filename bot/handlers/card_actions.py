"""/cards: the list, adding a card, and what is changed rarely."""

import io

from telegram import InputFile

from bot.card_ladders import set_ladders
from bot.cards.card import Card
from bot.handlers.card_access import LARGEST, all_cards, find, show, tell_others
from bot.handlers.context import Context, keep_language
from bot.handlers.kind_actions import ask_end
from bot.safety.secrets import mask
from bot.screens import card_form as card_edit
from bot.screens import card_screens as screens
from bot.screens import ics, routes
from bot.screens.card_form import UNKNOWN
from bot.screens.card_screens import MOST
from bot.screens.routes import Route
from bot.screens.screen import Screen

_NICKNAME = 40


async def list_cards(ctx: Context[routes.MyCardsRoute]) -> Screen:
    return await all_cards(ctx)


async def show_overview(ctx: Context[routes.OverviewRoute]) -> Screen:
    """Show all cards with what is next, and what they cost in all."""
    cards = await ctx.services.cards.of(ctx.user.id)
    histories = {card.id: await ctx.services.cards.history(card.id, ctx.user.id) for card in cards}
    return screens.overview(cards, histories, ctx.clock, ctx.user.view)


async def open_card(ctx: Context[routes.MyCardRoute], card: Card) -> Screen:
    return await show(ctx, card)


async def add_card(ctx: Context[routes.AddCardRoute]) -> Screen:
    """Ask for operator, kind and nickname of a new card, each only while it is open."""
    route = card_edit.settled(ctx.route, ctx.user.view)
    if len(await ctx.services.cards.of(ctx.user.id)) >= MOST:
        return await all_cards(ctx, ctx.user.view.say("cards_mine.full", most=MOST))
    await ctx.expect(route)
    return card_edit.add(route, ctx.user.view)


async def type_new_card(ctx: Context[routes.AddCardRoute], text: str) -> Screen | None:
    """Take the name of an operator, or the new card's nickname."""
    adding = ctx.route
    if adding.operator is None:
        operator = ctx.services.knowledge.understanding.find(
            text, preferred_language=ctx.user.language
        ).operator
        if operator is None:
            return None
        return await add_card(ctx.at(routes.AddCardRoute(operator, adding.kind, adding.renewed)))
    if adding.kind is None:
        return None
    return await make(ctx, adding, text)


async def make_card(ctx: Context[routes.MakeCardRoute]) -> Screen:
    """Store the card without a nickname. A second tap on the same button makes no second card."""
    adding = routes.AddCardRoute(ctx.route.operator, ctx.route.kind, ctx.route.renewed)
    twin = await _just_made(ctx, adding)
    return await ask_plan(ctx, twin) if twin else await make(ctx, adding, "")


async def _just_made(ctx: Context[Route], adding: routes.AddCardRoute) -> Card | None:
    """The same card, of which nothing else was told yet."""
    asked = ctx.user.draft is not None and ctx.user.draft.route == adding.pack()
    blank = _blank(ctx, adding, "")
    own = [card for card in await ctx.services.cards.of(ctx.user.id) if card.owner == ctx.user.id]
    same = [card for card in own if (card.operator, card.kind, card.nickname) == blank and not card.plan_end]
    return same[-1] if same and not asked else None


def _blank(
    ctx: Context[Route], adding: routes.AddCardRoute, nickname: str
) -> tuple[str | None, str | None, str]:
    """Operator, kind and nickname as they are kept."""
    operator = adding.operator if adding.operator in ctx.services.knowledge.library.operators else None
    kind = None if adding.kind == UNKNOWN else adding.kind
    name = mask(" ".join(nickname.split()))[:_NICKNAME]
    return operator, kind, name or ("" if operator else ctx.user.view.say("cards_mine.no_name"))


async def make(ctx: Context[Route], adding: routes.AddCardRoute, nickname: str) -> Screen:
    operator, kind, name = _blank(ctx, adding, nickname)
    topup = ctx.clock.today if adding.renewed else None
    await keep_language(ctx)
    card = await ctx.services.cards.add(
        ctx.user.id,
        ctx.services.now(),
        operator=operator,
        kind=kind,
        nickname=name,
        last_topup=topup,
    )
    await set_ladders(card, ctx.services)
    return await ask_plan(ctx, card)


async def ask_plan(ctx: Context[Route], card: Card) -> Screen:
    """When does it end, or is it charged? A month at once, so that the fifth tap is the day."""
    return await ask_end(ctx, card)


async def open_more(ctx: Context[routes.CardMoreRoute], card: Card) -> Screen:
    return card_edit.more(card, ctx.user.id, ctx.user.view)


async def ask_nickname(ctx: Context[routes.CardNameRoute], card: Card) -> Screen:
    await ctx.expect(ctx.route)
    return card_edit.rename(card, ctx.user.view)


async def type_nickname(ctx: Context[routes.CardNameRoute], card: Card, text: str) -> Screen:
    name = mask(" ".join(text.split()))[:_NICKNAME]
    return await show(ctx, await ctx.services.cards.change(card.id, ctx.user.id, nickname=name))


async def switch_keeping(ctx: Context[routes.CardKeepingRoute], card: Card) -> Screen:
    return await show(ctx, await ctx.services.cards.change(card.id, ctx.user.id, keeping=bool(ctx.route.on)))


async def switch_rung(ctx: Context[routes.CardLadderRoute], card: Card) -> Screen:
    if ctx.route.days in card_edit.LADDER:
        now = card_edit.rungs_of(card, ctx.user.view, ctx.clock.today, ctx.user.person.ladder)
        rungs = card_edit.switched(now, ctx.route.days)
        card = await ctx.services.cards.change(card.id, ctx.user.id, ladder=rungs)
        await set_ladders(card, ctx.services)
    return card_edit.ladder(card, ctx.user.view, ctx.clock.today, ctx.user.person.ladder)


async def delete_card(ctx: Context[routes.DeleteCardRoute], card: Card) -> Screen:
    """Delete a card with the ladders of all who share it; only its owner may."""
    if card.owner != ctx.user.id:
        return await show(ctx, card)
    await tell_others(ctx, card, "cards_mine.told_deleted")
    await ctx.services.cards.delete(card.id, ctx.user.id, ctx.services.now())
    return card_edit.deleted(card, ctx.user.view)


async def restore_card(ctx: Context[routes.RestoreCardRoute]) -> Screen:
    known = 0 < ctx.route.card <= LARGEST
    card = (
        await ctx.services.cards.restore(ctx.route.card, ctx.user.id, ctx.services.now()) if known else None
    )
    if card is None:
        there = await find(ctx, ctx.route.card)
        note = ctx.user.view.say("remind.too_late")
        return await show(ctx, there) if there else await all_cards(ctx, note)
    await set_ladders(card, ctx.services)
    await tell_others(ctx, card, "cards_mine.told_restored")
    return await show(ctx, card, ctx.user.view.say("cards_mine.restored"))


async def send_calendar(ctx: Context[routes.CardIcsRoute]) -> Screen:
    """Send the .ics file as a document below; the tapped message stays."""
    cards = await ctx.services.cards.of(ctx.user.id)
    chosen = [card for card in cards if ctx.route.card in (None, card.id)]
    one = chosen[0] if ctx.route.card is not None and chosen else None
    reminders = [] if ctx.route.card is not None else await ctx.services.reminders.of(ctx.user.id)
    clock = ctx.clock
    entries = [*ics.of_cards(chosen, clock, ctx.user.view), *ics.of_reminders(reminders, clock)]
    screen = await show(ctx, one) if one else await all_cards(ctx)
    if not entries:
        return screen.with_toast(ctx.user.view.say("cards_mine.no_ics"))
    from bot.cards.calendar_file import calendar  # icalendar is heavy, and few ask for a file

    content = calendar(entries, ctx.services.now(), ctx.user.view.say("cards_mine.ics_name"))
    name = f"xufei-{ctx.route.card}.ics" if one else "xufei.ics"
    await ctx.bot.send_document(ctx.user.id, InputFile(io.BytesIO(content), name))
    return screen.with_toast(ctx.user.view.say("cards_mine.ics_sent"))
