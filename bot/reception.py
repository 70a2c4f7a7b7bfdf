"""A bot at work: what it takes in, how it starts, what runs beside it, and how it ends within seconds."""

import asyncio
import contextlib
import gc
import itertools
import logging
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import cast

from telegram import Update
from telegram.error import InvalidToken, TelegramError

from bot.delivery.worker import DeliveryWorker, run_delivery
from bot.handlers.new_words import take_new_words, watch_words
from bot.handlers.unanswered_questions import follow_taught
from bot.services import KEY, Services
from bot.settings import Settings, SettingsError
from bot.startup import database_in_use
from bot.store.inbox import Inbox
from bot.store.presence import copies, leading
from bot.transport import App
from bot.transport.intake import Intake
from bot.transport.per_chat import PerChatProcessor
from bot.transport.polling import UNHEALTHY, Polling, RawUpdates
from bot.transport.profile import introduce
from bot.transport.rate_limit import ChatRateLimiter
from bot.transport.webhook import PATH

logger = logging.getLogger(__name__)

# Together with what delivery and HTTP take, under the ten seconds after which Docker kills.
_ENDING, _SETTLING = 3.5, 1.0
_COUNTING, _FLUSHING = 10.0, 5.0
_UPDATES = [
    Update.MESSAGE,
    Update.EDITED_MESSAGE,
    Update.CALLBACK_QUERY,
    Update.MY_CHAT_MEMBER,
    Update.INLINE_QUERY,
    Update.GUEST_MESSAGE,
]


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
    # On PostgreSQL other copies take up what is left, after its lease.
    journal = services.settings.data_dir / "begun" if services.database.is_sqlite else None
    intake = Intake(
        application,
        Inbox(services.database),
        services.clock,
        journal=journal,
        mask=lambda text: services.knowledge.safety.secrets.mask(text).text,
    )
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
        asyncio.create_task(_write_counts(services)),
        asyncio.create_task(take_new_words(application.bot, services)),
        asyncio.create_task(watch_words(application.bot, services)),
        asyncio.create_task(reception.intake.run()),
        asyncio.create_task(follow_taught(application.bot, services)),
    ]
    if leads:
        greeting = introduce(application.bot, services.knowledge.library, language)
        beside.append(asyncio.create_task(greeting))
    try:
        async with run_delivery(application.bot, services) as worker:
            _measure(reception, worker)
            # What is there now stays: the collector need not walk through it amid an answer.
            gc.collect()
            gc.freeze()
            try:
                yield
            finally:
                worker.stop()
                await _close(reception, beside)
    finally:
        with contextlib.suppress(Exception):
            async with asyncio.timeout(_SETTLING):
                await reception.intake.settle()
                await services.counts.flush()
                await services.questions.flush()
        reception.intake.close()


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


def _measure(reception: Reception, worker: DeliveryWorker) -> None:
    """Tell `/metrics` what each part does."""
    services, intake = services_in(reception.application), reception.intake
    metrics, refresh = services.metrics, services.refresh
    processor, limiter = reception.application.update_processor, reception.application.bot.rate_limiter
    if isinstance(processor, PerChatProcessor):
        processor.observed = metrics.update
    if isinstance(limiter, ChatRateLimiter):
        limiter.told = metrics.called
    worker.late = metrics.late.observe
    for name, told, value in (
        ("xufei_updates_unreadable", "Updates that could not be read", lambda: intake.unreadable),
        ("xufei_updates_repeated", "Updates that came again", lambda: intake.repeated),
        ("xufei_poll_age_seconds", "Since the last good poll", reception.polling.age),
        ("xufei_sweep_age_seconds", "Since reminders were last looked for", lambda: _age(worker, services)),
        ("xufei_reminders_sent", "Reminders that arrived", lambda: worker.stats.sent),
        ("xufei_reminders_failed", "Reminders to be tried again", lambda: worker.stats.failed),
        ("xufei_reminders_doubtful", "Reminders that may have come twice", lambda: worker.stats.doubts),
        ("xufei_learning_seconds", "How long learning new words took last", lambda: refresh.seconds),
        ("xufei_words_broken", "1 where the last good words serve", lambda: refresh.state == "broken"),
        ("xufei_words_age_seconds", "Since these words serve", lambda: time.monotonic() - refresh.since),
    ):
        metrics.watch(name, told, cast(Callable[[], float], value))


def _age(worker: DeliveryWorker, services: Services) -> float:
    return (services.now() - worker.last_run).total_seconds() if worker.last_run else 0.0


async def _write_counts(services: Services) -> None:
    while True:
        await asyncio.sleep(_FLUSHING)
        try:
            await services.counts.flush()
            await services.questions.flush()
        except Exception as error:  # kept, and tried again in the next round
            logger.warning("Counts are not written: %s", type(error).__name__)


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
