"""Deliver due reminders: claim, send, mark.

Killed at any point it loses nothing: a row is marked as sent only after Telegram took it. A row that was
claimed and whose fate nobody knows (a kill, a connection that broke) is sent again when its lease is over:
Telegram offers no way to ask. Such doubts are counted, and the second message says that it may be one.
"""

import asyncio
import contextlib
import logging
import random
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Any, Protocol

from telegram.ext import ExtBot

from bot.cards.reminder import Reminder
from bot.clock import Clock, MovableClock
from bot.delivery.look_ahead import send_look_aheads
from bot.delivery.notices import Bundle, Messenger, bundles, fate_of
from bot.delivery.result import CircuitBreaker, Delivery, Outcome, outcome
from bot.services import Services
from bot.store.outbox import Outbox
from bot.transport.throttle import Throttle

logger = logging.getLogger(__name__)

# Longer than the longest send: connect 10 s, write 5 s, read 20 s.
LEASE = timedelta(minutes=2)
AT_ONCE = 24
EVERY = 2.0
# A process that is told to end is killed after ten seconds (Docker): what is on its way then is a doubt.
_GRACE = 2.5


class Notifier(Protocol):
    """How a reminder reaches its person."""

    async def tell(self, reminders: Sequence[Reminder], now: datetime) -> bool:
        """Send these as one message; False where nothing is left to say.

        TelegramError where it may not have arrived.
        """
        ...

    async def marked(self, reminders: Sequence[Reminder]) -> None:
        """These were told and marked as sent: what follows from that."""
        ...

    async def refused(self, person: int, now: datetime) -> None:
        """This person can no longer be written to."""
        ...


@dataclass
class DeliveryStats:
    """Counts since the worker began. `doubts`: sent although it may have arrived before."""

    sent: int = 0
    held: int = 0
    refused: int = 0
    failed: int = 0
    doubts: int = 0
    dropped: int = 0


