"""Whether a bot works on a database: held while one runs, asked by whoever would replace the rows."""

import fcntl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from sqlalchemy import text

from bot.store.database import Database

_LOCK = 7283912


class InUseError(Exception):
    """A bot works on this database."""


@asynccontextmanager
async def present(database: Database) -> AsyncIterator[None]:
    """A bot that works on the database; many may, none while `alone` holds."""
    async with _held(database, shared=True):
        yield


@asynccontextmanager
async def alone(database: Database) -> AsyncIterator[None]:
    """Nobody else works on the database. InUseError where somebody does."""
    async with _held(database, shared=False):
        yield


@asynccontextmanager
async def _held(database: Database, shared: bool) -> AsyncIterator[None]:
    if database.is_sqlite:
        if database.file is None:
            yield
            return
        with _lock_file(database.file).open("a") as lock:
            try:
                fcntl.flock(lock, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | fcntl.LOCK_NB)
            except BlockingIOError:
                raise InUseError from None
            yield
        return
    # A lock of a session: PostgreSQL gives it back when the process is gone, however it went.
    async with database.engine.connect() as connection:
        function = "pg_try_advisory_lock_shared" if shared else "pg_try_advisory_lock"
        if not (await connection.execute(text(f"SELECT {function}({_LOCK})"))).scalar():
            raise InUseError
        await connection.commit()
        try:
            yield
        finally:
            await connection.invalidate()


def _lock_file(file: Path) -> Path:
    return file.with_name(f"{file.name}.lock")
