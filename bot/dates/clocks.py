"""Times of day in words and digits: 八点一刻, half past nine, 9h30, neuf heures moins le quart."""

from collections.abc import Sequence
from typing import Final

from bot.dates.constraints import TimeOfDay
from bot.dates.tokens import TimeToken, kind_of

_COUNTED: Final = ("UNIT", "GE", "GEYUE", "HAO", "YUE", "NIAN", "TIMESWORD", "DIAN")
# Behind these a number of hours is an amount that one buys, not a time of day.
_GOODS: Final = frozenset(
    ("forfait forfaits appel appels pass plan offre offres option carte recharge illimite").split()
)
LAST_HOUR: Final = 29
"""Up to here an hour is a time that does not exist (25h); beyond it is an amount (48h)."""


def clock(tokens: Sequence[TimeToken], at: int) -> tuple[TimeOfDay, int] | None:
    """The time of day that starts at a token, and the token after it."""
    return _digits(tokens, at) or _chinese(tokens, at) or _past(tokens, at) or _chinese_to(tokens, at)


def _digits(tokens: Sequence[TimeToken], at: int) -> tuple[TimeOfDay, int] | None:
    if (found := kind_of(tokens, at, "CLOCK")) is not None:
        return found, at + 1
    found = kind_of(tokens, at, "HCLOCK")
    if found is None or found.hour > LAST_HOUR or (at and tokens[at - 1].raw in _GOODS):
        return None
    return _quarters(tokens, found, at + 1)


def _quarters(tokens: Sequence[TimeToken], found: TimeOfDay, end: int) -> tuple[TimeOfDay, int]:
    """What French puts behind the hour: et quart, et demie, moins le quart, moins dix."""
    sign = kind_of(tokens, end, "CLOCKAND")
    if sign is None:
        return found, end
    at = end + 1 + (kind_of(tokens, end + 1, "THE", "ONE") is not None)
    minutes = _minutes(tokens, at)
    return (_moved(found, sign * minutes), at + 1) if minutes else (found, end)


def _minutes(tokens: Sequence[TimeToken], at: int) -> int | None:
    if kind_of(tokens, at, "HALF") is not None:
        return 30
    if kind_of(tokens, at, "QUARTER") is not None:
        return 15
    number = kind_of(tokens, at, "NUM")
    counted = kind_of(tokens, at + 1, *_COUNTED) is not None and kind_of(tokens, at + 1, "UNIT") != "minute"
    return number if number is not None and number < 60 and not counted else None


