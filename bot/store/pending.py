"""What the next typed line of a person answers, for ten minutes."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, insert, select

from bot.store.database import Database
from bot.store.people import People
from bot.store.tables import pending
from bot.store.user_cache import UserCache

LASTS = timedelta(minutes=10)


@dataclass(frozen=True)
class PendingInput:
    """`place` is a packed place that takes the line; `draft` is what was gathered so far (JSON)."""

    place: str
    draft: str = ""


class Pending:
    """One row a person, gone when it was answered, cancelled, or ten minutes old."""

    def __init__(self, database: Database, people: People) -> None:
        self._database = database
        self._people = people
        self.recent: UserCache[tuple[PendingInput, datetime]] = UserCache(database)

    async def expect(self, person: int, awaited: PendingInput, now: datetime) -> None:
        await self._people.ensure(person, now)
        row = {"person": person, "place": awaited.place, "draft": awaited.draft, "until": now + LASTS}
        async with self._database.writing() as connection:
            await connection.execute(delete(pending).where(pending.c.person == person))
            await connection.execute(insert(pending).values(row))
        self.recent.keep(person, (awaited, now + LASTS))

    async def get(self, person: int, now: datetime) -> PendingInput | None:
        known = self.recent.get(person) if person in self.recent else await self._stored(person)
        return known[0] if known and known[1] > now else None

    async def _stored(self, person: int) -> tuple[PendingInput, datetime] | None:
        async with self._database.reading() as connection:
            row = (await connection.execute(select(pending).where(pending.c.person == person))).first()
        found = (PendingInput(row.place, row.draft), row.until) if row else None
        self.recent.keep(person, found)
        return found

    async def take(self, person: int) -> PendingInput | None:
        """Expect nothing more, and give what was gathered, however old: a tap says what it means."""
        if person in self.recent and self.recent.get(person) is None:
            return None
        gone = delete(pending).where(pending.c.person == person)
        async with self._database.writing() as connection:
            row = (await connection.execute(gone.returning(pending.c.place, pending.c.draft))).first()
        self.recent.keep(person, None)
        return PendingInput(row.place, row.draft) if row else None

    async def clear(self, person: int) -> bool:
        """Expect nothing more; whether anything was expected."""
        return await self.take(person) is not None
