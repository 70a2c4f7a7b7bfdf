"""The rungs that a card makes, for each person who shares it, in their own zone."""

from datetime import date

from bot.cards import ladder
from bot.cards.card import Card
from bot.handlers.context import clock_for
from bot.screens.card_form import rungs_of
from bot.screens.lives import lives
from bot.services import Services
from bot.store.rungs import Rung

# A rung whose hour has passed today comes at once only when it is that urgent, days.
_URGENT = 1


async def set_ladders(card: Card, services: Services) -> None:
    """Make the rungs of a card anew for all who share it. What was told is never told again."""
    for person in await services.sharing.everyone(card.id):
        await set_ladder(card, person, services)


async def set_ladder(card: Card, person: int, services: Services) -> None:
    clock = clock_for(await services.people.get(person), services)
    coming = ladder.rungs(_ends(card, services), clock.wall, offsets=rungs_of(card), grace=())
    wanted = [rung for rung in coming if rung.wall > clock.wall or abs(rung.offset) <= _URGENT]
    rungs = [Rung(rung.key, rung.wall, clock.zone) for rung in wanted]
    await services.reminders.set_ladder(card.id, person, rungs, services.now())


async def set_ladders_of(person: int, services: Services) -> None:
    """The rungs of all cards of one person, whose zone has changed."""
    for card in await services.cards.of(person):
        await set_ladder(card, person, services)


def _ends(card: Card, services: Services) -> list[tuple[str, date | None]]:
    """Each end once: when two clocks end on one day, the first is told."""
    ends: list[tuple[str, date | None]] = []
    for life in lives(card, services.knowledge.library):
        if life.day not in [day for _, day in ends]:
            ends.append((life.kind.value, life.day))
    return ends
