"""The sweep at work beside the bot, and the tidying up that it does not have time for."""

import asyncio
import contextlib
import logging
from collections.abc import AsyncIterator
from typing import Any

from telegram.ext import ExtBot

from bot.clock import MovableClock
from bot.delivery.messenger import Messenger
from bot.delivery.sweep import Sweep
from bot.handlers.desk import Desk
from bot.store.outgoing import Outgoing

logger = logging.getLogger(__name__)

_HOUR = 3600.0


@contextlib.asynccontextmanager
async def on_duty(bot: ExtBot[Any], desk: Desk) -> AsyncIterator[Sweep]:
    """Deliver what is due as long as the block lasts; what is on its way then still arrives."""
    sweep = Sweep(Outgoing(desk.database), Messenger(bot, desk), desk.clock)
    if isinstance(desk.clock, MovableClock):
        desk.clock.when_moved.append(sweep.wake)
    over = asyncio.Event()
    tasks = [asyncio.create_task(sweep.run()), asyncio.create_task(_tidy(desk, over))]
    try:
        yield sweep
    finally:
        over.set()
        sweep.stop()
        await asyncio.gather(*tasks)


async def _tidy(desk: Desk, over: asyncio.Event) -> None:
    """Every hour, forget what can no longer be undone."""
    while not over.is_set():
        try:
            await desk.reminders.purge(desk.now())
            await desk.cards.purge(desk.now())
        except Exception:
            logger.exception("Tidying up failed")
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(over.wait(), _HOUR)
