"""Reminders on their way out: claimed by one worker at a time, marked when their fate is known."""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Select, Update, case, func, insert, or_, select, update

from bot.cards.recurrence import next_after
from bot.cards.reminder import Reminder
from bot.cards.zones import localise
from bot.store.database import Database
from bot.store.reminders import as_reminder, columns, when
from bot.store.tables import deliveries, reminders

_LOOKED_AT, _TURNS = 500, 5
_DONE = {"lease": None, "claimed": 0, "attempts": 0, "doubts": 0}


class Outbox:
    """A claim holds a row for the length of its lease. Nothing here overwrites an edit made meanwhile:
    every mark names the claim that it belongs to."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def claim(
        self,
        now: datetime,
        limit: int,
        lease: timedelta,
        sending: Collection[int] = (),
        busy: Collection[int] = (),
    ) -> list[Reminder]:
        """About `limit` due reminders, by turns of persons; nobody else gets them until `now + lease`.

        The rungs of one person come together, however many. `sending` are ids that the caller has on their
        way: a clock that jumped must not bring them back; `busy` are persons who wait for theirs.
        """
        values = {"lease": now + lease, "claimed": 1, "attempts": reminders.c.attempts + 1}
        # A claim without an end that we know of: it may have been sent before the process died.
        values["doubts"] = reminders.c.doubts + reminders.c.claimed
        free = _free(now, sending, busy)
        # Most sweeps find nothing: they cost one small read, and lock nobody out.
        async with self._database.reading() as connection:
            if (await connection.execute(select(reminders.c.id).where(*free).limit(1))).first() is None:
                return []
        change = self._of(_in_turn(free, limit), free).values(values).returning(*columns())
        async with self._database.writing() as connection:
            claimed = [as_reminder(row) for row in await connection.execute(change)]
            people = {each.person for each in claimed if each.rung} if len(claimed) >= limit else set()
            if people:
                rest = (*free, reminders.c.rung.is_not(None), reminders.c.person.in_(people))
                more = (
                    self._of(select(reminders.c.id).where(*rest), rest).values(values).returning(*columns())
                )
                claimed += [as_reminder(row) for row in await connection.execute(more)]
        return sorted(claimed, key=lambda reminder: (reminder.due, reminder.id))

    def _of(self, due: Select[Any], free: Sequence[Any]) -> Update:
        if self._database.is_sqlite:
            # One statement: SQLite lets no second writer in between choosing and taking.
            return update(reminders).where(reminders.c.id.in_(due))
        # What another copy took meanwhile is looked at again once its lock is gone.
        own = select(reminders.c.id).where(reminders.c.id.in_(due), *free)
        chosen = own.with_for_update(skip_locked=True).cte("chosen")
        return update(reminders).where(reminders.c.id == chosen.c.id)

    async def next_due(self, after: datetime) -> datetime | None:
        """The next moment after one at which a reminder is due; None where there is none."""
        ahead = select(reminders.c.due).where(reminders.c.state == "active", reminders.c.due > after)
        async with self._database.reading() as connection:
            query = ahead.order_by(reminders.c.due).limit(1)
            return (await connection.execute(query)).scalars().first()

    async def hold(self, reminder: Reminder, until: datetime) -> Reminder | None:
        """The claimed row as it is now, its lease prolonged; None where it was moved, paused or deleted."""
        held = update(reminders).where(_claim(reminder)).values(lease=until, claimed=1)
        async with self._database.writing() as connection:
            row = (await connection.execute(held.returning(*columns()))).first()
        return as_reminder(row) if row else None

    async def sent(self, reminder: Reminder, now: datetime, fate: str | None = "sent") -> bool:
        """It arrived: a single one is told, a repeating one waits for its next time, one that insists for
        tomorrow. `fate` is noted for the person to look up; None where nothing was left to say.

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
            if row and fate:
                note = {"person": row.person, "card": row.card, "rung": row.rung, "text": row.text}
                note |= {"due": reminder.due, "at": now, "fate": fate}
                await connection.execute(insert(deliveries).values(**note))
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


def _free(now: datetime, sending: Collection[int], busy: Collection[int]) -> tuple[Any, ...]:
    """What a due row is that nobody is sending."""
    free = or_(reminders.c.lease.is_(None), reminders.c.lease <= now)
    found: tuple[Any, ...] = (reminders.c.state == "active", reminders.c.due <= now, free)
    found += (reminders.c.id.not_in(sending),) if sending else ()
    return (*found, reminders.c.person.not_in(busy)) if busy else found


def _in_turn(free: Sequence[Any], limit: int) -> Select[Any]:
    """The ids of up to `limit` rows: the first of each person before the second of anybody, earliest first.

    All rungs of a person have their first turn. Of what is due only the earliest are looked at.
    """
    early = select(reminders.c.id, reminders.c.person, reminders.c.due, reminders.c.rung).where(*free)
    rows = early.order_by(reminders.c.due).limit(_LOOKED_AT).subquery()
    order = func.row_number().over(
        partition_by=(rows.c.person, rows.c.rung.is_(None)), order_by=(rows.c.due, rows.c.id)
    )
    turn = case((rows.c.rung.is_(None), order), else_=1).label("turn")
    ranked = select(rows.c.id, rows.c.due, turn).subquery()
    mine = select(ranked.c.id).where(ranked.c.turn <= _TURNS)
    return mine.order_by(ranked.c.turn, ranked.c.due).limit(limit)


def _claim(reminder: Reminder) -> Any:
    """The row, as long as this claim is its newest and its time was not changed."""
    same = (reminders.c.id == reminder.id) & (reminders.c.attempts == reminder.attempts)
    return same & (reminders.c.due == reminder.due) & (reminders.c.state == "active")


def _following(reminder: Reminder, now: datetime) -> datetime | None:
    if not reminder.rule and reminder.insists:
        wall = reminder.wall + timedelta(days=1)
        while localise(wall, reminder.zone) <= now:
            wall += timedelta(days=1)
        return wall
    if not reminder.rule:
        return None
    return next_after(reminder.rule, reminder.wall, reminder.zone, max(now, reminder.due))
