"""Everything of a person can be read and deleted, and nothing of anybody else goes with it."""

import json
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import BigInteger, Integer, Table, func, insert, select

from bot.store.conversations import Conversations
from bot.store.database import Database
from bot.store.people import People
from bot.store.personal_data import NOBODY, PersonalData, belongs, kept
from bot.store.tables import Moment, cards, inbox, invites, members, metadata, people, reminders, renewals
from tests.store.conftest import NOW

ONE, TWO = 70_001, 70_002
# Rows of these are nobody's.
OF_NOBODY = {"inbox", "counts", "support_chats", "unanswered", "learned", "questions"}


def value(table: Table, name: str, person: int, others: dict[str, int]) -> Any:
    """Something for a column: ids of rows made before, else what its type takes."""
    column = table.c[name]
    if name == "person" or (table is people and name == "id") or name == "owner":
        return person
    for key in column.foreign_keys:
        return others[key.column.table.name]
    if isinstance(column.type, Moment):
        return NOW
    if isinstance(column.type, Integer | BigInteger):
        return person
    if table.name == "conversations":
        return "{}"
    if name == "before":
        return "{}"
    return f"x{person}"[: getattr(column.type, "length", None) or 40]


async def filled(database: Database, person: int) -> None:
    """A row of this person in every table."""
    others: dict[str, int] = {}
    async with database.writing() as connection:
        for table in metadata.sorted_tables:
            if table.name == "inbox":
                continue
            row = {column.name: value(table, column.name, person, others) for column in table.c}
            if table is inbox:
                continue
            await connection.execute(insert(table).values(row))
            others[table.name] = row.get("id", person)
        body = json.dumps({"update_id": person, "message": {"from": {"id": person}, "text": "hello"}})
        await connection.execute(
            insert(inbox).values(number=person, mark="m", body=body, lease=NOW, received=NOW)
        )


async def count(database: Database, table: Table, person: int) -> int:
    condition = belongs(table, person)
    assert condition is not None
    async with database.reading() as connection:
        query = select(func.count()).select_from(table).where(condition)
        return int((await connection.execute(query)).scalar_one())


def data(database: Database) -> PersonalData:
    known = People(database)
    return PersonalData(database, known, Conversations(database, known))


PERSONAL = [table for table in metadata.sorted_tables if table.name not in OF_NOBODY]


def test_every_table_is_of_a_person_or_known_to_be_nobodys() -> None:
    for table in metadata.sorted_tables:
        assert (belongs(table, ONE) is None) == (table.name in OF_NOBODY), table.name
    assert set(kept()) == {table.name for table in metadata.sorted_tables}


async def test_all_of_a_person_goes_and_nothing_of_another(database: Database) -> None:
    await filled(database, ONE)
    await filled(database, TWO)
    assert [await count(database, table, ONE) for table in PERSONAL] == [1] * len(PERSONAL)
    assert await data(database).forget(ONE) > len(PERSONAL)
    assert [await count(database, table, ONE) for table in PERSONAL] == [0] * len(PERSONAL)
    assert [await count(database, table, TWO) for table in PERSONAL] == [1] * len(PERSONAL)
    async with database.reading() as connection:
        rows = (await connection.execute(select(inbox.c.number, inbox.c.body))).all()
    bodies = {row.number: row.body for row in rows}
    assert bodies[ONE] is None and bodies[TWO]


async def test_all_of_a_person_is_shown_as_json_holds_it(database: Database) -> None:
    await filled(database, ONE)
    await filled(database, TWO)
    found = await data(database).of(ONE)
    assert set(found) == {table.name for table in PERSONAL} | {"inbox"}
    told = json.dumps(found)
    assert str(ONE) in told and str(TWO) not in told
    assert found["people"][0]["created"] == NOW.isoformat(timespec="seconds")
    assert await data(database).of(ONE + 5) == {}


async def test_what_others_keep_of_their_own_stays(database: Database) -> None:
    await filled(database, ONE)
    await filled(database, TWO)
    async with database.writing() as connection:
        await connection.execute(insert(members).values(card=TWO, person=ONE))
        await connection.execute(
            insert(renewals).values(id=9, card=TWO, person=ONE, day="2026-11-20", before="{}", created=NOW)
        )
        await connection.execute(insert(members).values(card=ONE, person=TWO))
        await connection.execute(insert(reminders).values(_rung(TWO, ONE, NOW)))
        await connection.execute(insert(invites).values(token="of one", card=ONE, until=NOW))
    await data(database).forget(ONE)
    async with database.reading() as connection:
        renewed = (await connection.execute(select(renewals.c.person).where(renewals.c.id == 9))).scalar()
        left = set((await connection.execute(select(cards.c.owner))).scalars())
        rungs = (await connection.execute(select(reminders.c.card))).scalars().all()
    assert renewed == NOBODY and left == {TWO} and ONE not in rungs


def _rung(person: int, card: int, due: datetime) -> dict[str, Any]:
    wall = (due + timedelta(days=1)).isoformat(timespec="minutes")[:16]
    row = {"person": person, "card": card, "rung": "plan_end:3", "text": "", "wall": wall, "zone": "UTC"}
    return row | {"due": due, "state": "active", "changed": due}


async def test_what_was_remembered_in_memory_is_forgotten_too(database: Database) -> None:
    known = People(database)
    talks = Conversations(database, known)
    await known.change(ONE, NOW, language="fr")
    assert (await known.get(ONE)).language == "fr"
    await PersonalData(database, known, talks).forget(ONE)
    assert (await known.get(ONE)).language is None
