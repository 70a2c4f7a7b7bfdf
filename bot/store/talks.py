"""What a person last asked about, for ten minutes, so that "and from China?" is understood."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, insert, select

from bot.store.database import Database
from bot.store.people import People
from bot.store.tables import talks
from bot.store.user_cache import UserCache

LASTS = timedelta(minutes=10)


@dataclass(frozen=True)
class Talk:
    topic: str | None
    operator: str | None


class Talks:
    """One row a person; kept in the store, so that it holds across copies of the bot and restarts."""

    def __init__(self, database: Database, people: People) -> None:
        self._database = database
        self._people = people
        self.recent: UserCache[tuple[Talk, datetime]] = UserCache(database)

    async def get(self, person: int, now: datetime) -> Talk | None:
        known = self.recent.get(person) if person in self.recent else await self._stored(person)
        return known[0] if known and known[1] > now else None

    async def _stored(self, person: int) -> tuple[Talk, datetime] | None:
        async with self._database.reading() as connection:
            row = (await connection.execute(select(talks).where(talks.c.person == person))).first()
        found = (Talk(row.topic, row.operator), row.until) if row else None
        self.recent.keep(person, found)
        return found

    async def keep(self, person: int, talk: Talk, now: datetime) -> None:
        await self._people.ensure(person, now)
        row = {"person": person, "topic": talk.topic, "operator": talk.operator, "until": now + LASTS}
        async with self._database.writing() as connection:
            await connection.execute(delete(talks).where(talks.c.person == person))
            await connection.execute(insert(talks).values(row))
        self.recent.keep(person, (talk, now + LASTS))
