"""Database addresses, as people write them."""

import contextlib
import sqlite3
from pathlib import Path

import pytest
from sqlalchemy.exc import OperationalError

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
