"""Days that are found by their month: 12月1日, the 15th, the first Monday of December, fin janvier."""

from collections.abc import Iterator
from datetime import date
from typing import Final

from bot.remind.amounts import shift
from bot.remind.ask import Ask, Days, measured
from bot.remind.clues import Clues
from bot.remind.problem import Problem
from bot.remind.weeks import monday

_NEAR: Final = 3
"""How many of the next such days are looked at."""
_YEARS: Final = 12
_MONTHS: Final = 24


def in_year(month: int, day: int, year: int | None, today: date) -> Days:
    """A day of a year, or of the next years that have it; asks where there is none."""
    if year is not None:
        return Days((_date(year, month, day),))
    near = tuple(
        d for y in range(today.year, today.year + _YEARS) if (d := _maybe(y, month, day)) and d >= today
    )
    if not near:
        raise Ask(Problem.IMPOSSIBLE)
    return Days(near[:_NEAR], sought=True)


def _maybe(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _date(year: int, month: int, day: int) -> date:
    found = _maybe(year, month, day)
    if found is None:
        raise Ask(Problem.IMPOSSIBLE)
    return found


def _year_of(clues: Clues, today: date) -> int | None:
    if clues.year is not None:
        return clues.year
    return today.year + clues.years if clues.years is not None else None


def months_of(clues: Clues, today: date) -> tuple[tuple[tuple[int, int], ...], bool]:
    """The months that are meant as (year, month), and whether the next fitting one is sought."""
    if clues.month is not None and not 1 <= clues.month <= 12:
        raise Ask(Problem.IMPOSSIBLE)
    year = _year_of(clues, today)
    if clues.month is not None:
        if year is not None:
            return ((year, clues.month),), False
        return tuple((y, clues.month) for y in range(today.year, today.year + _YEARS)), True
    if clues.months is not None:
        base = shift(today.replace(day=1), clues.months, 0)
        return ((base.year, base.month),), False
    if clues.after:
        months, more, seconds = measured(clues.after)
        if more or seconds:
            raise Ask(Problem.TWO_DATES)
        base = shift(today.replace(day=1), months, 0)
        return ((base.year, base.month),), False
    if year is not None:
        raise Ask(Problem.VAGUE)
    return tuple(
        (today.year + n // 12, n % 12 + 1) for n in range(today.month - 1, today.month - 1 + _MONTHS)
    ), True


def nth(clues: Clues, today: date, tongue: str | None) -> Days | None:
    """The first Monday of a month; the last working day."""
    if clues.nth is None:
        return None
    months, sought = months_of(clues, today)
    found = [d for y, m in months if (d := nth_weekday(y, m, clues.nth, clues.weekdays))]
    if sought:
        found = [d for d in found if d >= today]
    if not found:
        raise Ask(Problem.IMPOSSIBLE)
    return Days(tuple(found[:_NEAR]), sought)


def nth_weekday(year: int, month: int, nth: int, weekdays: tuple[int, ...]) -> date | None:
    """The nth (-1 the last) day of a month that is one of these weekdays."""
    all_days = [d for n in range(1, 32) if (d := _maybe(year, month, n)) and d.weekday() in weekdays]
    place = nth if nth < 0 else nth - 1
    return all_days[place] if nth and -len(all_days) <= place < len(all_days) else None


def of_month(clues: Clues, today: date, tongue: str | None) -> Days | None:
    """15号, 12月1日, the 15th of next month."""
    if not clues.days:
        return None
    if clues.week is not None:
        first = monday(today, clues.week)
        inside = [d for n in range(7) if (d := shift(first, 0, n)).day in clues.days]
        if len(inside) != 1:
            raise Ask(Problem.TWO_DATES)
        return Days((inside[0],))
    found = [_one_of_month(clues, day, today) for day in clues.days]
    if len(found) > 1:
        raise Ask(Problem.TWO_DATES, sorted({f.dates[0] for f in found}))
    return found[0]


def _one_of_month(clues: Clues, day: int, today: date) -> Days:
    if clues.month is not None and clues.years is None and clues.year is None:
        if not 1 <= clues.month <= 12:
            raise Ask(Problem.IMPOSSIBLE)
        return in_year(clues.month, day, None, today)
    months, sought = months_of(clues, today)
    if not sought:
        return Days((_date(*months[0], day),))
    near = [d for y, m in months if (d := _maybe(y, m, day)) and d >= today]
    if not near:
        raise Ask(Problem.IMPOSSIBLE)
    return Days(tuple(near[:_NEAR]), sought=True)


def edge(clues: Clues, today: date, tongue: str | None) -> Days | None:
    """月底, fin janvier, end of the year; the middle and the weekend are asked about."""
    if clues.edge is None:
        return None
    which, unit = clues.edge
    unit = unit or _unit_of(clues)
    if unit == "week":
        return _edge_of_week(which, monday(today, clues.week or 0), today)
    first_last = list(_periods(clues, unit, today))
    if which == "mid" and unit == "month":
        raise Ask(Problem.VAGUE, [first.replace(day=15) for first, _ in first_last[:2]])
    if which not in ("end", "start"):
        raise Ask(Problem.VAGUE)
    ends = [last if which == "end" else first for first, last in first_last]
    ahead = [d for d in ends if d >= today] or ends
    return Days(tuple(ahead[:_NEAR]), sought=which == "start" and len(first_last) > 1)


def _unit_of(clues: Clues) -> str:
    if clues.month is not None or clues.months is not None:
        return "month"
    if clues.year is not None or clues.years is not None:
        return "year"
    return "week" if clues.week is not None else "quarter" if clues.quarters is not None else "month"


def _edge_of_week(which: str, first: date, today: date) -> Days:
    if which == "start":
        return Days((first if first >= today else shift(first, 0, 7),))
    problem = Problem.AMBIGUOUS if which in ("end", "weekend") else Problem.VAGUE
    raise Ask(problem, [shift(first, 0, 4 if which == "end" else 5), shift(first, 0, 6)])


def _periods(clues: Clues, unit: str, today: date) -> Iterator[tuple[date, date]]:
    """First and last days of the months, years or quarters that may be meant."""
    if unit == "month":
        months, _ = months_of(clues, today)
        starts: list[date] = [date(y, m, 1) for y, m in months]
        size = 1
    elif unit == "year":
        year = _year_of(clues, today)
        starts, size = [date(y, 1, 1) for y in ((year,) if year else (today.year, today.year + 1))], 12
    else:
        this = date(today.year, (today.month - 1) // 3 * 3 + 1, 1)
        more = (clues.quarters,) if clues.quarters is not None else (0, 1)
        starts, size = [shift(this, 3 * n, 0) for n in more], 3
    for start in starts:
        yield start, shift(start, size, -1)
