"""The local Bot API without a network: calls go straight in."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bot.clock import MovableClock
from bot.emulator import LocalApi, State, local_bot
from bot.emulator.params import Params, Upload
from bot.emulator.server import TOKEN

Json = dict[str, Any]


class Services:
    """An API in memory (or in `folder`) whose person 1 has already written to the bot."""

    def __init__(self, folder: Path | None = None) -> None:
        self.clock = MovableClock(datetime(2026, 11, 20, 12, tzinfo=UTC))
        self.world = State(local_bot(), self.clock, folder)
        self.api = LocalApi(self.world, TOKEN)
        self.client = self.api.client

    async def call(self, method: str, /, uploads: dict[str, Upload] | None = None, **values: Any) -> Json:
        """The body of the answer."""
        return await self.api.call(method, Params(values, uploads))

    async def result(self, method: str, /, **values: Any) -> Any:
        """The result of a call that must be granted."""
        answer = await self.call(method, **values)
        assert answer["ok"], answer
        return answer["result"]

    async def refusal(self, method: str, /, **values: Any) -> str:
        """The words of a call that must be refused, without "Bad Request: "."""
        answer = await self.call(method, **values)
        assert not answer["ok"], answer
        return str(answer["description"]).removeprefix("Bad Request: ")

    async def send(self, text: str = "hello", **values: Any) -> Json:
        """A message of the bot to person 1."""
        message: Json = await self.result("sendMessage", chat_id=1, text=text, **values)
        return message


def services() -> Services:
    """A Desk where person 1 has said hello."""
    made = Services()
    made.client.say(1, "hello")
    return made


def keyboard(*buttons: Json) -> Json:
    """An inline keyboard with one row."""
    return {"inline_keyboard": [list(buttons)]}
