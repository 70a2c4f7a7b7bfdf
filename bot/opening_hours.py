"""When people answer: `Mon-Fri 10:00-18:00`, and within which time: `one day`."""

import re
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Literal

_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_SPAN = re.compile(r"(?:([a-z]{3})[a-z]*(?:-([a-z]{3})[a-z]*)?\s+)?(\d{1,2}):(\d{2})-(\d{1,2}):(\d{2})")
_WITHIN = re.compile(r"(\d{1,3}|an?|one|two|three)\s+(minute|hour|day)s?")
_NUMBERS = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3}

Unit = Literal["minute", "hour", "day"]
_UNITS: tuple[Unit, ...] = ("minute", "hour", "day")


@dataclass(frozen=True)
class Span:
    """From the first day of a week to the last (0 is Monday), each day from `opens` until `closes`."""

    first: int
    last: int
    opens: time
    closes: time

    def holds(self, wall: datetime) -> bool:
        """Whether a wall-clock time lies in it."""
        day = wall.weekday()
        days = self.first <= day <= self.last if self.first <= self.last else not self.last < day < self.first
        return days and self.opens <= wall.time() < self.closes


@dataclass(frozen=True)
class OpeningHours:
    """Spans of a week; none: always open."""

    spans: tuple[Span, ...] = ()
    written: str = ""

    def __str__(self) -> str:
        return self.written

    @classmethod
    def parse(cls, written: str) -> "OpeningHours":
        """Read `Mon-Fri 10:00-18:00, Sat 10:00-12:00`. ValueError where it is something else."""
        return cls(tuple(_span(part.strip().lower()) for part in written.split(",") if part.strip()), written)

    def is_open(self, wall: datetime) -> bool:
        """Whether somebody answers at this wall-clock time."""
        return not self.spans or any(span.holds(wall) for span in self.spans)

    def next_opening(self, wall: datetime) -> datetime | None:
        """The next wall-clock time at which somebody begins to answer; None where they always do."""
        days = [wall.date() + timedelta(days=ahead) for ahead in range(8)]
        starts = (datetime.combine(day, span.opens) for day in days for span in self.spans)
        return min((at for at in starts if at > wall and self.is_open(at)), default=None)


@dataclass(frozen=True)
class Within:
    """So many minutes, hours or days."""

    count: int
    unit: Unit

    def __str__(self) -> str:
        return f"{self.count} {self.unit}{'s' if self.count > 1 else ''}"

    @classmethod
    def parse(cls, written: str) -> "Within | None":
        """Read `one day`, `2 hours`; None for nothing. ValueError where it is something else."""
        if not written.strip():
            return None
        found = _WITHIN.fullmatch(written.strip().lower())
        if found is None:
            raise ValueError(written)
        count = int(found[1]) if found[1].isdigit() else _NUMBERS[found[1]]
        return cls(count, next(unit for unit in _UNITS if unit == found[2]))


def _span(part: str) -> Span:
    found = _SPAN.fullmatch(part)
    if found is None:
        raise ValueError(part)
    first = _DAYS.index(found[1]) if found[1] else 0
    last = _DAYS.index(found[2]) if found[2] else (first if found[1] else 6)
    opens, closes = time(int(found[3]), int(found[4])), time(int(found[5]) % 24, int(found[6]))
    if found[5] == "24":
        closes = time.max
    if opens >= closes:
        raise ValueError(part)
    return Span(first, last, opens, closes)
