"""Long polling that nothing ends but its own stop: what fails is tried again, and told in one line."""

import asyncio
import json
import logging
import time
from collections.abc import Awaitable, Callable, Sequence
from typing import Any

from telegram.error import Conflict, InvalidToken, RetryAfter, TelegramError
from telegram.ext import ExtBot
from telegram.request import BaseRequest

from bot.transport import App
from bot.transport.intake import Intake
from bot.transport.rate_limit import AT_ONCE, seconds_of

logger = logging.getLogger(__name__)

UNHEALTHY = 120.0
"""Seconds without a good poll, or with an update unfinished, after which this copy calls itself failing."""
_GIVE_UP = 600.0
_LONGEST_WAIT = 30.0
_POLL = 10
_STALLED = 60.0
_TOLD_AGAIN = 300.0


class RawUpdates(BaseRequest):
    """Keeps the updates of an answer as they came, away from the library, which reads all or none.

    `request` does the work; `shared` with the other calls, which open and close it.
    """

    def __init__(self, request: BaseRequest, shared: bool = False) -> None:
        self._request = request
        self._shared = shared
        self._came: list[object] = []

    @property
    def read_timeout(self) -> float | None:
        return self._request.read_timeout

    async def initialize(self) -> None:
        if not self._shared:
            await self._request.initialize()

    async def shutdown(self) -> None:
        if not self._shared:
            await self._request.shutdown()

    async def do_request(self, *arguments: Any, **options: Any) -> tuple[int, bytes]:
        return await self._request.do_request(*arguments, **options)

    def parse_json_payload(self, payload: bytes) -> dict[str, Any]:  # type: ignore[override]
        """The answer without its updates; TelegramError, which quotes nothing, where it is no JSON object."""
        try:
            answer = json.loads(payload.decode("utf-8", "replace"))
        except ValueError:
            raise TelegramError("Invalid server response") from None
        if not isinstance(answer, dict):
            raise TelegramError("Invalid server response")
        if isinstance(answer.get("result"), list):
            self._came = answer["result"]
            answer["result"] = []
        return answer

    def take(self) -> list[object]:
        """What came since the last time."""
        came, self._came = self._came, []
        return came


class Polling:
    """Fetches updates until it is stopped. `now` counts seconds, `sleep` waits for some."""

    def __init__(
        self,
        application: App,
        request: RawUpdates,
        intake: Intake,
        allowed: Sequence[str],
        now: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
        stalled: float = _STALLED,
    ) -> None:
        self._bot: ExtBot[Any] = application.bot
        self._request = request
        self._intake = intake
        self._allowed = list(allowed)
        self._now = now
        self._sleep = sleep
        self._stalled = stalled
        self._last_good = now()
        self._failures = 0
        self._told: tuple[str, float] = ("", 0.0)
        self._offset: int | None = None
        self._greeted = False
        self._task: asyncio.Task[None] | None = None
        self.given_up = asyncio.Event()
        """Set when nothing came for so long that a fresh process may do better."""

    def age(self) -> float:
        """Seconds since the last good poll, or since the start."""
        return self._now() - self._last_good

    def start(self) -> None:
        """Begin in a task of its own."""
        self._last_good = self._now()
        self._task = asyncio.create_task(self._run(), name="polling")

    async def stop(self) -> None:
        """End, and confirm what was fetched, so that it does not come again."""
        if self._task is None:
            return
        self._task.cancel()
        await asyncio.gather(self._task, return_exceptions=True)
        self._task = None
        if self._offset is None:
            return
        try:
            async with asyncio.timeout(3):
                await self._bot.get_updates(self._offset, limit=1, timeout=0, allowed_updates=self._allowed)
        except (TelegramError, TimeoutError) as error:
            logger.warning("What was fetched last may come again: %s", error)

    async def _run(self) -> None:
        while True:
            try:
                # A poll that neither answers nor fails would leave the bot deaf for good.
                async with asyncio.timeout(self._stalled):
                    await self._poll()
            except Exception as error:  # the loop outlives whatever happens in it
                await self._failed(error)
            else:
                self._worked()

    async def _poll(self) -> None:
        self._request.take()
        try:
            await self._bot.get_updates(self._offset, timeout=_POLL, allowed_updates=self._allowed)
        except Conflict as error:
            # Left from a life as a webhook. Later it is somebody else's, who is not fought with.
            if self._greeted or "webhook" not in str(error).lower():
                raise
            await self._bot.delete_webhook(rate_limit_args=AT_ONCE)
            return
        self._greeted = True
        came = self._request.take()
        numbers = await self._intake.take(came)
        if numbers:
            self._offset = max(numbers) + 1
        elif came:
            raise TelegramError("Answers that hold no update")

    def _worked(self) -> None:
        if self._failures:
            logger.info("Telegram answers again")
        self._last_good, self._failures, self._told = self._now(), 0, ("", 0.0)

    async def _failed(self, error: Exception) -> None:
        self._failures += 1
        self._tell(_cause(error))
        if self.age() >= _GIVE_UP and not self.given_up.is_set():
            logger.error("No update could be fetched for %d minutes", self.age() // 60)
            self.given_up.set()
        wait = seconds_of(error) if isinstance(error, RetryAfter) else 0.5 * 2 ** min(self._failures, 10)
        await self._sleep(min(wait, _LONGEST_WAIT))

    def _tell(self, cause: str) -> None:
        """Once when it begins, then every few minutes while it lasts."""
        said, when = self._told
        if cause != said or self._now() - when >= _TOLD_AGAIN:
            logger.warning("No updates: %s; tried again", cause)
            self._told = (cause, self._now())


def _cause(error: Exception) -> str:
    """Why a poll failed, in one line without the token."""
    if isinstance(error, Conflict):
        if "webhook" in str(error).lower():
            return "a webhook is set for this bot elsewhere"
        return "a second copy runs with this token"
    if isinstance(error, InvalidToken):
        return "Telegram does not know the token (401 or 404)"
    if isinstance(error, TelegramError):
        return str(error).partition("\n")[0]
    return "the poll stalled" if isinstance(error, TimeoutError) else type(error).__name__
