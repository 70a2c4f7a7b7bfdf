"""/privacy, /mydata, /forget: what is kept of a person, in their own hands."""

import io
import json
from functools import partial

from telegram import BotCommandScopeChat, InputFile
from telegram.error import TelegramError

from bot.cards.card import Card
from bot.conversation import ConversationContext
from bot.handlers.context import Context, tell
from bot.screens import privacy_screens as screens
from bot.screens import renewal_screens, routes
from bot.screens.routes import Route
from bot.screens.screen import Screen
from bot.store.personal_data import kept


async def show_privacy(ctx: Context[routes.PrivacyRoute]) -> Screen:
    """Show what is kept, why and how long: of everything, or of one table."""
    tables, name = kept(), ctx.route.table
    if name is not None and name in tables:
        return screens.one(name, tables[name], ctx.user.view)
    return screens.privacy(tables, ctx.user.view)


async def send_my_data(ctx: Context[routes.MyDataRoute]) -> Screen:
    """Send everything kept of this person as a JSON document."""
    found = await ctx.services.personal.of(ctx.user.id)
    # The one on its way is this very request.
    count = sum(len(rows) for table, rows in found.items() if table != "inbox")
    if count:
        told = {"made": ctx.services.now().isoformat(timespec="seconds"), "kept": found}
        content = json.dumps(told, ensure_ascii=False, indent=1).encode()
        await ctx.bot.send_document(ctx.user.id, InputFile(io.BytesIO(content), "my-data.json"))
    return screens.data_sent(count, ctx.user.view)


async def forget(ctx: Context[routes.ForgetRoute]) -> Screen:
    """Delete everything after one question, and tell those who share a card."""
    if not ctx.route.sure:
        return screens.sure(ctx.user.view)
    cards = await ctx.services.cards.of(ctx.user.id)
    shared = [(card, await ctx.services.sharing.everyone(card.id)) for card in cards]
    await ctx.services.personal.forget(ctx.user.id)
    ctx.services.handoffs.recent.drop(ctx.user.id)
    # What the talk knew is not written again after this.
    ctx.talk.known = ctx.talk.stored = ConversationContext()
    for card, everyone in shared:
        await _tell_others(ctx, card, everyone)
    await _forget_menu(ctx)
    return screens.forgotten(ctx.user.view)


async def _tell_others(ctx: Context[Route], card: Card, everyone: list[int]) -> None:
    """A deleted card is told to all who shared it; a leave, to its owner."""
    own = card.owner == ctx.user.id
    key = "cards_mine.told_deleted" if own else "sharing.told_left"
    for person in everyone if own else [card.owner]:
        if person != ctx.user.id:
            await tell(ctx.bot, person, partial(renewal_screens.told, card, key), ctx.services)


async def _forget_menu(ctx: Context[Route]) -> None:
    """The command menu of this chat in a chosen language; who never chose one has none."""
    try:
        await ctx.bot.delete_my_commands(scope=BotCommandScopeChat(ctx.user.id))
    except TelegramError:
        return
