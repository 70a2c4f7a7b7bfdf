"""The rungs that a card makes, for each person who shares it, in their own zone."""

from datetime import date

from bot.cards import ladder
from bot.handlers.around import here_of
from bot.handlers.desk import Desk
from bot.screens.card_edit import rungs_of
from bot.screens.lives import lives
from bot.store.cards import Card
from bot.store.rungs import Rung

# A rung whose hour has passed today comes at once only when it is that urgent, days.
_URGENT = 1


async def set_ladders(card: Card, desk: Desk) -> None:
    """Make the rungs of a card anew for all who share it. What was told is never told again."""
    for person in await desk.sharing.everyone(card.id):
        await set_ladder(card, person, desk)


async def set_ladder(card: Card, person: int, desk: Desk) -> None:
    around = here_of(await desk.people.get(person), desk)
    coming = ladder.rungs(_ends(card, desk), around.wall, offsets=rungs_of(card), grace=())
    wanted = [rung for rung in coming if rung.wall > around.wall or abs(rung.offset) <= _URGENT]
    rungs = [Rung(rung.key, rung.wall, around.zone) for rung in wanted]
    await desk.reminders.set_ladder(card.id, person, rungs, desk.now())


async def set_ladders_of(person: int, desk: Desk) -> None:
    """The rungs of all cards of one person, whose zone has changed."""
    for card in await desk.cards.of(person):
        await set_ladder(card, person, desk)


def _ends(card: Card, desk: Desk) -> list[tuple[str, date | None]]:
    """Each end once: when two clocks end on one day, the first is told."""
    ends: list[tuple[str, date | None]] = []
    for life in lives(card, desk.shelf.library):
        if life.day not in [day for _, day in ends]:
            ends.append((life.kind.value, life.day))
    return ends
