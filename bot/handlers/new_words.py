"""New words for a bot that serves: read at a command or when the folder changes, published or kept back."""

import asyncio
import logging
import threading
from collections import Counter
from collections.abc import Callable
from functools import partial
from pathlib import Path

from telegram.error import TelegramError
from telegram.ext import ExtBot

from bot.content.problem import ContentError
from bot.handlers.context import Context
from bot.handlers.unanswered_questions import learn_taught
from bot.knowledge_refresh import Offer
from bot.preview import changes
from bot.screens import routes, word_screens
from bot.screens.render_context import RenderContext
from bot.screens.routes import Route
from bot.screens.screen import Screen
from bot.screens.word_screens import Asked
from bot.services import Services, as_language
from bot.transport import sender
from bot.transport.per_chat import standing_aside

logger = logging.getLogger(__name__)

SETTLED = 2.0
"""Seconds without a change in the folder, after which an editor is taken to be done."""
_STEP = 200  # milliseconds between two looks


async def reload(ctx: Context[Route], *_: str) -> Screen:
    """Read the folder's words; where they answer a kept question otherwise, ask before they serve."""
    services, view = ctx.services, ctx.user.view
    await sender.send(ctx.bot, ctx.user.id, Screen(view.say("admin.reloading")))
    try:
        # It takes as long as it takes: other chats go on meanwhile.
        async with standing_aside(), services.refresh.turn:
            offer = await _offer(services)
    except ContentError as error:
        # Whoever watches the folder need not tell it again.
        await asyncio.to_thread(services.refresh.is_told)
        return word_screens.broken("admin.kept", error.problems, view)
    if offer is None:
        return Screen(view.say("admin.unlearnt"), (view.menu,))
    if offer.words.changes:
        return word_screens.offered(offer.words, view)
    _publish(services, offer)
    return word_screens.published(offer.words, view)


async def publish(ctx: Context[routes.PublishWordsRoute]) -> Screen:
    """Let the words that wait serve from now on."""
    offer = _waiting(ctx.services, ctx.route.words)
    if offer is None:
        return word_screens.gone(ctx.user.view)
    # What was taught while the words waited.
    await learn_taught(ctx.services, offer.knowledge)
    _publish(ctx.services, offer)
    return word_screens.published(offer.words, ctx.user.view)


async def keep(ctx: Context[routes.KeepWordsRoute]) -> Screen:
    """Leave the old words in use until the folder changes again."""
    offer = _waiting(ctx.services, ctx.route.words)
    if offer is None:
        return word_screens.gone(ctx.user.view)
    ctx.services.refresh.keep_back(offer)
    return word_screens.kept_back(ctx.user.view)


async def show_change(ctx: Context[routes.WordChangeRoute]) -> Screen:
    """Show one question's screens before and after; without a number the list again."""
    offer, number = _waiting(ctx.services, ctx.route.words), ctx.route.number
    if offer is None:
        return word_screens.gone(ctx.user.view)
    if number is None or not 0 <= number < len(offer.words.changes):
        return word_screens.offered(offer.words, ctx.user.view)
    return word_screens.change(offer.words, number, ctx.user.view)


async def take_new_words(bot: ExtBot[None], services: Services) -> None:
    """Learn the folder's words after a start with others; tell ADMIN_IDS, once, where that fails."""
    if offer := await _sound(bot, services):
        _publish(services, offer)


async def watch_words(bot: ExtBot[None], services: Services) -> None:
    """Take new words as the folder changes; who runs the bot decides where answers would change. For ever."""
    changed, left = asyncio.Event(), threading.Event()
    told = partial(asyncio.get_running_loop().call_soon_threadsafe, changed.set)
    # A thread of its own that nobody waits for: the library looks only now and then whether it shall end.
    threading.Thread(target=_watch, args=(services.refresh.faq, told, left), daemon=True).start()
    try:
        while await changed.wait():
            changed.clear()
            await asyncio.sleep(SETTLED)
            if not changed.is_set():
                await _changed(bot, services)
    finally:
        left.set()


def _watch(folder: Path, told: Callable[[], object], left: threading.Event) -> None:
    """Call `told` after every change below a folder, until `left`."""
    from watchfiles import watch

    try:
        for _ in watch(folder, stop_event=left, step=_STEP, raise_interrupt=False):
            told()
    except (OSError, RuntimeError) as error:
        if not left.is_set():
            logger.warning("%s is not watched, /reload takes new words: %s", folder, error)


async def _changed(bot: ExtBot[None], services: Services) -> None:
    try:
        offer = await _sound(bot, services)
        if offer and offer.words.changes and services.settings.admin_ids:
            await _tell_admins(bot, services, lambda view: word_screens.offered(offer.words, view))
        elif offer:
            _publish(services, offer)
    except OSError as error:
        logger.warning("The words could not be read: %s", error)


async def _sound(bot: ExtBot[None], services: Services) -> Offer | None:
    """The folder's words, where they are others than those that serve, and sound; tells of faults once."""
    refresh = services.refresh
    try:
        async with refresh.turn:
            return await _offer(services) if await asyncio.to_thread(refresh.is_behind) else None
    except ContentError as error:
        logger.error("The words of %s are broken; the last good ones serve: %s", refresh.faq, error)
        if not refresh.is_told():
            problems = refresh.problems
            await _tell_admins(
                bot, services, lambda view: word_screens.broken("admin.last_good", problems, view)
            )
        return None


async def _offer(services: Services) -> Offer | None:
    """What the folder's words would change; None where they could not be learnt. ContentError: broken."""
    knowledge = await services.refresh.run()
    if knowledge is None:
        return None
    await learn_taught(services, knowledge)
    asked = await _asked(services)
    changed = await asyncio.to_thread(changes, asked, services.knowledge, knowledge)
    return services.refresh.offer(knowledge, changed, len(asked))


def _publish(services: Services, offer: Offer) -> None:
    services.refresh.publish(offer)
    services.knowledge = offer.knowledge
    logger.info("New words in use: %d topics", offer.words.topics)


async def _tell_admins(
    bot: ExtBot[None], services: Services, screen: Callable[[RenderContext], Screen]
) -> None:
    for admin in services.settings.admin_ids:
        known = await services.database.or_else(services.people.get(admin), None)
        language = as_language(known.language if known else None) or services.settings.default_language
        try:
            await sender.send(bot, admin, screen(RenderContext(services.knowledge.library, language)))
        except TelegramError as error:
            logger.warning("One who runs the bot could not be told of new words: %s", error)


def _waiting(services: Services, words: str) -> Offer | None:
    """What a button offers, where it is still what waits."""
    offer = services.refresh.waiting
    return offer if offer and offer.words.name == words else None


async def _asked(services: Services) -> list[Asked]:
    """What was asked of late, of nobody: each wording once, with how often."""
    times: Counter[tuple[str, str]] = Counter()
    for question in await services.questions.newest():
        times[question.text, question.language] += 1
    for each in await services.unanswered.in_state("open", services.now()):
        times[each.text, each.language] = max(times[each.text, each.language], each.times)
    return [Asked(text, as_language(language), count) for (text, language), count in times.items()]
