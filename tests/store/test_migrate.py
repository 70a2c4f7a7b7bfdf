"""Migrations end in the tables that the queries use."""

import contextlib
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text

from bot.store import migrate as module
from bot.store.database import Database, database_url
from bot.store.migrate import HEAD, SchemaError, migrate
from bot.store.tables import metadata


def _differences(connection: Connection) -> list[object]:
    return list(compare_metadata(MigrationContext.configure(connection), metadata))


async def test_migrating_makes_exactly_the_tables_that_the_code_knows(database: Database) -> None:
    async with database.reading() as connection:
        assert await connection.run_sync(_differences) == []


async def test_migrating_again_changes_nothing(database: Database) -> None:
    await migrate(database)
    async with database.reading() as connection:
        assert await connection.run_sync(module._revision) == HEAD


def test_head_is_the_newest_script() -> None:
    config = Config()
    config.set_main_option("script_location", str(module._SCRIPTS))
    assert ScriptDirectory.from_config(config).get_current_head() == HEAD


async def test_newer_tables_are_left_alone(database: Database) -> None:
    async with database.writing() as connection:
        await connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(SchemaError, match=r"newer version \(9999\).*update Xufei"):
        await migrate(database)
    async with database.reading() as connection:
        assert await connection.run_sync(module._revision) == "9999"


async def test_before_an_upgrade_the_old_file_is_copied(tmp_path: Path) -> None:
    database = await _old(tmp_path)
    await migrate(database)
    (kept,) = tmp_path.glob("xufei.before-0001-to-*.sqlite3")
    with contextlib.closing(sqlite3.connect(kept)) as old:
        assert old.execute("SELECT version_num FROM alembic_version").fetchone() == ("0001",)
        assert old.execute("SELECT language FROM people").fetchall() == [("fr",)]
    async with database.reading() as connection:
        assert (await connection.execute(text("SELECT language FROM people"))).scalars().all() == ["fr"]
    await database.close()


async def test_an_upgrade_that_is_killed_leaves_the_tables_as_they_were(tmp_path: Path) -> None:
    database = await _old(tmp_path)
    await database.close()
    # Killed at every table that is made in turn, as a process is: nothing of Python runs any more.
    for step in range(1, 6):
        done = subprocess.run(
            [sys.executable, "-c", _KILLED, str(tmp_path), str(step)], check=False, capture_output=True
        )
        assert done.returncode == -9, done.stderr.decode()
        with contextlib.closing(sqlite3.connect(tmp_path / "xufei.sqlite3")) as left:
            tables = {name for (name,) in left.execute("SELECT name FROM sqlite_master WHERE type='table'")}
            assert tables == {"alembic_version", "people", "pending", "talks", "counts"}
    database = Database(database_url("", tmp_path))
    await migrate(database)
    async with database.reading() as connection:
        assert await connection.run_sync(module._revision) == HEAD
    await database.close()


_KILLED = """
import asyncio, os, signal, sys
from pathlib import Path
from sqlalchemy import event
from bot.store.database import Database, database_url
from bot.store.migrate import migrate

database, left = Database(database_url("", Path(sys.argv[1]))), [int(sys.argv[2])]

def killed(connection, cursor, statement, *_):
    if statement.lstrip().startswith(("CREATE", "ALTER")):
        left[0] -= 1
        if not left[0]:
            os.kill(os.getpid(), signal.SIGKILL)

event.listen(database.engine.sync_engine, "after_cursor_execute", killed)
asyncio.run(migrate(database))
"""


async def _old(folder: Path) -> Database:
    """A database of the first version with a person in it."""
    database = Database(database_url("", folder))
    async with database.engine.begin() as connection:
        await connection.run_sync(lambda sync: module._upgrade(sync, "0001"))
        await connection.execute(
            text("INSERT INTO people (id, language, created) VALUES (7, 'fr', '2026-11-20T09:00:00Z')")
        )
    return database
