"""Repetitions in wall-clock time."""

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.cards.recurrence import compose, next_after, parse, validate
from bot.cards.zones import localise

FILE: dict[str, Any] = yaml.safe_load(
    (Path(__file__).parents[2] / "faq" / "zones.yaml").read_text(encoding="utf-8")
)
OFFERED: list[str] = FILE["offered"]


def _walls(rule: str, anchor: datetime, zone: str, count: int) -> list[datetime]:
    found: list[datetime] = []
    after = localise(anchor, zone).astimezone(UTC) - timedelta(seconds=1)
    while len(found) < count:
        wall = next_after(rule, anchor, zone, after)
        assert wall is not None
        found.append(wall)
        after = localise(wall, zone).astimezone(UTC)
    return found


@pytest.mark.parametrize("zone", OFFERED)
def test_nine_stays_nine_for_two_years_in_every_zone_offered(zone: str) -> None:
    walls = _walls("FREQ=WEEKLY", datetime(2026, 3, 1, 9), zone, 110)
    assert {(wall.hour, wall.minute) for wall in walls} == {(9, 0)}
    assert {later - earlier for earlier, later in pairwise(walls)} == {timedelta(days=7)}


def test_monthly_on_the_31st_is_the_last_day_of_every_month() -> None:
    walls = _walls(
        "FREQ=MONTHLY;BYMONTHDAY=28,29,30,31;BYSETPOS=-1", datetime(2027, 1, 31, 9), "Europe/Paris", 4
    )
    assert [wall.date() for wall in walls] == [
        date(2027, 1, 31),
        date(2027, 2, 28),
        date(2027, 3, 31),
        date(2027, 4, 30),
    ]


def test_a_time_in_the_gap_is_found_once() -> None:
    walls = _walls("FREQ=DAILY", datetime(2026, 3, 28, 2, 30), "Europe/Paris", 3)
    assert [wall.day for wall in walls] == [28, 29, 30]
    assert localise(walls[1], "Europe/Paris").hour == 3


def test_the_hour_that_comes_twice_comes_once() -> None:
    walls = _walls("FREQ=DAILY", datetime(2026, 10, 24, 2, 30), "Europe/Paris", 3)
    assert [wall.day for wall in walls] == [24, 25, 26]


def test_every_hour_goes_on_over_both_changes() -> None:
    for day in (datetime(2026, 10, 25, 0, 0), datetime(2026, 3, 29, 0, 0)):
        walls = _walls("FREQ=HOURLY", day, "Europe/Paris", 6)
        assert walls == sorted(set(walls))


def test_an_interval_counts_from_its_anchor() -> None:
    after = datetime(2026, 12, 1, tzinfo=UTC)
    found = next_after("FREQ=DAILY;INTERVAL=30", datetime(2026, 11, 20, 9), "Europe/Paris", after)
    assert found == datetime(2026, 12, 20, 9)


@settings(max_examples=150, deadline=None)
@given(
    st.sampled_from(["FREQ=DAILY", "FREQ=WEEKLY;BYDAY=MO,TH", "FREQ=MONTHLY;BYMONTHDAY=15", "FREQ=YEARLY"]),
    st.datetimes(datetime(2026, 1, 1), datetime(2030, 1, 1)),
    st.sampled_from(OFFERED),
)
def test_the_next_time_is_always_later(rule: str, wall: datetime, zone: str) -> None:
    after = localise(wall, zone).astimezone(UTC)
    found = next_after(rule, datetime(2026, 1, 1, 9), zone, after)
    assert found is not None
    assert localise(found, zone) > after
    assert (found.hour, found.minute) == (9, 0)


@pytest.mark.parametrize(
    "rule",
    [
        "",
        "FREQ=SECONDLY",
        "FREQ=DAILY;COUNT=3",
        "RRULE:FREQ=DAILY",
        "FREQ=DAILY;INTERVAL=0",
        "FREQ=DAILY;FREQ=DAILY",
        "FREQ=MONTHLY;BYMONTHDAY=32",
        "FREQ=WEEKLY;BYDAY=XX",
        "FREQ=DAILY;INTERVAL=99999",
        "FREQ=MINUTELY",
        "FREQ=DAILY;BYMONTH=2",
        "FREQ=MONTHLY;BYMONTHDAY=0",
        "FREQ=DAILY;INTERVAL",
        "INTERVAL=2",
    ],
)
def test_refuses_what_the_bot_does_not_write(rule: str) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        validate(rule)


def test_writes_the_parts_in_order() -> None:
    rule = compose("YEARLY", 2, bysetpos="-1", bymonthday="28,29", bymonth="2")
    assert rule == "FREQ=YEARLY;INTERVAL=2;BYMONTH=2;BYMONTHDAY=28,29;BYSETPOS=-1"
    assert list(parse(rule)) == ["FREQ", "INTERVAL", "BYMONTH", "BYMONTHDAY", "BYSETPOS"]


def test_a_rule_that_never_comes_is_none() -> None:
    after = datetime(2026, 12, 1, tzinfo=UTC)
    rule = "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30"
    assert next_after(rule, datetime(2026, 11, 20, 9), "Europe/Paris", after) is None


def test_zones_and_anchors_are_checked() -> None:
    with pytest.raises(ValueError, match="aware"):
        next_after("FREQ=DAILY", datetime(2026, 1, 1), "Europe/Paris", datetime(2026, 1, 1))
    aware = datetime(2026, 1, 1, tzinfo=ZoneInfo("Europe/Paris"))
    with pytest.raises(ValueError, match="without a zone"):
        next_after("FREQ=DAILY", aware, "Europe/Paris", aware)
