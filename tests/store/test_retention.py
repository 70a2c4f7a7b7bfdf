"""What is too old goes, by a clock that is moved; what is younger stays."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import Column, Table, func, insert, select

from bot.conversation.conversation_context import ConversationContext, Line, Pair
from bot.store.cards import Cards
from bot.store.conversations import Conversations
from bot.store.database import Database
from bot.store.people import People
from bot.store.personal_data import PersonalData
from bot.store.questions import Question, Questions
from bot.store.reminders import DRAFTS_KEPT, KEPT, Reminders
from bot.store.retention import LASTS, YEAR, Retention
from bot.store.rungs import Rung
from bot.store.tables import conversations, metadata, people, questions, reminders
from tests.store.conftest import NOW
from tests.store.test_personal_data import value

ONE = 70_001
SECOND = timedelta(seconds=1)


async def size(database: Database, table: Table) -> int:
    async with database.reading() as connection:
        return int((await connection.execute(select(func.count()).select_from(table))).scalar_one())


def retention(database: Database) -> Retention:
    known = People(database)
    return Retention(database, PersonalData(database, known, Conversations(database, known)))


@pytest.mark.parametrize("column", LASTS, ids=str)
async def test_each_row_lasts_as_long_as_is_said(database: Database, column: Column[object]) -> None:
    table = metadata.tables[column.table.name]
    await People(database).change(ONE, NOW)
    row: dict[str, Any] = {each.name: value(table, each.name, ONE, {"people": ONE}) for each in table.c}
    if column.name == "day":
        row["day"] = NOW.date().isoformat()
    async with database.writing() as connection:
        await connection.execute(insert(table).values(row))
    await retention(database).purge(NOW + LASTS[column])
    assert await size(database, table) == 1
    await retention(database).purge(NOW + LASTS[column] + timedelta(days=1))
    assert await size(database, table) == 0


async def test_who_blocked_the_bot_a_year_ago_is_forgotten(database: Database) -> None:
    known = People(database)
    await known.change(ONE, NOW, blocked=NOW)
    await known.change(ONE + 1, NOW)
    await retention(database).purge(NOW + YEAR)
    assert await size(database, people) == 2
    await retention(database).purge(NOW + YEAR + SECOND)
    assert await size(database, people) == 1


async def state(database: Database) -> str:
    await database.flush()
    async with database.reading() as connection:
        return str((await connection.execute(select(conversations.c.state))).scalar())


async def test_a_talk_keeps_its_topic_ten_minutes_and_its_line_a_day(database: Database) -> None:
    talks = Conversations(database, People(database))
    said = ConversationContext().told(Line("lebara", "prepaid", None, "abroad", "paypal"), NOW)
    said = said.about("pay-abroad", NOW).answered(Pair(11, 12, "pay-abroad", "lebara"))
    await talks.keep(ONE, said, NOW)
    await talks.purge(NOW + timedelta(minutes=10))
    assert "pay-abroad" in await state(database)
    await talks.purge(NOW + timedelta(minutes=10, seconds=1))
    left = await state(database)
    assert "pay-abroad" not in left and "pairs" not in left and "lebara" in left and "paypal" in left
    assert (await talks.get(ONE)).topic is None
    await talks.purge(NOW + timedelta(hours=24, seconds=1))
    assert await size(database, conversations) == 0
    assert await talks.get(ONE) == ConversationContext()


async def told(database: Database, at: datetime) -> None:
    async with database.writing() as connection:
        await connection.execute(reminders.update().values(state="sent", sent_at=at, due=at))


async def test_sent_reminders_last_a_year_those_of_cards_too(database: Database) -> None:
    known = People(database)
    own = Reminders(database, known)
    await own.add(ONE, "x", NOW.replace(tzinfo=None), "UTC", NOW)
    card = await Cards(database, known).add(ONE, NOW, operator=None, kind=None, nickname="x")
    await own.set_ladder(card.id, ONE, [Rung("plan_end:3:2026-11-23", NOW.replace(tzinfo=None), "UTC")], NOW)
    await told(database, NOW)
    await own.purge(NOW + KEPT)
    assert await size(database, reminders) == 2
    await own.purge(NOW + KEPT + SECOND)
    assert await size(database, reminders) == 0 and KEPT == YEAR


def test_drafts_last_a_month() -> None:
    assert timedelta(days=30) == DRAFTS_KEPT


async def test_questions_are_masked_of_nobody_and_last_a_month(database: Database) -> None:
    asked = Questions(database, 3)
    for number in range(5):
        asked.add(Question(f"{number} my number is 0612345678", "en", "top-up"), NOW)
    found = await asked.newest()
    assert [each.text[0] for each in found] == ["4", "3", "2"]
    assert "0612345678" not in str(found)
    assert set(questions.c.keys()) == {"id", "text", "language", "topic", "asked"}
    await asked.purge(NOW + timedelta(days=30))
    assert await size(database, questions) == 3
    await asked.purge(NOW + timedelta(days=31))
    assert await size(database, questions) == 0


async def test_with_none_to_keep_nothing_is_written_and_what_was_goes(database: Database) -> None:
    before = Questions(database, 3)
    before.add(Question("x", "en", None), NOW)
    await before.flush()
    off = Questions(database, 0)
    off.add(Question("y", "en", None), NOW)
    await off.flush()
    assert await size(database, questions) == 1
    await off.purge(NOW)
    assert await size(database, questions) == 0
