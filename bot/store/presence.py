"""Whether a bot works on a database: held while one runs, asked by whoever would replace the rows."""

import contextlib
import fcntl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from sqlalchemy import text

from bot.store.database import Database

_LOCK, _LEADER = 7283912, 7283913


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


async def copies(database: Database) -> int:
    """How many bots work on the database now, this one among them."""
    if database.is_sqlite:
        return 1
    query = "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND objid = :lock AND granted"
    own = " AND database = (SELECT oid FROM pg_database WHERE datname = current_database())"
    async with database.reading() as connection:
        return max(1, int((await connection.execute(text(query + own), {"lock": _LOCK})).scalar() or 0))


@asynccontextmanager
async def leading(database: Database) -> AsyncIterator[bool]:
    """Whether this is the one copy that does what is to be done once, as long as the block lasts."""
    if database.is_sqlite:
        yield True
        return
    async with database.engine.connect() as connection:
        leads = bool((await connection.execute(text(f"SELECT pg_try_advisory_lock({_LEADER})"))).scalar())
        await connection.commit()
        try:
            yield leads
        finally:
            with contextlib.suppress(Exception):
                await connection.invalidate()


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
            with contextlib.suppress(Exception):
                await connection.invalidate()


def _lock_file(file: Path) -> Path:
    return file.with_name(f"{file.name}.lock")
