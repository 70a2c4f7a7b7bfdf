"""Backups while a bot works, and everything back again, into either kind of database."""

import sqlite3
import stat
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from bot.store.backup import BackupError, backup, protect, restore
from bot.store.counts import Counts
from bot.store.database import Database, database_url
from bot.store.migrate import migrate
from bot.store.people import People
from bot.store.presence import InUseError, alone, present
from bot.store.reminders import Reminders
from bot.store.tables import metadata
from tests.store.conftest import NOW


async def filled(database: Database) -> None:
    people = People(database)
    await people.change(7, NOW, language="fr", zone="Asia/Shanghai")
    reminders = Reminders(database, people)
    for days in range(3):
        await reminders.add(
            7, f"Lebara {days}", NOW.replace(tzinfo=None) + timedelta(days), "Europe/Paris", NOW
        )
    counts = Counts(database)
    await counts.add("outcome", "answer", NOW)
    await counts.flush()


async def rows(database: Database) -> dict[str, list[tuple[Any, ...]]]:
    async with database.reading() as connection:
        found = {}
        for table in metadata.sorted_tables:
            found[table.name] = [tuple(row) for row in await connection.execute(select(table))]
        return found


async def test_backup_wipe_restore_gives_the_same_rows(database: Database, tmp_path: Path) -> None:
    await filled(database)
    before = await rows(database)
    count = await backup(database, tmp_path / "kept.sqlite3")
    assert count == sum(map(len, before.values())) > 4
    async with database.writing() as connection:
        for table in reversed(metadata.sorted_tables):
            await connection.execute(table.delete())
    assert await restore(database, tmp_path / "kept.sqlite3") == count
    assert await rows(database) == before
    # Numbers go on after those that came back.
    added = await Reminders(database, People(database)).add(
        7, "x", NOW.replace(tzinfo=None), "Europe/Paris", NOW
    )
    assert added.id > max(number for number, *_ in before["reminders"])


async def test_a_sqlite_moves_to_postgresql(postgres: str, tmp_path: Path) -> None:
    old = Database(database_url("", tmp_path))
    await migrate(old)
    await filled(old)
    await backup(old, tmp_path / "kept.sqlite3")
    new = Database(database_url(postgres, tmp_path))
    await restore(new, tmp_path / "kept.sqlite3")
    assert await rows(new) == await rows(old)
    for database in (old, new):
        await database.close()


async def test_a_backup_is_one_file_for_its_owner_only_taken_while_somebody_writes(tmp_path: Path) -> None:
    database = Database(database_url("", tmp_path / "data"))
    (tmp_path / "data").mkdir()
    await migrate(database)
    await filled(database)
    async with database.writing() as connection:
        await connection.exec_driver_sql("DELETE FROM reminders")
        await backup(database, tmp_path / "kept.sqlite3")
    await database.close()
    assert sorted(each.name for each in tmp_path.iterdir()) == ["data", "kept.sqlite3"]
    assert stat.S_IMODE((tmp_path / "kept.sqlite3").stat().st_mode) == 0o600
    with sqlite3.connect(tmp_path / "kept.sqlite3") as kept:
        assert kept.execute("SELECT count(*) FROM reminders").fetchone() == (3,)
    kept.close()


@pytest.mark.parametrize(
    ("content", "says"),
    [(None, "there is no file"), (b"words", "damaged"), (b"SQLite format 3\0" + b"\1" * 4096, "damaged")],
)
async def test_what_is_no_backup_changes_nothing(content: bytes | None, says: str, tmp_path: Path) -> None:
    database = Database(database_url("", tmp_path))
    await migrate(database)
    await filled(database)
    before = await rows(database)
    file = tmp_path / "kept"
    if content is not None:
        file.write_bytes(content)
    with pytest.raises(BackupError, match=says):
        await restore(database, file)
    assert await rows(database) == before
    await database.close()


async def test_nobody_is_alone_while_a_bot_works(database: Database, tmp_path: Path) -> None:
    other = Database(database.url)
    async with present(database), present(other):
        with pytest.raises(InUseError):
            async with alone(other):
                pass
    async with alone(other):
        with pytest.raises(InUseError):
            async with present(database):
                pass
    await other.close()


async def test_a_database_is_for_its_owner_only(tmp_path: Path) -> None:
    database = Database(database_url("", tmp_path))
    await migrate(database)
    assert database.file
    protect(database.file)
    await database.close()
    modes = {stat.S_IMODE(each.stat().st_mode) for each in tmp_path.glob("xufei*")}
    assert modes == {0o600}
