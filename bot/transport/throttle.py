"""Under Telegram's limits: 30 messages a second in all, one a second to a chat."""

import asyncio
import time
from collections.abc import Awaitable, Callable

PER_SECOND = 25.0
"""Of reminders: the rest is for answers."""
_CHATS = 10_000


class Throttle:
    """Turns, evenly spaced, first come first served."""

    def __init__(
        self,
        per_second: float = PER_SECOND,
        time: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._gap = 1 / per_second
        self._time = time
        self._sleep = sleep
        self._free = 0.0

    async def turn(self) -> None:
        """Returns when one more message may be sent."""
        now = self._time()
        mine = max(self._free, now)
        self._free = mine + self._gap
        if mine > now:
            await self._sleep(mine - now)


class Pace:
    """When the next message may go: of all that is sent, answers and reminders alike, and within its chat.

    `copies` of the bot share the whole. `time` counts seconds.
    """

    def __init__(
        self, per_second: float = 30.0, per_chat: float = 1.0, time: Callable[[], float] = time.monotonic
    ) -> None:
        self.copies = 1
        self._per_second = per_second
        self._chat_gap = 1 / per_chat
        self._time = time
        self._free = 0.0
        self._chats: dict[int, float] = {}

    def wait_in_chat(self, chat: int) -> float:
        """Take the chat's next turn; seconds until it comes."""
        now = self._time()
        if len(self._chats) > _CHATS:
            self._chats = {known: free for known, free in self._chats.items() if free > now}
        mine = max(self._chats.get(chat, 0.0), now)
        self._chats[chat] = mine + self._chat_gap
        return mine - now

    def wait(self) -> float:
        """Take the next turn of all; seconds until it comes."""
        now = self._time()
        mine = max(self._free, now)
        self._free = mine + self.copies / self._per_second
        return mine - now
