"""Reminders on their way out: claimed by one sweep at a time, marked when their fate is known."""

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Select, Update, or_, select, update

from bot.cards.recurrence import next_after
from bot.cards.reminder import Reminder
from bot.store.database import Database
from bot.store.reminders import as_reminder, columns, when
from bot.store.tables import reminders

_DONE = {"lease": None, "claimed": 0, "attempts": 0, "doubts": 0}


class Outbox:
    """A claim holds a row for the length of its lease. Nothing here overwrites an edit made meanwhile:
    every mark names the claim that it belongs to."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def claim(
        self, now: datetime, limit: int, lease: timedelta, sending: Collection[int] = ()
    ) -> list[Reminder]:
        """Up to `limit` due reminders, earliest deadline first; nobody else gets them until `now + lease`.

        `sending` are ids that the caller has on their way: a clock that jumped must not bring them back.
        """
        values = {"lease": now + lease, "claimed": 1, "attempts": reminders.c.attempts + 1}
        # A claim without an end that we know of: it may have been sent before the process died.
        values["doubts"] = reminders.c.doubts + reminders.c.claimed
        change = self._of(_due(now, limit, sending)).values(values).returning(*columns())
        async with self._database.writing() as connection:
            claimed = [as_reminder(row) for row in await connection.execute(change)]
        return sorted(claimed, key=lambda reminder: (reminder.due, reminder.id))

    def _of(self, due: Select[Any]) -> Update:
        if self._database.is_sqlite:
            # One statement: SQLite lets no second writer in between choosing and taking.
            return update(reminders).where(reminders.c.id.in_(due))
        chosen = due.with_for_update(skip_locked=True).cte("chosen")
        return update(reminders).where(reminders.c.id == chosen.c.id)

    async def hold(self, reminder: Reminder, until: datetime) -> Reminder | None:
        """The claimed row as it is now, its lease prolonged; None where it was moved, paused or deleted."""
        held = update(reminders).where(_claim(reminder)).values(lease=until, claimed=1)
        async with self._database.writing() as connection:
            row = (await connection.execute(held.returning(*columns()))).first()
        return as_reminder(row) if row else None

    async def sent(self, reminder: Reminder, now: datetime) -> bool:
        """It arrived: a single one is told, a repeating one waits for its next time.

        False where the row was given a new time meanwhile: that one stands.
        """
        told = update(reminders).where(_claim(reminder)).values(state="sent", sent_at=now, **_DONE)
        async with self._database.writing() as connection:
            row = (await connection.execute(told.returning(*columns()))).first()
            # Times that passed while nobody could tell are left out: one late, then the next in time.
            wall = _following(as_reminder(row), now) if row else None
            if row and wall:
                onward = update(reminders).where(reminders.c.id == row.id)
                await connection.execute(onward.values(state="active", **when(wall, row.zone)))
        return row is not None

    async def failed(self, reminder: Reminder, retry_at: datetime) -> bool:
        """It did not arrive, that is sure: again at `retry_at`."""
        return await self._mark(reminder, {"lease": retry_at, "claimed": 0})

    async def doubtful(self, reminder: Reminder, retry_at: datetime) -> bool:
        """Nobody knows whether it arrived: again at `retry_at`, counted as a doubt then."""
        return await self._mark(reminder, {"lease": retry_at, "claimed": 1})

    async def _mark(self, reminder: Reminder, values: dict[str, Any]) -> bool:
        async with self._database.writing() as connection:
            done = await connection.execute(update(reminders).where(_claim(reminder)).values(values))
        return bool(done.rowcount)


def _due(now: datetime, limit: int, sending: Collection[int]) -> Select[Any]:
    free = or_(reminders.c.lease.is_(None), reminders.c.lease <= now)
    due = select(reminders.c.id).where(reminders.c.state == "active", reminders.c.due <= now, free)
    if sending:
        due = due.where(reminders.c.id.not_in(sending))
    return due.order_by(reminders.c.due).limit(limit)


def _claim(reminder: Reminder) -> Any:
    """The row, as long as this claim is its newest and its time was not changed."""
    same = (reminders.c.id == reminder.id) & (reminders.c.attempts == reminder.attempts)
    return same & (reminders.c.due == reminder.due) & (reminders.c.state == "active")


def _following(reminder: Reminder, now: datetime) -> datetime | None:
    if not reminder.rule:
        return None
    return next_after(reminder.rule, reminder.wall, reminder.zone, max(now, reminder.due))
