"""How calls go out: at Telegram's pace, again where they surely never arrived, held where a 429 says so.

A 429 holds the chat that it names, or the method where it names none; all else goes on.
"""

import asyncio
import logging
import math
from collections.abc import Awaitable, Callable, Coroutine
from datetime import timedelta
from typing import Any

import httpx
from telegram.error import BadRequest, NetworkError, RetryAfter
from telegram.ext import BaseRateLimiter

from bot.transport.per_chat import begin_to_show, nothing_shown, standing_aside
from bot.transport.throttle import Pace

logger = logging.getLogger(__name__)

_TRIES = 3
_PAUSE = 0.5
# Telegram has no word for "the whole bot": its one sign is that chat after chat is refused and nothing
# arrives in between. A breath then is enough: what goes out after it shows whether it is over.
_ALL_CHATS, _ALL_SECONDS = 5, 1.0

AT_ONCE = "at once"
"""As `rate_limit_args`: send now or raise RetryAfter; for whoever can wait better, as the delivery does."""

_Key = int | str


class ChatRateLimiter(BaseRateLimiter[None]):
    """Waits as Telegram says and tries again. `time` counts seconds, `sleep` waits for some."""

    def __init__(
        self,
        time: Callable[[], float] | None = None,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
        pace: Pace | None = None,
    ) -> None:
        self.pace = pace
        self.told: Callable[[str, str, float], None] = lambda method, result, wait: None
        """Told the method and the result of each call, and the seconds that Telegram wants to be waited."""
        self._time = time or (lambda: asyncio.get_running_loop().time())
        self._sleep = sleep
        self._held: dict[_Key, float] = {}
        self._all_until = 0.0
        self._refused: set[_Key] = set()
        self.closed = False
        self._sleepers: set[asyncio.Future[None]] = set()

    def close(self) -> None:
        """End: who waits, or would have to, gets RetryAfter instead."""
        self.closed = True
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
        await self._take_turn(key, endpoint)
        for left in reversed(range(1 if at_once else _TRIES)):
            await self._wait(key, at_once)
            shows = isinstance(key, int) and endpoint.startswith(("send", "edit")) and begin_to_show()
            try:
                result = await callback(*args, **kwargs)
            except RetryAfter as refusal:
                if shows:
                    nothing_shown()
                self._hold(key, refusal)
                self.told(endpoint, "held", seconds_of(refusal))
                if not left:
                    raise
            except NetworkError as error:
                if shows and not may_have_arrived(error):
                    nothing_shown()
                self.told(endpoint, "failed", 0)
                if not left or not _may_repeat(endpoint, error):
                    raise
                async with standing_aside():
                    await self._rest(_PAUSE * (_TRIES - left))
            else:
                self.told(endpoint, "ok", 0)
                if "chat_id" in data:
                    self._refused.clear()
                return result
        raise AssertionError("unreachable")

    async def _take_turn(self, key: _Key, endpoint: str) -> None:
        """Wait for the turn of what a chat sees: new messages in their chat, all in the whole."""
        if self.pace is None or not isinstance(key, int) or not endpoint.startswith(("send", "edit")):
            return
        # One after the other: who waits for a chat must not hold a turn of all.
        if endpoint.startswith("send"):
            await self._pause(self.pace.wait_in_chat(key))
        await self._pause(self.pace.wait())

    async def _pause(self, seconds: float) -> None:
        if seconds <= 0:
            return
        if self.closed and seconds > _PAUSE:
            raise RetryAfter(math.ceil(seconds))
        async with standing_aside():
            await self._rest(seconds)
        if self.closed and seconds > _PAUSE:
            raise RetryAfter(math.ceil(seconds))

    async def _wait(self, key: _Key, at_once: bool) -> None:
        # Looked at again after each wait: meanwhile another call may have been told to wait longer.
        while (left := max(self._held.get(key, 0), self._all_until) - self._time()) > 0:
            if at_once or self.closed:
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


# These never left this machine.
_UNSENT = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout, httpx.UnsupportedProtocol)
# A gateway that lost touch with what stands behind it knows as little as we do.
_GATEWAY = "gateway"
# Done twice these are as done once.
_REPEATABLE = ("edit", "answer", "get", "set", "delete")


def may_have_arrived(error: Exception) -> bool:
    """Whether a call that failed may have been done all the same."""
    if isinstance(error, BadRequest) or not isinstance(error, NetworkError):
        return False
    if error.__cause__ is not None:
        return not isinstance(error.__cause__, _UNSENT)
    return _GATEWAY in str(error).lower()


def _may_repeat(endpoint: str, error: NetworkError) -> bool:
    if isinstance(error, BadRequest):
        return False
    return endpoint.startswith(_REPEATABLE) or not may_have_arrived(error)
