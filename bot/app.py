"""What is built and started: the bot on Telegram, or in the local chat."""

import asyncio
import contextlib
import logging
import signal
from collections.abc import AsyncIterator, Callable, Coroutine
from dataclasses import dataclass, replace
from typing import Any

from starlette.applications import Starlette
from telegram.ext import ApplicationBuilder, ExtBot
from telegram.request import BaseRequest, HTTPXRequest

from bot.clock import Clock, MovableClock, SystemClock
from bot.emulator import TOKEN, LocalServer
from bot.handlers.calendar_feed import calendar_route
from bot.handlers.dispatch import register
from bot.knowledge import KnowledgeBase
from bot.reception import Reception, make_reception, running_bot
from bot.services import KEY, Services
from bot.settings import Settings
from bot.startup import address_fault, listen, make_database, prepare_data_dir
from bot.store.cards import Cards
from bot.store.conversations import Conversations
from bot.store.counts import Counts
from bot.store.database import Database, database_url
from bot.store.drafts import Drafts
from bot.store.feedback import Feedback
from bot.store.handoffs import Handoffs
from bot.store.learned import Learned
from bot.store.people import People
from bot.store.reminders import Reminders
from bot.store.sharing import Sharing
from bot.store.statistics import Statistics
from bot.store.support_chats import SupportChats
from bot.store.unanswered import Unanswered
from bot.transport import App
from bot.transport.metrics import metrics_route
from bot.transport.per_chat import PerChatProcessor
from bot.transport.polling import RawUpdates
from bot.transport.rate_limit import ChatRateLimiter
from bot.transport.telegram_bot import TelegramBot
from bot.transport.throttle import Pace
from bot.transport.web import HttpServer, health_routes
from bot.transport.webhook import webhook_route

logger = logging.getLogger(__name__)

_CHATS_AT_ONCE = 16


def make_services(
    settings: Settings, clock: Clock, knowledge: KnowledgeBase, database: Database | None = None
) -> Services:
    """The services over a database: the settings', unless one is given; migrated when the bot starts."""
    if database is None:
        prepare_data_dir(settings.data_dir)
        database = make_database(settings)
    people = People(database)
    return Services(
        settings=settings,
        clock=clock,
        database=database,
        people=people,
        conversations=Conversations(database, people),
        counts=Counts(database),
        knowledge=knowledge,
        cards=Cards(database, people),
        reminders=Reminders(database, people),
        drafts=Drafts(database, people),
        sharing=Sharing(database, people),
        handoffs=Handoffs(database, people),
        support_chats=SupportChats(database),
        feedback=Feedback(database, people),
        unanswered=Unanswered(database, people),
        learned=Learned(database),
        statistics=Statistics(database),
    )


def make_application(
    services: Services,
    token: str,
    api_url: str,
    request: BaseRequest | None = None,
    pace: Pace | None = None,
) -> App:
    """The application for a Bot API server at `api_url` (the root before `/bot<token>/`).

    `request` replaces the network for every call, the fetching of updates too. `pace` is Telegram's, for what
    is sent to Telegram; without one, as fast as the server takes it.
    """
    # getUpdates holds one connection; a second lets polling go on when the first is lost.
    fetch = request or HTTPXRequest(connection_pool_size=2, read_timeout=20, connect_timeout=10)
    polling = RawUpdates(fetch, shared=request is not None)
    calls = request or HTTPXRequest(
        connection_pool_size=_CHATS_AT_ONCE * 2, read_timeout=20, connect_timeout=10
    )
    bot: ExtBot[None] = TelegramBot(
        token,
        base_url=f"{api_url}/bot",
        base_file_url=f"{api_url}/file/bot",
        request=calls,
        get_updates_request=polling,
        rate_limiter=ChatRateLimiter(pace=pace),
    )
    application: App = (
        ApplicationBuilder()
        .bot(bot)
        .concurrent_updates(PerChatProcessor(_CHATS_AT_ONCE))
        .job_queue(None)
        .build()
    )
    application.bot_data[KEY] = services
    application.bot_data[RawUpdates] = polling
    register(application)
    return application


async def on_telegram(settings: Settings, knowledge: KnowledgeBase) -> int:
    """Serve Telegram until a signal comes, or nothing else for too long; the exit code."""
    ended = shutdown_requested()
    services = make_services(settings, SystemClock(), knowledge)
    reception = make_reception(
        make_application(services, settings.bot_token, settings.bot_api_url, pace=Pace())
    )
    routes = health_routes(services.database, reception.checks, services.words)
    routes.append(metrics_route(services.metrics, settings.metrics_token))
    if settings.webhook_url:
        routes.append(webhook_route(reception.intake, settings.webhook_secret))
        routes.append(calendar_route(services))
    server = HttpServer(Starlette(routes=routes), listen(settings.host, settings.port))
    await server.start()
    logger.info("Health at http://%s:%d/healthz", settings.host, server.port)
    try:
        await _first(_serve(reception), ended.wait(), reception.polling.given_up.wait())
    finally:
        await server.stop()
    return 1 if reception.polling.given_up.is_set() else 0


async def _serve(reception: Reception) -> None:
    async with running_bot(reception):
        logger.info("The bot is on Telegram")
        await asyncio.Event().wait()


async def _first(*works: Coroutine[Any, Any, object]) -> None:
    """Until the first ends, whose error is raised; the others are cancelled and awaited."""
    tasks = [asyncio.create_task(work) for work in works]
    done, others = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    for task in others:
        task.cancel()
    await asyncio.gather(*others, return_exceptions=True)
    for task in done:
        task.result()


@dataclass(frozen=True)
class LocalBot:
    """The bot in the local chat: one process, one loop, the unchanged application."""

    services: Services
    server: LocalServer


@contextlib.asynccontextmanager
async def local_chat(
    settings: Settings, knowledge: KnowledgeBase, clock: MovableClock | None = None, port: int | None = None
) -> AsyncIterator[LocalBot]:
    """The local chat at `server.url`; its clock can be moved."""
    clock = clock or MovableClock()
    folder = settings.data_dir / "local"
    # A database of its own: this clock moves and these chats are made up, so what belongs to the people
    # of a bot that serves from the same folder must stay out of reach.
    prepare_data_dir(folder)
    address = database_url("", folder).render_as_string()
    local = replace(settings, webhook_url="", bot_token=TOKEN, database_url=address)
    services = make_services(local, clock, knowledge)
    # The application needs the server's address, so what there is to check comes after the server.
    checks: dict[str, Callable[[], bool]] = {"bot": lambda: False}
    server = LocalServer(
        folder=folder,
        words={str(language): words for language, words in knowledge.library.chat.items()},
        clock=clock,
        host=settings.host,
        port=settings.port if port is None else port,
        routes=[
            *health_routes(services.database, checks, services.words),
            metrics_route(services.metrics, settings.metrics_token),
        ],
    )
    try:
        await server.start()
    except (OSError, OverflowError, UnicodeError) as error:
        await server.stop()
        await services.database.close()
        raise address_fault(error, server.port) from None
    reception = make_reception(make_application(services, TOKEN, server.url))
    checks |= reception.checks
    try:
        async with running_bot(reception):
            yield LocalBot(services, server)
    finally:
        await server.stop()


def shutdown_requested() -> asyncio.Event:
    """Set when the process gets SIGINT or SIGTERM from now on."""
    asked = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, asked.set)
    return asked
