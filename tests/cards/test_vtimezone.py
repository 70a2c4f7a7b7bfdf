"""Changes of clock."""

from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from dateutil.rrule import rrulestr
from icalendar import Component, Timezone

from bot.cards.vtimezone import changes, vtimezone


def rule_of(observance: Component) -> str:
    written: Any = observance["rrule"]
    return str(written.to_ical().decode())


def test_a_change_is_written_in_the_time_before_it() -> None:
    zone = vtimezone("Europe/Paris", 2026, 2026)
    found = [
        (c.name, c.decoded("dtstart"), c.decoded("tzoffsetto"), c["rrule"].to_ical())
        for c in zone.subcomponents
    ]
    assert found == [
        ("DAYLIGHT", datetime(2025, 3, 30, 2, 0), timedelta(hours=2), b"FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3"),
        ("STANDARD", datetime(2025, 10, 26, 3, 0), timedelta(hours=1), b"FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10"),
    ]


def test_a_zone_without_a_yearly_rule_tells_each_change() -> None:
    zone = vtimezone("Africa/Casablanca", 2026, 2028)
    assert len(zone.subcomponents) == 7
    assert not any("rrule" in c for c in zone.subcomponents)


def test_a_zone_without_changes_has_one_observance() -> None:
    assert len(vtimezone("Asia/Shanghai", 2026, 2036).subcomponents) == 1


@pytest.mark.parametrize(
    "name",
    [
        "Europe/Paris",
        "America/New_York",
        "Africa/Casablanca",
        "Africa/Cairo",
        "Australia/Sydney",
        "Asia/Tokyo",
    ],
)
def test_agrees_with_the_zone_itself_on_every_day(name: str) -> None:
    zone = vtimezone(name, 2026, 2031)
    assert isinstance(zone, Timezone)
    observances = sorted(
        (start - c.decoded("tzoffsetfrom"), c.decoded("tzoffsetto"))
        for c in zone.subcomponents
        for start in _starts(c)
    )
    for day in range(1, 6 * 365):
        moment = datetime(2026, 1, 1, 12, tzinfo=UTC) + timedelta(days=day)
        offset = [to for start, to in observances if start <= moment.replace(tzinfo=None)][-1]
        assert offset == moment.astimezone(ZoneInfo(name)).utcoffset()


def _starts(observance: Component) -> list[datetime]:
    """The local times at which an observance begins, by its rule to the end of 2031."""
    first: datetime = observance.decoded("dtstart")
    if "rrule" not in observance:
        return [first]
    rule = rrulestr(rule_of(observance), dtstart=first)
    return list(rule.between(first, datetime(2032, 1, 1), inc=True))


def test_finds_both_changes_of_a_year() -> None:
    moments = [moment.astimezone(UTC) for _, moment in changes(ZoneInfo("Europe/Paris"), 2026, 2026)]
    assert moments == [datetime(2026, 3, 29, 1, tzinfo=UTC), datetime(2026, 10, 25, 1, tzinfo=UTC)]
