"""What the next typed line of a person answers, for ten minutes."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, insert, select

from bot.store.database import Database
from bot.store.people import People
from bot.store.tables import pending

LASTS = timedelta(minutes=10)


@dataclass(frozen=True)
class Awaited:
    """`place` is a packed place that takes the line; `draft` is what was gathered so far (JSON)."""

    place: str
    draft: str = ""


class Pending:
    """One row a person, gone when it was answered, cancelled, or ten minutes old."""

    def __init__(self, database: Database, people: People) -> None:
        self._database = database
        self._people = people

    async def expect(self, person: int, awaited: Awaited, now: datetime) -> None:
        await self._people.ensure(person, now)
        async with self._database.writing() as connection:
            await connection.execute(delete(pending).where(pending.c.person == person))
            await connection.execute(
                insert(pending).values(
                    person=person, place=awaited.place, draft=awaited.draft, until=now + LASTS
                )
            )

    async def get(self, person: int, now: datetime) -> Awaited | None:
        query = select(pending).where(pending.c.person == person, pending.c.until > now)
        async with self._database.reading() as connection:
            row = (await connection.execute(query)).first()
        return Awaited(row.place, row.draft) if row else None

    async def take(self, person: int) -> Awaited | None:
        """Expect nothing more, and give what was gathered, however old: for a tap, which says what it means."""
        gone = delete(pending).where(pending.c.person == person)
        async with self._database.writing() as connection:
            row = (await connection.execute(gone.returning(pending.c.place, pending.c.draft))).first()
        return Awaited(row.place, row.draft) if row else None

    async def clear(self, person: int) -> bool:
        """Expect nothing more; whether anything was expected."""
        async with self._database.writing() as connection:
            done = await connection.execute(delete(pending).where(pending.c.person == person))
        return bool(done.rowcount)
