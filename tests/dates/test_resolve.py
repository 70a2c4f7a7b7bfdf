"""Clues to a moment or a question."""

from datetime import datetime
from fractions import Fraction
from zoneinfo import ZoneInfo

import pytest

from bot.dates.clarification import Clarification
from bot.dates.constraints import Amount, Constraints, TimeOfDay
from bot.dates.resolve import resolve

NOW = datetime(2026, 11, 20, 10, 0, tzinfo=ZoneInfo("Europe/Paris"))


def _short(constraints: Constraints) -> str:
    found = resolve(constraints, NOW, None)
    return found.moment.strftime("%m-%d %H:%M") if found.moment else str(found.problem)


@pytest.mark.parametrize(
    ("constraints", "answer"),
    [
        (Constraints(rel=1), "11-21 09:00"),
        (Constraints(rel=0), "needs_time"),
        (Constraints(rel=0, part="tonight"), "11-20 20:00"),
        (Constraints(rel=0, clock=TimeOfDay(12), part="tonight"), "11-21 00:00"),
        (Constraints(rel=0, clock=TimeOfDay(3)), "11-20 15:00"),
        (Constraints(rel=1, clock=TimeOfDay(3)), "ambiguous"),
        (Constraints(rel=0, clock=TimeOfDay(8)), "past"),
        (Constraints(clock=TimeOfDay(20, exact=True)), "11-20 20:00"),
        (Constraints(clock=TimeOfDay(9)), "ambiguous"),
        (Constraints(clock=TimeOfDay(11)), "11-20 11:00"),
        (Constraints(weekdays=(4,)), "11-27 09:00"),
        (Constraints(weekdays=(4,), clock=TimeOfDay(15, exact=True)), "11-20 15:00"),
        (Constraints(after=(Amount(Fraction(2), "hour"),)), "11-20 12:00"),
        (Constraints(after=(Amount(Fraction(2), "hour"),), clock=TimeOfDay(9)), "two_dates"),
        (Constraints(clock=TimeOfDay(25)), "impossible"),
        (Constraints(flags=frozenset({"open"}), weekdays=(0,)), "ambiguous"),
        (Constraints(flags=frozenset({"past"})), "past"),
        (Constraints(), "no_date"),
    ],
)
def test_answers(constraints: Constraints, answer: str) -> None:
    assert _short(constraints) == answer


def test_options_lie_ahead_and_are_few() -> None:
    found = resolve(Constraints(rel=0, part="afternoon"), NOW.replace(hour=15, minute=30), None)
    assert found.problem is Clarification.NEEDS_TIME
    assert [option.hour for option in found.options] == [16, 17]


def test_a_far_day_is_asked_about_and_never_an_error() -> None:
    found = resolve(Constraints(after=(Amount(Fraction(999_999), "year"),)), NOW, None)
    assert found.problem is Clarification.TOO_FAR
