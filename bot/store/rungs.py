"""The rungs of a card's ladder: reminders that a card makes, each told once."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import delete, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.cards.zones import localise
from bot.store.tables import cards, reminders


@dataclass(frozen=True)
class Rung:
    """One reminder of a ladder, at a wall-clock time of its zone.

    `key` is that of cards.ladder.LadderRung, for example `plan_end:3:2026-12-12`: which clock, how many days
    before its end (negative: after it), which end. A card tells each key once to each person.
    """

    key: str
    wall: datetime
    zone: str


async def stop(connection: AsyncConnection, card: int, person: int | None = None) -> None:
    """No rung of this card is told any more (to this person). What was told is remembered as told."""
    await _keep_only(connection, card, person, [])


async def replace(
    connection: AsyncConnection, card: int, person: int, rungs: Sequence[Rung], now: datetime
) -> None:
    """Make these the future rungs. Told ones are left alone, one that is being told right now too."""
    await _keep_only(connection, card, person, [rung.key for rung in rungs])
    # PostgreSQL locks the card here, so that two who renew at once make one ladder; SQLite did at the delete.
    alive = select(cards.c.id).where(cards.c.id == card, cards.c.deleted.is_(None)).with_for_update()
    if (await connection.execute(alive)).first() is None:
        return
    theirs = (reminders.c.card == card) & (reminders.c.person == person)
    known = set((await connection.execute(select(reminders.c.rung).where(theirs))).scalars())
    wanted = {rung.key: rung for rung in rungs}
    fresh = [_row(card, person, rung, now) for key, rung in wanted.items() if key not in known]
    if fresh:
        await connection.execute(insert(reminders), fresh)
    for key in wanted.keys() & known:
        await connection.execute(_moved(theirs, wanted[key], now))


async def _keep_only(connection: AsyncConnection, card: int, person: int | None, keys: list[str]) -> None:
    others = (reminders.c.card == card) & (reminders.c.rung.not_in(keys))
    if person is not None:
        others &= reminders.c.person == person
    await connection.execute(delete(reminders).where(others, reminders.c.sent_at.is_(None)))
    # A told rung that was put off until later.
    await connection.execute(update(reminders).where(others).values(state="sent", lease=None, claimed=0))


def _moved(theirs: Any, rung: Rung, now: datetime) -> Any:
    values: dict[str, Any] = {"wall": rung.wall.isoformat(timespec="minutes"), "zone": rung.zone}
    values |= {"due": localise(rung.wall, rung.zone), "lease": None, "claimed": 0, "attempts": 0, "doubts": 0}
    elsewhere = (reminders.c.wall != values["wall"]) | (reminders.c.zone != rung.zone)
    untold = reminders.c.sent_at.is_(None) & (reminders.c.rung == rung.key)
    return update(reminders).where(theirs, untold, elsewhere).values(**values, changed=now)


def _row(card: int, person: int, rung: Rung, now: datetime) -> dict[str, Any]:
    return {
        "person": person,
        "card": card,
        "rung": rung.key,
        "text": "",
        "wall": rung.wall.isoformat(timespec="minutes"),
        "zone": rung.zone,
        "due": localise(rung.wall, rung.zone),
        "state": "active",
        "changed": now,
    }
