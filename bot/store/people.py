"""Who uses the bot, as little as it takes: language, zone, what the advisor may remember."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import Row, select
from sqlalchemy.dialects import postgresql, sqlite

from bot.store.database import Database
from bot.store.tables import people
from bot.store.user_cache import UserCache


@dataclass(frozen=True)
class Person:
    """`advice` and `guide` are packed places; None where nothing was said or kept.

    `blocked`: since when Telegram refuses what the bot sends them; None where it arrives. How they want to be
    reminded, None as everybody: `hour` (0-23) at which cards remind, quiet hours from `quiet_from` to
    `quiet_to` (equal: none), `digest` the weekday (0 is Monday) of a look ahead, last sent at `digested`,
    `ladder` the days before (negative: after) an end. `simple` is 1 for screens without ornament.
    """

    id: int
    language: str | None = None
    zone: str | None = None
    advice: str | None = None
    guide: str | None = None
    blocked: datetime | None = None
    hour: int | None = None
    quiet_from: int | None = None
    quiet_to: int | None = None
    digest: int | None = None
    ladder: tuple[int, ...] | None = None
    digested: datetime | None = None
    simple: int | None = None


class People:
    """Settings by person; with SQLite those of recent people stay in memory."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._recent: UserCache[Person] = UserCache(database)

    async def get(self, person: int) -> Person:
        """What is kept of a person; an empty Person where nothing is, or the database is out of reach."""
        if person in self._recent:
            return self._recent.get(person) or Person(person)
        return await self._database.or_else(self._stored(person), None) or Person(person)

    async def _stored(self, person: int) -> Person | None:
        async with self._database.reading() as connection:
            row = (await connection.execute(select(people).where(people.c.id == person))).first()
        found = _person(row) if row else None
        self._recent.keep(person, found)
        return found

    async def change(self, person: int, now: datetime, **values: Any) -> Person:
        """Store new settings; the row is made at the first one."""
        if "ladder" in values:
            values["ladder"] = packed_ladder(values["ladder"])
        await self._database.flush()  # an older wish that still waits must not win
        # One statement: two copies may meet the same person for the first time at once.
        make: Any = sqlite.insert if self._database.is_sqlite else postgresql.insert
        row = make(people).values(id=person, created=now, **values)
        put = row.on_conflict_do_update(index_elements=[people.c.id], set_=values or {"id": people.c.id})
        async with self._database.writing() as connection:
            kept = (await connection.execute(put.returning(*people.c))).one()
        changed = _person(kept)
        self._recent.keep(person, changed)
        return changed

    async def speak(self, person: int, language: str, now: datetime) -> None:
        """Store the language in which a person writes; with the database out of reach, here only."""
        known = await self.get(person)
        if not self._database.is_sqlite or self._recent.get(person) is None:
            await self._database.or_else(self.change(person, now, language=language), None)
            return
        self._recent.keep(person, replace(known, language=language))
        self._database.soon(people, {"id": person, "created": now, "language": language}, once=("created",))

    async def with_digest(self) -> list[Person]:
        """Who asked for a weekly look ahead."""
        async with self._database.reading() as connection:
            rows = await connection.execute(select(people).where(people.c.digest.is_not(None)))
            return [_person(row) for row in rows]

    async def ensure(self, person: int, now: datetime) -> None:
        """A row for this person, so that others can refer to it."""
        if self._recent.get(person) is None:
            await self.change(person, now)

    def drop(self, person: int) -> None:
        """Forget what is remembered of a person in memory: their row is gone."""
        self._recent.drop(person)


def packed_ladder(ladder: tuple[int, ...] | None) -> str | None:
    """A ladder as 30,7,0,-3; None where it is the usual one."""
    return None if ladder is None else ",".join(map(str, ladder))


def as_ladder(packed: str | None) -> tuple[int, ...] | None:
    """The ladder of a packed text."""
    return None if packed is None else tuple(int(days) for days in packed.split(",") if days)


def _person(row: Row[Any]) -> Person:
    values = {name: row._mapping[name] for name in Person.__dataclass_fields__ if name != "ladder"}
    return Person(**values, ladder=as_ladder(row.ladder))
