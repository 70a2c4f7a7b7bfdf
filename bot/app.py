"""What is built and started: the bot on Telegram, or in the local chat."""

import asyncio
import contextlib
import gc
import logging
import signal
from collections.abc import AsyncIterator
from dataclasses import dataclass, replace

from starlette.applications import Starlette
from telegram import Update
from telegram.ext import ApplicationBuilder
from telegram.request import HTTPXRequest

from bot.clock import Clock, MovableClock, SystemClock
from bot.delivery.duty import on_duty
from bot.handlers.desk import KEY, App, Desk
from bot.handlers.limiter import ChatLimiter
from bot.handlers.order import InOrder
from bot.handlers.profile import introduce
from bot.handlers.routes import route
from bot.local import TOKEN, LocalServer
from bot.serve.health import health_route
from bot.serve.http import HttpServer, bound
from bot.serve.webhook import PATH, webhook_route
from bot.settings import Settings
from bot.shelf import Shelf
from bot.store.address import database_url
from bot.store.cards import Cards
from bot.store.counts import Counts
from bot.store.database import Database
from bot.store.migrate import migrate
from bot.store.pending import Pending
from bot.store.people import People
from bot.store.reminders import Reminders
from bot.store.sharing import Sharing
from bot.store.talks import Talks

logger = logging.getLogger(__name__)

_CHATS_AT_ONCE = 16
_UPDATES = [Update.MESSAGE, Update.CALLBACK_QUERY, Update.MY_CHAT_MEMBER]


def make_desk(settings: Settings, clock: Clock, shelf: Shelf) -> Desk:
    """The desk over its database, which is migrated when the bot starts."""
    settings.data_dir.mkdir(parents=True, exist_ok=True)
    database = Database(database_url(settings.database_url, settings.data_dir))
    people = People(database)
    return Desk(
        settings=settings,
        clock=clock,
        database=database,
        people=people,
        pending=Pending(database, people),
        talks=Talks(database, people),
        counts=Counts(database),
        shelf=shelf,
        cards=Cards(database, people),
        reminders=Reminders(database, people),
        sharing=Sharing(database, people),
    )


def make_application(desk: Desk, token: str, api_url: str) -> App:
    """The application for a Bot API server at `api_url` (the root before `/bot<token>/`)."""
    # getUpdates holds one connection; a second lets polling go on when the first is lost.
    polling = HTTPXRequest(connection_pool_size=2, read_timeout=20, connect_timeout=10)
    application: App = (
        ApplicationBuilder()
        .token(token)
        .base_url(f"{api_url}/bot")
        .base_file_url(f"{api_url}/file/bot")
        .request(HTTPXRequest(connection_pool_size=_CHATS_AT_ONCE * 2, read_timeout=20, connect_timeout=10))
        .get_updates_request(polling)
        .rate_limiter(ChatLimiter())
        .concurrent_updates(InOrder(_CHATS_AT_ONCE))
        .job_queue(None)
        .build()
    )
    application.bot_data[KEY] = desk
    route(application)
    return application


@contextlib.asynccontextmanager
async def at_work(application: App, desk: Desk) -> AsyncIterator[None]:
    """The bot polling, or, with WEBHOOK_URL, waiting for updates there. Stops cleanly."""
    await migrate(desk.database)
    async with application:
        await application.start()
        await _listen(application, desk.settings)
        greeting = asyncio.create_task(
            introduce(application.bot, desk.shelf.library, desk.settings.default_language)
        )
        try:
            async with on_duty(application.bot, desk):
                # What is there now stays: the collector need not walk through it amid an answer.
                gc.collect()
                gc.freeze()
                yield
        finally:
            greeting.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await greeting
            if application.updater and application.updater.running:
                await application.updater.stop()
            await desk.menus.close()
            await application.stop()
    await desk.database.close()


async def _listen(application: App, settings: Settings) -> None:
    if settings.webhook_url:
        await application.bot.set_webhook(
            settings.webhook_url.rstrip("/") + PATH,
            secret_token=settings.webhook_secret,
            allowed_updates=_UPDATES,
        )
    elif application.updater:
        await application.updater.start_polling(allowed_updates=_UPDATES, bootstrap_retries=-1)


async def on_telegram(settings: Settings, shelf: Shelf) -> None:
    """Serve Telegram until a signal comes."""
    ended = ending()
    desk = make_desk(settings, SystemClock(), shelf)
    application = make_application(desk, settings.bot_token, settings.bot_api_url)
    routes = [health_route(desk.database, lambda: application.running)]
    if settings.webhook_url:
        routes.append(webhook_route(application, settings.webhook_secret))
    server = HttpServer(Starlette(routes=routes), bound(settings.host, settings.port))
    await server.start()
    try:
        async with at_work(application, desk):
            logger.info("The bot is on Telegram; health at http://%s:%d/healthz", settings.host, server.port)
            await ended.wait()
    finally:
        await server.stop()


@dataclass(frozen=True)
class LocalBot:
    """The bot in the local chat: one process, one loop, the unchanged application."""

    desk: Desk
    server: LocalServer


@contextlib.asynccontextmanager
async def local_chat(
    settings: Settings, shelf: Shelf, clock: MovableClock | None = None, port: int | None = None
) -> AsyncIterator[LocalBot]:
    """The local chat at `server.url`; its clock can be moved."""
    clock = clock or MovableClock()
    folder = settings.data_dir / "local"
    # A database of its own: this clock moves and these chats are made up, so what belongs to the people
    # of a bot that serves from the same folder must stay out of reach.
    folder.mkdir(parents=True, exist_ok=True)
    address = database_url("", folder).render_as_string()
    local = replace(settings, webhook_url="", bot_token=TOKEN, database_url=address)
    desk = make_desk(local, clock, shelf)
    bots: list[App] = []
    server = LocalServer(
        folder=folder,
        words={str(language): words for language, words in shelf.library.chat.items()},
        clock=clock,
        host=settings.host,
        port=settings.port if port is None else port,
        routes=[health_route(desk.database, lambda: all(bot.running for bot in bots))],
    )
    await server.start()
    bots.append(make_application(desk, TOKEN, server.url))
    try:
        async with at_work(bots[0], desk):
            yield LocalBot(desk, server)
    finally:
        await server.stop()


def ending() -> asyncio.Event:
    """Set when the process gets SIGINT or SIGTERM from now on."""
    asked = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, asked.set)
    return asked
