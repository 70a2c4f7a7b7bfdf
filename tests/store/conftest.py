"""The storage tests run on SQLite, and on PostgreSQL wherever one can be started."""

import os
import shutil
import subprocess
from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import text

from bot.store.address import database_url
from bot.store.database import Database
from bot.store.migrate import migrate

NOW = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)


def _binaries() -> Path | None:
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    return found[-1].parent if found else None


def _as_user() -> list[str]:
    # PostgreSQL refuses to run as root; Debian's package brings a user for it.
    return ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []


@pytest.fixture(scope="session")
def postgres(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a PostgreSQL of our own, on a socket in a temporary folder."""
    binaries = _binaries()
    if binaries is None or (os.geteuid() == 0 and not shutil.which("runuser")):
        if os.environ.get("CI"):
            pytest.fail("CI must have PostgreSQL")
        pytest.skip("no PostgreSQL on this machine")
    folder = tmp_path_factory.mktemp("postgres")
    for parent in (folder, *folder.parents[:2]):
        parent.chmod(0o755)
    if os.geteuid() == 0:
        shutil.chown(folder, "postgres")
    run = [*_as_user(), str(binaries / "pg_ctl"), "-D", str(folder / "data")]
    options = f"-k {folder} -c listen_addresses='' -c fsync=off -c max_connections=50"
    quiet = {"check": True, "capture_output": True, "cwd": "/"}
    subprocess.run(
        [*_as_user(), str(binaries / "initdb"), "-D", str(folder / "data"), "-A", "trust", "-U", "xufei"],
        **quiet,  # type: ignore[call-overload]
    )
    log = str(folder / "log")
    subprocess.run([*run, "-o", options, "-l", log, "-w", "start"], **quiet)  # type: ignore[call-overload]
    yield f"postgresql://xufei@/postgres?host={folder}"
    subprocess.run([*run, "-m", "immediate", "stop"], **quiet)  # type: ignore[call-overload]


@pytest.fixture(params=["sqlite", "postgresql"])
async def database(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Database]:
    """An empty, migrated database of each kind."""
    address = None
    if request.param == "postgresql":
        address = request.getfixturevalue("postgres")
    database = Database(database_url(address, tmp_path))
    if not database.is_sqlite:
        async with database.writing() as connection:
            await connection.execute(text("DROP SCHEMA public CASCADE"))
            await connection.execute(text("CREATE SCHEMA public"))
    await migrate(database)
    yield database
    await database.close()
