"""The queue of updates and long polling, with Telegram's rules of offset and conflict."""

from __future__ import annotations

import asyncio
import contextlib
from typing import Any

from bot.emulator.api_error import ApiError, conflict
from bot.emulator.journal import Journal

Json = dict[str, Any]

_FIRST = 100_000
_ON_REQUEST = ("chat_member", "message_reaction", "message_reaction_count")
_TAKEN_OVER = "terminated by other getUpdates request; make sure that only one bot instance is running"
_WEBHOOK_ACTIVE = (
    "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
)


class Updates:
    """Updates that the bot has not confirmed yet; they survive a restart."""

    def __init__(self, journal: Journal) -> None:
        self._journal = journal
        self._pending: list[Json] = list(journal.values("update"))
        self._poller: asyncio.Future[ApiError | None] | None = None
        self._closed = False
        self.webhook: Json = {}

    @property
    def pending(self) -> list[Json]:
        """What waits for the bot, oldest first."""
        return list(self._pending)

    @property
    def is_polled(self) -> bool:
        """Whether a long poll waits."""
        return self._poller is not None

    def push(self, kind: str, content: Json) -> Json | None:
        """Queue an update of `kind`; None when the bot did not ask for that kind."""
        allowed = self._journal.get("updates", "allowed", [])
        if (kind not in allowed) if allowed else (kind in _ON_REQUEST):
            return None
        number = int(self._journal.get("updates", "last", _FIRST)) + 1
        update = {"update_id": number, kind: content}
        self._journal.put("updates", "last", number)
        self._journal.put("update", str(number), update)
        self._pending.append(update)
        self._wake(None)
        return update

    def allow(self, kinds: list[str] | None) -> None:
        """Which kinds the bot wants from now on; None leaves it as it was, empty is the default."""
        if kinds is not None and kinds != self._journal.get("updates", "allowed", []):
            self._journal.put("updates", "allowed", kinds)

    def drop_all(self) -> None:
        """Forget what waits."""
        self._confirm(self._pending[-1]["update_id"] + 1 if self._pending else 0)

    def interrupt(self, words: str) -> None:
        """End a waiting poll with 409."""
        self._wake(conflict(words))

    async def poll(self, offset: int, limit: int, timeout: int) -> list[Json]:
        """The next updates from `offset` on, waiting up to `timeout` seconds for the first.

        A second poller ends the first with 409, as Telegram does.
        """
        if self.webhook:
            raise conflict(_WEBHOOK_ACTIVE)
        self.interrupt(_TAKEN_OVER)
        if offset < 0 and self._pending:
            offset = self._pending[max(len(self._pending) + offset, 0)]["update_id"]
        self._confirm(offset)
        if not self._pending and timeout > 0 and not self._closed:
            await self._wait(timeout)
        return self._pending[:limit]

    async def _wait(self, timeout: int) -> None:
        mine = self._poller = asyncio.get_running_loop().create_future()
        try:
            with contextlib.suppress(TimeoutError):
                refusal = await asyncio.wait_for(asyncio.shield(mine), timeout)
                if refusal is not None:
                    raise refusal
        finally:
            if self._poller is mine:
                self._poller = None

    def close(self) -> None:
        """Answer a waiting poll with nothing, and all that follow at once."""
        self._closed = True
        self._wake(None)

    def _wake(self, refusal: ApiError | None) -> None:
        if self._poller is not None and not self._poller.done():
            self._poller.set_result(refusal)

    def _confirm(self, offset: int) -> None:
        while self._pending and self._pending[0]["update_id"] < offset:
            self._journal.put("update", str(self._pending.pop(0)["update_id"]), None)
