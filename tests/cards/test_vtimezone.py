"""Changes of clock."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from icalendar import Timezone

from bot.cards.vtimezone import changes, vtimezone


def test_a_change_is_written_in_the_time_before_it() -> None:
    zone = vtimezone("Europe/Paris", 2026, 2026)
    starts = [(c.name, c.decoded("dtstart"), c.decoded("tzoffsetto")) for c in zone.subcomponents]
    assert starts == [
        ("STANDARD", datetime(2026, 1, 1, 0, 0), timedelta(hours=1)),
        ("DAYLIGHT", datetime(2026, 3, 29, 2, 0), timedelta(hours=2)),
        ("STANDARD", datetime(2026, 10, 25, 3, 0), timedelta(hours=1)),
    ]


def test_a_zone_without_changes_has_one_observance() -> None:
    assert len(vtimezone("Asia/Shanghai", 2026, 2036).subcomponents) == 1


@pytest.mark.parametrize("name", ["Europe/Paris", "America/New_York", "Africa/Casablanca", "Africa/Cairo"])
def test_agrees_with_the_zone_itself_on_every_day(name: str) -> None:
    zone = vtimezone(name, 2026, 2027)
    assert isinstance(zone, Timezone)
    observances = sorted(
        (c.decoded("dtstart") - c.decoded("tzoffsetfrom"), c.decoded("tzoffsetto"))
        for c in zone.subcomponents
    )
    for day in range(1, 730):
        moment = datetime(2026, 1, 1, 12, tzinfo=UTC) + timedelta(days=day)
        offset = [to for start, to in observances if start <= moment.replace(tzinfo=None)][-1]
        assert offset == moment.astimezone(ZoneInfo(name)).utcoffset()


def test_finds_both_changes_of_a_year() -> None:
    moments = [moment.astimezone(UTC) for _, moment in changes(ZoneInfo("Europe/Paris"), 2026, 2026)]
    assert moments == [datetime(2026, 3, 29, 1, tzinfo=UTC), datetime(2026, 10, 25, 1, tzinfo=UTC)]