class DeliveryWorker:
    """One task a process; many processes share the work through the database."""

    def __init__(
        self,
        outgoing: Outbox,
        messenger: Notifier,
        clock: Clock,
        *,
        pace: Throttle | None = None,
        rng: random.Random | None = None,
        lease: timedelta = LEASE,
        at_once: int = AT_ONCE,
        every: float = EVERY,
    ) -> None:
        self.stats = DeliveryStats()
        self.late: Callable[[float], None] = lambda seconds: None
        """Told how many seconds after its time a reminder went out."""
        self.last_run: datetime | None = None
        """When it last looked for what is due."""
        self._outgoing = outgoing
        self._messenger = messenger
        self._clock = clock
        self._pace = pace or Throttle()
        self._dice = rng or random.Random()
        self._outage = CircuitBreaker(self._dice)
        self._lease, self._at_once, self._every = lease, at_once, every
        self._tasks: dict[asyncio.Task[None], list[int]] = {}
        self._people: dict[asyncio.Task[None], int] = {}
        self._news = asyncio.Event()
        self._more = False
        self._stopping = False

    def wake(self) -> None:
        """Look at once: the clock was moved, or a place has become free."""
        self._news.set()

    def stop(self) -> None:
        """Claim no more; `run` returns when what is on its way has arrived."""
        self._stopping = True
        self.wake()

    async def run(self) -> None:
        """Sweep until `stop`. Better not cancelled: SQLite stays locked for a while by a cancelled write."""
        while not self._stopping:
            # Cleared before looking, so that nothing that happens meanwhile is missed.
            self._news.clear()
            await self._safely(self.once)
            if not self._stopping:
                await self._wait()
        await self._end()

    async def once(self) -> int:
        """Claim what is due and begin to send it; how many rows were claimed."""
        now = self._clock.now()
        sending = [number for numbers in self._tasks.values() for number in numbers]
        free = self._at_once - len(sending)
        if free < self._at_once // 2 or self._outage.lasts(now):
            return 0
        claimed = await self._outgoing.claim(now, free, self._lease, sending, self._busy())
        self.last_run = now
        self._more = bool(claimed)
        for own in bundles(claimed):
            task = asyncio.create_task(self._deliver(own))
            self._tasks[task] = [row.id for bundle in own for row in bundle.rows]
            self._people[task] = own[0].told[0].person
            task.add_done_callback(self._done)
        return len(claimed)

    def _busy(self) -> list[int]:
        """Who has messages on their way: their next ones wait, so that they fill no place of others."""
        return list(self._people.values())

    async def next_due(self, after: datetime) -> datetime | None:
        """The next moment at which a reminder is due."""
        return await self._outgoing.next_due(after)

    async def deliver(self) -> None:
        """Deliver what is due now; returns when it has arrived, or may not."""
        while True:
            await self.settled()
            if not await self.once() and not self._tasks:
                return

    async def settled(self) -> None:
        """Returns when nothing is on its way."""
        while self._tasks:
            await asyncio.wait(self._tasks)

    def _done(self, task: asyncio.Task[None]) -> None:
        del self._tasks[task], self._people[task]
        if self._more:
            self.wake()
        if not self._tasks:
            logger.info("Reminders so far: %s", asdict(self.stats))

    async def _deliver(self, own: list[Bundle]) -> None:
        """One person's messages, one after the other."""
        for bundle in own:
            await self._safely(lambda bundle=bundle: self._tell(bundle))  # type: ignore[misc]

    async def _tell(self, bundle: Bundle) -> None:
        await self._pace.turn()
        # Read again at the last moment: it may have been moved, paused or deleted since it was claimed.
        until = self._clock.now() + self._lease
        held = [row for each in bundle.told if (row := await self._outgoing.hold(each, until))]
        if not held:
            self.stats.dropped += 1
            return
        try:
            told = await self._messenger.tell(held, self._clock.now())
        except Exception as error:  # one bad row never stops the others
            await self._missed(bundle, error)
            return
        if told:
            self._count(held[0])
        for row in bundle.rows:
            fate = fate_of(row, self._clock.now(), merged=row != bundle.told[0]) if told else None
            await self._outgoing.sent(row, self._clock.now(), fate)
        await self._messenger.marked(bundle.rows)

    def _count(self, reminder: Reminder) -> None:
        self.stats.sent += 1
        self.late((self._clock.now() - reminder.due).total_seconds())
        self.stats.doubts += bool(reminder.doubts)
        self._outage.reached()

    async def _missed(self, bundle: Bundle, error: Exception) -> None:
        now = self._clock.now()
        reminder = bundle.told[0]
        result = outcome(error, reminder.attempts, self._dice)
        logger.warning("Reminder %d %s: %r", reminder.id, result.fate.name.lower(), error)
        if result.fate is Delivery.REFUSED:
            self.stats.refused += 1
            await self._messenger.refused(reminder.person, now)
            return
        self.stats.held += result.fate is Delivery.HELD
        self.stats.failed += result.fate is not Delivery.HELD
        self._outage.missed(reminder.person, now)
        await self._put_off(bundle, result, now)

    async def _put_off(self, bundle: Bundle, result: Outcome, now: datetime) -> None:
        mark = self._outgoing.doubtful if result.fate is Delivery.DOUBTFUL else self._outgoing.failed
        for row in bundle.told:
            await mark(row, now + result.wait)
        for row in bundle.covered:
            await self._outgoing.failed(row, now + result.wait)

    async def _safely(self, step: Callable[[], Awaitable[object]]) -> None:
        """Whatever the database says: the lease brings back what was not marked."""
        try:
            await step()
        except Exception:
            logger.exception("The delivery stumbled and goes on")

    async def _wait(self) -> None:
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self._news.wait(), self._every)

    async def _end(self) -> None:
        if self._tasks:
            await asyncio.wait(self._tasks, timeout=_GRACE)
        for task in list(self._tasks):
            task.cancel()


logger = logging.getLogger(__name__)

_HOUR, _FEW_MINUTES = 3600.0, 300.0


@contextlib.asynccontextmanager
async def run_delivery(bot: ExtBot[Any], services: Services) -> AsyncIterator[DeliveryWorker]:
    """Deliver what is due as long as the block lasts; what is on its way then still arrives."""
    worker = DeliveryWorker(Outbox(services.database), Messenger(bot, services), services.clock)
    if isinstance(services.clock, MovableClock):
        services.clock.when_moved.append(worker.wake)
        services.clock.due = worker
    over = asyncio.Event()
    tasks = [asyncio.create_task(worker.run()), asyncio.create_task(_tidy(services, over))]
    tasks.append(asyncio.create_task(_look_ahead(bot, services, over)))
    try:
        yield worker
    finally:
        over.set()
        worker.stop()
        await asyncio.gather(*tasks)


async def _look_ahead(bot: ExtBot[Any], services: Services, over: asyncio.Event) -> None:
    """See every few minutes who wants to look ahead."""
    while not over.is_set():
        try:
            await send_look_aheads(bot, services)
        except Exception:
            logger.exception("The look ahead failed")
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(over.wait(), _FEW_MINUTES)


async def tidy(services: Services) -> None:
    """Forget what can no longer be undone, and what was kept as long as /privacy says."""
    now = services.now()
    for kept in (
        services.reminders,
        services.cards,
        services.conversations,
        services.questions,
        services.retention,
    ):
        await kept.purge(now)


async def _tidy(services: Services, over: asyncio.Event) -> None:
    """Tidy up every hour."""
    while not over.is_set():
        try:
            await tidy(services)
        except Exception:
            logger.exception("Tidying up failed")
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(over.wait(), _HOUR)
