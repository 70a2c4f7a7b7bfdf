"""A reminder becomes a message in its person's language."""

import logging
from datetime import datetime
from typing import Any

from telegram.ext import ExtBot

from bot.handlers import outbox
from bot.handlers.desk import Desk, as_language
from bot.screens.reminder import notice, outlived
from bot.screens.view import View
from bot.store.reminders import Reminder

logger = logging.getLogger(__name__)


class Messenger:
    """Sends through the bot that also answers, so that Telegram's holds are known to both."""

    def __init__(self, bot: ExtBot[Any], desk: Desk) -> None:
        self._bot = bot
        self._desk = desk

    async def tell(self, reminder: Reminder, now: datetime) -> bool:
        """Send it; False where nothing is left to say. TelegramError where it may not have arrived."""
        card = await self._desk.cards.get(reminder.card) if reminder.card is not None else None
        if outlived(reminder, card):
            logger.info("Reminder %d has outlived its card or its end", reminder.id)
            return False
        screen = notice(reminder, card, now, await self.view(reminder.person))
        await outbox.send(self._bot, reminder.person, screen, at_once=True)
        return True

    async def refused(self, person: int, now: datetime) -> None:
        """Hold what this person has before them until they return."""
        held = await self._desk.reminders.pause_person(person, now)
        logger.info("A person can't be reached: %d reminders wait for their return", held)

    async def view(self, person: int) -> View:
        """How screens look to somebody who did not write just now."""
        known = await self._desk.people.get(person)
        language = as_language(known.language) or self._desk.settings.default_language
        return View(self._desk.shelf.library, language)
