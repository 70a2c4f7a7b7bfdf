"""An inbox in memory, for tests of what stands before it."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from bot.store.inbox import Inbox, Key


class MemoryInbox(Inbox):
    """Knows what was put; `broken`: refuses, as a database that is gone."""

    def __init__(self) -> None:
        self.rows: dict[Key, Mapping[str, Any] | None] = {}
        self.broken = False

    async def put(self, came: Sequence[tuple[Key, Mapping[str, Any]]], now: datetime) -> set[Key]:
        if self.broken:
            raise OSError("gone")
        new = {key: raw for key, raw in came if key not in self.rows}
        self.rows |= new
        return set(new)

    async def claim(
        self, now: datetime, mine: Collection[Key] = (), but: Collection[int] = ()
    ) -> list[tuple[Key, dict[str, Any]]]:
        left = {key: raw for key, raw in self.rows.items() if key not in mine and key[0] not in but}
        return [(key, dict(raw)) for key, raw in left.items() if raw is not None]

    async def settle(self, finished: Iterable[Key], at_work: Iterable[Key], now: datetime) -> None:
        for key in finished:
            self.rows[key] = None

    async def purge(self, now: datetime) -> None:
        """Nothing in a test grows old."""
