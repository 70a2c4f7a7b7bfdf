"""Drafts: reminders in state `draft`, which nobody is told until their OK makes them active."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Row, delete, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.cards.draft import Draft
from bot.cards.reminder import Reminder
from bot.safety.limits import REMINDERS
from bot.safety.secrets import mask
from bot.store.database import Database
from bot.store.people import People
from bot.store.reminders import as_reminder, columns, hold_to_limit, when
from bot.store.tables import TEXT, reminders

UNDO = timedelta(minutes=1)
_FIELDS = ("id", "text", "wall", "zone", "rule", "phrase", "replaces", "state")
_KEPT = ("active", "paused", "blocked", "sent")


class Drafts:
    """Rows of the table of reminders; every query names whose draft it is."""

    def __init__(self, database: Database, people: People) -> None:
        self._database = database
        self._people = people

    async def save(self, person: int, draft: Draft, now: datetime) -> Draft:
        """Store a draft, as a new row where it has none or its row is a draft no more."""
        values = _values(draft) | {"changed": now}
        async with self._database.writing() as connection:
            own = update(reminders).where(
                reminders.c.id == draft.id, reminders.c.person == person, reminders.c.state == "draft"
            )
            row = None
            if draft.id is not None:
                row = (await connection.execute(own.values(values).returning(*_columns()))).first()
        if row is None:
            await self._people.ensure(person, now)
            new = insert(reminders).values(person=person, state="draft", due=now, **values)
            async with self._database.writing() as connection:
                row = (await connection.execute(new.returning(*_columns()))).one()
                await _drop_oldest(connection, person)
        return _draft(row)

    async def get(self, draft_id: int, person: int) -> Draft | None:
        """Return this person's draft, in whatever state it is by now."""
        return await self._one(reminders.c.id == draft_id, reminders.c.person == person)

    async def by_checksum(self, checksum: str, person: int) -> Draft | None:
        """Return the draft whose read-back was sent before drafts were rows: its button holds a checksum."""
        return await self._one(reminders.c.checksum == checksum, reminders.c.person == person)

    async def keep(self, draft_id: int, person: int, wall: datetime, now: datetime) -> Reminder | None:
        """Make a draft an active reminder, once; None where it is a draft no more.

        LimitReached where they have 200.
        """
        own = update(reminders).where(
            reminders.c.id == draft_id, reminders.c.person == person, reminders.c.state == "draft"
        )
        async with self._database.writing() as connection:
            row = (
                await connection.execute(own.values(state="active", changed=now).returning(reminders))
            ).first()
            if row is None:
                return None
            # It counts itself by now.
            await hold_to_limit(connection, person, REMINDERS + 1)
            timed = update(reminders).where(reminders.c.id == draft_id).values(**when(wall, row.zone))
            return as_reminder((await connection.execute(timed.returning(*columns()))).one())

    async def mark_replaced(self, draft_id: int, before: Reminder, now: datetime) -> bool:
        """Let a draft hold what its reminder was before the change; False where that was done already."""
        values = _values(Draft(text=before.text, wall=before.wall, zone=before.zone, rule=before.rule))
        del values["replaces"]
        own = update(reminders).where(
            reminders.c.id == draft_id, reminders.c.person == before.person, reminders.c.state == "draft"
        )
        async with self._database.writing() as connection:
            done = await connection.execute(own.values(values | {"state": "replaced", "changed": now}))
        return bool(done.rowcount)

    async def before_change(self, reminder_id: int, person: int, now: datetime) -> Draft | None:
        """Return what a reminder was before its last change, for a minute."""
        return await self._one(
            reminders.c.replaces == reminder_id,
            reminders.c.person == person,
            reminders.c.state == "replaced",
            reminders.c.changed >= now - UNDO,
        )

    async def _one(self, *conditions: Any) -> Draft | None:
        query = select(*_columns()).where(*conditions).order_by(reminders.c.id.desc()).limit(1)
        async with self._database.reading() as connection:
            row = (await connection.execute(query)).first()
        return _draft(row) if row else None


async def _drop_oldest(connection: AsyncConnection, person: int) -> None:
    """Keep the newest drafts only, as many as one may have reminders."""
    mine = (reminders.c.person == person) & reminders.c.state.in_(("draft", "replaced"))
    newest = select(reminders.c.id).where(mine).order_by(reminders.c.id.desc()).limit(REMINDERS)
    await connection.execute(delete(reminders).where(mine, reminders.c.id.not_in(newest)))


def _columns() -> list[Any]:
    return [reminders.c[name] for name in _FIELDS]


def _values(draft: Draft) -> dict[str, Any]:
    """The columns of a draft; one whose time is not known yet has an empty wall."""
    return {
        "text": mask(draft.text).strip()[:TEXT],
        "wall": draft.wall.isoformat(timespec="minutes") if draft.wall else "",
        "zone": draft.zone,
        "rule": draft.rule,
        "phrase": mask(draft.phrase)[:TEXT],
        "replaces": draft.replaces,
    }


def _draft(row: Row[Any]) -> Draft:
    values = dict(row._mapping)
    return Draft(**values | {"wall": datetime.fromisoformat(row.wall) if row.wall else None})
