"""What is built and started: the bot on Telegram, or in the local chat."""

import asyncio
import contextlib
import gc
import itertools
import logging
import signal
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine, Sequence
from dataclasses import dataclass, replace
from typing import Any, cast

from starlette.applications import Starlette
from telegram import Update
from telegram.error import InvalidToken, TelegramError
from telegram.ext import ApplicationBuilder
from telegram.request import BaseRequest, HTTPXRequest

from bot.clock import Clock, MovableClock, SystemClock
from bot.delivery.worker import run_delivery
from bot.emulator import TOKEN, LocalServer
from bot.handlers.admin import take_new_words
from bot.handlers.dispatch import register
from bot.knowledge import KnowledgeBase
from bot.knowledge_refresh import KnowledgeRefresh
from bot.services import KEY, Services
from bot.settings import Settings, SettingsError
from bot.startup import address_fault, database_in_use, listen, make_database, prepare_data_dir
from bot.store.cards import Cards
from bot.store.conversations import Conversations
from bot.store.counts import Counts
from bot.store.database import database_url
from bot.store.drafts import Drafts
from bot.store.inbox import Inbox
from bot.store.people import People
from bot.store.presence import copies, leading
from bot.store.reminders import Reminders
from bot.store.sharing import Sharing
from bot.transport import App
from bot.transport.intake import Intake
from bot.transport.per_chat import PerChatProcessor
from bot.transport.polling import UNHEALTHY, Polling, RawUpdates
from bot.transport.profile import introduce
from bot.transport.rate_limit import ChatRateLimiter
from bot.transport.throttle import Pace
from bot.transport.web import HttpServer, health_routes
from bot.transport.webhook import PATH, webhook_route

logger = logging.getLogger(__name__)

_CHATS_AT_ONCE = 16
# Together with what delivery and HTTP take, under the ten seconds after which Docker kills.
_ENDING, _SETTLING = 3.5, 1.0
_COUNTING = 10.0
_UPDATES = [Update.MESSAGE, Update.EDITED_MESSAGE, Update.CALLBACK_QUERY, Update.MY_CHAT_MEMBER]


def make_services(settings: Settings, clock: Clock, knowledge: KnowledgeBase) -> Services:
    """The desk over its database, which is migrated when the bot starts."""
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
        refresh=KnowledgeRefresh(settings.faq_dir, settings.data_dir, knowledge.library.key),
        cards=Cards(database, people),
        reminders=Reminders(database, people),
        drafts=Drafts(database, people),
        sharing=Sharing(database, people),
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
    application: App = (
        ApplicationBuilder()
        .token(token)
        .base_url(f"{api_url}/bot")
        .base_file_url(f"{api_url}/file/bot")
        .request(calls)
        .get_updates_request(polling)
        .rate_limiter(ChatRateLimiter(pace=pace))
        .concurrent_updates(PerChatProcessor(_CHATS_AT_ONCE))
        .job_queue(None)
        .build()
    )
    application.bot_data[KEY] = services
    application.bot_data[RawUpdates] = polling
    register(application)
    return application


@dataclass(frozen=True)
class Reception:
    """How updates come in: what reads them, and what fetches them, which rests with WEBHOOK_URL."""

    application: App
    intake: Intake
    polling: Polling

    @property
    def checks(self) -> dict[str, Callable[[], bool]]:
        """What `/healthz` asks: whether updates come in, and whether each is finished in time."""
        processor = self.application.update_processor
        found = {"bot": lambda: self.application.running}
        if not services_in(self.application).settings.webhook_url:
            found["polling"] = lambda: self.polling.age() < UNHEALTHY
        if isinstance(processor, PerChatProcessor):
            found["updates"] = lambda: processor.oldest() < UNHEALTHY
        return found


def make_reception(application: App) -> Reception:
    """The reception of an application, still closed."""
    services = services_in(application)
    intake = Intake(application, Inbox(services.database), services.clock)
    polling = Polling(application, application.bot_data[RawUpdates], intake, _UPDATES)
    return Reception(application, intake, polling)


def services_in(application: App) -> Services:
    """Return the services that this application works with."""
    return cast(Services, application.bot_data[KEY])


