"""The bot on Friday 2026-11-20, 10:00 in Paris, with a clock that only moves when told to."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from bot.app import LocalBot, local_chat
from bot.clock import MovableClock
from bot.knowledge import KnowledgeBase
from bot.settings import Settings
from bot.store.tables import reminders
from tests.auxil.local import Person, Recorder

NOW = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)


class Day:
    """A running bot, its clock, and who talks to it. Restarted, it keeps its data and its time."""

    def __init__(self, settings: Settings, knowledge: KnowledgeBase) -> None:
        self.clock = MovableClock(NOW)
        self.problems: list[str] = []
        self.recorder: Recorder
        self.local: LocalBot
        self._settings, self._shelf = settings, knowledge
        self._stack = AsyncExitStack()
        self._people: list[Person] = []

    async def start(self) -> Day:
        """Begin, or begin anew as a restart of the process does."""
        await self.stop()
        begun = local_chat(self._settings, self._shelf, self.clock, port=0)
        self.local = await self._stack.enter_async_context(begun)
        self.recorder = Recorder(self.local.server)
        self._stack.enter_context(self.local.server.api.calls.listen(self.recorder.hear))
        return self

    async def stop(self) -> None:
        for person in self._people:
            person.close()
        self._people.clear()
        await self._stack.aclose()
        if hasattr(self, "recorder"):
            self.problems += self.recorder.problems

    def person(self, number: int = 1, language: str = "en") -> Person:
        someone = Person(self.local.server, number, language)
        self._people.append(someone)
        return someone

    def pass_(self, **duration: float) -> datetime:
        """Let time pass; what is due is sent."""
        return self.clock.move(timedelta(**duration))

    async def settled(self) -> None:
        """Returns when all that is due was sent."""
        while await self._due():
            await asyncio.sleep(0)

    async def _due(self) -> bool:
        now = self.clock.now()
        query = select(reminders.c.id).where(reminders.c.state == "active", reminders.c.due <= now)
        async with self.local.services.database.reading() as connection:
            return (await connection.execute(query.limit(1))).first() is not None


def place_database(settings: Settings, migrated: Path) -> None:
    """Where the local chat keeps its own: the steps of the schema are taken once for all tests."""
    folder = settings.data_dir / "local"
    folder.mkdir(mode=0o700)
    shutil.copy(migrated, folder)


@asynccontextmanager
async def at_day_zero(settings: Settings, knowledge: KnowledgeBase) -> AsyncIterator[Day]:
    day = await Day(settings, knowledge).start()
    yield day
    await day.stop()
    assert day.problems == []


@pytest.fixture
async def day(settings: Settings, knowledge: KnowledgeBase, migrated: Path) -> AsyncIterator[Day]:
    place_database(settings, migrated)
    async with at_day_zero(settings, knowledge) as begun:
        yield begun
