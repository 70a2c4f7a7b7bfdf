"""From a clock and a part of the day to minutes since midnight (1440 and more lie in the next night)."""

from dataclasses import dataclass
from typing import Final

from bot.dates.constraints import Constraints, TimeOfDay

DEFAULT: Final = 9 * 60
DAY: Final = 24 * 60
# A part of the day that stands alone, where it means an hour …
_MEANS: Final = {"morning": 9, "noon": 12, "evening": 20, "tonight": 20, "late": 20}
# … and where it is asked about: hours to offer.
_OFFERS: Final = {
    "afternoon": (14, 15, 16, 17),
    "dusk": (17, 18, 19),
    "dawn": (1, 3, 5),
    "night": (22, 23, 25),
    "wake": (7, 8, 9),
    "breakfast": (8, 9, 10),
    "lunch": (12, 13, 14),
    "work": (17, 18, 19),
    "dinner": (19, 20, 21),
    "bed": (21, 22, 23),
}
TODAY_OFFERS: Final = (12, 15, 18, 20)
_LAST_UNSURE: Final = 6
"""Hours up to here may be in the morning or the afternoon (at 5); 7 to 12 are read as they stand."""


@dataclass(frozen=True, slots=True)
class Times:
    """The times that may be meant, in minutes; `asked` when none is said and these are only offers."""

    minutes: tuple[int, ...]
    default: bool = False
    asked: bool = False
    loose: bool = False


class NoSuchTime(ValueError):
    """25:00, 14:00 in the morning."""


def times(constraints: Constraints, language: str | None) -> Times:
    """The times of day that the constraints allow; raises NoSuchTime."""
    clock, part = constraints.clock, constraints.part
    if clock is None:
        return _part_alone(part)
    hour, minute = _checked(clock), clock.minute
    if clock.half:
        return Times((_half_day(hour, clock.half) * 60 + minute,))
    if part:
        return Times(tuple(h * 60 + minute for h in _in_part(hour, part, constraints)))
    exact = clock.exact or language == "fr" or hour == 0 or hour > 12
    if exact or hour > _LAST_UNSURE:
        return Times((hour * 60 + minute,), loose=not exact and hour < 12)
    return Times((hour * 60 + minute, (hour + 12) * 60 + minute), loose=True)


def _part_alone(part: str | None) -> Times:
    if part is None:
        return Times((DEFAULT,), default=True)
    if part == "midnight":
        return Times((0, DAY))
    if part in _MEANS:
        return Times((_MEANS[part] * 60,))
    return Times(tuple(h * 60 for h in _OFFERS[part]), asked=True)


def _checked(clock: TimeOfDay) -> int:
    if not 0 <= clock.hour <= 24 or not 0 <= clock.minute < 60 or (clock.hour == 24 and clock.minute):
        raise NoSuchTime(clock)
    return clock.hour


def _half_day(hour: int, half: str) -> int:
    if not 1 <= hour <= 12 and not (half == "pm" and 12 < hour < 24) and hour != 0:
        raise NoSuchTime(hour, half)
    if hour > 12 or (hour == 0 and half == "am"):
        return hour
    return hour % 12 + (12 if half == "pm" else 0)


def _in_part(hour: int, part: str, constraints: Constraints) -> tuple[int, ...]:
    """The hours that a number means in a part of the day."""
    if part == "morning":
        return _allowed(hour, range(0, 13))
    if part == "dawn":
        return (0,) if hour in (12, 24) else _allowed(hour, range(0, 8))
    if part == "noon":
        return (hour + 12,) if hour in (1, 2) else _allowed(hour, range(10, 15))
    if part in ("afternoon", "dusk"):
        return (hour + 12,) if 1 <= hour <= 11 else _allowed(hour, range(12, 20))
    if hour in (0, 12, 24):
        return (24,) if part in ("evening", "tonight") or constraints.rel == 0 else (0, 24)
    if 5 <= hour <= 11 and (part != "night" or hour > 5):
        return (hour + 12,)
    if hour >= 17:
        return (hour,)
    if hour > 12:
        raise NoSuchTime(hour, part)
    return (hour + 24,) if part in ("evening", "tonight") or constraints.rel == 0 else (hour, hour + 24)


def _allowed(hour: int, hours: range) -> tuple[int, ...]:
    if hour not in hours:
        raise NoSuchTime(hour)
    return (hour,)