@contextlib.asynccontextmanager
async def running_bot(reception: Reception) -> AsyncIterator[None]:
    """The bot polling, or, with WEBHOOK_URL, waiting for updates there. Stops cleanly."""
    application = reception.application
    services = services_in(application)
    try:
        async with database_in_use(services.database), leading(services.database) as leads:
            await _insist(application.initialize)
            async with application, _listening(reception, leads):
                yield
    finally:
        # Where the start failed, its connections are still open.
        await application.bot.shutdown()
        await services.database.close()


async def _insist(call: Callable[[], Awaitable[object]]) -> None:
    """Call until Telegram is in reach; SettingsError where it refuses the token."""
    for tries in itertools.count():
        try:
            await call()
            break
        except InvalidToken:
            # The error's own words hold the token.
            said = "BOT_TOKEN: Telegram does not know this token; @BotFather shows the one in force"
            raise SettingsError(said) from None
        except TelegramError as error:
            logger.warning("Telegram is out of reach, tried again: %s", error)
            await asyncio.sleep(min(2**tries, 30))


@contextlib.asynccontextmanager
async def _listening(reception: Reception, leads: bool) -> AsyncIterator[None]:
    """At work; who `leads` does what one copy does for all."""
    application = reception.application
    services = services_in(application)
    await _open(reception, services.settings, leads)
    await application.start()
    language = services.settings.default_language
    beside = [
        asyncio.create_task(_share_pace(application)),
        asyncio.create_task(take_new_words(application.bot, services)),
        asyncio.create_task(reception.intake.run()),
    ]
    if leads:
        greeting = introduce(application.bot, services.knowledge.library, language)
        beside.append(asyncio.create_task(greeting))
    try:
        async with run_delivery(application.bot, services) as sweep:
            # What is there now stays: the collector need not walk through it amid an answer.
            gc.collect()
            gc.freeze()
            try:
                yield
            finally:
                sweep.stop()
                await _close(reception, beside)
    finally:
        with contextlib.suppress(Exception):
            async with asyncio.timeout(_SETTLING):
                await reception.intake.settle()


async def _close(reception: Reception, beside: Sequence[asyncio.Task[None]]) -> None:
    """End within seconds: what has not begun, or waits for Telegram, is left for the next life."""
    application = reception.application
    for task in beside:
        task.cancel()
    if isinstance(processor := application.update_processor, PerChatProcessor):
        processor.close()
    if isinstance(limiter := application.bot.rate_limiter, ChatRateLimiter):
        limiter.close()
    ending = (application.stop(), reception.polling.stop(), services_in(application).menus.close())
    try:
        async with asyncio.timeout(_ENDING):
            await asyncio.gather(*beside, *ending, return_exceptions=True)
    except TimeoutError:
        logger.warning("Not all was finished in time; the next start takes it up")


async def _share_pace(application: App) -> None:
    """Each copy sends its part of what Telegram allows to the bot."""
    limiter = application.bot.rate_limiter
    pace = limiter.pace if isinstance(limiter, ChatRateLimiter) else None
    while pace is not None:
        with contextlib.suppress(Exception):  # the database is out of reach: as many as there were before
            pace.copies = await copies(services_in(application).database)
        await asyncio.sleep(_COUNTING)


async def _open(reception: Reception, settings: Settings, leads: bool) -> None:
    if not settings.webhook_url:
        reception.polling.start()
        return
    if not leads:
        return
    address = settings.webhook_url.rstrip("/") + PATH
    set_webhook = reception.application.bot.set_webhook
    secret = settings.webhook_secret
    await _insist(lambda: set_webhook(address, secret_token=secret, allowed_updates=_UPDATES))


async def on_telegram(settings: Settings, knowledge: KnowledgeBase) -> int:
    """Serve Telegram until a signal comes, or nothing else for too long; the exit code."""
    ended = shutdown_requested()
    services = make_services(settings, SystemClock(), knowledge)
    reception = make_reception(
        make_application(services, settings.bot_token, settings.bot_api_url, pace=Pace())
    )
    routes = health_routes(services.database, reception.checks, services.words)
    if settings.webhook_url:
        routes.append(webhook_route(reception.intake, settings.webhook_secret))
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
        routes=health_routes(services.database, checks, services.words),
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
