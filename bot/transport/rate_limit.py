"""A 429 holds the chat that it names, or the method where it names none; all else goes on."""

import asyncio
import logging
import math
from collections.abc import Awaitable, Callable, Coroutine
from datetime import timedelta
from typing import Any

from telegram.error import RetryAfter
from telegram.ext import BaseRateLimiter

from bot.transport.per_chat import standing_aside

logger = logging.getLogger(__name__)

_TRIES = 3
# Telegram has no word for "the whole bot": its one sign is that chat after chat is refused and nothing
# arrives in between. A breath then is enough: what goes out after it shows whether it is over.
_ALL_CHATS, _ALL_SECONDS = 5, 1.0

AT_ONCE = "at once"
"""As `rate_limit_args`: send now or raise RetryAfter; for whoever can wait better, as the sweep does."""

_Key = int | str


class ChatRateLimiter(BaseRateLimiter[None]):
    """Waits as Telegram says and tries again. `time` counts seconds, `sleep` waits for some."""

    def __init__(
        self,
        time: Callable[[], float] | None = None,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._time = time or (lambda: asyncio.get_running_loop().time())
        self._sleep = sleep
        self._held: dict[_Key, float] = {}
        self._all_until = 0.0
        self._refused: set[_Key] = set()
        self._closed = False
        self._sleepers: set[asyncio.Future[None]] = set()

    def close(self) -> None:
        """End: who waits, or would have to, gets RetryAfter instead."""
        self._closed = True
        for sleeper in self._sleepers:
            sleeper.cancel()

    async def initialize(self) -> None:
        """Nothing to prepare."""

    async def shutdown(self) -> None:
        """Nothing to release."""

    async def process_request(
        self,
        callback: Callable[..., Coroutine[Any, Any, Any]],
        args: Any,
        kwargs: dict[str, Any],
        endpoint: str,
        data: dict[str, Any],
        rate_limit_args: Any,
    ) -> Any:
        key: _Key = data.get("chat_id", endpoint)
        at_once = rate_limit_args == AT_ONCE
        for left in reversed(range(1 if at_once else _TRIES)):
            await self._wait(key, at_once)
            try:
                result = await callback(*args, **kwargs)
            except RetryAfter as refusal:
                self._hold(key, refusal)
                if not left:
                    raise
            else:
                if "chat_id" in data:
                    self._refused.clear()
                return result
        raise AssertionError("unreachable")

    async def _wait(self, key: _Key, at_once: bool) -> None:
        # Looked at again after each wait: meanwhile another call may have been told to wait longer.
        while (left := max(self._held.get(key, 0), self._all_until) - self._time()) > 0:
            if at_once or self._closed:
                raise RetryAfter(math.ceil(left))
            async with standing_aside():
                await self._rest(left)

    async def _rest(self, seconds: float) -> None:
        sleeper = asyncio.ensure_future(self._sleep(seconds))
        self._sleepers.add(sleeper)
        try:
            await asyncio.wait([sleeper])
        finally:
            sleeper.cancel()
            self._sleepers.discard(sleeper)

    def _hold(self, key: _Key, refusal: RetryAfter) -> None:
        now, seconds = self._time(), seconds_of(refusal)
        self._held = {held: until for held, until in self._held.items() if until > now}
        self._held[key] = now + seconds
        logger.warning("Telegram holds %s for %s s", "a chat" if isinstance(key, int) else key, seconds)
        if isinstance(key, int):
            self._refused.add(key)
        if len(self._refused) >= _ALL_CHATS:
            self._refused.clear()
            self._all_until = now + min(seconds, _ALL_SECONDS)
            logger.warning("Nothing arrives anywhere: the whole bot waits a moment")


def seconds_of(refusal: RetryAfter) -> float:
    """How long Telegram tells us to wait, whatever form PTB gives it."""
    wait = refusal.retry_after
    return wait.total_seconds() if isinstance(wait, timedelta) else float(wait)
