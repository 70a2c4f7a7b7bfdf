"""What was claimed together, sorted into messages: by person, in order, and no two about the same end."""

from collections.abc import Iterable
from dataclasses import dataclass

from bot.store.reminders import Reminder


@dataclass(frozen=True)
class Bundle:
    """One message. `covered` are earlier rungs of the same clock, late by an outage: this one says it all."""

    reminder: Reminder
    covered: tuple[Reminder, ...] = ()

    @property
    def rows(self) -> tuple[Reminder, ...]:
        return (self.reminder, *self.covered)


def bundles(claimed: Iterable[Reminder]) -> list[list[Bundle]]:
    """The messages of each person in order of their deadlines; persons in order of their first deadline."""
    people: dict[int, dict[object, Bundle]] = {}
    for reminder in claimed:
        own = people.setdefault(reminder.person, {})
        key = _subject(reminder)
        before = own.pop(key, None)
        own[key] = Bundle(reminder, before.rows if before else ())
    return [list(own.values()) for own in people.values()]


def _subject(reminder: Reminder) -> object:
    if reminder.card is None or reminder.rung is None:
        return reminder.id
    return reminder.card, reminder.rung.partition(":")[0]
