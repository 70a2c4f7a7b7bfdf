"""How often something happened on a day: votes, guides, where people are stuck. No text, no person."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.dialects import postgresql, sqlite

from bot.store.database import Database
from bot.store.tables import counts


class Counts:
    """Counters by day, kind and name."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def add(self, kind: str, name: str, now: datetime) -> None:
        make: Any = sqlite.insert if self._database.is_sqlite else postgresql.insert
        row = make(counts).values(day=now.date().isoformat(), kind=kind, name=name, count=1)
        keys = [counts.c.day, counts.c.kind, counts.c.name]
        async with self._database.writing() as connection:
            await connection.execute(
                row.on_conflict_do_update(index_elements=keys, set_={"count": counts.c.count + 1})
            )

    async def since(self, day: date) -> list[tuple[str, str, int]]:
        """(kind, name, count) from a day on, the most frequent first."""
        total = func.sum(counts.c.count)
        query = (
            select(counts.c.kind, counts.c.name, total)
            .where(counts.c.day >= day.isoformat())
            .group_by(counts.c.kind, counts.c.name)
            .order_by(counts.c.kind, total.desc(), counts.c.name)
        )
        async with self._database.reading() as connection:
            rows = await connection.execute(query)
            return [(kind, name, int(count)) for kind, name, count in rows]
