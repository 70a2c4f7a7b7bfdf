"""A database as one file, and a file as a database again; SQLite and PostgreSQL take each other's."""

import asyncio
import contextlib
import sqlite3
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from sqlalchemy import Table, func, insert, select, text

from bot.store.database import Database, database_url
from bot.store.migrate import copy_file, migrate
from bot.store.tables import metadata

_AT_ONCE = 500


class BackupError(Exception):
    """What stands in the way of a backup or a restore, in one line."""


async def backup(database: Database, file: Path) -> int:
    """Write every row to a new SQLite at `file`, as of one moment, while bots work; how many rows.

    A backup that is there already is replaced once the new one is whole.
    """
    if database.file is None:
        return await _copied(database, file)
    if not database.file.exists():
        raise BackupError(f"there is no database at {database.file} yet")
    await asyncio.to_thread(copy_file, database.file, file)
    return await asyncio.to_thread(_rows, file)


async def restore(database: Database, file: Path) -> int:
    """Replace every row of the database by those of a backup, in one transaction; how many rows.

    BackupError where the file is no backup, or is damaged. Older backups are brought to the newest form; the
    file itself stays as it is.
    """
    await asyncio.to_thread(_examine, file)
    with tempfile.TemporaryDirectory(prefix="xufei-restore-") as folder:
        # In a folder of its own: neither the upgrade nor SQLite's log may touch what is kept.
        copy = Path(folder) / "xufei.sqlite3"
        await asyncio.to_thread(copy_file, file, copy)
        async with _opened(copy) as source:
            await migrate(database)
            return await _replace(source, database)


async def _copied(database: Database, file: Path) -> int:
    """PostgreSQL's rows in a SQLite."""
    part = file.with_name(f"{file.name}.part")
    part.unlink(missing_ok=True)
    part.touch(0o600)
    try:
        async with _opened(part) as target:
            count = await _replace(database, target)
            async with target.engine.connect() as connection:
                await connection.exec_driver_sql("PRAGMA journal_mode=DELETE")
        part.replace(file)
    finally:
        for left in (part, Path(f"{part}-wal"), Path(f"{part}-shm")):
            left.unlink(missing_ok=True)
    return count


@asynccontextmanager
async def _opened(file: Path) -> AsyncIterator[Database]:
    database = Database(database_url(f"sqlite:///{file.absolute()}", file.parent))
    try:
        await migrate(database)
        yield database
    finally:
        await database.close()


async def _replace(source: Database, target: Database) -> int:
    """Every row of the target by those of the source, in one transaction of each."""
    count = 0
    async with source.reading() as read, target.writing() as write:
        if not source.is_sqlite:
            await read.execute(text("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ"))
        for table in reversed(metadata.sorted_tables):
            await write.execute(table.delete())
        for table in metadata.sorted_tables:
            rows = await read.stream(select(table))
            async for part in rows.mappings().partitions(_AT_ONCE):
                await write.execute(insert(table), [dict(row) for row in part])
                count += len(part)
            if not target.is_sqlite and (counted := _counted(table)) is not None:
                await write.execute(counted)
    return count


def _counted(table: Table):  # type: ignore[no-untyped-def]
    """A statement that lets a table's numbers go on after those that were put in; None for other tables."""
    column = table.autoincrement_column
    if column is None:
        return None
    sequence = func.pg_get_serial_sequence(table.name, column.name)
    highest = select(func.coalesce(func.max(column), 0) + 1).scalar_subquery()
    return select(func.setval(sequence, highest, False))


def _examine(file: Path) -> None:
    if not file.is_file():
        raise BackupError(f"there is no file {file}")
    try:
        with contextlib.closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as connection:
            sound = connection.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
            known = connection.execute(
                "SELECT 1 FROM sqlite_master WHERE name = 'alembic_version'"
            ).fetchone()
    except sqlite3.DatabaseError:
        sound, known = False, None
    if not sound or known is None:
        raise BackupError(f"{file} is {'no backup of Xufei' if sound else 'damaged, or no backup'}")


def _rows(file: Path) -> int:
    with contextlib.closing(sqlite3.connect(file)) as connection:
        tables = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type='table'")]
        known = [name for name in tables if name in metadata.tables]
        return sum(connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for name in known)


def protect(file: Path) -> None:
    """Let nobody but the owner read a SQLite, its log, and the copies made before upgrades."""
    for each in (file, *file.parent.glob(f"{file.name}-*"), *file.parent.glob(f"{file.stem}.before-*")):
        with contextlib.suppress(OSError):
            each.chmod(0o600)
