"""Figures of the last days that no counter holds: what was delivered, and how late."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select

from bot.store.database import Database
from bot.store.tables import reminders

LATE = timedelta(minutes=10)


@dataclass(frozen=True)
class Delivered:
    """Reminders sent, and those of them that came more than ten minutes after they were due."""

    sent: int
    late: int


class Statistics:
    def __init__(self, database: Database) -> None:
        self._database = database

    async def delivered(self, since: datetime) -> Delivered:
        """Reminders sent since a moment."""
        query = select(reminders.c.due, reminders.c.sent_at).where(reminders.c.sent_at >= since)
        async with self._database.reading() as connection:
            rows = (await connection.execute(query)).all()
        return Delivered(len(rows), sum(row.sent_at - row.due > LATE for row in rows))
