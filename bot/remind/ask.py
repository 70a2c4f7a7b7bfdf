"""Days that may be meant, and the exception for what has to be asked."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from bot.remind.amounts import Inexact, measure
from bot.remind.clues import Duration
from bot.remind.problem import Problem


@dataclass(frozen=True, slots=True)
class Days:
    """Days in order; `sought`: the first that still lies ahead is meant, else the first and no other."""

    dates: tuple[date, ...]
    sought: bool = False


class Ask(Exception):
    """The days can't be told; `days` are worth a button each."""

    def __init__(self, problem: Problem, days: Iterable[date] = ()) -> None:
        super().__init__(problem)
        self.problem = problem
        self.days = tuple(days)


def measured(amounts: Duration) -> tuple[int, int, int]:
    """An amount of time as (months, days, seconds); asks where it is vague."""
    try:
        return measure(amounts)
    except Inexact as error:
        raise Ask(Problem.VAGUE) from error
