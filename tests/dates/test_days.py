"""Clues to days."""

from datetime import date
from fractions import Fraction

import pytest

from bot.dates.clarification import Clarification, Days, NeedsClarification
from bot.dates.constraints import Amount, Constraints
from bot.dates.days import days, nth_weekday

FRIDAY = date(2026, 11, 20)


def _days(constraints: Constraints, language: str | None = None) -> Days:
    return days(constraints, FRIDAY, language)


def test_a_bare_day_is_sought_ahead() -> None:
    found = _days(Constraints(days=(31,)))
    assert (found.dates[0], found.sought) == (date(2026, 12, 31), True)


def test_a_day_of_a_named_month_is_fixed() -> None:
    assert _days(Constraints(days=(15,), months=1)) == Days((date(2026, 12, 15),))


def test_weeks_begin_on_monday() -> None:
    assert _days(Constraints(weekdays=(6,), week=1)).dates == (date(2026, 11, 29),)


def test_next_sunday_is_asked_about_with_both_days() -> None:
    with pytest.raises(NeedsClarification) as asked:
        _days(Constraints(weekdays=(6,), week=1, style="en"))
    assert asked.value.problem is Clarification.AMBIGUOUS
    assert asked.value.days == (date(2026, 11, 22), date(2026, 11, 29))


@pytest.mark.parametrize(
    ("constraints", "problem"),
    [
        (Constraints(month=2, days=(30,)), Clarification.IMPOSSIBLE),
        (Constraints(months=0, days=(31,)), Clarification.IMPOSSIBLE),
        (Constraints(month=13), Clarification.IMPOSSIBLE),
        (Constraints(month=12, days=(15,), weekdays=(4,)), Clarification.TWO_DATES),
        (Constraints(weekdays=(0, 1)), Clarification.TWO_DATES),
        (Constraints(week=0, weekdays=(0,)), Clarification.PAST),
        (Constraints(months=1), Clarification.VAGUE),
        (Constraints(edge=("weekend", "week")), Clarification.AMBIGUOUS),
        (Constraints(rel=1, after=(Amount(Fraction(3), "day"),)), Clarification.TWO_DATES),
        (Constraints(after=(Amount(None, "day"),)), Clarification.VAGUE),
        (Constraints(either=((None, 4, 3), (None, 3, 4))), Clarification.AMBIGUOUS),
    ],
)
def test_asks_instead_of_guessing(constraints: Constraints, problem: Clarification) -> None:
    with pytest.raises(NeedsClarification) as asked:
        _days(constraints)
    assert asked.value.problem is problem


def test_digits_are_day_first_in_french() -> None:
    assert _days(Constraints(either=((None, 4, 3), (None, 3, 4))), "fr").dates[0] == date(2027, 4, 3)


@pytest.mark.parametrize(
    ("nth", "weekdays", "day"),
    [(1, (0,), 7), (-1, (4,), 25), (5, (3,), 31), (-1, (0, 1, 2, 3, 4), 31), (1, (0, 1, 2, 3, 4), 1)],
)
def test_finds_the_nth_weekday(nth: int, weekdays: tuple[int, ...], day: int) -> None:
    assert nth_weekday(2026, 12, nth, weekdays) == date(2026, 12, day)


def test_a_fifth_monday_may_not_exist() -> None:
    assert nth_weekday(2026, 12, 5, (0,)) is None
