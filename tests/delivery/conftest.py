"""A sweep over a real database and the local Bot API, with a clock that stands still."""

import asyncio
import random
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from telegram.ext import ExtBot
from telegram.request import HTTPXRequest

from bot.cards.reminder import Reminder
from bot.clock import MovableClock
from bot.content.library import Library
from bot.delivery.notices import Messenger
from bot.delivery.worker import DeliveryWorker
from bot.emulator import LocalServer
from bot.services import Services
from bot.settings import load
from bot.store.cards import Cards
from bot.store.conversations import Conversations
from bot.store.counts import Counts
from bot.store.database import Database, database_url
from bot.store.drafts import Drafts
from bot.store.handoffs import Handoffs
from bot.store.migrate import migrate
from bot.store.outbox import Outbox
from bot.store.people import People
from bot.store.reminders import Reminders
from bot.store.sharing import Sharing
from bot.store.support_chats import SupportChats
from bot.transport.rate_limit import ChatRateLimiter
from bot.transport.throttle import Throttle
from tests.store.conftest import NOW, database, postgres

__all__ = ["NOW", "database", "postgres"]

FAQ = Path(__file__).parent.parent.parent / "faq"
PARIS = "Europe/Paris"
PATIENCE = 0.3
"""Seconds after which the bot here gives up an answer."""


def make_services(database: Database, clock: MovableClock, library: Library) -> Services:
    people = People(database)
    return Services(
        settings=load({}, Path("/nonexistent/.env")),
        clock=clock,
        database=database,
        people=people,
        conversations=Conversations(database, people),
        counts=Counts(database),
        knowledge=SimpleNamespace(library=library),  # type: ignore[arg-type]
        cards=Cards(database, people),
        reminders=Reminders(database, people),
        drafts=Drafts(database, people),
        sharing=Sharing(database, people),
        handoffs=Handoffs(database, people),
        support_chats=SupportChats(database),
    )


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
    sweep: DeliveryWorker
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
        while await self.sweep.once():
            await self.sweep.settled()

    async def state(self, reminder: Reminder) -> str | None:
        row = await self.services.reminders.get(reminder.id, reminder.person)
        return row.state if row else None

    def got(self, person: int) -> list[str]:
        """The first lines of what arrived."""
        return [text.splitlines()[0] for text in self.texts(person)]

    def texts(self, person: int) -> list[str]:
        return [message["text"] for message in self.server.world.messages(person)]


@pytest.fixture
async def quick(tmp_path: Path) -> AsyncIterator[Database]:
    """One kind of database, where the kind does not matter."""
    database = Database(database_url(None, tmp_path))
    await migrate(database)
    yield database
    await database.close()


@pytest.fixture
async def duty(quick: Database, library: Library) -> AsyncIterator[Duty]:
    clock = MovableClock(frozen=NOW)
    server = LocalServer(port=0, clock=clock)
    await server.start()
    services = make_services(quick, clock, library)
    bot = make_bot(server, clock)
    await bot.initialize()
    sweep = DeliveryWorker(
        Outbox(quick), Messenger(bot, services), clock, pace=Throttle(10_000), rng=random.Random(6)
    )
    duty = Duty(clock, services, server, sweep)
    yield duty
    duty.never.set()
    await sweep.settled()
    await bot.shutdown()
    await server.stop()
