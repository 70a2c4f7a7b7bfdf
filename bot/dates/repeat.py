"""From constraints to a repetition: its rule and the days that its first time is looked for on."""

from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from typing import Final

from bot.cards.recurrence import MOST, SHORTEST_MINUTES, compose
from bot.dates.amounts import HALF_MONTH_DAYS, shift
from bot.dates.clarification import Clarification, NeedsClarification
from bot.dates.constraints import Constraints
from bot.dates.days import days
from bot.dates.holidays import FIXED, LunarDay

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


def repeat(constraints: Constraints, today: date, language: str | None) -> Repeat:
    """The repetition that the constraints describe; raises Ask."""
    number, unit = _period(constraints)
    if number < 1 or number > MOST or (unit == "minute" and number < SHORTEST_MINUTES):
        raise NeedsClarification(Clarification.IMPOSSIBLE)
    by, start, unit = _parts(_digits_as_day(constraints, language), unit, today, language)
    if not by and start is None and unit in ("month", "year") and today.day > _ALWAYS_THERE:
        by = {"bymonthday": _clamped(today.day)[0], "bysetpos": "-1"}
        by |= {"bymonth": str(today.month)} if unit == "year" and today.month == 2 else {}
        by = by if unit == "month" or today.month == 2 else {}
        return Repeat(_rule(number, unit, by), _rule(1, unit, by), number, unit, None, False)
    anchored = bool(by) or start is not None
    return Repeat(_rule(number, unit, by), _rule(1, unit, by), number, unit, start, anchored)


def _rule(number: int, unit: str, by: dict[str, str]) -> str:
    return compose(_FREQUENCY[unit], number, **by)


def _period(constraints: Constraints) -> tuple[int, str]:
    assert constraints.every
    number, unit = constraints.every
    unit = unit or _unit_of(constraints)
    if unit in _MULTIPLES:
        times, unit = _MULTIPLES[unit]
        number *= times
    if number == Fraction(1, 2) and unit in _HALVES:
        return _HALVES[unit]
    if number == Fraction(3, 2) and unit in ("year", "hour"):
        return (18, "month") if unit == "year" else (90, "minute")
    if number.denominator > 1 or unit not in _FREQUENCY:
        raise NeedsClarification(Clarification.VAGUE)
    return int(number), unit


def _unit_of(constraints: Constraints) -> str:
    """What `every` means without a unit: every Monday, every 15th, every 1 January, every evening."""
    if constraints.nth is not None and constraints.month is None:
        return "month"
    if (
        constraints.month is not None
        or constraints.holiday is not None
        or constraints.either
        or (constraints.edge and constraints.edge[1] == "year")
    ):
        return "year"
    if constraints.weekdays or (constraints.edge and constraints.edge[1] == "week"):
        return "week"
    if constraints.days or constraints.edge:
        return "month"
    if constraints.dated:
        raise NeedsClarification(Clarification.VAGUE)
    return "day"


def _digits_as_day(constraints: Constraints, language: str | None) -> Constraints:
    """Every year on 25/12: the day of the month that the digits name."""
    if not constraints.either:
        return constraints
    if len(constraints.either) > 1 and language != "fr":
        raise NeedsClarification(Clarification.AMBIGUOUS)
    year, month, day = constraints.either[0]
    return replace(constraints, either=(), year=year or constraints.year, month=month, days=(day,))


Parts = tuple[dict[str, str], date | None, str]


def _parts(constraints: Constraints, unit: str, today: date, language: str | None) -> Parts:
    """The BY… parts, the day it starts on if one is named, and the unit after all."""
    if constraints.edge and constraints.edge[0] in ("mid", "vague"):
        raise NeedsClarification(Clarification.VAGUE)
    if unit == "month":
        return _monthly(constraints, today, language)
    if unit == "year":
        return _yearly(constraints, today, language)
    if unit == "week" or (unit == "day" and len(constraints.weekdays) > 1):
        return _weekly(constraints, unit, today, language)
    return {}, _start(constraints, today, language), unit


def _start(constraints: Constraints, today: date, language: str | None) -> date | None:
    """The one day from which it repeats, where such a day is named (from 1 December, starting tomorrow)."""
    if not constraints.dated:
        return None
    if (
        constraints.days
        and constraints.month is None
        and constraints.months is None
        and constraints.rel is None
    ):
        raise NeedsClarification(Clarification.AMBIGUOUS)
    found = days(replace(constraints, every=None), today, language)
    return next((d for d in found.dates if d >= today), found.dates[0])


