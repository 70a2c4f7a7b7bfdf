"""Brings a database to the newest form of the tables: wholly or not at all, with a copy before."""

import asyncio
import contextlib
import sqlite3
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, inspect, text

from bot.store.database import Database

_SCRIPTS = Path(__file__).parent / "migrations"
_VERSIONS = sorted(script.stem[:4] for script in (_SCRIPTS / "versions").glob("[0-9]*.py"))
HEAD = _VERSIONS[-1]
"""The newest revision; a test compares it with what Alembic finds."""


class SchemaError(Exception):
    """Tables that this code must not touch; the text says why and what helps, in one line."""


async def migrate(database: Database) -> None:
    """Apply what is missing, in one transaction. Nothing is done where the database is at HEAD already.

    SchemaError, and nothing touched, where newer code made the tables. A SQLite that holds anything is copied
    beside itself before.
    """
    before = await revision_of(database)
    if before == HEAD:
        return
    if database.file and before is not None:
        await asyncio.to_thread(copy_file, database.file, backup_before(database.file, before))
    async with database.engine.connect() as connection:
        await connection.run_sync(_upgrade_sqlite if database.is_sqlite else _upgrade_postgres)


async def revision_of(database: Database) -> str | None:
    """The revision of the tables, None where there are none yet. SchemaError where it is a newer one."""
    async with database.engine.connect() as connection:
        found = await connection.run_sync(_revision)
    if found is not None and found not in _VERSIONS:
        newer = f"the tables are of a newer version ({found}) than this one ({HEAD})"
        raise SchemaError(f"{newer}: update Xufei, or restore a backup of this version")
    return found


def backup_before(file: Path, revision: str) -> Path:
    """Where the copy goes that is made before an upgrade from this revision."""
    return file.with_name(f"{file.stem}.before-{revision}-to-{HEAD}{file.suffix}")


def copy_file(source: Path, target: Path) -> None:
    """A SQLite as it is at one moment, whoever writes to it meanwhile; readable by its owner only."""
    part = target.with_name(f"{target.name}.part")
    part.unlink(missing_ok=True)
    part.touch(0o600)
    with (
        contextlib.closing(sqlite3.connect(source)) as read,
        contextlib.closing(sqlite3.connect(part)) as new,
    ):
        read.backup(new)
        # A copy is one file: without it, whoever opens it would make two more.
        new.execute("PRAGMA journal_mode=DELETE")
    part.replace(target)


def _upgrade_sqlite(connection: Connection) -> None:
    """SQLite begins a transaction by itself only before rows are written, not before tables are made."""
    # Tables that are made anew under a new form would take the rows with them that refer to them.
    connection.exec_driver_sql("PRAGMA foreign_keys=OFF")
    try:
        connection.exec_driver_sql("BEGIN IMMEDIATE")
        # Another process may have been faster.
        if _revision(connection) != HEAD:
            _upgrade(connection)
        connection.commit()
    finally:
        connection.rollback()
        connection.exec_driver_sql("PRAGMA foreign_keys=ON")


def _upgrade_postgres(connection: Connection) -> None:
    # Two copies of the bot may start at once.
    connection.execute(text("SELECT pg_advisory_xact_lock(7283911)"))
    if _revision(connection) != HEAD:
        _upgrade(connection)
    connection.commit()


def _revision(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()


def _upgrade(connection: Connection, target: str = "head") -> None:
    # Alembic costs 0.1 s to import, so only who needs it pays.
    from alembic.config import Config
    from alembic.runtime.environment import EnvironmentContext
    from alembic.script import ScriptDirectory

    config = Config()
    config.set_main_option("script_location", str(_SCRIPTS))
    scripts = ScriptDirectory.from_config(config)

    def steps(revision: Any, context: Any) -> Any:
        return scripts._upgrade_revs(target, revision)

    with EnvironmentContext(config, scripts, fn=steps) as environment:
        environment.configure(connection=connection, render_as_batch=True, transactional_ddl=True)
        environment.run_migrations()
