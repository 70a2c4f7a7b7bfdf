"""The rungs that a card makes, for each person who shares it: in their zone, at their hour."""

from datetime import date, datetime, time

from bot.cards.card import Card
from bot.cards.ladder import AT, LadderRung, Quiet
from bot.cards.schedule import Ending, Notice, Preferences, notices
from bot.screens.lives import endings
from bot.services import Services, clock_for
from bot.store.people import Person
from bot.store.rungs import Rung

# A rung whose hour has passed today comes at once only when it is that urgent, days.
_URGENT = 1


async def set_ladders(card: Card, services: Services) -> None:
    """Make the rungs of a card anew for all who share it. What was told is never told again."""
    for person in await services.sharing.everyone(card.id):
        await set_ladder(card, person, services)


async def set_ladder(card: Card, person: int, services: Services) -> None:
    """Make the rungs of a card anew for one person."""
    known = await services.people.get(person)
    clock = clock_for(known, services)
    coming = notices_of(card, endings(card, services.knowledge.library, clock.today), known, clock.wall)
    rungs = [Rung(rung.key, notice.wall, clock.zone) for notice in coming for rung in notice.rungs]
    await services.reminders.set_ladder(card.id, person, rungs, services.now())


async def set_ladders_of(person: int, services: Services) -> None:
    """The rungs of all cards of one person, whose zone, hour, quiet hours or usual ladder have changed."""
    for card in await services.cards.of(person):
        await set_ladder(card, person, services)


def notices_of(card: Card, ends: list[Ending], person: Person, wall: datetime) -> list[Notice]:
    """The messages of a card to a person from `wall` (naive, local) on."""
    wishes = preferences(person, card)
    if wishes.offsets == ():
        return []
    coming = notices(ends, wall, wishes)
    return [each for each in coming if each.wall > wall or any(_urgent(rung) for rung in each.rungs)]


def _urgent(rung: LadderRung) -> bool:
    return abs(rung.offset) <= _URGENT


def preferences(person: Person, card: Card | None = None) -> Preferences:
    """When a person is reminded of a card: the card's ladder, else theirs, else the one that fits."""
    at = time(person.hour) if person.hour is not None else AT
    start, end = person.quiet_from, person.quiet_to
    if start is None or end is None:
        # An hour of their own choice is not silent.
        hours = Quiet(resume=at)
        quiet = Quiet(time(0), time(0)) if hours.covers(datetime.combine(date.min, at)) else hours
    else:
        hours = Quiet(time(start), time(end))
        quiet = Quiet(
            time(start), time(end), time(end) if hours.covers(datetime.combine(date.min, at)) else at
        )
    own = card.ladder if card is not None and card.ladder is not None else person.ladder
    return Preferences(at, quiet, own)
