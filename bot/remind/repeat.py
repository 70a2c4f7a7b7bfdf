"""From clues to a repetition: its rule and the days that its first time is looked for on."""

from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from typing import Final

from bot.remind.amounts import HALF_MONTH_DAYS, shift
from bot.remind.ask import Ask
from bot.remind.clues import Clues
from bot.remind.days import days
from bot.remind.problem import Problem
from bot.remind.recur import MOST, SHORTEST_MINUTES, compose

_DAYS: Final = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_FREQUENCY: Final = {
    "minute": "MINUTELY", "hour": "HOURLY", "day": "DAILY",
    "week": "WEEKLY", "month": "MONTHLY", "year": "YEARLY",
}  # fmt: skip
_MULTIPLES: Final = {
    "twodays": (2, "day"), "fortnight": (2, "week"), "twomonths": (2, "month"), "quarter": (3, "month"),
    "halfyear": (6, "month"), "twoyears": (2, "year"), "decade": (10, "year"),
}  # fmt: skip
_HALVES: Final = {"month": (HALF_MONTH_DAYS, "day"), "year": (6, "month"), "hour": (30, "minute")}
_ALWAYS_THERE: Final = 28
"""The last day that every month has."""
_LENGTHS: Final = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


@dataclass(frozen=True, slots=True)
class Repeat:
    """`base` is the rule without interval that finds the first time from `start` on.

    `start` None: nothing but the period is known, and the first time is one `unit` times `number` away.
    """

    rule: str
    base: str
    number: int
    unit: str
    start: date | None
    anchored: bool


def repeat(clues: Clues, today: date, tongue: str | None) -> Repeat:
    """The repetition that the clues describe; raises Ask."""
    number, unit = _period(clues)
    if number < 1 or number > MOST or (unit == "minute" and number < SHORTEST_MINUTES):
        raise Ask(Problem.IMPOSSIBLE)
    by, start, unit = _parts(_digits_as_day(clues, tongue), unit, today, tongue)
    if not by and start is None and unit in ("month", "year") and today.day > _ALWAYS_THERE:
        by = {"bymonthday": _clamped(today.day)[0], "bysetpos": "-1"}
        by |= {"bymonth": str(today.month)} if unit == "year" and today.month == 2 else {}
        by = by if unit == "month" or today.month == 2 else {}
        return Repeat(_rule(number, unit, by), _rule(1, unit, by), number, unit, None, False)
    anchored = bool(by) or start is not None
    return Repeat(_rule(number, unit, by), _rule(1, unit, by), number, unit, start, anchored)


def _rule(number: int, unit: str, by: dict[str, str]) -> str:
    return compose(_FREQUENCY[unit], number, **by)


def _period(clues: Clues) -> tuple[int, str]:
    assert clues.every
    number, unit = clues.every
    unit = unit or _unit_of(clues)
    if unit in _MULTIPLES:
        times, unit = _MULTIPLES[unit]
        number *= times
    if number == Fraction(1, 2) and unit in _HALVES:
        return _HALVES[unit]
    if number == Fraction(3, 2) and unit in ("year", "hour"):
        return (18, "month") if unit == "year" else (90, "minute")
    if number.denominator > 1 or unit not in _FREQUENCY:
        raise Ask(Problem.VAGUE)
    return int(number), unit


def _unit_of(clues: Clues) -> str:
    """What `every` means without a unit: every Monday, every 15th, every 1 January, every evening."""
    if clues.nth is not None and clues.month is None:
        return "month"
    if clues.month is not None or clues.either or (clues.edge and clues.edge[1] == "year"):
        return "year"
    if clues.weekdays or (clues.edge and clues.edge[1] == "week"):
        return "week"
    if clues.days or clues.edge:
        return "month"
    if clues.dated:
        raise Ask(Problem.VAGUE)
    return "day"


def _digits_as_day(clues: Clues, tongue: str | None) -> Clues:
    """Every year on 25/12: the day of the month that the digits name."""
    if not clues.either:
        return clues
    if len(clues.either) > 1 and tongue != "fr":
        raise Ask(Problem.AMBIGUOUS)
    year, month, day = clues.either[0]
    return replace(clues, either=(), year=year or clues.year, month=month, days=(day,))


Parts = tuple[dict[str, str], date | None, str]


def _parts(clues: Clues, unit: str, today: date, tongue: str | None) -> Parts:
    """The BY… parts, the day it starts on if one is named, and the unit after all."""
    if clues.edge and clues.edge[0] in ("mid", "vague"):
        raise Ask(Problem.VAGUE)
    if unit == "month":
        return _monthly(clues, today, tongue)
    if unit == "year":
        return _yearly(clues, today, tongue)
    if unit == "week" or (unit == "day" and len(clues.weekdays) > 1):
        return _weekly(clues, unit, today, tongue)
    return {}, _start(clues, today, tongue), unit


def _start(clues: Clues, today: date, tongue: str | None) -> date | None:
    """The one day from which it repeats, where such a day is named (from 1 December, starting tomorrow)."""
    if not clues.dated:
        return None
    if clues.days and clues.month is None and clues.months is None and clues.rel is None:
        raise Ask(Problem.AMBIGUOUS)
    found = days(replace(clues, every=None), today, tongue)
    return next((d for d in found.dates if d >= today), found.dates[0])


