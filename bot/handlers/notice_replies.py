"""Words after a reminder, or as a reply to one: done, later. They are about that reminder."""

from datetime import datetime, timedelta

from bot.cards import ladder
from bot.cards.reminder import Reminder
from bot.dates.phrase import read
from bot.handlers.context import Context, Incoming
from bot.screens import reminder_screens as screens
from bot.screens import routes
from bot.screens.card_screens import name_of
from bot.screens.render_context import UserClock
from bot.screens.routes import Route
from bot.screens.screen import Screen
from bot.services import clock_for

_FRESH = timedelta(hours=12)
_DONE, _LATER = ("done", "confirm"), ("later",)


async def reply_to_notice(ctx: Context[Route], said: Incoming) -> Screen | None:
    """Finish the reminder that was told last, or put it off; of a reply, the one that it replies to."""
    replied = _replied(said)
    if replied is None and not _may_be(said):
        return None
    reminder = await _told(ctx, replied)
    if reminder is None:
        return None
    turn = ctx.services.knowledge.responder.respond(
        said.text, ctx.talk.known, ctx.clock.local, language=ctx.user.language, notice=True
    )
    if turn.act in _LATER:
        return await put_off(ctx, reminder, said.text)
    if turn.act in _DONE or turn.statement:
        return await _finish(ctx, reminder)
    return None


def _may_be(said: Incoming) -> bool:
    """Whether a line without a reply may be about a notice: an act, or what no topic answers for sure."""
    if said.turn.act in (*_DONE, *_LATER) or said.turn.statement:
        return True
    return said.turn.act is None and said.turn.finding.outcome != "answer"


def _replied(said: Incoming) -> int | None:
    """The reminder under whose message they reply."""
    kinds = (routes.DoneReminderRoute, routes.SnoozeRoute)
    return next((route.reminder for route in said.replied if isinstance(route, kinds)), None)


async def _told(ctx: Context[Route], replied: int | None) -> Reminder | None:
    if replied is not None:
        return await ctx.services.reminders.get(replied, ctx.user.id)
    last = await ctx.services.reminders.last_told(ctx.user.id, ctx.services.now() - _FRESH)
    if last is None:
        return None
    reminder, sent_at = last
    until = ctx.talk.known.topic_until
    return None if until and until - timedelta(minutes=10) > sent_at else reminder


async def _finish(ctx: Context[Route], reminder: Reminder) -> Screen:
    if reminder.card is not None:
        return await ctx.open(routes.RenewedRoute(reminder.card))
    return await ctx.open(routes.DoneReminderRoute(reminder.id))


async def put_off(ctx: Context[Route], reminder: Reminder, text: str) -> Screen:
    """Tell it again at the moment that is named, else tomorrow; its words stay."""
    zones = ctx.services.knowledge.library.zones
    local = UserClock(ctx.services.now(), reminder.zone)
    moment = read(text, local.local, ctx.user.language, zones).moment
    wall = _wall(moment) if moment else ladder.snooze(local.wall, ladder.SnoozeLength.TOMORROW)
    again = await ctx.services.reminders.snooze(reminder.id, ctx.user.id, wall, ctx.services.now())
    if again is None:
        return await ctx.open(routes.RemindersRoute())
    card = await ctx.services.cards.find(reminder.card, ctx.user.id) if reminder.card else None
    name = name_of(card, ctx.user.view) if card else reminder.text
    clock = clock_for(ctx.user.person, ctx.services)
    return screens.put_off(name, again.wall, again.zone, clock, ctx.user.view)


def _wall(moment: datetime) -> datetime:
    return moment.replace(tzinfo=None, second=0, microsecond=0, fold=0)
