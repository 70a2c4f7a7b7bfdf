"""All that is kept of a person: read whole for them, deleted whole.

What belongs to whom is read from the tables, so that a table that comes later is covered: a column `person`
is enough.
"""

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Column, ColumnElement, Row, Table, delete, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store.conversations import Conversations
from bot.store.database import Database
from bot.store.inbox import sender_of
from bot.store.people import People
from bot.store.tables import cards, conversations, inbox, invites, metadata, people, renewals

NOBODY = 0
"""Who renewed somebody else's card, once they are forgotten."""
_AS_JSON = (conversations.c.state, renewals.c.before)


def kept() -> Mapping[str, tuple[str, ...]]:
    """The names of all tables and their columns, those that refer to others last."""
    return {table.name: tuple(table.c.keys()) for table in metadata.sorted_tables}


def belongs(table: Table, person: int) -> ColumnElement[bool] | None:
    """Which rows of a table are this person's; None where rows are nobody's."""
    own = select(cards.c.id).where(cards.c.owner == person)
    if table is people:
        return people.c.id == person
    if table is cards:
        return cards.c.owner == person
    if table is invites:
        return invites.c.card.in_(own)
    if table is renewals:
        return or_(renewals.c.person == person, renewals.c.card.in_(own))
    column: Column[Any] | None = table.c.get("person")
    return None if column is None else column == person


class PersonalData:
    """What `/mydata` shows and `/forget` deletes."""

    def __init__(self, database: Database, people_: People, conversations_: Conversations) -> None:
        self._database = database
        self._people, self._conversations = people_, conversations_

    async def of(self, person: int) -> dict[str, list[dict[str, Any]]]:
        """Every row of this person by table, as JSON holds it; tables without one are left out."""
        found: dict[str, list[dict[str, Any]]] = {}
        await self._database.flush()
        async with self._database.reading() as connection:
            for table in metadata.sorted_tables:
                if (condition := belongs(table, person)) is None:
                    continue
                rows = (await connection.execute(select(table).where(condition))).all()
                if rows:
                    found[table.name] = [_told(table, row) for row in rows]
            waiting = [json.loads(body) for _, body in await _waiting(connection, person)]
        return found | ({"inbox": waiting} if waiting else {})

    async def forget(self, person: int) -> int:
        """Delete every row of this person in one transaction; how many there were.

        What others keep of their own stays: who renewed a card of theirs becomes nobody.
        """
        await self._database.flush()  # what still waits to be written must not come back
        async with self._database.writing() as connection:
            gone = await _without_waiting(connection, person)
            own = select(cards.c.id).where(cards.c.owner == person)
            theirs = (renewals.c.person == person) & renewals.c.card.not_in(own)
            gone += (await connection.execute(update(renewals).where(theirs).values(person=NOBODY))).rowcount
            for table in reversed(metadata.sorted_tables):
                condition = belongs(table, person)
                if condition is not None:
                    gone += (await connection.execute(delete(table).where(condition))).rowcount
        self._people.drop(person)
        self._conversations.recent.drop(person)
        return gone


def _told(table: Table, row: Row[Any]) -> dict[str, Any]:
    values = row._mapping
    told = {column.name: _plain(column, values[column.name]) for column in table.c}
    return {name: value for name, value in told.items() if value is not None}


def _plain(column: Column[Any], value: Any) -> Any:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="seconds")
    return json.loads(value) if any(column is each for each in _AS_JSON) and value else value


async def _waiting(connection: AsyncConnection, person: int) -> list[tuple[int, str]]:
    """Updates of this person that are not finished, by their number: few at any time."""
    query = select(inbox.c.number, inbox.c.body).where(inbox.c.body.is_not(None))
    rows = (await connection.execute(query)).all()
    return [(number, body) for number, body in rows if sender_of(json.loads(body)) == person]


async def _without_waiting(connection: AsyncConnection, person: int) -> int:
    """Take the texts of this person's updates out; the keys stay, so that none is handled twice."""
    numbers = [number for number, _ in await _waiting(connection, person)]
    if numbers:
        await connection.execute(update(inbox).where(inbox.c.number.in_(numbers)).values(body=None))
    return len(numbers)
