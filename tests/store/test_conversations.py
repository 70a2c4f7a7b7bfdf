"""A talk in its row: kept whole, over restarts, migrations and copies of the bot."""

import json
from datetime import timedelta

import pytest
from sqlalchemy import Connection, inspect, text

from bot.conversation import ConversationContext, Line, Prompt
from bot.store import migrate as module
from bot.store.conversations import Conversations
from bot.store.database import Database
from bot.store.people import People
from bot.store.tables import metadata
from tests.store.conftest import NOW

KNOWN = ConversationContext().about("refund", NOW).told(Line("orange"), NOW).asked(Prompt("date", "r:1"), NOW)


async def test_a_talk_survives_a_restart(database: Database) -> None:
    await Conversations(database, People(database)).keep(7, KNOWN, NOW)
    await database.flush()  # as a stop does
    assert await Conversations(database, People(database)).get(7) == KNOWN
    assert await Conversations(database, People(database)).get(8) == ConversationContext()


async def test_the_newest_state_stands(database: Database) -> None:
    talks = Conversations(database, People(database))
    await talks.keep(7, KNOWN, NOW)
    await talks.keep(7, KNOWN.about("invoice", NOW), NOW)
    assert (await talks.get(7)).topic == "invoice"


async def test_what_another_copy_wrote_is_seen_on_postgresql(database: Database) -> None:
    here, there = (Conversations(database, People(database)) for _ in range(2))
    assert await here.get(7) == ConversationContext()
    await there.keep(7, KNOWN, NOW)
    assert await here.get(7) == (ConversationContext() if database.is_sqlite else KNOWN)


@pytest.mark.parametrize("state", ["{", "[]", '{"line": {"colour": 1}}'])
async def test_a_row_that_cannot_be_read_begins_anew(database: Database, state: str) -> None:
    await Conversations(database, People(database)).keep(7, KNOWN, NOW)
    async with database.writing() as connection:
        await connection.execute(text("UPDATE conversations SET state = :state"), {"state": state})
    assert await Conversations(database, People(database)).get(7) == ConversationContext()


def _before(connection: Connection) -> None:
    """The tables as they were before conversations, with a row in each."""
    there = inspect(connection).get_table_names()
    known = [table.name for table in reversed(metadata.sorted_tables)]
    for name in [*(name for name in there if name not in known), *(name for name in known if name in there)]:
        connection.execute(text(f"DROP TABLE {name}"))
    module._upgrade(connection, "0004")
    for line in (
        "INSERT INTO people (id, created) VALUES (7, '2026-11-20T09:00:00Z')",
        "INSERT INTO talks VALUES (7, 'refund', 'orange', '2026-11-20T09:05:00Z')",
        "INSERT INTO pending VALUES (7, 'r:1', '{}', '2026-11-20T09:06:00Z')",
    ):
        connection.execute(text(line))


async def test_old_rows_are_carried_into_the_new_table(database: Database) -> None:
    async with database.engine.begin() as connection:
        await connection.run_sync(_before)
    await module.migrate(database)
    known = await Conversations(database, People(database)).get(7)
    assert (known.topic, known.line.operator) == ("refund", "orange")
    assert known.prompt and (known.prompt.route, known.prompt.draft) == ("r:1", "{}")
    assert known.prompt.until and known.prompt.until - known.topic_until == timedelta(minutes=1)  # type: ignore[operator]
    async with database.reading() as connection:
        states = (await connection.execute(text("SELECT state FROM conversations"))).scalars().all()
    assert [json.loads(state)["topic"] for state in states] == ["refund"]
