"""When people answer, and within which time."""

from datetime import datetime

import pytest

from bot.opening_hours import OpeningHours, Within


def test_hours_hold_on_their_days_until_they_end() -> None:
    hours = OpeningHours.parse("Mon-Fri 10:00-18:00, Sat 10:00-12:00")
    assert hours.is_open(datetime(2026, 11, 26, 10)) and not hours.is_open(datetime(2026, 11, 26, 18))
    assert hours.is_open(datetime(2026, 11, 28, 11)) and not hours.is_open(datetime(2026, 11, 28, 12))
    assert hours.next_opening(datetime(2026, 11, 28, 12)) == datetime(2026, 11, 30, 10)
    assert OpeningHours.parse("").is_open(datetime(2026, 11, 29, 3))
    assert str(hours) == "Mon-Fri 10:00-18:00, Sat 10:00-12:00"


def test_days_over_the_end_of_the_week() -> None:
    hours = OpeningHours.parse("Fri-Mon 09:00-24:00")
    assert hours.is_open(datetime(2026, 11, 29, 23, 30)) and not hours.is_open(datetime(2026, 12, 1, 10))


@pytest.mark.parametrize("wrong", ["always", "Mon-Fri", "Mon 18:00-10:00", "Xyz 10:00-11:00", "25:00-26:00"])
def test_what_are_no_hours_is_refused(wrong: str) -> None:
    with pytest.raises(ValueError):
        OpeningHours.parse(wrong)


def test_within() -> None:
    assert Within.parse("one day") == Within(1, "day") and Within.parse("2 hours") == Within(2, "hour")
    assert Within.parse("") is None
    with pytest.raises(ValueError):
        Within.parse("soon")
