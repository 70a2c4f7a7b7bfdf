"""How long rows are kept: what is too old goes, every hour. /privacy tells the same in words."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from sqlalchemy import Column, ColumnElement, String, delete, select

from bot.store.database import Database
from bot.store.personal_data import PersonalData
from bot.store.tables import (
    Moment,
    buckets,
    counts,
    feedback,
    handoffs,
    metadata,
    people,
    relays,
    unanswered,
)

HOUR, MONTH, SEASON, YEAR = timedelta(hours=1), timedelta(days=30), timedelta(days=90), timedelta(days=365)

# Rows go so long after the moment (or day) in this column.
LASTS: Mapping[Column[object], timedelta] = {
    buckets.c.changed: HOUR,
    relays.c.sent: MONTH,
    handoffs.c.changed: MONTH,
    unanswered.c.asked: SEASON,
    feedback.c.changed: YEAR,
    counts.c.day: YEAR,
}


class Retention:
    """What goes by its age alone; drafts, reminders, cards and talks know more about theirs."""

    def __init__(self, database: Database, personal: PersonalData) -> None:
        self._database = database
        self._personal = personal

    async def purge(self, now: datetime) -> None:
        """Forget what is too old, and everything of those who blocked the bot a year ago."""
        async with self._database.writing() as connection:
            for column, lasts in LASTS.items():
                table = metadata.tables[column.table.name]
                await connection.execute(delete(table).where(_older(column, now - lasts)))
        gone = select(people.c.id).where(people.c.blocked < now - YEAR)
        async with self._database.reading() as connection:
            blocked = list((await connection.execute(gone)).scalars())
        for person in blocked:
            await self._personal.forget(person)


def _older(column: Column[object], than: datetime) -> ColumnElement[bool]:
    is_day = isinstance(column.type, String) and not isinstance(column.type, Moment)
    return column < (than.date().isoformat() if is_day else than)
