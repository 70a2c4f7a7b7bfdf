"""Days that are found by their weekday: Friday, 下下周一, lundi prochain."""

from datetime import date, timedelta

from bot.remind.amounts import shift
from bot.remind.ask import Ask, Days, measured
from bot.remind.clues import Clues
from bot.remind.problem import Problem


def monday(today: date, weeks: int) -> date:
    """The Monday of this week or of one so many weeks away."""
    return shift(today, 0, 7 * weeks - today.weekday())


def next_weekday(weekday: int, today: date) -> date:
    """The next such weekday that is not today."""
    return today + timedelta(days=(weekday - today.weekday() - 1) % 7 + 1)


def weekday(clues: Clues, today: date, tongue: str | None) -> Days | None:
    """周五, next Monday; next Sunday and le lundi are asked about."""
    if not clues.weekdays:
        return None
    if len(clues.weekdays) > 1:
        raise Ask(Problem.TWO_DATES, sorted(next_weekday(w, today) for w in clues.weekdays))
    weekday = clues.weekdays[0]
    coming = next_weekday(weekday, today)
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
    months, more, _ = measured(clues.after)
    there = shift(today, months, more)
    return [shift(there, 0, weekday - there.weekday()), next_weekday(weekday, there)]


def _weekday_of_week(clues: Clues, weekday: int, coming: date, today: date) -> Days:
    assert clues.week is not None
    day = shift(monday(today, clues.week), 0, weekday)
    unsure = clues.style == "fr" or (clues.style == "en" and weekday == 6)
    if unsure and clues.week == 1 and coming != day:
        raise Ask(Problem.AMBIGUOUS, [coming, day])
    if day < today and clues.week == 0:
        raise Ask(Problem.PAST, [shift(day, 0, 7)])
    return Days((day,))
