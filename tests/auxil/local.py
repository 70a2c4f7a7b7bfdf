"""A local Telegram for tests, people who use it, and a record of what the bot called.


async def test_it(telegram, ...):
    person = Person(telegram)
    answer = await person.ask("/start")
    answer = await person.tap("Menu")
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator
from typing import Any

import pytest

from bot.emulator import LocalServer
from bot.emulator.http_api import Call
from tests.auxil import spec

Json = dict[str, Any]

PATIENCE = 10.0


class Recorder:
    """All calls of the bot, checked against the specification as they come."""

    def __init__(self, server: LocalServer) -> None:
        self.calls: list[Call] = []
        self.problems: list[str] = []
        self._server = server
        self._news = asyncio.Condition()

    def hear(self, call: Call) -> None:
        """Note one call."""
        self.calls.append(call)
        self.problems += spec.problems_of(call)

    def of(self, method: str) -> list[Call]:
        """The calls of one method."""
        return [call for call in self.calls if call.method == method]

    @property
    def refused(self) -> list[str]:
        """What the bot was refused, as "method: reason"."""
        return [f"{each.method}: {each.answer['description']}" for each in self.calls
                if each.answer and not each.answer["ok"]]  # fmt: skip


class Person:
    """Someone with the chat open: writes, taps, reads. Waits for events, never for time."""

    def __init__(self, server: LocalServer, number: int = 1, language: str = "") -> None:
        self.number = number
        self.server = server
        self.toast: Json | None = None
        """The last toast or alert: `text`, `alert`."""
        self._watching = server.world.feed.watch(number)
        self._events = self._watching.__enter__()
        if language:
            server.client.speak(number, language)

    def close(self) -> None:
        """Stop watching."""
        self._watching.__exit__(None, None, None)

    @property
    def messages(self) -> list[Json]:
        """The bot's messages in this chat, as they are now."""
        bot = self.server.world.bot["id"]
        return [each for each in self.server.world.messages(self.number) if each["from"]["id"] == bot]

    @property
    def last(self) -> Json:
        """The bot's last message."""
        return self.messages[-1]

    @property
    def labels(self) -> list[str]:
        """The labels of the buttons under the last message."""
        return labels(self.last)

    def say(self, text: str) -> Json:
        """Write without waiting."""
        return self.server.client.say(self.number, text)

    async def ask(self, text: str) -> Json:
        """Write, and wait for the bot's next message."""
        self.say(text)
        return await self.hear("message")

    async def post(self, content: Json) -> Json:
        """Send any content, and wait for the bot's next message."""
        self.server.client.post(self.number, content)
        return await self.hear("message")

    async def tap(self, label: str, message: Json | None = None) -> Json:
        """Tap the button with this label (or that begins so); the message that came or changed."""
        return await self.tap_data(button(message or self.last, label)["callback_data"], message)

    async def tap_data(self, data: str, message: Json | None = None) -> Json:
        """Tap with any data, and wait for the answer to the tap and for a message."""
        query = self.server.client.tap(self.number, (message or self.last)["message_id"], data)
        shown: Json | None = None
        self.toast = None
        while self.toast is None or shown is None:
            event = await self._next()
            if event["event"] == "toast" and event["query"] == query:
                self.toast = event
            elif self._is_answer(event):
                shown = event["message"]
        return shown

    async def tap_toast(self, label: str, message: Json | None = None) -> Json:
        """Tap a button that only answers with a toast; the toast."""
        place = message or self.last
        query = self.server.client.tap(
            self.number, place["message_id"], button(place, label)["callback_data"]
        )
        return await self.wait(lambda event: event["event"] == "toast" and event["query"] == query)

    async def hear(self, kind: str = "message") -> Json:
        """The bot's next message ("message") or change ("edit")."""
        event = await self.wait(lambda each: each["event"] == kind and self._is_answer(each))
        message: Json = event["message"]
        return message

    async def wait(self, fits: Callable[[Json], bool]) -> Json:
        """The next event that fits; those before it are gone."""
        while not fits(event := await self._next()):
            pass
        return event

    async def _next(self) -> Json:
        event = await asyncio.wait_for(self._events.get(), PATIENCE)
        assert event is not None, "the local Telegram stopped"
        return event

    def _is_answer(self, event: Json) -> bool:
        bot = self.server.world.bot["id"]
        return event["event"] in ("message", "edit") and event["message"]["from"]["id"] == bot


def buttons(message: Json) -> list[Json]:
    """The buttons under a message, row by row."""
    rows = message.get("reply_markup", {}).get("inline_keyboard", [])
    return [each for row in rows for each in row]


def labels(message: Json) -> list[str]:
    """The labels of the buttons under a message."""
    return [each["text"] for each in buttons(message)]


def button(message: Json, label: str) -> Json:
    """The button with this label, or else the one that begins with it."""
    for fits in (str.__eq__, str.startswith):
        for each in buttons(message):
            if fits(each["text"], label):
                return each
    raise AssertionError(f"no button {label!r} among {labels(message)}")


@pytest.fixture
async def telegram() -> AsyncIterator[LocalServer]:
    """A local Telegram on a free port, in memory."""
    server = LocalServer(port=0)
    await server.start()
    yield server
    await server.stop()


@pytest.fixture
def recorder(telegram: LocalServer) -> Iterator[Recorder]:
    """A record of the bot's calls; the test fails where one breaks the specification."""
    notes = Recorder(telegram)
    with telegram.api.calls.listen(notes.hear):
        yield notes
    assert notes.problems == []


@pytest.fixture
def person(telegram: LocalServer) -> Iterator[Person]:
    """The one person at this machine, with an English Telegram."""
    someone = Person(telegram, language="en")
    yield someone
    someone.close()
