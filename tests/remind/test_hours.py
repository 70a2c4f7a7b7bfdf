"""Parts of the day and hours."""

import pytest

from bot.remind.clues import Clock, Clues
from bot.remind.hours import NoSuchTime, times


def _minutes(clock: Clock | None, part: str | None = None, tongue: str | None = None) -> tuple[float, ...]:
    return tuple(m / 60 for m in times(Clues(clock=clock, part=part), tongue).minutes)


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
    assert _minutes(Clock(hour), part) == hours


def test_french_and_written_out_hours_are_exact() -> None:
    assert _minutes(Clock(3), tongue="fr") == (3,)
    assert _minutes(Clock(3, exact=True)) == (3,)


@pytest.mark.parametrize(
    ("hour", "half", "hours"), [(12, "am", 0), (12, "pm", 12), (9, "pm", 21), (9, "am", 9)]
)
def test_am_and_pm(hour: int, half: str, hours: int) -> None:
    assert _minutes(Clock(hour, half=half)) == (hours,)


@pytest.mark.parametrize(
    "clues",
    [
        Clues(clock=Clock(25)),
        Clues(clock=Clock(9, 60)),
        Clues(clock=Clock(24, 1)),
        Clues(clock=Clock(13, half="am")),
        Clues(clock=Clock(14), part="morning"),
        Clues(clock=Clock(15), part="dawn"),
    ],
)
def test_what_does_not_exist_is_refused(clues: Clues) -> None:
    with pytest.raises(NoSuchTime):
        times(clues, None)


def test_nothing_said_is_nine() -> None:
    found = times(Clues(), None)
    assert (found.minutes, found.default) == ((540,), True)


def test_an_afternoon_is_asked_about() -> None:
    assert times(Clues(part="afternoon"), None).asked
