"""How often something happened on a day: votes, guides, where people are stuck. No text, no person."""

from collections import Counter
from datetime import date, datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.dialects import postgresql, sqlite

from bot.store.database import Database
from bot.store.tables import counts


class Counts:
    """Counters by day, kind and name; gathered here and written together, so that no answer waits for them.

    A killed process loses those of its last seconds.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self._gathered: Counter[tuple[str, str, str]] = Counter()

    async def add(self, kind: str, name: str, now: datetime) -> None:
        self._gathered[now.date().isoformat(), kind, name] += 1

    async def flush(self) -> None:
        """Write what was gathered."""
        if not self._gathered:
            return
        gathered, self._gathered = self._gathered, Counter()
        make: Any = sqlite.insert if self._database.is_sqlite else postgresql.insert
        # In one order on every copy, so that two never wait for each other.
        rows = [
            {"day": day, "kind": kind, "name": name, "count": count}
            for (day, kind, name), count in sorted(gathered.items())
        ]
        put = make(counts).values(rows)
        more = {"count": counts.c.count + put.excluded.count}
        keys = [counts.c.day, counts.c.kind, counts.c.name]
        try:
            async with self._database.writing() as connection:
                await connection.execute(put.on_conflict_do_update(index_elements=keys, set_=more))
        except BaseException:
            self._gathered.update(gathered)
            raise

    async def since(self, day: date) -> list[tuple[str, str, int]]:
        """(kind, name, count) from a day on, the most frequent first."""
        await self.flush()
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
