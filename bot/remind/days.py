"""From clues to the days that they may mean."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import islice
from typing import Final

from bot.remind.amounts import Inexact, measure, shift
from bot.remind.clues import Clues
from bot.remind.problem import Problem

_NEAR: Final = 3
"""How many of the next such days are looked at."""
_YEARS: Final = 12
_MONTHS: Final = 24


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


def days(clues: Clues, today: date, tongue: str | None) -> Days:
    """The days that the clues point at, checked against each other; raises Ask, OverflowError."""
    if clues.shift:
        return _shifted(clues, today, tongue)
    for finder in (_either, _nth, _relative, _of_month, _edge, _weekday, _counted, _vague):
        if (found := finder(clues, today, tongue)) is not None:
            _check(clues, found, today)
            return found
    raise Ask(Problem.NO_DATE)


def _shifted(clues: Clues, today: date, tongue: str | None) -> Days:
    assert clues.shift
    sign, amounts = clues.shift
    if not replace(clues, shift=None).dated:
        raise Ask(Problem.VAGUE)
    anchor = days(replace(clues, shift=None), today, tongue)
    months, more, seconds = _measured(amounts)
    if seconds:
        raise Ask(Problem.AMBIGUOUS, anchor.dates[:1])
    start = next((d for d in anchor.dates if d > today or not anchor.sought), anchor.dates[-1])
    return Days((shift(start, sign * months, sign * more),))


def _measured(amounts: tuple) -> tuple[int, int, int]:  # type: ignore[type-arg]
    try:
        return measure(amounts)
    except Inexact as error:
        raise Ask(Problem.VAGUE) from error


def _check(clues: Clues, found: Days, today: date) -> None:
    """Clues that contradict the day found (Friday, 25 November): two days are named."""
    day = next((d for d in found.dates if d >= today), found.dates[0]) if found.sought else found.dates[0]
    wrong = [
        bool(clues.weekdays) and clues.nth is None and day.weekday() not in clues.weekdays,
        bool(clues.days) and day.day not in clues.days and -1 not in clues.days,
        clues.month is not None and clues.month != day.month,
        clues.year is not None and clues.year != day.year,
    ]
    if any(wrong):
        others = (_next_weekday(clues.weekdays[0], today),) if clues.weekdays else ()
        raise Ask(Problem.TWO_DATES, sorted({day, *others}))


def _either(clues: Clues, today: date, tongue: str | None) -> Days | None:
    """A date in digits: day first in French, else only what can be read in one way."""
    if not clues.either:
        return None
    year = clues.year if clues.year is not None or clues.years is None else today.year + clues.years
    chosen = [(y or year, m, d) for y, m, d in clues.either]
    if len({y for y, _, _ in chosen}) > 1:
        ahead = [r for r in chosen if r[0] is None or date(*r) > today]  # type: ignore[arg-type]
        chosen = ahead or chosen[:1]
    if tongue == "fr":
        chosen = chosen[:1]
    found = [_in_year(m, d, y, today) for y, m, d in chosen]
    first = {next(d for d in days.dates if d >= today or not days.sought) for days in found}
    if len(first) > 1:
        raise Ask(Problem.AMBIGUOUS, sorted(first))
    return found[0]


def _in_year(month: int, day: int, year: int | None, today: date) -> Days:
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
        months, more, seconds = _measured(clues.after)
        if more or seconds:
            raise Ask(Problem.TWO_DATES)
        base = shift(today.replace(day=1), months, 0)
        return ((base.year, base.month),), False
    if year is not None:
        raise Ask(Problem.VAGUE)
    return tuple(
        (today.year + n // 12, n % 12 + 1) for n in range(today.month - 1, today.month - 1 + _MONTHS)
    ), True


def _nth(clues: Clues, today: date, tongue: str | None) -> Days | None:
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


def _relative(clues: Clues, today: date, tongue: str | None) -> Days | None:
    return None if clues.rel is None else Days((shift(today, 0, clues.rel),))


def _of_month(clues: Clues, today: date, tongue: str | None) -> Days | None:
    """15号, 12月1日, the 15th of next month."""
    if not clues.days:
        return None
    if clues.week is not None:
        monday = _monday(today, clues.week)
        inside = [d for n in range(7) if (d := shift(monday, 0, n)).day in clues.days]
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
        return _in_year(clues.month, day, None, today)
    months, sought = months_of(clues, today)
    if not sought:
        return Days((_date(*months[0], day),))
    near = [d for y, m in months if (d := _maybe(y, m, day)) and d >= today]
    if not near:
        raise Ask(Problem.IMPOSSIBLE)
    return Days(tuple(near[:_NEAR]), sought=True)


def _edge(clues: Clues, today: date, tongue: str | None) -> Days | None:
    """月底, fin janvier, end of the year; the middle and the weekend are asked about."""
    if clues.edge is None:
        return None
    which, unit = clues.edge
    unit = unit or _unit_of(clues)
    if unit == "week":
        return _edge_of_week(which, _monday(today, clues.week or 0), today)
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


def _edge_of_week(which: str, monday: date, today: date) -> Days:
    if which == "start":
        return Days((monday if monday >= today else shift(monday, 0, 7),))
    first = 4 if which == "end" else 5
    raise Ask(
        Problem.AMBIGUOUS if which in ("end", "weekend") else Problem.VAGUE,
        [shift(monday, 0, first), shift(monday, 0, 6)],
    )


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


def _monday(today: date, weeks: int) -> date:
    return shift(today, 0, 7 * weeks - today.weekday())


def _next_weekday(weekday: int, today: date) -> date:
    """The next such weekday that is not today."""
    return today + timedelta(days=(weekday - today.weekday() - 1) % 7 + 1)


def _weekday(clues: Clues, today: date, tongue: str | None) -> Days | None:
    """周五, next Monday; next Sunday and le lundi are asked about."""
    if not clues.weekdays:
        return None
    if len(clues.weekdays) > 1:
        raise Ask(Problem.TWO_DATES, sorted(_next_weekday(w, today) for w in clues.weekdays))
    weekday = clues.weekdays[0]
    coming = _next_weekday(weekday, today)
    if clues.month is not None or clues.months is not None or clues.years is not None:
        raise Ask(Problem.VAGUE)
    if clues.after:
        raise Ask(Problem.AMBIGUOUS, [d for d in _around(clues, weekday, today) if d > today])
    if clues.week is not None:
        return _weekday_of_week(clues, weekday, coming, today)
    if "habit" in clues.flags:
        raise Ask(Problem.AMBIGUOUS, [coming])
    first = today if today.weekday() == weekday else coming
    return Days((first, shift(first, 0, 7)), sought=True)


def _around(clues: Clues, weekday: int, today: date) -> list[date]:
    months, more, _ = _measured(clues.after)
    there = shift(today, months, more)
    return [shift(there, 0, weekday - there.weekday()), _next_weekday(weekday, there)]


def _weekday_of_week(clues: Clues, weekday: int, coming: date, today: date) -> Days:
    assert clues.week is not None
    day = shift(_monday(today, clues.week), 0, weekday)
    unsure = clues.style == "fr" or (clues.style == "en" and weekday == 6)
    if unsure and clues.week == 1 and coming != day:
        raise Ask(Problem.AMBIGUOUS, [coming, day])
    if day < today and clues.week == 0:
        raise Ask(Problem.PAST, [shift(day, 0, 7)])
    return Days((day,))


def _counted(clues: Clues, today: date, tongue: str | None) -> Days | None:
    """In so many days, weeks, months (hours and minutes are counted elsewhere)."""
    if not clues.after:
        return None
    try:
        months, more, _ = measure(clues.after)
    except Inexact as error:
        raise Ask(*_inexact(clues, today)) from error
    return Days((shift(today, months, more),))


def _inexact(clues: Clues, today: date) -> tuple[Problem, list[date]]:
    amounts = clues.after
    if any(a.number is None or a.unit == "workday" for a in amounts):
        return Problem.VAGUE, []
    if len(amounts) == 1 and amounts[0].unit == "huitaine":
        return Problem.AMBIGUOUS, [shift(today, 0, 7), shift(today, 0, 8)]
    plain = tuple(replace(a, doubt=False) for a in amounts)
    try:
        months, more, _ = measure(plain)
    except Inexact:
        return Problem.VAGUE, []
    return Problem.AMBIGUOUS, [shift(today, months, more)]


def _vague(clues: Clues, today: date, tongue: str | None) -> Days | None:
    """A week, month or year without a day."""
    if clues.week is not None:
        monday = _monday(today, clues.week)
        raise Ask(Problem.VAGUE, islice((d for d in (monday, shift(monday, 0, 4)) if d > today), 2))
    if clues.months is not None or clues.month is not None:
        months, _ = months_of(clues, today)
        raise Ask(Problem.VAGUE, [d for y, m in months[:2] if (d := date(y, m, 1)) > today][:1])
    if clues.years is not None or clues.year is not None or clues.quarters is not None:
        raise Ask(Problem.VAGUE)
    return None
