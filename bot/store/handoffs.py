"""Talks with humans: a row per person, and each message on both sides."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Literal

from sqlalchemy import ColumnElement, delete, insert, select, update

from bot.store.database import Database
from bot.store.people import People
from bot.store.tables import handoffs, relays
from bot.store.user_cache import UserCache

HandoffState = Literal["waiting", "talking", "closed", "blocked"]
_STATES: tuple[HandoffState, ...] = ("waiting", "talking", "closed", "blocked")

LASTS = timedelta(hours=24)
"""After so long without a word of either side a talk is over, and the bot answers again."""
_KEPT = timedelta(days=30)


@dataclass(frozen=True)
class Handoff:
    """`thread` is the person's topic in a forum, `head` the message with their question in `chat`."""

    person: int
    state: HandoffState = "closed"
    chat: int | None = None
    thread: int | None = None
    head: int | None = None
    question: str = ""
    changed: datetime | None = None

    def is_open(self, now: datetime) -> bool:
        """Whether what this person writes goes to a human."""
        fresh = self.changed is not None and now - self.changed < LASTS
        return self.state in ("waiting", "talking") and fresh


@dataclass(frozen=True)
class Relay:
    """One message of a person's talk: `theirs` in the person's chat, `ours` in the support chat `chat`."""

    person: int
    theirs: int
    chat: int
    ours: int


class Handoffs:
    """Every query names the person, or the message of the support chat that is about them."""

    def __init__(self, database: Database, people: People) -> None:
        self._database = database
        self._people = people
        self.recent: UserCache[Handoff] = UserCache(database)

    async def get(self, person: int) -> Handoff:
        """The talk of a person; a closed one where there never was any."""
        if person in self.recent:
            return self.recent.get(person) or Handoff(person)
        found = await self._one(handoffs.c.person == person)
        self.recent.keep(person, found)
        return found or Handoff(person)

    async def keep(self, handoff: Handoff, now: datetime) -> Handoff:
        """Store a talk as it is now."""
        await self._people.ensure(handoff.person, now)
        kept = replace(handoff, changed=now)
        row = {name: value for name, value in vars(kept).items() if name != "person"}
        async with self._database.writing() as connection:
            done = await connection.execute(
                update(handoffs).where(handoffs.c.person == handoff.person).values(row)
            )
            if not done.rowcount:
                await connection.execute(insert(handoffs).values(person=handoff.person, **row))
        self.recent.keep(handoff.person, kept)
        return kept

    async def in_thread(self, chat: int, thread: int) -> Handoff | None:
        """Whose topic of a forum it is."""
        return await self._one(handoffs.c.chat == chat, handoffs.c.thread == thread)

    async def by_head(self, chat: int, message: int) -> Handoff | None:
        """Whose question a message of the support chat is."""
        return await self._one(handoffs.c.chat == chat, handoffs.c.head == message)

    async def note(self, relay: Relay, now: datetime) -> None:
        """Remember a message on both sides, for a month."""
        async with self._database.writing() as connection:
            await connection.execute(insert(relays).values(**vars(relay), sent=now))
            await connection.execute(delete(relays).where(relays.c.sent < now - _KEPT))

    async def by_ours(self, chat: int, message: int) -> Relay | None:
        """The counterpart of a message of the support chat."""
        return await self._relay(relays.c.chat == chat, relays.c.ours == message)

    async def by_theirs(self, person: int, message: int) -> Relay | None:
        """The counterpart of a message of a person's chat."""
        return await self._relay(relays.c.person == person, relays.c.theirs == message)

    async def _one(self, *conditions: ColumnElement[bool]) -> Handoff | None:
        query = select(handoffs).where(*conditions)
        async with self._database.reading() as connection:
            row = (await connection.execute(query)).first()
        if row is None:
            return None
        values = dict(row._mapping)
        values["state"] = next(state for state in _STATES if state == row.state)
        return Handoff(**values)

    async def _relay(self, *conditions: ColumnElement[bool]) -> Relay | None:
        query = select(relays).where(*conditions).order_by(relays.c.id.desc()).limit(1)
        async with self._database.reading() as connection:
            row = (await connection.execute(query)).first()
        return Relay(row.person, row.theirs, row.chat, row.ours) if row else None
