"""What is known of the talk with each person, in one row; read once and written once a message."""

import json
from datetime import datetime

from sqlalchemy import delete, select, update
from sqlalchemy.dialects.postgresql import insert

from bot.conversation.conversation_context import TOPIC_LASTS, ConversationContext
from bot.store.database import Database
from bot.store.people import People
from bot.store.tables import conversations
from bot.store.user_cache import UserCache


class Conversations:
    """Kept in the store, so that a talk holds across copies of the bot and restarts."""

    def __init__(self, database: Database, people: People) -> None:
        self._database = database
        self._people = people
        self.recent: UserCache[ConversationContext] = UserCache(database)

    async def get(self, person: int) -> ConversationContext:
        """As it was kept, however old; empty where nothing is, or the database is out of reach."""
        if person in self.recent:
            return self.recent.get(person) or ConversationContext()
        return await self._database.or_else(self._stored(person), None) or ConversationContext()

    async def _stored(self, person: int) -> ConversationContext | None:
        mine = select(conversations.c.state).where(conversations.c.person == person)
        async with self._database.reading() as connection:
            state = (await connection.execute(mine)).scalar()
        found = _read(state) if state else None
        self.recent.keep(person, found)
        return found

    async def keep(self, person: int, context: ConversationContext, now: datetime) -> None:
        """Keep it for the next message; with the database out of reach, in this process only."""
        self.recent.keep(person, context)
        await self._database.or_else(self._write(person, context, now), None)

    async def _write(self, person: int, context: ConversationContext, now: datetime) -> None:
        await self._people.ensure(person, now)
        row = {"state": json.dumps(context.packed(), ensure_ascii=False), "changed": now}
        if self._database.is_sqlite:
            self._database.soon(conversations, {"person": person, **row})
            return
        put = insert(conversations).values(person=person, **row)
        async with self._database.writing() as connection:
            keys = [conversations.c.person]
            await connection.execute(put.on_conflict_do_update(index_elements=keys, set_=row))

    async def purge(self, now: datetime) -> None:
        """Take out of each row what is old: topic and pairs after ten minutes, the line after a day."""
        query = select(conversations).where(conversations.c.changed < now - TOPIC_LASTS)
        async with self._database.reading() as connection:
            rows = (await connection.execute(query)).all()
        for row in rows:
            before = _read(row.state) or ConversationContext()
            await self._age(row.person, row.changed, before, before.aged(now))

    async def _age(
        self, person: int, changed: datetime, before: ConversationContext, after: ConversationContext
    ) -> None:
        """Write what is left of a row; nothing where the talk went on meanwhile."""
        same = (conversations.c.person == person) & (conversations.c.changed == changed)
        if before == after and after != ConversationContext():
            return
        values = {"state": json.dumps(after.packed(), ensure_ascii=False)}
        left = update(conversations).where(same).values(values)
        async with self._database.writing() as connection:
            empty = after == ConversationContext()
            done = await connection.execute(delete(conversations).where(same) if empty else left)
        if done.rowcount:
            self.recent.drop(person)


def _read(state: str) -> ConversationContext | None:
    """A row that another version wrote may not be readable here: then the talk begins anew."""
    try:
        return ConversationContext.of(json.loads(state))
    except (ValueError, TypeError, KeyError, AttributeError):
        return None
