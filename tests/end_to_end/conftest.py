"""The real application over HTTP against the local Bot API, every call checked against the specification."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from bot.app import LocalBot, local_chat
from bot.clock import MovableClock
from bot.knowledge import KnowledgeBase
from bot.safety.limits import MINUTE, Rate
from bot.settings import Settings, load
from bot.transport.web import bound
from tests.auxil.local import Json, Person, Recorder
from tests.end_to_end.dayzero import place_database

Start = Callable[[], Awaitable["Running"]]


@dataclass
class Running:
    """A bot at work, what it called, and who talks to it."""

    local: LocalBot
    recorder: Recorder
    people: list[Person] = field(default_factory=list)

    def person(self, number: int = 1, language: str = "zh-hans") -> Person:
        someone = Person(self.local.server, number, language)
        self.people.append(someone)
        return someone

    def close(self) -> None:
        for person in self.people:
            person.close()


def answers_to(query: str) -> Callable[[Json], bool]:
    """Whether an event is the answer to this tap."""
    return lambda event: event["event"] == "toast" and event["query"] == query


@pytest.fixture(autouse=True)
def unlimited(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who crawls the whole bot in a second is welcome here, but where limits are what is tested."""
    if request.node.get_closest_marker("limited") is None:
        rates = {"message": (Rate(100_000, MINUTE),), "tap": (Rate(100_000, MINUTE),)}
        monkeypatch.setattr("bot.store.buckets._RATES", rates)


@pytest.fixture(autouse=True)
def unnamed(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Thirty calls set menus and descriptions at each start: made only where they are what is tested."""
    if request.node.get_closest_marker("introduced") is None:
        monkeypatch.setattr("bot.reception.introduce", _say_nothing)


async def _say_nothing(*_: object) -> None:
    pass


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return load({"DATA_DIR": str(tmp_path), "PORT": "0"}, Path("/nonexistent/.env"))


@pytest.fixture
async def start(settings: Settings, knowledge: KnowledgeBase, migrated: Path) -> AsyncIterator[Start]:
    """Starts the bot; starting it again ends the one before, as a restart of the process does."""
    place_database(settings, migrated)
    runs: list[AsyncExitStack] = []
    recorders: list[Recorder] = []

    async def begin() -> Running:
        if runs:
            await runs.pop().aclose()
        stack = AsyncExitStack()
        runs.append(stack)
        local = await stack.enter_async_context(local_chat(settings, knowledge, MovableClock(), port=0))
        recorder = Recorder(local.server)
        recorders.append(recorder)
        stack.enter_context(local.server.api.calls.listen(recorder.hear))
        running = Running(local, recorder)
        stack.callback(running.close)
        return running

    yield begin
    for stack in runs:
        await stack.aclose()
    assert [problem for recorder in recorders for problem in recorder.problems] == []


@pytest.fixture
async def running(start: Start) -> Running:
    return await start()


@pytest.fixture
def unused_port() -> int:
    """A port that was free a moment ago."""
    with bound("127.0.0.1", 0) as listener:
        return int(listener.getsockname()[1])
