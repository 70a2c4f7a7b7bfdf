"""Who uses the bot, as little as it takes: language, zone, what the advisor may remember."""

from collections import OrderedDict
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import insert, select, update

from bot.store.database import Database
from bot.store.tables import people

_CACHED = 4096


@dataclass(frozen=True)
class Person:
    """`advice` and `guide` are packed places; None where nothing was said or kept.

    `blocked`: since when Telegram refuses what the bot sends them; None where it arrives.
    """

    id: int
    language: str | None = None
    zone: str | None = None
    advice: str | None = None
    guide: str | None = None
    blocked: datetime | None = None


class People:
    """Settings by person. Recent ones stay in memory: a select costs more than the whole reply."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._recent: OrderedDict[int, Person | None] = OrderedDict()

    async def get(self, person: int) -> Person:
        """What is kept of a person; an empty Person where nothing is."""
        if person not in self._recent:
            async with self._database.reading() as connection:
                row = (await connection.execute(select(people).where(people.c.id == person))).first()
            found = (
                Person(row.id, row.language, row.zone, row.advice, row.guide, row.blocked) if row else None
            )
            self._keep(person, found)
        return self._recent[person] or Person(person)

    async def change(self, person: int, now: datetime, **values: Any) -> Person:
        """Store new settings; the row is made at the first one."""
        changed = replace(await self.get(person), **values)
        async with self._database.writing() as connection:
            done = await connection.execute(update(people).where(people.c.id == person).values(**values))
            if not done.rowcount:
                await connection.execute(insert(people).values(id=person, created=now, **values))
        self._keep(person, changed)
        return changed

    async def ensure(self, person: int, now: datetime) -> None:
        """A row for this person, so that others can refer to it."""
        await self.get(person)
        if self._recent[person] is None:
            await self.change(person, now, language=None)

    def _keep(self, person: int, found: Person | None) -> None:
        self._recent[person] = found
        self._recent.move_to_end(person)
        while len(self._recent) > _CACHED:
            self._recent.popitem(last=False)
