"""A 429 holds the chat that it names; the others go on."""

import asyncio
import logging
import math
from collections import deque
from collections.abc import Callable, Coroutine
from datetime import timedelta
from typing import Any

from telegram.error import RetryAfter
from telegram.ext import BaseRateLimiter

logger = logging.getLogger(__name__)

_TRIES = 3
# So many chats refused within this time mean that the whole bot is held, not one chat.
_GLOBAL_CHATS, _GLOBAL_SECONDS = 3, 1.0

AT_ONCE = "at once"
"""As `rate_limit_args`: send now or raise RetryAfter; for whoever can wait better, as the sweep does."""


class ChatLimiter(BaseRateLimiter[None]):
    """Waits as Telegram says and tries again, for each chat on its own. `time` counts seconds."""

    def __init__(self, time: Callable[[], float] | None = None) -> None:
        self._time = time or (lambda: asyncio.get_running_loop().time())
        self._held: dict[Any, float] = {}
        self._refused: deque[tuple[float, Any]] = deque(maxlen=_GLOBAL_CHATS)

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
        chat = data.get("chat_id")
        at_once = rate_limit_args == AT_ONCE
        for left in reversed(range(1 if at_once else _TRIES)):
            await self._wait(chat, at_once)
            try:
                return await callback(*args, **kwargs)
            except RetryAfter as refusal:
                self._hold(chat, refusal)
                if not left:
                    raise
        raise AssertionError("unreachable")

    async def _wait(self, chat: Any, at_once: bool) -> None:
        now = self._time()
        until = max(self._held.get(chat, 0), self._held.get(None, 0))
        if until <= now:
            return
        if at_once:
            raise RetryAfter(math.ceil(until - now))
        await asyncio.sleep(until - now)

    def _hold(self, chat: Any, refusal: RetryAfter) -> None:
        now = self._time()
        seconds = seconds_of(refusal)
        self._refused.append((now, chat))
        chats = {held for moment, held in self._refused if now - moment <= _GLOBAL_SECONDS}
        everyone = len(chats) >= _GLOBAL_CHATS
        self._held = {held: until for held, until in self._held.items() if until > now}
        self._held[None if everyone else chat] = now + seconds
        logger.warning("Telegram holds %s for %s s", "the bot" if everyone else "a chat", seconds)


def seconds_of(refusal: RetryAfter) -> float:
    """How long Telegram tells us to wait, whatever form PTB gives it."""
    wait = refusal.retry_after
    return wait.total_seconds() if isinstance(wait, timedelta) else float(wait)
