"""What was claimed becomes messages: bundled by person, rendered in their language, sent."""

import logging
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from telegram.ext import ExtBot

from bot.cards.reminder import Reminder
from bot.screens.notice import notice, outlived
from bot.screens.render_context import RenderContext
from bot.services import Services, as_language
from bot.transport import sender


@dataclass(frozen=True)
class Bundle:
    """One message. `covered` are earlier rungs of the same clock, late by an outage: this one says it all."""

    reminder: Reminder
    covered: tuple[Reminder, ...] = ()

    @property
    def rows(self) -> tuple[Reminder, ...]:
        return (self.reminder, *self.covered)


def bundles(claimed: Iterable[Reminder]) -> list[list[Bundle]]:
    """The messages of each person in order of their deadlines; persons in order of their first deadline."""
    people: dict[int, dict[object, Bundle]] = {}
    for reminder in claimed:
        own = people.setdefault(reminder.person, {})
        key = _subject(reminder)
        before = own.pop(key, None)
        own[key] = Bundle(reminder, before.rows if before else ())
    return [list(own.values()) for own in people.values()]


def _subject(reminder: Reminder) -> object:
    if reminder.card is None or reminder.rung is None:
        return reminder.id
    return reminder.card, reminder.rung.partition(":")[0]


logger = logging.getLogger(__name__)


class Messenger:
    """Sends through the bot that also answers, so that Telegram's holds are known to both."""

    def __init__(self, bot: ExtBot[Any], services: Services) -> None:
        self._bot = bot
        self._desk = services

    async def tell(self, reminder: Reminder, now: datetime) -> bool:
        """Send it; False where nothing is left to say. TelegramError where it may not have arrived."""
        card = await self._desk.cards.get(reminder.card) if reminder.card is not None else None
        if outlived(reminder, card):
            logger.info("Reminder %d has outlived its card or its end", reminder.id)
            return False
        screen = notice(reminder, card, now, await self.view(reminder.person))
        await sender.send(self._bot, reminder.person, screen, at_once=True)
        return True

    async def refused(self, person: int, now: datetime) -> None:
        """Hold what this person has before them until they return."""
        held = await self._desk.reminders.pause_person(person, now)
        logger.info("A person can't be reached: %d reminders wait for their return", held)

    async def view(self, person: int) -> RenderContext:
        """How screens look to somebody who did not write just now."""
        known = await self._desk.people.get(person)
        language = as_language(known.language) or self._desk.settings.default_language
        return RenderContext(self._desk.knowledge.library, language)
