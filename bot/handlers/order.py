"""Updates in order within a chat, many chats at once, and no chat in another's way."""

import asyncio
from collections.abc import Awaitable
from dataclasses import dataclass, field

from telegram import Update
from telegram.ext import BaseUpdateProcessor

# The base class's own limit stands before our queues: it must never be what anyone waits for.
_WAITING = 65_536


@dataclass
class _Lane:
    """One chat: its updates take turns."""

    turn: asyncio.Lock = field(default_factory=asyncio.Lock)
    waiting: int = 0


class InOrder(BaseUpdateProcessor):
    """A queue per chat; `at_once` chats are worked on at the same time."""

    def __init__(self, at_once: int = 16) -> None:
        super().__init__(_WAITING)
        self._slots = asyncio.Semaphore(at_once)
        self._lanes: dict[int, _Lane] = {}

    async def do_process_update(self, update: object, coroutine: Awaitable[object]) -> None:
        key = _chat(update)
        lane = self._lanes.setdefault(key, _Lane())
        lane.waiting += 1
        try:
            async with lane.turn, self._slots:
                await coroutine
        finally:
            lane.waiting -= 1
            if not lane.waiting:
                self._lanes.pop(key, None)

    async def initialize(self) -> None:
        """Nothing to prepare."""

    async def shutdown(self) -> None:
        """Nothing to release."""


def _chat(update: object) -> int:
    if isinstance(update, Update):
        where = update.effective_chat or update.effective_user
        return where.id if where else 0
    return 0
