"""What the handlers of reminders and cards share: when and where a person is, words to other people."""

import logging
from collections.abc import Callable
from typing import Any

from telegram.error import TelegramError
from telegram.ext import ExtBot

from bot.screens.render_context import RenderContext, UserClock
from bot.screens.screen import Screen
from bot.services import Services, UserContext, as_language
from bot.store.people import Person
from bot.transport import sender as outbox

logger = logging.getLogger(__name__)


def clock_for(person: Person, services: Services) -> UserClock:
    """Now, in the zone that this person chose, else in the bot's."""
    return UserClock(services.now(), person.zone or services.settings.timezone.key)


def here(user: UserContext, services: Services) -> UserClock:
    return clock_for(user.person, services)


async def keep_language(user: UserContext, services: Services) -> None:
    """What reaches them later, by itself, speaks as the bot speaks to them now."""
    if user.person.language is None:
        await services.people.change(user.id, services.now(), language=user.language)


async def tell(
    bot: ExtBot[Any], person: int, screen: Callable[[RenderContext], Screen], services: Services
) -> None:
    """A word to somebody else, in their language; who cannot be reached is left to the next reminder."""
    known = await services.people.get(person)
    if known.blocked:
        return
    language = as_language(known.language) or services.settings.default_language
    try:
        await outbox.send(bot, person, screen(RenderContext(services.knowledge.library, language)))
    except TelegramError as error:
        logger.info("A person who shares a card was not told: %s", error)
