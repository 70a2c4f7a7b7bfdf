"""Clues to a moment or a question."""

from datetime import datetime
from fractions import Fraction
from zoneinfo import ZoneInfo

import pytest

from bot.remind.clues import Amount, Clock, Clues
from bot.remind.problem import Problem
from bot.remind.resolve import resolve

NOW = datetime(2026, 11, 20, 10, 0, tzinfo=ZoneInfo("Europe/Paris"))


def _short(clues: Clues) -> str:
    found = resolve(clues, NOW, None)
    return found.moment.strftime("%m-%d %H:%M") if found.moment else str(found.problem)


@pytest.mark.parametrize(
    ("clues", "answer"),
    [
        (Clues(rel=1), "11-21 09:00"),
        (Clues(rel=0), "needs_time"),
        (Clues(rel=0, part="tonight"), "11-20 20:00"),
        (Clues(rel=0, clock=Clock(12), part="tonight"), "11-21 00:00"),
        (Clues(rel=0, clock=Clock(3)), "11-20 15:00"),
        (Clues(rel=1, clock=Clock(3)), "ambiguous"),
        (Clues(rel=0, clock=Clock(8)), "past"),
        (Clues(clock=Clock(20, exact=True)), "11-20 20:00"),
        (Clues(clock=Clock(9)), "ambiguous"),
        (Clues(clock=Clock(11)), "11-20 11:00"),
        (Clues(weekdays=(4,)), "11-27 09:00"),
        (Clues(weekdays=(4,), clock=Clock(15, exact=True)), "11-20 15:00"),
        (Clues(after=(Amount(Fraction(2), "hour"),)), "11-20 12:00"),
        (Clues(after=(Amount(Fraction(2), "hour"),), clock=Clock(9)), "two_dates"),
        (Clues(clock=Clock(25)), "impossible"),
        (Clues(flags=frozenset({"open"}), weekdays=(0,)), "ambiguous"),
        (Clues(flags=frozenset({"past"})), "past"),
        (Clues(), "no_date"),
    ],
)
def test_answers(clues: Clues, answer: str) -> None:
    assert _short(clues) == answer


def test_options_lie_ahead_and_are_few() -> None:
    found = resolve(Clues(rel=0, part="afternoon"), NOW.replace(hour=15, minute=30), None)
    assert found.problem is Problem.NEEDS_TIME
    assert [option.hour for option in found.options] == [16, 17]


def test_a_far_day_is_impossible_and_never_an_error() -> None:
    found = resolve(Clues(after=(Amount(Fraction(999_999), "year"),)), NOW, None)
    assert found.problem is Problem.IMPOSSIBLE
