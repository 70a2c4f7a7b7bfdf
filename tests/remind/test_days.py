"""Clues to days."""

from datetime import date
from fractions import Fraction

import pytest

from bot.remind.ask import Ask, Days
from bot.remind.clues import Amount, Clues
from bot.remind.days import days
from bot.remind.months import nth_weekday
from bot.remind.problem import Problem

FRIDAY = date(2026, 11, 20)


def _days(clues: Clues, tongue: str | None = None) -> Days:
    return days(clues, FRIDAY, tongue)


def test_a_bare_day_is_sought_ahead() -> None:
    found = _days(Clues(days=(31,)))
    assert (found.dates[0], found.sought) == (date(2026, 12, 31), True)


def test_a_day_of_a_named_month_is_fixed() -> None:
    assert _days(Clues(days=(15,), months=1)) == Days((date(2026, 12, 15),))


def test_weeks_begin_on_monday() -> None:
    assert _days(Clues(weekdays=(6,), week=1)).dates == (date(2026, 11, 29),)


def test_next_sunday_is_asked_about_with_both_days() -> None:
    with pytest.raises(Ask) as asked:
        _days(Clues(weekdays=(6,), week=1, style="en"))
    assert asked.value.problem is Problem.AMBIGUOUS
    assert asked.value.days == (date(2026, 11, 22), date(2026, 11, 29))


@pytest.mark.parametrize(
    ("clues", "problem"),
    [
        (Clues(month=2, days=(30,)), Problem.IMPOSSIBLE),
        (Clues(months=0, days=(31,)), Problem.IMPOSSIBLE),
        (Clues(month=13), Problem.IMPOSSIBLE),
        (Clues(month=12, days=(15,), weekdays=(4,)), Problem.TWO_DATES),
        (Clues(weekdays=(0, 1)), Problem.TWO_DATES),
        (Clues(week=0, weekdays=(0,)), Problem.PAST),
        (Clues(months=1), Problem.VAGUE),
        (Clues(edge=("weekend", "week")), Problem.AMBIGUOUS),
        (Clues(rel=1, after=(Amount(Fraction(3), "day"),)), Problem.TWO_DATES),
        (Clues(after=(Amount(None, "day"),)), Problem.VAGUE),
        (Clues(either=((None, 4, 3), (None, 3, 4))), Problem.AMBIGUOUS),
    ],
)
def test_asks_instead_of_guessing(clues: Clues, problem: Problem) -> None:
    with pytest.raises(Ask) as asked:
        _days(clues)
    assert asked.value.problem is problem


def test_digits_are_day_first_in_french() -> None:
    assert _days(Clues(either=((None, 4, 3), (None, 3, 4))), "fr").dates[0] == date(2027, 4, 3)


@pytest.mark.parametrize(
    ("nth", "weekdays", "day"),
    [(1, (0,), 7), (-1, (4,), 25), (5, (3,), 31), (-1, (0, 1, 2, 3, 4), 31), (1, (0, 1, 2, 3, 4), 1)],
)
def test_finds_the_nth_weekday(nth: int, weekdays: tuple[int, ...], day: int) -> None:
    assert nth_weekday(2026, 12, nth, weekdays) == date(2026, 12, day)


def test_a_fifth_monday_may_not_exist() -> None:
    assert nth_weekday(2026, 12, 5, (0,)) is None
