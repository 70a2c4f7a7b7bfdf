"""Why a line gives no moment."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from bot.dates.amounts import Inexact, measure
from bot.dates.constraints import Duration


class Clarification(StrEnum):
    """What is asked about instead of guessed."""

    PAST = "past"
    IMPOSSIBLE = "impossible"
    AMBIGUOUS = "ambiguous"
    TWO_DATES = "two_dates"
    VAGUE = "vague"
    NO_DATE = "no_date"
    NEEDS_TIME = "needs_time"
    TOO_FAR = "too_far"


@dataclass(frozen=True, slots=True)
class Days:
    """Days in order; `sought`: the first that still lies ahead is meant, else the first and no other."""

    dates: tuple[date, ...]
    sought: bool = False


class NeedsClarification(Exception):
    """The days can't be told; `days` are worth a button each."""

    def __init__(self, problem: Clarification, days: Iterable[date] = ()) -> None:
        super().__init__(problem)
        self.problem = problem
        self.days = tuple(days)


def measured(amounts: Duration) -> tuple[int, int, int]:
    """An amount of time as (months, days, seconds); asks where it is vague."""
    try:
        return measure(amounts)
    except Inexact as error:
        raise NeedsClarification(Clarification.VAGUE) from error
