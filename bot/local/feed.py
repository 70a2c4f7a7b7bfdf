"""What happens in the chats, told live to whoever watches: the page, and tests."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

Event = dict[str, Any]
Watcher = asyncio.Queue[Event | None]


class Feed:
    """Events of the local Telegram; None in a watcher's queue says that it is over."""

    def __init__(self) -> None:
        self._watchers: dict[Watcher, int | None] = {}

    def tell(self, chat: int | None, event: Event) -> None:
        """Tell those who watch `chat`; None tells everyone."""
        for watcher, watched in self._watchers.items():
            if watched is None or chat is None or watched == chat:
                watcher.put_nowait(event)

    @contextmanager
    def watch(self, chat: int | None = None) -> Iterator[Watcher]:
        """A queue of the events of one chat, or of all chats."""
        watcher: Watcher = asyncio.Queue()
        self._watchers[watcher] = chat
        try:
            yield watcher
        finally:
            del self._watchers[watcher]

    def close(self) -> None:
        """Send every watcher home."""
        for watcher in self._watchers:
            watcher.put_nowait(None)
