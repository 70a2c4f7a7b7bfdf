"""What was claimed becomes messages: bundled by person, rendered in their language, sent."""

import logging
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from telegram.ext import ExtBot

from bot.card_ladders import set_ladder
from bot.cards.deadlines import DeadlineKind
from bot.cards.reminder import Reminder
from bot.screens.notice import LATE, notice, notice_of_cards, outlived
from bot.screens.render_context import RenderContext
from bot.screens.screen import Screen
from bot.services import Services, as_language, drawn
from bot.transport import sender


@dataclass(frozen=True)
class Bundle:
    """One message: a reminder that was typed, or the rungs of all cards of one morning.

    `covered` are earlier rungs of the same clock, late by an outage: what is told says it all.
    """

    told: tuple[Reminder, ...]
    covered: tuple[Reminder, ...] = ()

    @property
    def rows(self) -> tuple[Reminder, ...]:
        return (*self.told, *self.covered)


def bundles(claimed: Iterable[Reminder]) -> list[list[Bundle]]:
    """Group due rows into messages: each person's by deadline, persons by their first deadline."""
    people: dict[int, list[Bundle]] = {}
    for reminder in claimed:
        own = people.setdefault(reminder.person, [])
        before = next((bundle for bundle in own if _together(reminder, bundle.told[0])), None)
        if before is None:
            own.append(Bundle((reminder,)))
            continue
        own.remove(before)
        same = [each for each in before.told if _subject(each) == _subject(reminder)]
        others = [each for each in before.told if each not in same]
        own.append(Bundle((*others, reminder), (*same, *before.covered)))
    return list(people.values())


def _together(one: Reminder, other: Reminder) -> bool:
    """Whether both are rungs, of which a person gets one message."""
    return None not in (one.card, one.rung, other.card, other.rung)


def _subject(reminder: Reminder) -> object:
    """The clock of a rung."""
    return reminder.card, (reminder.rung or "").partition(":")[0]


def fate_of(reminder: Reminder, now: datetime, *, merged: bool) -> str:
    """Return the fate of a sent row: `merged` into one message with another, late, doubtful or sent."""
    if merged:
        return "merged"
    if reminder.doubts:
        return "doubtful"
    return "late" if now - reminder.due > LATE else "sent"


logger = logging.getLogger(__name__)


class Messenger:
    """Sends through the bot that also answers, so that Telegram's holds are known to both."""

    def __init__(self, bot: ExtBot[Any], services: Services) -> None:
        self._bot = bot
        self._desk = services

    async def tell(self, reminders: Sequence[Reminder], now: datetime) -> bool:
        """Send these as one message; False where nothing is left to say. TelegramError where it may not have
        arrived."""
        first, library = reminders[0], self._desk.knowledge.library
        view = await self.view(first.person)
        if first.rung is None:
            card = await self._desk.cards.get(first.card) if first.card is not None else None
            await self._send(first.person, notice(first, card, now, view), view)
            return True
        found = [(each, await self._desk.cards.get(each.card)) for each in reminders if each.card is not None]
        told = [(each, card) for each, card in found if card and not outlived(each, card, library)]
        if not told:
            logger.info("Reminder %d has outlived its card or its end", first.id)
            return False
        told.sort(key=lambda pair: (pair[0].rung or "").rpartition(":")[2])
        await self._send(first.person, notice_of_cards(told, now, view), view)
        return True

    async def _send(self, person: int, screen: Screen, view: RenderContext) -> None:
        known = await self._desk.people.get(person)
        await sender.send(self._bot, person, drawn(screen, known, view), at_once=True)

    async def marked(self, reminders: Sequence[Reminder]) -> None:
        """Move the ladder of a charged card on by a month, after its rows were sent and marked."""
        for reminder in reminders:
            if reminder.card is not None and (reminder.rung or "").startswith(DeadlineKind.CHARGE):
                card = await self._desk.cards.get(reminder.card)
                if card is not None:
                    await set_ladder(card, reminder.person, self._desk)

    async def refused(self, person: int, now: datetime) -> None:
        """Hold what this person has before them until they return."""
        held = await self._desk.reminders.pause_person(person, now)
        logger.info("A person can't be reached: %d reminders wait for their return", held)

    async def view(self, person: int) -> RenderContext:
        """Return the render context of somebody who did not write just now."""
        known = await self._desk.people.get(person)
        language = as_language(known.language) or self._desk.settings.default_language
        return RenderContext(self._desk.knowledge.library, language)
