"""Database addresses, as people write them."""

import contextlib
import sqlite3
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import event
from sqlalchemy.exc import OperationalError

from bot.conversation import ConversationContext
from bot.store.cards import Cards
from bot.store.conversations import Conversations
from bot.store.database import Database, database_url, shown
from bot.store.migrate import migrate
from bot.store.people import People, Person
from tests.store.conftest import NOW


@pytest.mark.parametrize("scheme", ["postgres", "postgresql", "postgresql+asyncpg"])
def test_every_spelling_of_postgresql_uses_asyncpg(scheme: str) -> None:
    assert database_url(f"{scheme}://u:p@h:5432/d", Path()).drivername == "postgresql+asyncpg"


def test_sslmode_becomes_what_asyncpg_calls_ssl() -> None:
    url = database_url("postgres://u:p@h/d?sslmode=require&channel_binding=prefer", Path())
    assert dict(url.query) == {"ssl": "require"}


def test_no_address_is_a_file_in_the_data_folder(tmp_path: Path) -> None:
    assert database_url("", tmp_path).database == str(tmp_path / "xufei.sqlite3")


def test_the_password_is_not_shown() -> None:
    assert "secret" not in shown(database_url("postgres://u:secret@h/d", Path()))


async def test_an_answer_goes_on_without_a_database_and_health_tells(tmp_path: Path) -> None:
    database = Database(database_url("", tmp_path))
    await migrate(database)
    people = People(database)
    assert await database.answers()
    # Somebody else holds the file: nobody can write.
    with contextlib.closing(sqlite3.connect(tmp_path / "xufei.sqlite3", isolation_level=None)) as other:
        async with database.reading() as connection:
            await connection.exec_driver_sql("PRAGMA busy_timeout=1")
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(OperationalError):
            await people.change(7, NOW, language="fr")
        assert database.is_failing
        assert not await database.answers()
        other.execute("ROLLBACK")
    assert await database.answers()
    assert not database.is_failing
    await database.close()


async def test_what_is_out_of_reach_is_not_tried_again_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    database = Database(database_url("", tmp_path))
    with monkeypatch.context() as broken:

        def refuse() -> None:
            raise OperationalError("x", None, OSError("gone"))

        broken.setattr(database, "reading", refuse)
        assert await People(database).get(7) == Person(7)
    tried = False

    async def work() -> str:
        nonlocal tried
        tried = True
        return "found"

    assert await database.or_else(work(), "otherwise") == "otherwise"
    assert not tried
    database._resting_until = 0.0
    assert await database.or_else(work(), "otherwise") == "found"
    await database.close()


async def test_rows_of_one_moment_are_put_in_one_transaction_and_survive(tmp_path: Path) -> None:
    database = Database(database_url("", tmp_path))
    await migrate(database)
    people = People(database)
    talks = Conversations(database, people)
    for person in (7, 8):
        await people.ensure(person, NOW)
    commits = 0

    def count(connection: object) -> None:
        nonlocal commits
        commits += 1

    event.listen(database.engine.sync_engine, "commit", count)
    for topic in ("refund", "pay-abroad"):
        for person in (7, 8):
            await people.speak(person, "fr", NOW)
            await talks.keep(person, ConversationContext(topic=topic), NOW)
    assert (await talks.get(7)).topic == "pay-abroad"
    await database.flush()
    assert commits == 1
    # A wish that waits gives way to one that comes after it.
    await people.speak(7, "en", NOW)
    await people.change(7, NOW, language="zh-Hans")
    await people.speak(8, "en", NOW)
    await database.close()
    again = Database(database_url("", tmp_path))
    assert (await Conversations(again, People(again)).get(8)).topic == "pay-abroad"
    assert [(await People(again).get(person)).language for person in (7, 8)] == ["zh-Hans", "en"]
    await again.close()


async def test_rows_that_are_refused_wait_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    database = Database(database_url("", tmp_path))
    await migrate(database)
    people = People(database)
    await people.ensure(7, NOW)

    @contextlib.asynccontextmanager
    async def refuse() -> AsyncIterator[None]:
        raise OperationalError("x", None, OSError("disk full"))
        yield

    with monkeypatch.context() as full:
        full.setattr(database, "writing", refuse)
        await people.speak(7, "fr", NOW)
        with pytest.raises(OperationalError):
            await database.flush()
    await database.flush()
    await database.close()
    again = Database(database_url("", tmp_path))
    assert (await People(again).get(7)).language == "fr"
    await again.close()


async def test_cards_are_read_again_after_any_change_of_them(tmp_path: Path) -> None:
    database = Database(database_url("", tmp_path))
    await migrate(database)
    people = People(database)
    cards = Cards(database, people)
    assert await cards.of(7) == []
    card = await cards.add(7, NOW, operator="lebara", kind="prepaid", nickname="mine")
    assert [each.nickname for each in await cards.of(7)] == ["mine"]
    await cards.change(card.id, 7, nickname="hers")
    assert [each.nickname for each in await Cards(database, people).of(7)] == ["hers"]
    assert [each.nickname for each in await cards.of(7)] == ["hers"]
    await cards.delete(card.id, 7, NOW)
    assert await cards.of(7) == []
    await database.close()


async def test_what_is_deleted_is_not_in_the_file_any_more(tmp_path: Path) -> None:
    database = Database(database_url("", tmp_path))
    await migrate(database)
    cards = Cards(database, People(database))
    card = await cards.add(7, NOW, operator="lebara", kind="prepaid", nickname="Grandmother's card")
    await cards.delete(card.id, 7, NOW)
    await cards.purge(NOW + timedelta(days=800))
    await database.close()
    assert [file.name for file in tmp_path.iterdir()] == ["xufei.sqlite3"]
    assert b"Grandmother" not in (tmp_path / "xufei.sqlite3").read_bytes()
