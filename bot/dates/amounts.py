"""Amounts of time in words: 两个半小时, an hour and a half, 1 an et 2 mois."""

from collections.abc import Sequence
from datetime import date, timedelta
from fractions import Fraction
from typing import Final

from dateutil.relativedelta import relativedelta

from bot.dates.constraints import Amount, Duration
from bot.dates.tokens import TimeToken, kind_of

# Each unit as (months, days, seconds).
SIZES: Final = {
    "second": (0, 0, 1),
    "minute": (0, 0, 60),
    "hour": (0, 0, 3600),
    "day": (0, 1, 0),
    "twodays": (0, 2, 0),
    "week": (0, 7, 0),
    "fortnight": (0, 14, 0),
    "month": (1, 0, 0),
    "twomonths": (2, 0, 0),
    "quarter": (3, 0, 0),
    "halfyear": (6, 0, 0),
    "year": (12, 0, 0),
    "twoyears": (24, 0, 0),
    "decade": (120, 0, 0),
}
_HALF: Final = Fraction(1, 2)
HALF_MONTH_DAYS: Final = 15


def duration(tokens: Sequence[TimeToken], at: int) -> tuple[Duration, int] | None:
    """The amounts that stand from a token on, largest unit first, and the token after them."""
    amounts: list[Amount] = []
    end = at
    while step := _amount(tokens, _joint(tokens, end) if amounts else end):
        amount, after = step
        if amounts and _size(amount.unit) >= _size(amounts[-1].unit):
            break
        amounts.append(amount)
        end = after
    return (tuple(amounts), end) if amounts else None


def _joint(tokens: Sequence[TimeToken], at: int) -> int:
    return (
        at + 1 if kind_of(tokens, at, "AND") is not None or kind_of(tokens, at, "COMMA") is not None else at
    )


def _size(unit: str) -> tuple[int, int, int]:
    return SIZES.get(unit, (0, 7, 0))


def _amount(tokens: Sequence[TimeToken], at: int) -> tuple[Amount, int] | None:
    if (minutes := kind_of(tokens, at, "QUARTERHOUR")) is not None:
        return Amount(Fraction(minutes), "minute"), at + 1
    if (hm := kind_of(tokens, at, "HM")) is not None:
        more, end = _quarters(tokens, at + 1) if hm[1] == 0 else (Fraction(0), at + 1)
        return Amount(hm[0] * 60 + hm[1] + 60 * more, "minute"), end
    unit = kind_of(tokens, at, "UNIT")
    if (
        unit == "huitaine"
        or (unit == "halfyear" and tokens[at].raw == "半年")
        or (unit and tokens[at].raw == "quinzaine")
    ):
        return Amount(Fraction(1), unit), at + 1
    return _half(tokens, at) or _counted(tokens, at) or _rough(tokens, at)


def _half(tokens: Sequence[TimeToken], at: int) -> tuple[Amount, int] | None:
    """Half an hour, 半个月, a half year, demi-journée."""
    one_and = kind_of(tokens, at, "GE") is not None and kind_of(tokens, at + 1, "HALF") is not None
    if one_and and (unit := _unit(tokens, at + 2)):
        return Amount(1 + _HALF, unit[0]), unit[1]  # 个半钟头
    at += kind_of(tokens, at, "ONE") is not None and kind_of(tokens, at + 1, "HALF") is not None
    if kind_of(tokens, at, "HALF") is None:
        return None
    at += 1
    at += kind_of(tokens, at, "ONE", "GE") is not None
    unit = _unit(tokens, at)
    return (Amount(_HALF, unit[0]), unit[1]) if unit else None


def _counted(tokens: Sequence[TimeToken], at: int) -> tuple[Amount, int] | None:
    number = kind_of(tokens, at, "NUM", "ONE")
    if number is None:
        return None
    raw, value = tokens[at].raw, Fraction(number)
    end = at + 1
    if kind_of(tokens, end, "AND") is not None and kind_of(tokens, end + 1, "ONE", "HALF") is not None:
        skip = 2 if kind_of(tokens, end + 1, "HALF") is not None else 3
        if kind_of(tokens, end + skip - 1, "HALF") is not None and _unit(tokens, end + skip):
            value, end = value + _HALF, end + skip  # two and a half hours
    counter = kind_of(tokens, end, "GE") is not None
    end += counter
    if kind_of(tokens, end, "HALF") is not None and _unit(tokens, end + 1):
        value, end = value + _HALF, end + 1  # 两个半小时
    unit = _unit(tokens, end)
    if unit is None:
        return None
    doubt = tokens[end].raw == "月" and not counter and raw not in ("俩", "仨", "两")
    if doubt and kind_of(tokens, unit[1], "NUM") is not None:
        return None  # 12月15日 is a date
    return _and_half(tokens, Amount(value, unit[0], doubt), unit[1])


