"""A zone's changes of clock as a VTIMEZONE: by yearly rules where it has them, else change by change.

icalendar's own goes back to 1970 and gives the changes in the wrong offset (seen in 7.3).
"""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from typing import Final, NamedTuple
from zoneinfo import ZoneInfo

from icalendar import Timezone, TimezoneDaylight, TimezoneStandard, vRecur

from bot.cards.zones import zone_info

_WEEKDAYS: Final = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_LAST_WEEK: Final = 7
_ENOUGH: Final = 5
"""So many years in a row make a rule."""


class OffsetChange(NamedTuple):
    """A change of clock: the offset before it, and the first moment after it (aware)."""

    before: timedelta
    moment: datetime

    @property
    def wall(self) -> datetime:
        """Local time as it was before the change, naive: DTSTART of RFC 5545, 3.6.5."""
        return (self.moment.astimezone(UTC) + self.before).replace(tzinfo=None)


def vtimezone(zone: str, first_year: int, last_year: int) -> Timezone:
    """All observances of an IANA zone from the first day of one year to the last day of another.

    Where the clock changes by the same rule every year, the rule goes on for ever.
    """
    place = zone_info(zone)
    component = Timezone()
    component.add("tzid", zone)
    known = list(changes(place, first_year - 1, max(last_year, first_year + _ENOUGH)))
    if rules := _rules(known):
        for first, rule in rules:
            component.add_component(_observance(first, rule))
        return component
    start = datetime(first_year, 1, 1, tzinfo=place)
    component.add_component(_observance(OffsetChange(start.utcoffset() or timedelta(0), start)))
    for change in changes(place, first_year, last_year):
        component.add_component(_observance(change))
    return component


def changes(place: ZoneInfo, first_year: int, last_year: int) -> Iterator[OffsetChange]:
    """Each change of clock of these years, in order."""
    day = datetime(first_year, 1, 1, tzinfo=UTC)
    end = datetime(last_year + 1, 1, 1, tzinfo=UTC)
    while day < end:
        following = day + timedelta(days=1)
        if _offset(day, place) != _offset(following, place):
            yield OffsetChange(_offset(day, place), _bisect(day, following, place).astimezone(place))
        day = following


def _rules(known: Sequence[OffsetChange]) -> list[tuple[OffsetChange, str]]:
    """The first change of each month that has one, with its yearly rule; [] where there is no such rule."""
    years = {change.wall.year for change in known}
    found = []
    for month in sorted({change.wall.month for change in known}):
        each = [change for change in known if change.wall.month == month]
        weekday = _weekday_of([change.wall for change in each])
        same = {(c.before, c.moment.utcoffset(), c.wall.time(), c.moment.dst()) for c in each}
        if len(each) != len(years) or len(same) > 1 or weekday is None:
            return []
        found.append((each[0], f"FREQ=YEARLY;BYMONTH={month};BYDAY={weekday}"))
    return found if len(found) == 2 else []


def _weekday_of(walls: Sequence[datetime]) -> str | None:
    """-1SU, 2SU: the weekday of its month that all of these days are."""
    weekdays = {wall.weekday() for wall in walls}
    if len(weekdays) > 1:
        return None
    name = _WEEKDAYS[weekdays.pop()]
    if all((wall + timedelta(days=_LAST_WEEK)).month != wall.month for wall in walls):
        return f"-1{name}"
    places = {(wall.day - 1) // _LAST_WEEK + 1 for wall in walls}
    return f"{places.pop()}{name}" if len(places) == 1 else None


def _offset(moment: datetime, place: ZoneInfo) -> timedelta:
    return moment.astimezone(place).utcoffset() or timedelta(0)


def _bisect(low: datetime, high: datetime, place: ZoneInfo) -> datetime:
    """The first minute with the later offset."""
    before = _offset(low, place)
    while high - low > timedelta(minutes=1):
        middle = low + (high - low) // 2
        middle -= timedelta(seconds=middle.second, microseconds=middle.microsecond)
        middle = middle if middle > low else low + timedelta(minutes=1)
        low, high = (middle, high) if _offset(middle, place) == before else (low, middle)
    return high


def _observance(change: OffsetChange, rule: str | None = None) -> TimezoneStandard | TimezoneDaylight:
    component = TimezoneDaylight() if change.moment.dst() else TimezoneStandard()
    component.add("dtstart", change.wall)
    component.add("tzoffsetfrom", change.before)
    component.add("tzoffsetto", change.moment.utcoffset() or timedelta(0))
    component.add("tzname", change.moment.tzname() or "")
    if rule:
        component.add("rrule", vRecur.from_ical(rule))
    return component
