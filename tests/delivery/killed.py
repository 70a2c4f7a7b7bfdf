"""The bot's delivery in a process of its own, against the local Telegram of the test that kills it."""

import asyncio
from datetime import datetime
from functools import cache
from pathlib import Path

from telegram.ext import ExtBot
from telegram.request import HTTPXRequest

from bot.clock import MovableClock
from bot.content.library import Library
from bot.content.reading import read
from bot.delivery.worker import run_delivery
from bot.store.database import Database, database_url
from bot.transport.rate_limit import ChatRateLimiter
from tests.delivery.conftest import FAQ, services_over


@cache
def library() -> Library:
    """Read once, by the process from which the others are forked."""
    return read(FAQ)


def deliver(folder: Path, url: str, token: str, now: datetime) -> None:
    """Deliver what is due, as the bot does beside its other work, until the process is killed."""
    asyncio.run(_deliver(folder, url, token, now))


async def _deliver(folder: Path, url: str, token: str, now: datetime) -> None:
    services = services_over(Database(database_url(None, folder)), MovableClock(frozen=now), library())
    request = HTTPXRequest(connection_pool_size=32, read_timeout=20, connect_timeout=10)
    bot = ExtBot(token, base_url=f"{url}/bot", request=request, rate_limiter=ChatRateLimiter())
    async with bot, run_delivery(bot, services):
        await asyncio.Event().wait()