def _quarters(tokens: Sequence[TimeToken], end: int) -> tuple[Fraction, int]:
    """Parts of an hour behind it: et quart, et demie, moins le quart, and three quarters."""
    sign = -1 if kind_of(tokens, end, "CLOCKAND") == -1 else 1
    if sign > 0 and kind_of(tokens, end, "AND", "CLOCKAND") is None:
        return Fraction(0), end
    at = end + 1 + (kind_of(tokens, end + 1, "ONE", "THE") is not None)
    if kind_of(tokens, at, "QUARTERS3") is not None:
        return sign * Fraction(3, 4), at + 1
    if kind_of(tokens, at, "QUARTER") is not None:
        return sign * Fraction(1, 4), at + 1
    minutes = kind_of(tokens, at, "NUM")
    if sign < 0 and minutes in range(5, 30, 5) and not _unit(tokens, at + 1):
        return Fraction(-minutes, 60), at + 1  # une heure moins dix
    half = sign > 0 and kind_of(tokens, at, "HALF") is not None and not _unit(tokens, at + 1)
    return (_HALF, at + 1) if half else (Fraction(0), end)


def _and_half(tokens: Sequence[TimeToken], amount: Amount, end: int) -> tuple[Amount, int]:
    """A half behind the unit: une heure et demie, 一年半, an hour and a half; of an hour also quarters."""
    number = amount.number or Fraction(0)
    if amount.unit == "hour":
        more, after = _quarters(tokens, end)
        if more:
            return Amount(number + more, amount.unit, amount.doubt), after
    if kind_of(tokens, end, "HALF") is not None and tokens[end].raw == "半" and not _unit(tokens, end + 1):
        return Amount(number + _HALF, amount.unit, amount.doubt), end + 1
    if kind_of(tokens, end, "AND") is not None:
        at = end + 1 + (kind_of(tokens, end + 1, "ONE") is not None)
        if kind_of(tokens, at, "HALF") is not None and not _unit(tokens, at + 1):
            return Amount(number + _HALF, amount.unit, amount.doubt), at + 1
    return amount, end


def _unit(tokens: Sequence[TimeToken], at: int) -> tuple[str, int] | None:
    unit = kind_of(tokens, at, "GEYUE", "UNIT")
    if unit is None and kind_of(tokens, at, "WORKDAYS") is not None:
        unit = "workday"
    return (unit, at + 1) if unit is not None else None


def _rough(tokens: Sequence[TimeToken], at: int) -> tuple[Amount, int] | None:
    """A few days, 三五天, 3-5 days, une dizaine de jours: nobody knows how many."""
    about = kind_of(tokens, at, "ABOUT")
    if about is not None and (unit := _unit(tokens, at + 1)):
        return Amount(Fraction(about), unit[0], doubt=True), unit[1]
    end = _rough_number(tokens, at)
    if end is None:
        return None
    end += kind_of(tokens, end, "GE") is not None
    unit = _unit(tokens, end)
    return (Amount(None, unit[0]), unit[1]) if unit else None


def _rough_number(tokens: Sequence[TimeToken], at: int) -> int | None:
    if kind_of(tokens, at, "FEW", "ROUGH", "RANGE") is not None or kind_of(tokens, at, "DASHED") is not None:
        return at + 1
    if kind_of(tokens, at, "NUM") is None:
        return None
    end = at + 1 + (kind_of(tokens, at + 1, "GE") is not None)
    if kind_of(tokens, end, "MORE") is not None:
        return end + 1
    joined = (
        kind_of(tokens, at + 1, "OR", "DASH", "TO") is not None and kind_of(tokens, at + 2, "NUM") is not None
    )
    return at + 3 if joined else None


class Inexact(ValueError):
    """The amount is no exact length of time (a few days, two days and a half)."""


def measure(amounts: Duration) -> tuple[int, int, int]:
    """The whole length as (months, days, seconds); raises Inexact."""
    months = days = seconds = 0
    for amount in amounts:
        more = _measure(amount)
        months, days, seconds = months + more[0], days + more[1], seconds + more[2]
    return months, days, seconds


def _measure(amount: Amount) -> tuple[int, int, int]:
    if amount.number is None or amount.doubt or amount.unit not in SIZES:
        raise Inexact(amount.unit)
    months, days, seconds = (part * amount.number for part in SIZES[amount.unit])
    if months.denominator == 2:
        months, days = months - _HALF, days + HALF_MONTH_DAYS
    if months.denominator > 1 or days.denominator > 1:
        raise Inexact(amount.unit)
    return int(months), int(days), int(seconds)


def shift(day: date, months: int, days: int) -> date:
    """A day so many months (to their last day at most) and days away; raises OverflowError."""
    try:
        return day + relativedelta(months=months) + timedelta(days=days)
    except ValueError as error:
        raise OverflowError(str(error)) from error
