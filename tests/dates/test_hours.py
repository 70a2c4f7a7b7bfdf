"""Parts of the day and hours."""

import pytest

from bot.dates.constraints import Constraints, TimeOfDay
from bot.dates.hours import NoSuchTime, times


def _minutes(
    clock: TimeOfDay | None, part: str | None = None, language: str | None = None
) -> tuple[float, ...]:
    return tuple(m / 60 for m in times(Constraints(clock=clock, part=part), language).minutes)


@pytest.mark.parametrize(
    ("hour", "part", "hours"),
    [
        (9, None, (9,)),
        (3, None, (3, 15)),
        (15, None, (15,)),
        (12, "noon", (12,)),
        (1, "noon", (13,)),
        (3, "afternoon", (15,)),
        (8, "evening", (20,)),
        (12, "evening", (24,)),
        (1, "tonight", (25,)),
        (2, "dawn", (2,)),
        (12, "dawn", (0,)),
        (6, "dusk", (18,)),
        (2, "night", (2, 26)),
        (11, "late", (23,)),
        (8, "morning", (8,)),
        (20, "evening", (20,)),
    ],
)
def test_a_number_means_an_hour_of_its_part_of_the_day(hour: int, part: str, hours: tuple[int, ...]) -> None:
    assert _minutes(TimeOfDay(hour), part) == hours


def test_french_and_written_out_hours_are_exact() -> None:
    assert _minutes(TimeOfDay(3), language="fr") == (3,)
    assert _minutes(TimeOfDay(3, exact=True)) == (3,)


@pytest.mark.parametrize(
    ("hour", "half", "hours"), [(12, "am", 0), (12, "pm", 12), (9, "pm", 21), (9, "am", 9)]
)
def test_am_and_pm(hour: int, half: str, hours: int) -> None:
    assert _minutes(TimeOfDay(hour, half=half)) == (hours,)


@pytest.mark.parametrize(
    "constraints",
    [
        Constraints(clock=TimeOfDay(25)),
        Constraints(clock=TimeOfDay(9, 60)),
        Constraints(clock=TimeOfDay(24, 1)),
        Constraints(clock=TimeOfDay(13, half="am")),
        Constraints(clock=TimeOfDay(14), part="morning"),
        Constraints(clock=TimeOfDay(15), part="dawn"),
    ],
)
def test_what_does_not_exist_is_refused(constraints: Constraints) -> None:
    with pytest.raises(NoSuchTime):
        times(constraints, None)


def test_nothing_said_is_nine() -> None:
    found = times(Constraints(), None)
    assert (found.minutes, found.default) == ((540,), True)


def test_an_afternoon_is_asked_about() -> None:
    assert times(Constraints(part="afternoon"), None).asked
