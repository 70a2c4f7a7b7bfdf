"""What a typed line may refer to, in one query: it is asked before every answer."""

from datetime import datetime

from sqlalchemy import and_, select

from bot.store.database import Database
from bot.store.pending import Awaited
from bot.store.tables import pending, people, talks
from bot.store.talks import Talk


async def recall(database: Database, person: int, now: datetime) -> tuple[Awaited | None, Talk | None]:
    """What is awaited of a person, and what they talked about, as far as neither is too old."""
    awaited = and_(pending.c.person == people.c.id, pending.c.until > now)
    talked = and_(talks.c.person == people.c.id, talks.c.until > now)
    query = (
        select(pending.c.place, pending.c.draft, talks.c.person, talks.c.topic, talks.c.operator)
        .select_from(people.outerjoin(pending, awaited).outerjoin(talks, talked))
        .where(people.c.id == person)
    )
    async with database.reading() as connection:
        row = (await connection.execute(query)).first()
    if row is None:
        return None, None
    return (
        Awaited(row.place, row.draft) if row.place else None,
        Talk(row.topic, row.operator) if row.person else None,
    )
