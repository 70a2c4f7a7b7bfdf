"""Clues to rules."""

from datetime import date
from fractions import Fraction

import pytest

from bot.dates.clarification import Clarification, NeedsClarification
from bot.dates.constraints import Constraints
from bot.dates.repeat import one_period_on, repeat

TODAY = date(2026, 11, 20)


def _rule(number: int | Fraction, unit: str | None, **more: object) -> str:
    return repeat(Constraints(every=(Fraction(number), unit), **more), TODAY, None).rule  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("number", "unit", "rule"),
    [
        (30, "day", "FREQ=DAILY;INTERVAL=30"),
        (1, "fortnight", "FREQ=WEEKLY;INTERVAL=2"),
        (1, "quarter", "FREQ=MONTHLY;INTERVAL=3"),
        (Fraction(1, 2), "year", "FREQ=MONTHLY;INTERVAL=6"),
        (Fraction(1, 2), "month", "FREQ=DAILY;INTERVAL=15"),
        (1, "hour", "FREQ=HOURLY"),
    ],
)
def test_periods(number: int, unit: str, rule: str) -> None:
    assert _rule(number, unit) == rule


def test_every_without_a_unit_takes_it_from_what_is_repeated() -> None:
    assert _rule(1, None, days=(15,)) == "FREQ=MONTHLY;BYMONTHDAY=15"
    assert _rule(1, None, weekdays=(0,)) == "FREQ=WEEKLY;BYDAY=MO"
    assert _rule(1, None, month=12, days=(25,)) == "FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=25"
    assert _rule(1, None, part="evening") == "FREQ=DAILY"


@pytest.mark.parametrize("day", [29, 30, 31])
def test_a_date_that_some_months_lack_means_their_last_day(day: int) -> None:
    listed = ",".join(str(n) for n in range(28, day + 1))
    assert _rule(1, "month", days=(day,)) == f"FREQ=MONTHLY;BYMONTHDAY={listed};BYSETPOS=-1"


def test_parts_stand_in_their_order() -> None:
    rule = _rule(2, "year", month=2, days=(29,))
    assert rule == "FREQ=YEARLY;INTERVAL=2;BYMONTH=2;BYMONTHDAY=28,29;BYSETPOS=-1"


@pytest.mark.parametrize(
    ("constraints", "problem"),
    [
        (Constraints(every=(Fraction(0), "day")), Clarification.IMPOSSIBLE),
        (Constraints(every=(Fraction(5, 2), "day")), Clarification.VAGUE),
        (Constraints(every=(Fraction(1), "month"), weekdays=(0,)), Clarification.AMBIGUOUS),
        (Constraints(every=(Fraction(1), "week"), days=(15,)), Clarification.AMBIGUOUS),
        (Constraints(every=(Fraction(1), "year"), month=12), Clarification.VAGUE),
        (Constraints(every=(Fraction(1), "year"), month=4, days=(31,)), Clarification.IMPOSSIBLE),
        (Constraints(every=(Fraction(1), "month"), days=(15, 30)), Clarification.AMBIGUOUS),
        (Constraints(every=(Fraction(99999), "year")), Clarification.IMPOSSIBLE),
    ],
)
def test_asks_instead_of_guessing(constraints: Constraints, problem: Clarification) -> None:
    with pytest.raises(NeedsClarification) as asked:
        repeat(constraints, TODAY, None)
    assert asked.value.problem is problem


def test_one_period_on_clamps_months() -> None:
    assert one_period_on(date(2027, 1, 31), 1, "month") == date(2027, 2, 28)
    assert one_period_on(date(2028, 2, 29), 1, "year") == date(2029, 2, 28)
