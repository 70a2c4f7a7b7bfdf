"""Reminders as rows: written down, claimed, sent; changed and undone meanwhile."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Column, Row, delete, func, insert, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.cards.recurrence import next_after, validate
from bot.cards.reminder import DeliveryRecord, Reminder
from bot.cards.zones import localise
from bot.safety.limits import REMINDERS, LimitReached
from bot.safety.secrets import mask
from bot.store import rungs
from bot.store.cards import UNDO
from bot.store.database import Database
from bot.store.people import People
from bot.store.rungs import Rung
from bot.store.tables import TEXT, cards, deliveries, reminders

# What was told is kept so long: its buttons work, and it can be looked up.
KEPT = timedelta(days=365)
# A draft that nobody said OK to is forgotten after so long.
DRAFTS_KEPT = timedelta(days=30)
DELIVERIES_KEPT = timedelta(days=365)
_WALL = "minutes"
# What a new time, or the end of a delivery, leaves behind.
_FRESH = {"lease": None, "claimed": 0, "attempts": 0, "doubts": 0}


class Reminders:
    """Rows that survive everything; nothing about a reminder is kept in memory.

    Every query names the person whose reminder it is, so that an id alone opens and changes nothing.
    """

    def __init__(self, database: Database, people: People) -> None:
        self._database = database
        self._people = people

    async def add(
        self,
        person: int,
        text: str,
        wall: datetime,
        zone: str,
        now: datetime,
        rule: str | None = None,
        card: int | None = None,
        rung: str | None = None,
    ) -> Reminder:
        """A new reminder. Long numbers in its text are masked: it is shown again long after.

        ValueError where `rule` is no rule of ours.
        """
        await self._people.ensure(person, now)
        values = {"person": person, "text": _text(text), "card": card, "rung": rung}
        values["rule"] = validate(rule) if rule else None
        values |= when(wall, zone) | {"state": "active", "changed": now}
        async with self._database.writing() as connection:
            made = await connection.execute(insert(reminders).values(values).returning(*columns()))
            return as_reminder(made.one())

    async def get(self, reminder_id: int, person: int) -> Reminder | None:
        """This person's reminder, a deleted one too."""
        query = select(*columns()).where(_own(reminder_id, person))
        async with self._database.reading() as connection:
            row = (await connection.execute(query)).first()
        return as_reminder(row) if row else None

    async def of(self, person: int, rungs: bool = False) -> list[Reminder]:
        """What a person has before them, soonest first: active, paused and blocked; rungs only if asked."""
        query = select(*columns()).where(reminders.c.person == person, _ahead())
        if not rungs:
            query = query.where(reminders.c.rung.is_(None))
        async with self._database.reading() as connection:
            rows = await connection.execute(query.order_by(reminders.c.due, reminders.c.id))
            return [as_reminder(row) for row in rows]

    async def last_told(self, person: int, since: datetime) -> tuple[Reminder, datetime] | None:
        """What was told last since then, and when."""
        told = select(*columns(), reminders.c.sent_at).where(
            reminders.c.person == person, reminders.c.sent_at >= since, reminders.c.state != "deleted"
        )
        async with self._database.reading() as connection:
            row = (await connection.execute(told.order_by(reminders.c.sent_at.desc()).limit(1))).first()
        if row is None:
            return None
        values = {name: value for name, value in row._mapping.items() if name != "sent_at"}
        return Reminder(**values | {"wall": datetime.fromisoformat(row.wall)}), row.sent_at

    async def count(self, person: int) -> int:
        """How many reminders that they typed a person has before them."""
        mine = (reminders.c.person == person, _ahead(), reminders.c.rung.is_(None))
        async with self._database.reading() as connection:
            query = select(func.count()).select_from(reminders).where(*mine)
            return int((await connection.execute(query)).scalar_one())

    async def rungs(self, card_id: int, person: int) -> list[Reminder]:
        """The rungs of a card that this person will still be told, soonest first."""
        query = select(*columns()).where(reminders.c.card == card_id, reminders.c.person == person, _ahead())
        async with self._database.reading() as connection:
            rows = await connection.execute(query.order_by(reminders.c.due, reminders.c.id))
            return [as_reminder(row) for row in rows]

    async def change(self, reminder_id: int, person: int, now: datetime, **values: Any) -> Reminder | None:
        """New `text`, `wall`, `zone` or `rule`; None where it was deleted.

        A new time makes it due anew: what is on its way for the old time does not count as sent. ValueError
        where `rule` is no rule of ours.
        """
        if "text" in values:
            values["text"] = _text(values["text"])
        if values.get("rule"):
            validate(values["rule"])
        if "wall" in values:
            values["wall"] = values["wall"].isoformat(timespec=_WALL)
        async with self._database.writing() as connection:
            live = update(reminders).where(_own(reminder_id, person), reminders.c.state != "deleted")
            row = (await connection.execute(live.values(**values, changed=now).returning(*columns()))).first()
            if row is None:
                return None
            if {"wall", "zone"} & set(values):
                row = await _again(connection, row, datetime.fromisoformat(row.wall))
            return as_reminder(row)

    async def insist(self, reminder_id: int, person: int, on: bool) -> Reminder | None:
        """Tell it every day until it is confirmed, or only once; None where it is gone."""
        mine = update(reminders).where(_own(reminder_id, person), reminders.c.state != "deleted")
        return await self._row(mine.values(insists=int(on)))

    async def confirm(self, reminder_id: int, person: int, now: datetime) -> None:
        """It is done: one that insists is told no more."""
        mine = update(reminders).where(_own(reminder_id, person), reminders.c.insists == 1, _ahead())
        await self._row(mine.where(reminders.c.rule.is_(None)).values(state="sent", changed=now, **_FRESH))

    async def arrived(self, person: int, limit: int = 20) -> list[DeliveryRecord]:
        """What this person was told lately, the newest first."""
        query = select(deliveries).where(deliveries.c.person == person)
        query = query.order_by(deliveries.c.at.desc(), deliveries.c.id.desc()).limit(limit)
        async with self._database.reading() as connection:
            rows = await connection.execute(query)
            return [DeliveryRecord(row.card, row.rung, row.text, row.due, row.at, row.fate) for row in rows]

    async def move_to(self, person: int, zone: str, now: datetime) -> int:
        """Give what this person typed in other zones the same wall-clock time of this one; how many moved.

        One whose new moment has passed stays.
        """
        moved = 0
        for reminder in await self.of(person):
            if reminder.zone != zone and (reminder.rule or localise(reminder.wall, zone) > now):
                moved += await self.change(reminder.id, person, now, zone=zone) is not None
        return moved

    async def pause(self, reminder_id: int, person: int) -> Reminder | None:
        """Say nothing until it is resumed; None where there is nothing to pause."""
        mine = update(reminders).where(
            _own(reminder_id, person), reminders.c.state.in_(("active", "blocked"))
        )
        return await self._row(mine.values(state="paused", **_FRESH))

    async def resume(self, reminder_id: int, person: int, now: datetime) -> Reminder | None:
        """Go on. A repeating one goes on with its next time, a single one that was missed is told late."""
        paused = update(reminders).where(_own(reminder_id, person), reminders.c.state == "paused")
        async with self._database.writing() as connection:
            values = {"state": "active", "changed": now, **_FRESH}
            row = (await connection.execute(paused.values(values).returning(*columns()))).first()
            if row is None:
                return None
            if row.rule and row.due <= now:
                wall = next_after(row.rule, datetime.fromisoformat(row.wall), row.zone, now)
                row = await _again(connection, row, wall) if wall else row
            return as_reminder(row)

    async def delete(self, reminder_id: int, person: int, now: datetime) -> bool:
        """Delete; `restore` brings it back for a minute."""
        mine = update(reminders).where(_own(reminder_id, person), reminders.c.state != "deleted")
        values = {"was": reminders.c.state, "state": "deleted", "changed": now}
        return await self._row(mine.values(values)) is not None

    async def restore(self, reminder_id: int, person: int, now: datetime) -> Reminder | None:
        """Undo a deletion of the last minute; it is paused again where it was paused."""
        mine = update(reminders).where(_own(reminder_id, person), reminders.c.state == "deleted")
        values = {"state": func.coalesce(reminders.c.was, "active"), "was": None, "changed": now}
        return await self._row(mine.where(reminders.c.changed >= now - UNDO).values(values))

    async def set_ladder(self, card_id: int, person: int, rungs_: Sequence[Rung], now: datetime) -> None:
        """Make these the future rungs of this card for this person. A told rung is never told again."""
        await self._people.ensure(person, now)
        async with self._database.writing() as connection:
            await rungs.replace(connection, card_id, person, rungs_, now)

    async def snooze(self, reminder_id: int, person: int, until: datetime, now: datetime) -> Reminder | None:
        """Tell it again at a wall-clock time of its zone; None where it is gone, or its card is.

        A repeating one keeps its rhythm: a single one is made beside it. LimitReached where they have 200.
        """
        alive = select(cards.c.id).where(cards.c.id == reminders.c.card, cards.c.deleted.is_(None)).exists()
        live = update(reminders).where(_own(reminder_id, person), reminders.c.state != "deleted")
        live = live.where(or_(reminders.c.card.is_(None), alive))
        async with self._database.writing() as connection:
            row = (await connection.execute(live.values(changed=now).returning(*columns()))).first()
            if row is None:
                return None
            if not row.rule:
                return as_reminder(await _again(connection, row, until))
            await hold_to_limit(connection, person)
            values = {"person": row.person, "text": row.text, "state": "active", "changed": now}
            values |= when(until, row.zone)
            made = await connection.execute(insert(reminders).values(values).returning(*columns()))
            return as_reminder(made.one())

    async def pause_person(self, person: int, now: datetime) -> int:
        """Telegram refuses what we send them: hold everything; how many were held."""
        mine = update(reminders).where(reminders.c.person == person, reminders.c.state == "active")
        async with self._database.writing() as connection:
            done = await connection.execute(mine.values(state="blocked", **_FRESH))
        if done.rowcount:
            await self._people.change(person, now, blocked=now)
        return int(done.rowcount)

    async def resume_person(self, person: int, now: datetime) -> list[Reminder]:
        """They are back: go on with what was held, what was missed first. Missed ones are told late."""
        mine = update(reminders).where(reminders.c.person == person, reminders.c.state == "blocked")
        async with self._database.writing() as connection:
            rows = await connection.execute(mine.values(state="active", **_FRESH).returning(*columns()))
            held = [as_reminder(row) for row in rows]
        if held or (await self._people.get(person)).blocked:
            await self._people.change(person, now, blocked=None)
        return sorted(held, key=lambda reminder: (reminder.due, reminder.id))

    async def purge(self, now: datetime) -> None:
        """Forget for good what was deleted, and what was told a year ago."""
        deleted = (reminders.c.state == "deleted") & (reminders.c.changed < now - UNDO)
        past = now - KEPT
        old = (reminders.c.state == "sent") & (reminders.c.due < past) & (reminders.c.sent_at < past)
        waiting = reminders.c.state.in_(("draft", "replaced"))
        abandoned = waiting & (reminders.c.changed < now - DRAFTS_KEPT)
        async with self._database.writing() as connection:
            # A deleted rung stays as long as its card: it says that it is not to be told again.
            typed = reminders.c.rung.is_(None)
            for gone in (deleted & typed, old, abandoned):
                await connection.execute(delete(reminders).where(gone))
            await connection.execute(delete(deliveries).where(deliveries.c.at < now - DELIVERIES_KEPT))

    async def _row(self, change: Any) -> Reminder | None:
        async with self._database.writing() as connection:
            row = (await connection.execute(change.returning(*columns()))).first()
        return as_reminder(row) if row else None


