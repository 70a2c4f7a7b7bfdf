"""From clues to the days that they may mean."""

from dataclasses import replace
from datetime import date
from itertools import islice

from bot.remind.amounts import Inexact, measure, shift
from bot.remind.ask import Ask, Days, measured
from bot.remind.clues import Clues
from bot.remind.months import edge, in_year, months_of, nth, of_month
from bot.remind.problem import Problem
from bot.remind.weeks import monday, next_weekday, weekday


def days(clues: Clues, today: date, tongue: str | None) -> Days:
    """The days that the clues point at, checked against each other; raises Ask, OverflowError."""
    if clues.shift:
        return _shifted(clues, today, tongue)
    clues = _from_today(clues)
    for finder in (_either, nth, _relative, of_month, edge, weekday, _counted, _vague):
        if (found := finder(clues, today, tongue)) is not None:
            _check(clues, found, today)
            return found
    raise Ask(Problem.NO_DATE)


def _from_today(clues: Clues) -> Clues:
    """从今天起30天后 is in 30 days; any other day beside an amount of time is a second date."""
    if not clues.after:
        return clues
    if clues.rel == 0:
        clues = replace(clues, rel=None)
    named = (clues.rel, clues.month, clues.week, clues.year, clues.years, clues.edge)
    if any(clue is not None for clue in named) or clues.either:
        raise Ask(Problem.TWO_DATES)
    return clues


def _shifted(clues: Clues, today: date, tongue: str | None) -> Days:
    assert clues.shift
    sign, amounts = clues.shift
    if not replace(clues, shift=None).dated:
        raise Ask(Problem.VAGUE)
    anchor = days(replace(clues, shift=None), today, tongue)
    months, more, seconds = measured(amounts)
    if seconds:
        raise Ask(Problem.AMBIGUOUS, anchor.dates[:1])
    start = next((d for d in anchor.dates if d > today or not anchor.sought), anchor.dates[-1])
    return Days((shift(start, sign * months, sign * more),))


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
        others = (next_weekday(clues.weekdays[0], today),) if clues.weekdays else ()
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
    found = [in_year(m, d, y, today) for y, m, d in chosen]
    first = {next(d for d in days.dates if d >= today or not days.sought) for days in found}
    if len(first) > 1:
        raise Ask(Problem.AMBIGUOUS, sorted(first))
    return found[0]


def _relative(clues: Clues, today: date, tongue: str | None) -> Days | None:
    """Tomorrow; 明年今天 is this day of next year."""
    if clues.rel is None:
        return None
    months = (clues.months or 0) + 12 * (clues.years or 0)
    if months and clues.rel:
        raise Ask(Problem.TWO_DATES)
    return Days((shift(today, months, clues.rel),))


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
        first = monday(today, clues.week)
        raise Ask(Problem.VAGUE, islice((d for d in (first, shift(first, 0, 4)) if d > today), 2))
    if clues.months is not None or clues.month is not None:
        months, _ = months_of(clues, today)
        raise Ask(Problem.VAGUE, [d for y, m in months[:2] if (d := date(y, m, 1)) > today][:1])
    if clues.years is not None or clues.year is not None or clues.quarters is not None:
        raise Ask(Problem.VAGUE)
    return None
