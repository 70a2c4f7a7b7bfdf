"""From constraints to the days that they may mean."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from itertools import islice
from typing import Final

from bot.dates.amounts import Inexact, measure, shift
from bot.dates.clarification import Clarification, Days, NeedsClarification, measured
from bot.dates.constraints import Constraints
from bot.dates.holidays import EITHER, LunarDay, dates_of


def days(constraints: Constraints, today: date, language: str | None) -> Days:
    """The days that the constraints point at, checked against each other; raises Ask, OverflowError."""
    if constraints.shift:
        return _shifted(constraints, today, language)
    constraints = _from_today(constraints)
    for finder in (_either, nth, _holiday, _relative, of_month, edge, weekday, _counted, _vague):
        if (found := finder(constraints, today, language)) is not None:
            _check(constraints, found, today)
            return found
    raise NeedsClarification(Clarification.NO_DATE)


def _from_today(constraints: Constraints) -> Constraints:
    """从今天起30天后 is in 30 days; any other day beside an amount of time is a second date."""
    if not constraints.after:
        return constraints
    if constraints.rel == 0:
        constraints = replace(constraints, rel=None)
    named = (
        constraints.rel,
        constraints.month,
        constraints.week,
        constraints.year,
        constraints.years,
        constraints.edge,
    )
    if any(clue is not None for clue in named) or constraints.either:
        raise NeedsClarification(Clarification.TWO_DATES)
    return constraints


def _shifted(constraints: Constraints, today: date, language: str | None) -> Days:
    assert constraints.shift
    sign, amounts = constraints.shift
    if not replace(constraints, shift=None).dated:
        raise NeedsClarification(Clarification.VAGUE)
    anchor = days(replace(constraints, shift=None), today, language)
    months, more, seconds = measured(amounts)
    if seconds:
        raise NeedsClarification(Clarification.AMBIGUOUS, anchor.dates[:1])
    start = next((d for d in anchor.dates if d > today or not anchor.sought), anchor.dates[-1])
    return Days((shift(start, sign * months, sign * more),))


def _check(constraints: Constraints, found: Days, today: date) -> None:
    """Constraints that contradict the day found (Friday, 25 November): two days are named."""
    day = next((d for d in found.dates if d >= today), found.dates[0]) if found.sought else found.dates[0]
    wrong = [
        bool(constraints.weekdays) and constraints.nth is None and day.weekday() not in constraints.weekdays,
        bool(constraints.days) and day.day not in constraints.days and -1 not in constraints.days,
        constraints.month is not None and constraints.month != day.month,
        constraints.year is not None and constraints.year != day.year,
    ]
    if any(wrong):
        others = (next_weekday(constraints.weekdays[0], today),) if constraints.weekdays else ()
        raise NeedsClarification(Clarification.TWO_DATES, sorted({day, *others}))


def _either(constraints: Constraints, today: date, language: str | None) -> Days | None:
    """A date in digits: day first in French, else only what can be read in one way."""
    if not constraints.either:
        return None
    year = (
        constraints.year
        if constraints.year is not None or constraints.years is None
        else today.year + constraints.years
    )
    chosen = [(y or year, m, d) for y, m, d in constraints.either]
    if len({y for y, _, _ in chosen}) > 1:
        ahead = [r for r in chosen if r[0] is None or date(*r) > today]  # type: ignore[arg-type]
        chosen = ahead or chosen[:1]
    if language == "fr":
        chosen = chosen[:1]
    found = [in_year(m, d, y, today) for y, m, d in chosen]
    first = {next(d for d in days.dates if d >= today or not days.sought) for days in found}
    if len(first) > 1:
        raise NeedsClarification(Clarification.AMBIGUOUS, sorted(first))
    return found[0]


def _holiday(constraints: Constraints, today: date, language: str | None) -> Days | None:
    """A day by its name; a name of two days is asked about, and `next` where one still comes this year."""
    name = constraints.holiday
    if name is None:
        return None
    if isinstance(name, str) and name in EITHER:
        each = (_named_days(meant, constraints, today) for meant in EITHER[name])
        raise NeedsClarification(Clarification.AMBIGUOUS, sorted({days.dates[0] for days in each}))
    found = _named_days(name, constraints, today)
    if constraints.style == "next" and found.dates[0].year == today.year:
        raise NeedsClarification(Clarification.AMBIGUOUS, found.dates[:2])
    return found


def _named_days(name: str | LunarDay, constraints: Constraints, today: date) -> Days:
    year = constraints.year if constraints.year is not None else None
    year = today.year + constraints.years if constraints.years is not None else year
    if year is not None:
        found = dates_of(name, [year])
        if not found:
            raise NeedsClarification(Clarification.IMPOSSIBLE)
        if len(found) > 1:
            raise NeedsClarification(Clarification.TWO_DATES, found)
        return Days(found)
    near = tuple(d for d in dates_of(name, range(today.year, today.year + _NAMED_YEARS)) if d >= today)
    if not near:
        raise NeedsClarification(Clarification.IMPOSSIBLE)
    return Days(near[:_NEAR], sought=True)


def _relative(constraints: Constraints, today: date, language: str | None) -> Days | None:
    """Tomorrow; 明年今天 is this day of next year."""
    if constraints.rel is None:
        return None
    months = (constraints.months or 0) + 12 * (constraints.years or 0)
    if months and constraints.rel:
        raise NeedsClarification(Clarification.TWO_DATES)
    return Days((shift(today, months, constraints.rel),))


def _counted(constraints: Constraints, today: date, language: str | None) -> Days | None:
    """In so many days, weeks, months (hours and minutes are counted elsewhere)."""
    if not constraints.after:
        return None
    try:
        months, more, _ = measure(constraints.after)
    except Inexact as error:
        raise NeedsClarification(*_inexact(constraints, today)) from error
    return Days((shift(today, months, more),))


def _inexact(constraints: Constraints, today: date) -> tuple[Clarification, list[date]]:
    amounts = constraints.after
    if any(a.number is None or a.unit == "workday" for a in amounts):
        return Clarification.VAGUE, []
    if len(amounts) == 1 and amounts[0].unit == "huitaine":
        return Clarification.AMBIGUOUS, [shift(today, 0, 7), shift(today, 0, 8)]
    plain = tuple(replace(a, doubt=False) for a in amounts)
    try:
        months, more, _ = measure(plain)
    except Inexact:
        return Clarification.VAGUE, []
    return Clarification.AMBIGUOUS, [shift(today, months, more)]


def _vague(constraints: Constraints, today: date, language: str | None) -> Days | None:
    """A week, month or year without a day."""
    if constraints.week is not None:
        first = monday(today, constraints.week)
        raise NeedsClarification(
            Clarification.VAGUE, islice((d for d in (first, shift(first, 0, 4)) if d > today), 2)
        )
    if constraints.months is not None or constraints.month is not None:
        months, sought = months_of(constraints, today)
        firsts = [date(y, m, 1) for y, m in months[:2]]
        if sought:
            raise NeedsClarification(Clarification.VAGUE, [d for d in firsts if d > today][:1])
        offers = [firsts[0], firsts[0].replace(day=15), shift(firsts[0], 1, -1)]
        raise NeedsClarification(Clarification.VAGUE, [d for d in offers if d > today])
    if constraints.years is not None or constraints.year is not None or constraints.quarters is not None:
        raise NeedsClarification(Clarification.VAGUE)
    return None


def monday(today: date, weeks: int) -> date:
    """The Monday of this week or of one so many weeks away."""
    return shift(today, 0, 7 * weeks - today.weekday())


def next_weekday(weekday: int, today: date) -> date:
    """The next such weekday that is not today."""
    return today + timedelta(days=(weekday - today.weekday() - 1) % 7 + 1)


def weekday(constraints: Constraints, today: date, language: str | None) -> Days | None:
    """周五, next Monday; next Sunday and le lundi are asked about."""
    if not constraints.weekdays:
        return None
    if len(constraints.weekdays) > 1:
        raise NeedsClarification(
            Clarification.TWO_DATES, sorted(next_weekday(w, today) for w in constraints.weekdays)
        )
    weekday = constraints.weekdays[0]
    coming = next_weekday(weekday, today)
    if constraints.month is not None or constraints.months is not None or constraints.years is not None:
        raise NeedsClarification(Clarification.VAGUE)
    if constraints.after:
        raise NeedsClarification(
            Clarification.AMBIGUOUS, [d for d in _around(constraints, weekday, today) if d > today]
        )
    if constraints.week is not None:
        return _weekday_of_week(constraints, weekday, coming, today)
    if "habit" in constraints.flags:
        raise NeedsClarification(Clarification.AMBIGUOUS, [coming])
    first = today if today.weekday() == weekday else coming
    return Days((first, shift(first, 0, 7)), sought=True)


def _around(constraints: Constraints, weekday: int, today: date) -> list[date]:
    months, more, _ = measured(constraints.after)
    there = shift(today, months, more)
    return [shift(there, 0, weekday - there.weekday()), next_weekday(weekday, there)]


def _weekday_of_week(constraints: Constraints, weekday: int, coming: date, today: date) -> Days:
    assert constraints.week is not None
    day = shift(monday(today, constraints.week), 0, weekday)
    unsure = constraints.style == "fr" or (constraints.style == "en" and weekday == 6)
    if unsure and constraints.week == 1 and coming != day:
        raise NeedsClarification(Clarification.AMBIGUOUS, [coming, day])
    if day < today and constraints.week == 0:
        raise NeedsClarification(Clarification.PAST, [shift(day, 0, 7)])
    return Days((day,))


_NEAR: Final = 3
"""How many of the next such days are looked at."""
_NAMED_YEARS: Final = 3
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
        raise NeedsClarification(Clarification.IMPOSSIBLE)
    return Days(near[:_NEAR], sought=True)


def _maybe(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _date(year: int, month: int, day: int) -> date:
    found = _maybe(year, month, day)
    if found is None:
        raise NeedsClarification(Clarification.IMPOSSIBLE)
    return found


def _year_of(constraints: Constraints, today: date) -> int | None:
    if constraints.year is not None:
        return constraints.year
    return today.year + constraints.years if constraints.years is not None else None


def months_of(constraints: Constraints, today: date) -> tuple[tuple[tuple[int, int], ...], bool]:
    """The months that are meant as (year, month), and whether the next fitting one is sought."""
    if constraints.month is not None and not 1 <= constraints.month <= 12:
        raise NeedsClarification(Clarification.IMPOSSIBLE)
    year = _year_of(constraints, today)
    if constraints.month is not None:
        if year is not None:
            return ((year, constraints.month),), False
        return tuple((y, constraints.month) for y in range(today.year, today.year + _YEARS)), True
    if constraints.months is not None:
        base = shift(today.replace(day=1), constraints.months, 0)
        return ((base.year, base.month),), False
    if constraints.after:
        months, more, seconds = measured(constraints.after)
        if more or seconds:
            raise NeedsClarification(Clarification.TWO_DATES)
        base = shift(today.replace(day=1), months, 0)
        return ((base.year, base.month),), False
    if year is not None:
        raise NeedsClarification(Clarification.VAGUE)
    return tuple(
        (today.year + n // 12, n % 12 + 1) for n in range(today.month - 1, today.month - 1 + _MONTHS)
    ), True


def nth(constraints: Constraints, today: date, language: str | None) -> Days | None:
    """The first Monday of a month; the last working day."""
    if constraints.nth is None:
        return None
    months, sought = months_of(constraints, today)
    found = [d for y, m in months if (d := nth_weekday(y, m, constraints.nth, constraints.weekdays))]
    if sought:
        found = [d for d in found if d >= today]
    if not found:
        raise NeedsClarification(Clarification.IMPOSSIBLE)
    return Days(tuple(found[:_NEAR]), sought)


def nth_weekday(year: int, month: int, nth: int, weekdays: tuple[int, ...]) -> date | None:
    """The nth (-1 the last) day of a month that is one of these weekdays."""
    all_days = [d for n in range(1, 32) if (d := _maybe(year, month, n)) and d.weekday() in weekdays]
    place = nth if nth < 0 else nth - 1
    return all_days[place] if nth and -len(all_days) <= place < len(all_days) else None


def of_month(constraints: Constraints, today: date, language: str | None) -> Days | None:
    """15号, 12月1日, the 15th of next month."""
    if not constraints.days:
        return None
    if constraints.week is not None:
        first = monday(today, constraints.week)
        inside = [d for n in range(7) if (d := shift(first, 0, n)).day in constraints.days]
        if len(inside) != 1:
            raise NeedsClarification(Clarification.TWO_DATES)
        return Days((inside[0],))
    found = [_one_of_month(constraints, day, today) for day in constraints.days]
    if len(found) > 1:
        raise NeedsClarification(Clarification.TWO_DATES, sorted({f.dates[0] for f in found}))
    return found[0]


def _one_of_month(constraints: Constraints, day: int, today: date) -> Days:
    if constraints.month is not None and constraints.years is None and constraints.year is None:
        if not 1 <= constraints.month <= 12:
            raise NeedsClarification(Clarification.IMPOSSIBLE)
        return in_year(constraints.month, day, None, today)
    months, sought = months_of(constraints, today)
    if not sought:
        return Days((_date(*months[0], day),))
    near = [d for y, m in months if (d := _maybe(y, m, day)) and d >= today]
    if not near:
        raise NeedsClarification(Clarification.IMPOSSIBLE)
    return Days(tuple(near[:_NEAR]), sought=True)


def edge(constraints: Constraints, today: date, language: str | None) -> Days | None:
    """月底, fin janvier, end of the year; the middle and the weekend are asked about."""
    if constraints.edge is None:
        return None
    which, unit = constraints.edge
    unit = unit or _unit_of(constraints)
    if unit == "week":
        return _edge_of_week(which, monday(today, constraints.week or 0), today)
    first_last = list(_periods(constraints, unit, today))
    if which == "mid" and unit == "month":
        raise NeedsClarification(Clarification.VAGUE, [first.replace(day=15) for first, _ in first_last[:2]])
    if which not in ("end", "start"):
        raise NeedsClarification(Clarification.VAGUE)
    ends = [last if which == "end" else first for first, last in first_last]
    ahead = [d for d in ends if d >= today] or ends
    return Days(tuple(ahead[:_NEAR]), sought=which == "start" and len(first_last) > 1)


def _unit_of(constraints: Constraints) -> str:
    if constraints.month is not None or constraints.months is not None:
        return "month"
    if constraints.year is not None or constraints.years is not None:
        return "year"
    return (
        "week" if constraints.week is not None else "quarter" if constraints.quarters is not None else "month"
    )


def _edge_of_week(which: str, first: date, today: date) -> Days:
    if which == "start":
        return Days((first if first >= today else shift(first, 0, 7),))
    problem = Clarification.AMBIGUOUS if which in ("end", "weekend") else Clarification.VAGUE
    raise NeedsClarification(problem, [shift(first, 0, 4 if which == "end" else 5), shift(first, 0, 6)])


def _periods(constraints: Constraints, unit: str, today: date) -> Iterator[tuple[date, date]]:
    """First and last days of the months, years or quarters that may be meant."""
    if unit == "month":
        months, _ = months_of(constraints, today)
        starts: list[date] = [date(y, m, 1) for y, m in months]
        size = 1
    elif unit == "year":
        year = _year_of(constraints, today)
        starts, size = [date(y, 1, 1) for y in ((year,) if year else (today.year, today.year + 1))], 12
    else:
        this = date(today.year, (today.month - 1) // 3 * 3 + 1, 1)
        more = (constraints.quarters,) if constraints.quarters is not None else (0, 1)
        starts, size = [shift(this, 3 * n, 0) for n in more], 3
    for start in starts:
        yield start, shift(start, size, -1)
