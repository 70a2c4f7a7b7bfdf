"""What stands in a calendar file."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Final

from icalendar import Alarm, Calendar, Event, vRecur

from bot.cards.recurrence import parse, portable
from bot.cards.vtimezone import vtimezone
from bot.cards.zones import zone_info


@dataclass(frozen=True, slots=True)
class CalendarEntry:
    """One event: `key` is the same for ever (it makes the UID).

    `start` is a day (the whole day) or wall-clock time (naive) in `zone`; `rule` an RFC 5545 value;
    `alarms` are how long before the start they ring. `revision` grows when the event changes.
    """

    key: str
    title: str
    start: date | datetime
    zone: str
    note: str = ""
    rule: str | None = None
    alarms: Sequence[timedelta] = ()
    revision: int = 0


_PRODUCT: Final = "-//Xufei//Reminders//EN"
_HOST: Final = "xufei.invalid"
HOW_LONG: Final = timedelta(minutes=15)
REPEAT_YEARS: Final = 10
"""So many years of changes of clock go with an event that repeats; calendars know the zone's name besides."""


def calendar(entries: Iterable[CalendarEntry], stamp: datetime, name: str) -> bytes:
    """The .ics file with all entries; `stamp` (aware) is when it is made, `name` the calendar's."""
    if stamp.tzinfo is None:
        raise ValueError("stamp must be aware")
    file = Calendar()
    file.add("prodid", _PRODUCT)
    file.add("version", "2.0")
    file.add("calscale", "GREGORIAN")
    file.add("method", "PUBLISH")
    file.add("name", name)
    file.add("x-wr-calname", name)
    events = list(entries)
    for zone, (first, last) in sorted(_years(events).items()):
        file.add_component(vtimezone(zone, first, last))
    for entry in events:
        file.add_component(_event(entry, stamp.astimezone(UTC)))
    return bytes(file.to_ical())


def _years(entries: Iterable[CalendarEntry]) -> dict[str, tuple[int, int]]:
    """The years in which each zone is needed; a repetition needs many."""
    years: dict[str, tuple[int, int]] = {}
    for entry in entries:
        if isinstance(entry.start, datetime):
            last = entry.start.year + (REPEAT_YEARS if entry.rule else 1)
            first, latest = years.get(entry.zone, (entry.start.year, last))
            years[entry.zone] = (min(first, entry.start.year), max(latest, last))
    return years


def uid(key: str) -> str:
    """The UID of an event."""
    return f"{key}@{_HOST}"


def _event(entry: CalendarEntry, stamp: datetime) -> Event:
    event = Event()
    event.add("uid", uid(entry.key))
    event.add("dtstamp", stamp)
    event.add("sequence", entry.revision)
    event.add("summary", entry.title)
    if entry.note:
        event.add("description", entry.note)
    _times(event, entry)
    if entry.rule:
        _repeat(event, entry, entry.rule)
    for before in sorted(set(entry.alarms), reverse=True):
        event.add_component(_alarm(entry.title, before))
    return event


def _repeat(event: Event, entry: CalendarEntry, rule: str) -> None:
    """The repetition in a form that every calendar reads: a plain rule, or single dates.

    The start is among the dates too: ical.js leaves it out else, and the others count it once.
    """
    parse(rule)
    if not isinstance(entry.start, datetime):
        event.add("rrule", vRecur.from_ical(rule))
        return
    plain, times = portable(rule, entry.start)
    if plain:
        event.add("rrule", vRecur.from_ical(plain))
        return
    zone = zone_info(entry.zone)
    event.add("rdate", [wall.replace(tzinfo=zone) for wall in times])


def _times(event: Event, entry: CalendarEntry) -> None:
    """A whole day ends on the next one (DTEND is exclusive) and makes nobody busy; a time lasts a little."""
    if isinstance(entry.start, datetime):
        start = entry.start.replace(tzinfo=zone_info(entry.zone))
        event.add("dtstart", start)
        event.add("duration", HOW_LONG)
    else:
        event.add("dtstart", entry.start)
        event.add("dtend", entry.start + timedelta(days=1))
    event.add("transp", "TRANSPARENT")


def _alarm(title: str, before: timedelta) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", title)
    alarm.add("trigger", -before)
    return alarm
