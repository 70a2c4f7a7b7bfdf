"""A worker over a real database and the local Bot API, with a clock that stands still."""

import asyncio
import random
import shutil
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast
from zoneinfo import ZoneInfo

import pytest
from telegram.ext import ExtBot
from telegram.request import HTTPXRequest

from bot.app import make_services
from bot.cards.reminder import Reminder
from bot.clock import MovableClock
from bot.content.library import Library
from bot.delivery.notices import Messenger
from bot.delivery.worker import DeliveryWorker
from bot.emulator import LocalServer
from bot.knowledge import KnowledgeBase, safety_checker
from bot.services import Services
from bot.settings import load
from bot.store.database import Database, database_url
from bot.store.outbox import Outbox
from bot.transport.rate_limit import ChatRateLimiter
from bot.transport.throttle import Throttle
from tests.store.conftest import NOW, database, postgres

__all__ = ["NOW", "database", "postgres"]

FAQ = Path(__file__).parent.parent.parent / "faq"
PARIS = "Europe/Paris"
PATIENCE = 0.3
"""Seconds after which the bot here gives up an answer."""


def services_over(database: Database, clock: MovableClock, library: Library) -> Services:
    """The bot's own services over this database; of what was learnt, the words and what is safe."""
    judge = SimpleNamespace(library=library, safety=safety_checker(library))
    knowledge = cast(KnowledgeBase, judge)
    return make_services(load({}, Path("/nonexistent/.env")), clock, knowledge, database)


def make_bot(server: LocalServer, clock: MovableClock) -> ExtBot[None]:
    request = HTTPXRequest(connection_pool_size=32, read_timeout=PATIENCE, connect_timeout=PATIENCE)
    limiter = ChatRateLimiter(time=lambda: clock.now().timestamp())
    base = f"{server.url}/bot"
    return ExtBot(server.token, base_url=base, request=request, rate_limiter=limiter)


@dataclass
class Duty:
    """What a test of the delivery needs."""

    clock: MovableClock
    services: Services
    server: LocalServer
    worker: DeliveryWorker
    people: set[int] = field(default_factory=set)
    never: asyncio.Event = field(default_factory=asyncio.Event)

    @property
    def now(self) -> Any:
        return self.clock.now()

    def later(self, **by: float) -> None:
        self.clock.move(timedelta(**by))

    async def add(self, person: int, text: str, **before: float) -> Reminder:
        """A reminder that was due so long ago (`minutes=5`), for somebody who uses the bot."""
        self.server.world.meet(person)
        self.people.add(person)
        wall = (self.now - timedelta(**before)).astimezone(ZoneInfo(PARIS)).replace(tzinfo=None)
        return await self.services.reminders.add(person, text, wall, PARIS, self.now)

    async def tell(self) -> None:
        """Everything that can be told now."""
        while await self.worker.once():
            await self.worker.settled()

    async def state(self, reminder: Reminder) -> str | None:
        row = await self.services.reminders.get(reminder.id, reminder.person)
        return row.state if row else None

    def got(self, person: int) -> list[str]:
        """The first lines of what arrived."""
        return [text.splitlines()[0] for text in self.texts(person)]

    def texts(self, person: int) -> list[str]:
        return [message["text"] for message in self.server.world.messages(person)]


@pytest.fixture
async def quick(tmp_path: Path, migrated: Path) -> AsyncIterator[Database]:
    """One kind of database, where the kind does not matter."""
    shutil.copy(migrated, tmp_path)
    database = Database(database_url(None, tmp_path))
    yield database
    await database.close()


@pytest.fixture
async def duty(quick: Database, library: Library) -> AsyncIterator[Duty]:
    clock = MovableClock(frozen=NOW)
    server = LocalServer(port=0, clock=clock)
    await server.start()
    services = services_over(quick, clock, library)
    bot = make_bot(server, clock)
    await bot.initialize()
    worker = DeliveryWorker(
        Outbox(quick), Messenger(bot, services), clock, pace=Throttle(10_000), rng=random.Random(6)
    )
    duty = Duty(clock, services, server, worker)
    yield duty
    duty.never.set()
    await worker.settled()
    await bot.shutdown()
    await server.stop()
