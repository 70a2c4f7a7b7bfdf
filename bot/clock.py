"""The one clock: everything asks for the time here, so that tests and the local chat can move it."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Protocol


class Clock(Protocol):
    def now(self) -> datetime:
        """The moment, aware, in UTC."""
        ...


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

    def now(self) -> datetime:
        return (self._frozen or datetime.now(UTC)) + self._moved

    def move(self, by: timedelta) -> datetime:
        """Go forward; the new moment."""
        self._moved += by
        for tell in self.when_moved:
            tell()
        return self.now()
