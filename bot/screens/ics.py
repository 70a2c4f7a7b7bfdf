"""What goes into a calendar file: the ends of cards, the reminders that a person typed."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from bot.cards.calendar_file import CalendarEntry
from bot.cards.card import Card
from bot.cards.ladder import AT
from bot.cards.reminder import Reminder
from bot.screens.card_form import rungs_of
from bot.screens.card_screens import clock_name, name_of
from bot.screens.lives import lives_of_kind
from bot.screens.render_context import RenderContext, UserClock

_MORNING = timedelta(hours=AT.hour, minutes=AT.minute)


def of_cards(cards: Iterable[Card], here: UserClock, view: RenderContext) -> list[CalendarEntry]:
    """Each end as a whole day, with the card's ladder as alarms at nine in the morning."""
    entries = []
    for card in cards:
        alarms = [timedelta(days=days) - _MORNING for days in rungs_of(card, view, here.today) if days >= 0]
        for life in lives_of_kind(card, view.library, here.today):
            if life.day:
                title = view.say(
                    "cards_mine.ics_title", name=name_of(card, view), clock=clock_name(life, card, view)
                )
                key = f"card-{card.id}-{life.kind.value.replace('_', '-')}"
                entries.append(
                    CalendarEntry(
                        key, title, life.day, here.zone, alarms=alarms, revision=_revision(here.now)
                    )
                )
    return entries


def of_reminders(reminders: Iterable[Reminder], here: UserClock) -> list[CalendarEntry]:
    """Each at its wall-clock time and zone, repeating as it does here; paused ones are left out."""
    return [
        CalendarEntry(
            f"reminder-{each.id}",
            each.text,
            each.wall,
            each.zone,
            rule=each.rule,
            alarms=[timedelta()],
            revision=_revision(here.now),
        )
        for each in reminders
        if each.state != "paused"
    ]


def _revision(now: datetime) -> int:
    """Grows with every file, so that a calendar takes the newer one."""
    return int(now.timestamp()) // 60
