"""Under Telegram's 30 messages a second, with room for the answers to commands."""

import asyncio
import time
from collections.abc import Awaitable, Callable

PER_SECOND = 25.0


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
