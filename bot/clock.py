"""The one clock: everything asks for the time here, so that tests and the local chat can move it."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Protocol


class Clock(Protocol):
    def now(self) -> datetime:
        """The moment, aware, in UTC."""
        ...


class Due(Protocol):
    """Knows what comes due, and delivers it."""

    async def next_due(self, after: datetime) -> datetime | None:
        """The next moment (aware) after one at which something is due; None where nothing is."""
        ...

    async def deliver(self) -> None:
        """Deliver what is due now; returns when it has arrived."""
        ...


# Then the rest comes late: a reminder every five minutes would make a year of them.
_MOST_STOPS = 500


class SystemClock:
    """The machine's time."""

    def now(self) -> datetime:
        return datetime.now(UTC)


class MovableClock:
    """The machine's time, moved forward by hand (local chat), or standing still (`frozen`, tests)."""

    def __init__(self, frozen: datetime | None = None) -> None:
        self._frozen = frozen
        self._moved = timedelta()
        self.when_moved: list[Callable[[], None]] = []
        """Called after each move: who waits for a time looks again."""
        self.due: Due | None = None
        """What becomes due on the way, where somebody knows."""

    def now(self) -> datetime:
        return (self._frozen or datetime.now(UTC)) + self._moved

    def back(self) -> datetime:
        """Return to the machine's time; the moment."""
        self._moved = timedelta()
        return self.now()

    async def travel(self, to: datetime) -> datetime:
        """Go forward to a moment, and stop at each due one on the way: what is due there comes in time."""
        for _ in range(_MOST_STOPS if self.due else 0):
            assert self.due is not None
            stop = await self.due.next_due(self.now())
            if stop is None or stop >= to:
                break
            self.move(max(stop - self.now(), timedelta()))
            await self.due.deliver()
        return self.move(max(to - self.now(), timedelta()))

    def move(self, by: timedelta) -> datetime:
        """Go forward; the new moment."""
        self._moved += by
        for tell in self.when_moved:
            tell()
        return self.now()
