"""How much each person may still send, where several copies of the bot must agree on it."""

import json
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.dialects import postgresql

from bot.safety.limits import MESSAGES, TAPS, Admission, Rate, RateLimiter
from bot.store.database import Database
from bot.store.tables import buckets

KEPT = timedelta(hours=1)
"""After so long every bucket is full again, and its row says nothing."""
_RATES: dict[str, tuple[Rate, ...]] = {"message": MESSAGES, "tap": TAPS}


class Buckets:
    """Token buckets by person and kind (`message`, `tap`).

    SQLite belongs to one process: there they are in memory only. With PostgreSQL each copy asks its own
    memory first, so that a flood reaches the database no more often than one person may write; what it lets
    through is taken from the row that all copies share.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self._here = {kind: RateLimiter(rates) for kind, rates in _RATES.items()}

    async def admit(self, kind: str, person: int, now: datetime) -> Admission:
        """Whether one more of this kind is welcome; with the database out of reach this copy decides."""
        here = self._here[kind].admit(person, now)
        if self._database.is_sqlite or here is not Admission.WELCOME:
            return here
        return await self._database.or_else(self._shared(kind, person, now), here)

    async def _shared(self, kind: str, person: int, now: datetime) -> Admission:
        limiter = RateLimiter(_RATES[kind])
        own = (buckets.c.person == person) & (buckets.c.kind == kind)
        fresh = {"person": person, "kind": kind, "state": "", "changed": now}
        async with self._database.writing() as connection:
            # The row is there and locked before it is read: two copies never take the same token.
            await connection.execute(postgresql.insert(buckets).values(fresh).on_conflict_do_nothing())
            state = (await connection.execute(select(buckets.c.state).where(own).with_for_update())).scalar()
            if state:
                limiter.load(person, json.loads(state))
            admission = limiter.admit(person, now)
            values: dict[str, Any] = {"state": json.dumps(limiter.dump(person)), "changed": now}
            await connection.execute(buckets.update().where(own).values(values))
        return admission

    async def purge(self, now: datetime) -> None:
        """Forget the rows whose buckets are full again."""
        async with self._database.writing() as connection:
            await connection.execute(delete(buckets).where(buckets.c.changed < now - KEPT))