def _weekly(clues: Clues, unit: str, today: date, tongue: str | None) -> Parts:
    if clues.nth is not None:
        raise Ask(Problem.AMBIGUOUS)
    weekdays = clues.weekdays
    if clues.edge:
        if clues.edge[0] == "end":
            raise Ask(Problem.AMBIGUOUS)
        weekdays = (5, 6) if clues.edge[0] == "weekend" else (0,)
    if unit == "day" and clues.every and clues.every[0] > 1:
        raise Ask(Problem.AMBIGUOUS)
    rest = replace(clues, edge=None, weekdays=clues.weekdays[:1] if clues.week is not None else ())
    if len(clues.weekdays) > 1 and clues.week is not None:
        rest = replace(rest, weekdays=(), week=None)
    start = _start(rest, today, tongue)
    return ({"byday": ",".join(_DAYS[w] for w in sorted(weekdays))} if weekdays else {}), start, "week"


def _monthly(clues: Clues, today: date, tongue: str | None) -> Parts:
    if clues.nth is not None:
        return _nth_day(clues.nth, clues.weekdays), None, "month"
    if clues.edge:
        if clues.month is not None:
            return _yearly(clues, today, tongue)
        which, scope = clues.edge
        quarter = scope == "quarter" or (
            scope is None and clues.every is not None and clues.every[1] == "quarter"
        )
        start = _start(replace(clues, edge=(which, "quarter")), today, tongue) if quarter else None
        return _month_days((*clues.days, -1 if which == "end" else 1)), start, "month"
    if clues.weekdays and not clues.days:
        raise Ask(Problem.AMBIGUOUS)
    if not clues.days:
        return {}, _start(clues, today, tongue), "month"
    dated = clues.month is not None or clues.months is not None
    start = _start(replace(clues, days=clues.days[:1]), today, tongue) if dated else None
    return _month_days(clues.days), start, "month"


def _yearly(clues: Clues, today: date, tongue: str | None) -> Parts:
    last = clues.edge is not None and clues.edge[0] == "end"
    if clues.month is None:
        if clues.edge:
            return {"bymonth": "12" if last else "1", "bymonthday": "31" if last else "1"}, None, "year"
        if clues.days:
            raise Ask(Problem.AMBIGUOUS)
        return {}, _start(clues, today, tongue), "year"
    if not 1 <= clues.month <= 12:
        raise Ask(Problem.IMPOSSIBLE)
    by = {"bymonth": str(clues.month)}
    if clues.edge:
        return by | {"bymonthday": "-1" if last else "1"}, None, "year"
    if clues.nth is not None:
        return by | _nth_day(clues.nth, clues.weekdays), None, "year"
    if not clues.days:
        raise Ask(Problem.VAGUE)
    named = clues.year is not None or clues.years is not None
    start = _start(replace(clues, days=clues.days[:1]), today, tongue) if named else None
    return by | _year_days(clues.month, clues.days), start, "year"


def _year_days(month: int, numbers: tuple[int, ...]) -> dict[str, str]:
    """Days of a month of every year; 29 February means its last day."""
    if max(numbers) > _LENGTHS[month - 1] or min(numbers) < 1:
        raise Ask(Problem.IMPOSSIBLE)
    if (month, numbers) == (2, (29,)):
        return {"bymonthday": "28,29", "bysetpos": "-1"}
    return {"bymonthday": ",".join(map(str, sorted(numbers)))}


def _nth_day(nth: int, weekdays: tuple[int, ...]) -> dict[str, str]:
    if len(weekdays) == 1:
        return {"byday": f"{nth}{_DAYS[weekdays[0]]}"}
    return {"byday": ",".join(_DAYS[w] for w in weekdays), "bysetpos": str(nth)}


def _clamped(day: int) -> tuple[str, str]:
    return ",".join(map(str, range(_ALWAYS_THERE, day + 1))), "-1"


def _month_days(numbers: tuple[int, ...]) -> dict[str, str]:
    """Days of the month; those that some months lack mean their last day."""
    if any(n == 0 or n > 31 or n < -1 for n in numbers):
        raise Ask(Problem.IMPOSSIBLE)
    if len(numbers) == 1 and numbers[0] > _ALWAYS_THERE:
        listed, place = _clamped(numbers[0])
        return {"bymonthday": listed, "bysetpos": place}
    if set(numbers) & {29, 30}:
        raise Ask(Problem.AMBIGUOUS)
    kept = sorted(n for n in numbers if 0 < n <= _ALWAYS_THERE)
    last = [-1] if {31, -1} & set(numbers) else []
    return {"bymonthday": ",".join(map(str, (*kept, *last)))}


def one_period_on(day: date, number: int, unit: str) -> date:
    """A day one period later, months to their last day at most; raises OverflowError."""
    months = {"month": number, "year": 12 * number}.get(unit, 0)
    return shift(day, months, {"day": number, "week": 7 * number}.get(unit, 0))