def _weekly(constraints: Constraints, unit: str, today: date, language: str | None) -> Parts:
    if constraints.nth is not None:
        raise NeedsClarification(Clarification.AMBIGUOUS)
    weekdays = constraints.weekdays
    if constraints.edge:
        if constraints.edge[0] == "end":
            raise NeedsClarification(Clarification.AMBIGUOUS)
        weekdays = (5, 6) if constraints.edge[0] == "weekend" else (0,)
    if unit == "day" and constraints.every and constraints.every[0] > 1:
        raise NeedsClarification(Clarification.AMBIGUOUS)
    rest = replace(
        constraints, edge=None, weekdays=constraints.weekdays[:1] if constraints.week is not None else ()
    )
    if len(constraints.weekdays) > 1 and constraints.week is not None:
        rest = replace(rest, weekdays=(), week=None)
    start = _start(rest, today, language)
    return ({"byday": ",".join(_DAYS[w] for w in sorted(weekdays))} if weekdays else {}), start, "week"


def _monthly(constraints: Constraints, today: date, language: str | None) -> Parts:
    if constraints.nth is not None:
        return _nth_day(constraints.nth, constraints.weekdays), None, "month"
    if constraints.edge:
        if constraints.month is not None:
            return _yearly(constraints, today, language)
        which, scope = constraints.edge
        quarter = scope == "quarter" or (
            scope is None and constraints.every is not None and constraints.every[1] == "quarter"
        )
        start = _start(replace(constraints, edge=(which, "quarter")), today, language) if quarter else None
        return _month_days((*constraints.days, -1 if which == "end" else 1)), start, "month"
    if constraints.weekdays and not constraints.days:
        raise NeedsClarification(Clarification.AMBIGUOUS)
    if not constraints.days:
        return {}, _start(constraints, today, language), "month"
    dated = constraints.month is not None or constraints.months is not None
    start = _start(replace(constraints, days=constraints.days[:1]), today, language) if dated else None
    return _month_days(constraints.days), start, "month"


def _yearly(constraints: Constraints, today: date, language: str | None) -> Parts:
    last = constraints.edge is not None and constraints.edge[0] == "end"
    if constraints.holiday is not None:
        return _feast(constraints.holiday), None, "year"
    if constraints.month is None:
        if constraints.edge:
            return {"bymonth": "12" if last else "1", "bymonthday": "31" if last else "1"}, None, "year"
        if constraints.days:
            raise NeedsClarification(Clarification.AMBIGUOUS)
        return {}, _start(constraints, today, language), "year"
    if not 1 <= constraints.month <= 12:
        raise NeedsClarification(Clarification.IMPOSSIBLE)
    by = {"bymonth": str(constraints.month)}
    if constraints.edge:
        return by | {"bymonthday": "-1" if last else "1"}, None, "year"
    if constraints.nth is not None:
        return by | _nth_day(constraints.nth, constraints.weekdays), None, "year"
    if not constraints.days:
        raise NeedsClarification(Clarification.VAGUE)
    named = constraints.year is not None or constraints.years is not None
    start = _start(replace(constraints, days=constraints.days[:1]), today, language) if named else None
    return by | _year_days(constraints.month, constraints.days), start, "year"


def _feast(name: str | LunarDay) -> dict[str, str]:
    """A feast that never moves, every year; no rule of RFC 5545 knows the moon or Easter."""
    if not isinstance(name, str) or name not in FIXED:
        raise NeedsClarification(Clarification.VAGUE)
    month, day = FIXED[name]
    return {"bymonth": str(month), "bymonthday": str(day)}


def _year_days(month: int, numbers: tuple[int, ...]) -> dict[str, str]:
    """Days of a month of every year; 29 February means its last day."""
    if max(numbers) > _LENGTHS[month - 1] or min(numbers) < 1:
        raise NeedsClarification(Clarification.IMPOSSIBLE)
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
        raise NeedsClarification(Clarification.IMPOSSIBLE)
    if len(numbers) == 1 and numbers[0] > _ALWAYS_THERE:
        listed, place = _clamped(numbers[0])
        return {"bymonthday": listed, "bysetpos": place}
    if set(numbers) & {29, 30}:
        raise NeedsClarification(Clarification.AMBIGUOUS)
    kept = sorted(n for n in numbers if 0 < n <= _ALWAYS_THERE)
    last = [-1] if {31, -1} & set(numbers) else []
    return {"bymonthday": ",".join(map(str, (*kept, *last)))}


def one_period_on(day: date, number: int, unit: str) -> date:
    """A day one period later, months to their last day at most; raises OverflowError."""
    months = {"month": number, "year": 12 * number}.get(unit, 0)
    return shift(day, months, {"day": number, "week": 7 * number}.get(unit, 0))
