"""The ladder of reminders before each clock of a card, and the grace ladder after it."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Final

OFFSETS: Final = (30, 14, 7, 3, 1, 0)
"""Days before a clock's end."""
GRACE: Final = (1, 3, 7, 14, 30)
"""Days after it."""
AT: Final = time(9)
EVENING: Final = time(20)


@dataclass(frozen=True, slots=True)
class Quiet:
    """Hours of the day without messages, from `start` to `end` (over midnight too), then `resume`."""

    start: time = time(22)
    end: time = time(8)
    resume: time = AT

    def covers(self, wall: datetime) -> bool:
        """Whether a wall-clock time lies in the quiet hours; equal ends mean that there are none."""
        now = wall.time()
        if self.start <= self.end:
            return self.start <= now < self.end
        return now >= self.start or now < self.end

    def push(self, wall: datetime) -> datetime:
        """The time itself, or the next resumption when it lies in the quiet hours."""
        if not self.covers(wall):
            return wall
        resumed = datetime.combine(wall.date(), self.resume)
        return resumed if resumed > wall else resumed + timedelta(days=1)


@dataclass(frozen=True, slots=True, order=True)
class LadderRung:
    """One reminder: at `wall` (naive, local), `offset` days before (negative: after) the end `due`."""

    wall: datetime
    kind: str
    offset: int
    due: date

    @property
    def key(self) -> str:
        """The same for the same rung of the same date for ever: it is sent once."""
        return f"{self.kind}:{self.offset}:{self.due.isoformat()}"


class SnoozeLength(StrEnum):
    """How long a reminder is put off."""

    HOUR = "hour"
    TONIGHT = "tonight"
    TOMORROW = "tomorrow"
    THREE_DAYS = "three_days"


def rungs(
    clocks: Iterable[tuple[str, date | None]],
    now: datetime,
    *,
    offsets: Collection[int] = OFFSETS,
    grace: Collection[int] = GRACE,
    at: time = AT,
    quiet: Quiet | None = None,
    sent: Collection[str] = (),
) -> tuple[LadderRung, ...]:
    """The rungs still to come for the clocks of a card (kind, date or None), in order of time.

    `now` is the local wall-clock time (naive). Nothing lies in the past, but of the rungs that were due
    earlier today the most urgent one comes at once. Keys in `sent` are left out.
    """
    if now.tzinfo is not None:
        raise ValueError("now is wall-clock time without a zone")
    hours = quiet or Quiet()
    every = {r for kind, due in clocks if due for r in _of_clock(kind, due, offsets, grace, at, hours)}
    fresh = [rung for rung in every if rung.key not in sent]
    ahead = [rung for rung in fresh if rung.wall > now]
    return tuple(sorted([*ahead, *_at_once(fresh, now, hours)]))


def _at_once(fresh: Collection[LadderRung], now: datetime, quiet: Quiet) -> list[LadderRung]:
    """The most urgent of the rungs that were due earlier today."""
    missed = [rung for rung in fresh if rung.wall <= now and rung.wall.date() == now.date()]
    if not missed:
        return []
    urgent = min(missed, key=lambda rung: (abs(rung.offset), rung.kind))
    return [replace(urgent, wall=quiet.push(now))]


def _of_clock(
    kind: str, due: date, offsets: Collection[int], grace: Collection[int], at: time, quiet: Quiet
) -> Iterable[LadderRung]:
    for offset in sorted({*offsets, *(-days for days in grace)}, reverse=True):
        wall = datetime.combine(due - timedelta(days=offset), at)
        yield LadderRung(quiet.push(wall), kind, offset, due)


def snooze(now: datetime, choice: SnoozeLength) -> datetime:
    """The wall-clock time (naive) that a reminder is put off to; quiet hours don't count here."""
    if choice is SnoozeLength.HOUR:
        return now + timedelta(hours=1)
    if choice is SnoozeLength.TONIGHT:
        tonight = datetime.combine(now.date(), EVENING)
        return tonight if tonight > now else now + timedelta(hours=1)
    days = 1 if choice is SnoozeLength.TOMORROW else 3
    return datetime.combine(now.date() + timedelta(days=days), AT)
