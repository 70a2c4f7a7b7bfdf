"""A reminder as it arrives, and the word to who comes back after they had blocked the bot."""

from datetime import date, datetime, timedelta

from bot.cards import formatting
from bot.cards.card import Card
from bot.cards.deadlines import DeadlineKind
from bot.cards.ladder import EVENING
from bot.cards.reminder import Reminder
from bot.cards.zones import localise
from bot.content.markup import escape
from bot.screens import routes
from bot.screens.render_context import RenderContext
from bot.screens.screen import Button, Row, Screen, lines, pairs

LATE = timedelta(hours=1)


def notice(reminder: Reminder, card: Card | None, now: datetime, view: RenderContext) -> Screen:
    """What a person gets when a reminder is due; `now` is aware. A rung has its card."""
    due = localise(reminder.wall, reminder.zone)
    here = now.astimezone(due.tzinfo)
    if reminder.rung and card:
        said, rows = _rung(reminder.rung, card, here.date(), view), _rung_rows(reminder, card, here, view)
    else:
        said, rows = escape(reminder.text), _rows(reminder, here, view)
    late = _late(due, here, view) if here - due > LATE else None
    doubt = view.say("delivery.doubt") if reminder.doubts else None
    return Screen(lines(f"<b>{said}</b>", late, doubt), rows)


def outlived(reminder: Reminder, card: Card | None) -> bool:
    """Whether there is nothing to say any more: its card is gone, or was renewed beyond this end."""
    if not reminder.rung:
        return False
    if card is None:
        return True
    kind, _, end = _parts(reminder.rung)
    return kind == DeadlineKind.PLAN_END and card.plan_end not in (None, end)


def back(held: int, missed: int, view: RenderContext) -> Screen:
    """To who had blocked the bot: how many reminders were held, how many of them are late."""
    more = view.say("delivery.missed", missed=missed) if missed else None
    return Screen(lines(view.say("delivery.back", held=held), more), (view.menu,))


def _parts(rung: str) -> tuple[str, int, date]:
    kind, offset, end = rung.split(":")
    return kind, int(offset), date.fromisoformat(end)


def _rung(rung: str, card: Card, today: date, view: RenderContext) -> str:
    """Days are counted from today: a rung that comes late or was put off is still true."""
    kind, _, end = _parts(rung)
    words = view.library.dates[view.language]
    left = formatting.left((end - today).days, words)
    day = formatting.date(datetime.combine(end, datetime.min.time()), words, with_year=end.year != today.year)
    ends = view.say(f"delivery.{'ends' if end >= today else 'ended'}.{kind}", date=day)
    name = escape(_name(card, view))
    return view.say("delivery.rung", left=left[:1].upper() + left[1:], card=name, ends=ends)


def _name(card: Card, view: RenderContext) -> str:
    operator = view.operator_name(card.operator) if view.operator(card.operator) and card.operator else ""
    if not operator or operator in card.nickname:
        return card.nickname
    return view.say("delivery.card", nickname=card.nickname, operator=operator) if card.nickname else operator


def _late(due: datetime, here: datetime, view: RenderContext) -> str:
    days = (here.date() - due.date()).days
    if days < 2:
        key = "delivery.late_yesterday" if days else "delivery.late_today"
        return view.say(key, time=formatting.clock(due.time()))
    return view.say("delivery.late", moment=formatting.moment(due, here, view.library.dates[view.language]))


def _rows(reminder: Reminder, here: datetime, view: RenderContext) -> tuple[Row, ...]:
    hows = ["1h", "tonight", "tomorrow", "3d"] if _evening_ahead(here) else ["1h", "tomorrow", "3d"]
    done = (view.button("delivery.done", routes.DoneReminderRoute(reminder.id)),)
    return (done, *pairs(_snooze(reminder, how, view) for how in hows))


def _rung_rows(reminder: Reminder, card: Card, here: datetime, view: RenderContext) -> tuple[Row, ...]:
    first = (
        view.button("delivery.renewed", routes.RenewedRoute(card.id)),
        view.button("delivery.how", routes.WaysRoute(card.operator, card.kind)),
    )
    hows = ("tomorrow", "tonight" if _evening_ahead(here) else "3d")
    return (first, *pairs(_snooze(reminder, how, view) for how in hows))


def _snooze(reminder: Reminder, how: str, view: RenderContext) -> Button:
    return view.button(f"delivery.again.{how}", routes.SnoozeRoute(reminder.id, how))


def _evening_ahead(here: datetime) -> bool:
    return here.time() < EVENING.replace(hour=EVENING.hour - 1)
