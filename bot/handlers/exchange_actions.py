"""Take it with you: cards, renewals and reminders as a file, and back from one; a calendar address."""

import io

from telegram import InputFile, Message

from bot.card_ladders import set_ladders
from bot.cards.exchange import Collection, KeptCard, KeptReminder, as_rows, read_file, to_csv, to_json
from bot.cards.recurrence import next_after
from bot.cards.zones import localise
from bot.handlers.calendar_feed import CALENDAR
from bot.handlers.card_access import all_cards
from bot.handlers.context import Context, keep_language
from bot.handlers.reminder_actions import MOST_REMINDERS
from bot.screens import exchange_screens as screens
from bot.screens import routes
from bot.screens.card_screens import MOST
from bot.screens.routes import Route
from bot.screens.screen import Screen

FILES = ("json", "csv")
LARGEST_FILE = 1_000_000


async def offer(ctx: Context[routes.ExchangeRoute]) -> Screen:
    """Send everything as a file of the form that was tapped, or say what there is."""
    if ctx.route.form not in FILES:
        return screens.exchange(bool(ctx.services.settings.webhook_url), ctx.user.view)
    services = ctx.services
    cards = [card for card in await services.cards.of(ctx.user.id) if card.owner == ctx.user.id]
    histories = {card.id: await services.cards.history(card.id, ctx.user.id) for card in cards}
    rows = as_rows(cards, histories, await services.reminders.of(ctx.user.id))
    content = to_json(rows) if ctx.route.form == "json" else to_csv(rows)
    await ctx.bot.send_document(ctx.user.id, InputFile(io.BytesIO(content), f"xufei.{ctx.route.form}"))
    screen = screens.exchange(bool(services.settings.webhook_url), ctx.user.view)
    return screen.with_toast(ctx.user.view.say("exchange.sent"))


async def take_file(ctx: Context[Route], message: Message) -> Screen | None:
    """Read a file that was exported here; None where the document is another."""
    document = message.document
    name = (document.file_name or "").lower() if document else ""
    if document is None or not name.endswith(FILES):
        return None
    if (document.file_size or 0) > LARGEST_FILE:
        return screens.said("exchange.not_read", ctx.user.view)
    content = bytes(await (await document.get_file()).download_as_bytearray())
    try:
        found = read_file(content)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return screens.said("exchange.not_read", ctx.user.view)
    return await _take(ctx, found)


async def _take(ctx: Context[Route], found: Collection) -> Screen:
    """Add what is not there yet: taken twice, it is there once."""
    await keep_language(ctx)
    cards = sum([await _take_card(ctx, card) for card in found.cards])
    reminders = sum([await _take_reminder(ctx, reminder) for reminder in found.reminders])
    said = ctx.user.view.say("exchange.taken", cards=cards, reminders=reminders)
    return await all_cards(ctx, said)


async def _take_card(ctx: Context[Route], kept: KeptCard) -> bool:
    services, own = ctx.services, await ctx.services.cards.of(ctx.user.id)
    values = dict(kept.values)
    if values["operator"] not in services.knowledge.library.operators:
        values["operator"] = None
    key = (values["operator"], values["kind"], values["nickname"])
    if len(own) >= MOST or key in [(card.operator, card.kind, card.nickname) for card in own]:
        return False
    card = await services.cards.add(ctx.user.id, services.now(), **values)
    # What a renewal changed stands in the card already.
    await services.cards.note_history(card.id, ctx.user.id, kept.renewals, services.now())
    await set_ladders(card, services)
    return True


async def _take_reminder(ctx: Context[Route], kept: KeptReminder) -> bool:
    services, now = ctx.services, ctx.services.now()
    own = await services.reminders.of(ctx.user.id)
    same = [(each.text, each.zone, each.rule, each.wall.time()) for each in own if each.rule]
    known = [(each.text, each.wall, each.zone, each.rule) for each in own]
    if (kept.text, kept.wall, kept.zone, kept.rule) in known:
        return False
    if kept.rule and (kept.text, kept.zone, kept.rule, kept.wall.time()) in same:
        return False
    wall = kept.wall
    if localise(wall, kept.zone) <= now:
        following = next_after(kept.rule, wall, kept.zone, now) if kept.rule else None
        if following is None:
            return False
        wall = following
    if len(own) >= MOST_REMINDERS:
        return False
    made = await services.reminders.add(ctx.user.id, kept.text, wall, kept.zone, now, kept.rule)
    if kept.insists:
        await services.reminders.insist(made.id, ctx.user.id, True)
    return True


async def calendar_address(ctx: Context[routes.FeedRoute]) -> Screen:
    """Make, show or revoke the private calendar address."""
    services, base = ctx.services, ctx.services.settings.webhook_url
    if not base:
        return screens.exchange(False, ctx.user.view)
    if ctx.route.do == "off":
        await services.feeds.revoke(ctx.user.id, services.now())
        return screens.said("exchange.feed_off", ctx.user.view)
    token = await services.feeds.token(ctx.user.id, services.now(), make=ctx.route.do == "new")
    address = f"{base.rstrip('/')}{CALENDAR}/{token}.ics" if token else None
    return screens.feed(address, ctx.user.view)