async def hold_to_limit(connection: AsyncConnection, person: int, most: int = REMINDERS) -> None:
    """LimitReached where a person has as many reminders of their own as one may have; rungs do not count."""
    own = select(func.count()).where(reminders.c.person == person, _ahead(), reminders.c.rung.is_(None))
    if (await connection.execute(own)).scalar_one() >= most:
        raise LimitReached("reminders", REMINDERS)


async def _again(connection: AsyncConnection, row: Row[Any], wall: datetime) -> Row[Any]:
    """Give a row a new time; one that was sent is before the person again."""
    state = "active" if row.state == "sent" else row.state
    mine = update(reminders).where(reminders.c.id == row.id)
    done = await connection.execute(
        mine.values(state=state, **when(wall, row.zone), **_FRESH).returning(*columns())
    )
    return done.one()


def _own(reminder_id: int, person: int) -> Any:
    return (reminders.c.id == reminder_id) & (reminders.c.person == person)


def _ahead() -> Any:
    return reminders.c.state.in_(("active", "paused", "blocked"))


def columns() -> list[Column[Any]]:
    """The columns that make a Reminder."""
    return [reminders.c[name] for name in Reminder.__dataclass_fields__]


def when(wall: datetime, zone: str) -> dict[str, Any]:
    """The columns of a wall-clock time, with the moment derived from it."""
    return {"wall": wall.isoformat(timespec=_WALL), "zone": zone, "due": localise(wall, zone)}


def _text(text: str) -> str:
    return mask(text).strip()[:TEXT]


def as_reminder(row: Row[Any]) -> Reminder:
    """The Reminder of a row with `columns()`."""
    values = dict(row._mapping)
    return Reminder(**values | {"wall": datetime.fromisoformat(row.wall)})
