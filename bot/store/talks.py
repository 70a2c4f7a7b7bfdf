"""What a person last asked about, for ten minutes, so that "and from China?" is understood."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, insert, select

from bot.store.database import Database
from bot.store.people import People
from bot.store.tables import talks

LASTS = timedelta(minutes=10)


@dataclass(frozen=True)
class Talk:
    topic: str | None
    operator: str | None


class Talks:
    """One row a person; kept in the store, so that it holds across copies of the bot."""

    def __init__(self, database: Database, people: People) -> None:
        self._database = database
        self._people = people

    async def get(self, person: int, now: datetime) -> Talk | None:
        query = select(talks).where(talks.c.person == person, talks.c.until > now)
        async with self._database.reading() as connection:
            row = (await connection.execute(query)).first()
        return Talk(row.topic, row.operator) if row else None

    async def keep(self, person: int, talk: Talk, now: datetime) -> None:
        await self._people.ensure(person, now)
        async with self._database.writing() as connection:
            await connection.execute(delete(talks).where(talks.c.person == person))
            await connection.execute(
                insert(talks).values(
                    person=person, topic=talk.topic, operator=talk.operator, until=now + LASTS
                )
            )
