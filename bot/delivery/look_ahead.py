"""The weekly look ahead, for who asked for it: what the next seven days bring, once, at their hour."""

import logging
from datetime import datetime, time, timedelta
from typing import Any

from telegram.error import TelegramError
from telegram.ext import ExtBot

from bot.cards.ladder import AT
from bot.cards.reminder import Reminder
from bot.screens.reminder_screens import look_ahead
from bot.screens.render_context import RenderContext, UserClock
from bot.services import Services, as_language, clock_for, drawn
from bot.store.people import Person
from bot.transport import sender

logger = logging.getLogger(__name__)

WEEK = timedelta(days=7)


async def send_look_aheads(bot: ExtBot[Any], services: Services) -> int:
    """Send what is due of them; how many were sent. Who has nothing before them hears nothing."""
    sent = 0
    for person in await services.people.with_digest():
        clock = clock_for(person, services)
        if not is_due(person, clock):
            continue
        # Marked first: a look ahead that is lost matters less than one that comes twice.
        await services.people.change(person.id, services.now(), digested=services.now())
        try:
            sent += await _send(bot, person, clock, services)
        except TelegramError as error:
            logger.info("A look ahead did not arrive: %s", error)
    return sent


def is_due(person: Person, clock: UserClock) -> bool:
    """Return whether it is the person's weekday and hour, and nothing was sent today."""
    if person.digest is None or person.blocked or clock.today.weekday() != person.digest:
        return False
    at = time(person.hour) if person.hour is not None else AT
    before = person.digested.astimezone(clock.local.tzinfo).date() if person.digested else None
    return clock.wall >= datetime.combine(clock.today, at) and before != clock.today


async def _send(bot: ExtBot[Any], person: Person, clock: UserClock, services: Services) -> bool:
    coming: list[Reminder] = await services.reminders.of(person.id, rungs=True)
    coming = [each for each in coming if each.due <= services.now() + WEEK and each.state == "active"]
    if not coming:
        return False
    language = as_language(person.language) or services.settings.default_language
    view = RenderContext(services.knowledge.library, language)
    cards = {card.id: card for card in await services.cards.of(person.id)}
    await sender.send(bot, person.id, drawn(look_ahead(coming, cards, clock, view), person, view))
    return True