def _moved(found: TimeOfDay, minutes: int) -> TimeOfDay:
    total = found.hour * 60 + found.minute + minutes
    return TimeOfDay(total // 60 % 25, total % 60, found.half, found.exact)


def french_hours(tokens: Sequence[TimeToken], at: int) -> tuple[TimeOfDay, int] | None:
    """Neuf heures trente, 9 heures et quart: also an amount of time, so only where a time is expected."""
    hour = kind_of(tokens, at, "NUM", "ONE")
    if hour is None or hour > LAST_HOUR or hour % 1 or kind_of(tokens, at + 1, "HEURES") is None:
        return None
    found, end = _quarters(tokens, TimeOfDay(int(hour), exact=True), at + 2)
    minutes = kind_of(tokens, end, "NUM") if end == at + 2 else None
    if (
        minutes is None
        or minutes >= 60
        or minutes % 1
        or kind_of(tokens, end + 1, "UNIT", "MONTH") not in (None, "minute")
    ):
        return found, end
    return TimeOfDay(found.hour, int(minutes), exact=True), end + 1 + (
        kind_of(tokens, end + 1, "UNIT") == "minute"
    )


def _chinese(tokens: Sequence[TimeToken], at: int) -> tuple[TimeOfDay, int] | None:
    hour = kind_of(tokens, at, "NUM")
    if hour is None or hour % 1 or kind_of(tokens, at + 1, "DIAN") is None:
        return None
    end = at + 2
    exact = tokens[at].raw.startswith("0") or hour > 12
    if (minute := _behind_dian(tokens, end)) is not None:
        return TimeOfDay(int(hour), minute[0], exact=exact), minute[1]
    if kind_of(tokens, end, "CHA") is not None and (less := _minutes(tokens, end + 1)) is not None:
        end += 2 + (kind_of(tokens, end + 2, "FEN") is not None)
        return _moved(TimeOfDay(int(hour), exact=exact), -less), end
    return TimeOfDay(int(hour), exact=exact), end + (kind_of(tokens, end, "ZHENG") is not None)


def _behind_dian(tokens: Sequence[TimeToken], end: int) -> tuple[int, int] | None:
    if kind_of(tokens, end, "HALF") is not None:
        return 30, end + 1
    if (quarter := kind_of(tokens, end, "QUARTERHOUR")) is not None:
        return quarter, end + 1
    end += kind_of(tokens, end, "AND") is not None and tokens[end].raw in ("过", "零")
    number = kind_of(tokens, end, "NUM")
    if number is None or number % 1:
        return None
    if kind_of(tokens, end + 1, "KE") is not None and number < 4:
        return int(number) * 15, end + 2
    if kind_of(tokens, end + 1, "FEN") is not None:
        return int(number), end + 2
    free = kind_of(tokens, end + 1, *_COUNTED, "CJK") is None
    written = len(tokens[end].raw) == 2 or tokens[end].raw.startswith(("零", "〇", "十"))
    return (int(number), end + 1) if number < 60 and (free or written) else None


def _past(tokens: Sequence[TimeToken], at: int) -> tuple[TimeOfDay, int] | None:
    """Half past nine, a quarter to nine, twenty past eight."""
    at += kind_of(tokens, at, "ONE") is not None and kind_of(tokens, at + 1, "QUARTER") is not None
    minutes = _minutes(tokens, at)
    if half := _half_nine(tokens, at):
        return half
    end = at + 1 + (kind_of(tokens, at + 1, "UNIT") == "minute")
    sign = kind_of(tokens, end, "CLOCKPAST")
    hour = kind_of(tokens, end + 1, "NUM", "ONE")
    if minutes is None or sign is None or hour is None or not 1 <= hour <= 12:
        return None
    written = not tokens[at].raw.isdecimal() and tokens[at].raw not in ("a", "an")
    if not written and tokens[end].raw != "past":
        return None
    if minutes not in (5, 10, 15, 20, 25, 30) or kind_of(tokens, end + 2, "UNIT", "MONTH") is not None:
        return None
    return _halved(tokens, _moved(TimeOfDay(int(hour)), sign * minutes), end + 2)


def _half_nine(tokens: Sequence[TimeToken], at: int) -> tuple[TimeOfDay, int] | None:
    hour = kind_of(tokens, at + 1, "NUM")
    if at >= len(tokens) or tokens[at].raw != "half" or hour not in range(1, 13):
        return None
    counted = kind_of(tokens, at + 2, *_COUNTED) is not None
    return None if counted else _halved(tokens, TimeOfDay(int(hour), 30), at + 2)


def _halved(tokens: Sequence[TimeToken], found: TimeOfDay, end: int) -> tuple[TimeOfDay, int]:
    end += kind_of(tokens, end, "OCLOCK") is not None
    if (half := kind_of(tokens, end, "AMPM")) is not None:
        return TimeOfDay(found.hour, found.minute, half), end + 1
    return found, end


def _chinese_to(tokens: Sequence[TimeToken], at: int) -> tuple[TimeOfDay, int] | None:
    """差一刻八点, 差5分9点."""
    if kind_of(tokens, at, "CHA") is None:
        return None
    minutes = kind_of(tokens, at + 1, "QUARTERHOUR") or _minutes(tokens, at + 1)
    end = at + 2 + (kind_of(tokens, at + 2, "FEN", "KE") is not None)
    hour = kind_of(tokens, end, "NUM")
    if not minutes or hour is None or hour % 1 or kind_of(tokens, end + 1, "DIAN") is None:
        return None
    return _moved(TimeOfDay(int(hour)), -minutes), end + 2


def spoken(tokens: Sequence[TimeToken], at: int) -> tuple[TimeOfDay, int] | None:
    """Nine o'clock, 9 o'clock pm, nine pm."""
    hour = kind_of(tokens, at, "NUM", "ONE")
    if hour is None or hour % 1 or hour > LAST_HOUR:
        return None
    minute = kind_of(tokens, at + 1, "NUM")
    if minute is not None and minute < 60 and kind_of(tokens, at + 2, "AMPM") is not None:
        return TimeOfDay(int(hour), int(minute), kind_of(tokens, at + 2, "AMPM")), at + 3  # nine thirty pm
    if kind_of(tokens, at + 1, "OCLOCK", "AMPM") is None:
        return None
    return _halved(tokens, TimeOfDay(int(hour)), at + 1)
