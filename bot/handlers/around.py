"""What the handlers of reminders and cards share: when and where a person is, words to other people."""

import logging
from collections.abc import Callable
from typing import Any

from telegram.error import TelegramError
from telegram.ext import ExtBot

from bot.handlers import outbox
from bot.handlers.desk import Desk, Visitor, as_language
from bot.screens.here import Here
from bot.screens.screen import Screen
from bot.screens.view import View
from bot.store.people import Person

logger = logging.getLogger(__name__)


def here_of(person: Person, desk: Desk) -> Here:
    """Now, in the zone that this person chose, else in the bot's."""
    return Here(desk.now(), person.zone or desk.settings.timezone.key)


def here(who: Visitor, desk: Desk) -> Here:
    return here_of(who.person, desk)


async def keep_language(who: Visitor, desk: Desk) -> None:
    """What reaches them later, by itself, speaks as the bot speaks to them now."""
    if who.person.language is None:
        await desk.people.change(who.id, desk.now(), language=who.language)


async def tell(bot: ExtBot[Any], person: int, screen: Callable[[View], Screen], desk: Desk) -> None:
    """A word to somebody else, in their language; who cannot be reached is left to the next reminder."""
    known = await desk.people.get(person)
    if known.blocked:
        return
    language = as_language(known.language) or desk.settings.default_language
    try:
        await outbox.send(bot, person, screen(View(desk.shelf.library, language)))
    except TelegramError as error:
        logger.info("A person who shares a card was not told: %s", error)
