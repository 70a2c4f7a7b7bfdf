"""The storage tests run on SQLite, and on PostgreSQL wherever one can be started."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import text

from bot.store.database import Database, database_url
from bot.store.migrate import migrate

NOW = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)


def _binaries() -> Path | None:
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    return found[-1].parent if found else None


def _as_user() -> list[str]:
    # PostgreSQL refuses to run as root; Debian's package brings a user for it.
    return ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """The address of a PostgreSQL of our own, on a socket in a temporary folder."""
    binaries = _binaries()
    if binaries is None or (os.geteuid() == 0 and not shutil.which("runuser")):
        if os.environ.get("CI"):
            pytest.fail("CI must have PostgreSQL")
        pytest.skip("no PostgreSQL on this machine")
    # Not pytest's folder: another run would clear it away while the server is up.
    with tempfile.TemporaryDirectory(prefix="xufei-postgres-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        folder.chmod(0o755)
        if os.geteuid() == 0:
            shutil.chown(folder, "postgres")
        data = str(folder / "data")
        options = f"-k {folder} -c listen_addresses='' -c fsync=off -c max_connections=50"
        _run(binaries / "initdb", "-D", data, "-A", "trust", "-U", "xufei")
        _run(binaries / "pg_ctl", "-D", data, "-o", options, "-l", str(folder / "log"), "-w", "start")
        yield f"postgresql://xufei@/postgres?host={folder}"
        _run(binaries / "pg_ctl", "-D", data, "-m", "immediate", "stop")


def _run(program: Path, *arguments: str) -> None:
    subprocess.run([*_as_user(), str(program), *arguments], check=True, capture_output=True, cwd="/")


@pytest.fixture(params=["sqlite", "postgresql"])
async def database(request: pytest.FixtureRequest, tmp_path: Path, migrated: Path) -> AsyncIterator[Database]:
    """An empty, migrated database of each kind."""
    address = None
    if request.param == "postgresql":
        address = request.getfixturevalue("postgres")
    else:
        shutil.copy(migrated, tmp_path)
    database = Database(database_url(address, tmp_path))
    if not database.is_sqlite:
        async with database.writing() as connection:
            await connection.execute(text("DROP SCHEMA public CASCADE"))
            await connection.execute(text("CREATE SCHEMA public"))
    await migrate(database)
    yield database
    await database.close()
