"""A zone's changes of clock as a VTIMEZONE, for the years that a calendar file needs.

icalendar's own goes back to 1970 and gives the changes in the wrong offset (seen in 7.3).
"""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from icalendar import Timezone, TimezoneDaylight, TimezoneStandard

from bot.cards.zones import zone_info


def vtimezone(zone: str, first_year: int, last_year: int) -> Timezone:
    """All observances of an IANA zone from the first day of one year to the last day of another."""
    place = zone_info(zone)
    start = datetime(first_year, 1, 1, tzinfo=place)
    component = Timezone()
    component.add("tzid", zone)
    component.add_component(_observance(start, start.utcoffset() or timedelta(0)))
    for before, moment in changes(place, first_year, last_year):
        component.add_component(_observance(moment, before))
    return component


def changes(place: ZoneInfo, first_year: int, last_year: int) -> Iterator[tuple[timedelta, datetime]]:
    """Each change of clock: the offset before it, and the first moment after it (aware)."""
    day = datetime(first_year, 1, 1, tzinfo=UTC)
    end = datetime(last_year + 1, 1, 1, tzinfo=UTC)
    while day < end:
        following = day + timedelta(days=1)
        if _offset(day, place) != _offset(following, place):
            yield _offset(day, place), _bisect(day, following, place).astimezone(place)
        day = following


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


def _observance(moment: datetime, before: timedelta) -> TimezoneStandard | TimezoneDaylight:
    """DTSTART is local time as it was before the change (RFC 5545, 3.6.5)."""
    after = moment.utcoffset() or timedelta(0)
    component = TimezoneDaylight() if moment.dst() else TimezoneStandard()
    component.add("dtstart", (moment.astimezone(UTC) + before).replace(tzinfo=None))
    component.add("tzoffsetfrom", before)
    component.add("tzoffsetto", after)
    component.add("tzname", moment.tzname() or "")
    return component
