"""One engine, one place where transactions begin; addresses as people write them."""

import asyncio
import contextlib
import logging
import time
from collections.abc import AsyncIterator, Coroutine
from contextlib import asynccontextmanager
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import URL, Connection, Table, event, make_url
from sqlalchemy.dialects import sqlite
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import DataError, DBAPIError, IntegrityError, ProgrammingError, SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine
from sqlalchemy.pool import ConnectionPoolEntry

logger = logging.getLogger(__name__)

T = TypeVar("T")
_PATIENCE, _REST, _MOMENT = 2.0, 5.0, 0.05
_CHANGED = "cards changed"
_Kind = tuple[Table, tuple[str, ...], tuple[str, ...]]


def database_url(address: str | None, data_dir: Path) -> URL:
    """`postgres://`, `postgresql://` and `?sslmode=` in asyncpg's form; no address is a file in `data_dir`.

    sqlalchemy.exc.ArgumentError where it is no address.
    """
    if not address:
        return URL.create("sqlite+aiosqlite", database=str(data_dir / "xufei.sqlite3"))
    if address.startswith("postgres://"):
        address = "postgresql://" + address.removeprefix("postgres://")
    url = make_url(address)
    if url.drivername == "sqlite":
        return url.set(drivername="sqlite+aiosqlite")
    if url.drivername != "postgresql":
        return url
    query = dict(url.query)
    if mode := query.pop("sslmode", None):
        query["ssl"] = mode
    query.pop("channel_binding", None)
    return url.set(drivername="postgresql+asyncpg", query=query)


def shown(url: URL) -> str:
    """The address without its password, for logs."""
    return url.render_as_string(hide_password=True)


class Database:
    """Async access to SQLite or PostgreSQL; writers on SQLite wait for each other instead of failing."""

    def __init__(self, url: URL) -> None:
        self.url = url
        self.is_failing = False
        """Whether the last write was refused: no room, a lock, no connection."""
        self.card_changes = 0
        """How often cards, or who shares them, were changed by this process; counted for SQLite only."""
        self._resting_until = 0.0
        self._time = time.monotonic
        self._waiting: dict[_Kind, dict[tuple[Any, ...], dict[str, Any]]] = {}
        self._putting: asyncio.Task[None] | None = None
        self._turn = asyncio.Lock()
        # Errors of the database would quote what a person wrote.
        self.engine: AsyncEngine = create_async_engine(
            url, pool_pre_ping=url.get_backend_name() != "sqlite", hide_parameters=True
        )
        if self.is_sqlite:
            event.listen(self.engine.sync_engine, "connect", _tune_sqlite)
            event.listen(self.engine.sync_engine, "before_cursor_execute", _note_change)

    @property
    def is_sqlite(self) -> bool:
        return self.url.get_backend_name() == "sqlite"

    @property
    def file(self) -> Path | None:
        """Where a SQLite lies that is a file."""
        name = self.url.database if self.is_sqlite else None
        return Path(name) if name and name != ":memory:" else None

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[AsyncConnection]:
        async with self.engine.connect() as connection:
            yield connection

    @asynccontextmanager
    async def writing(self) -> AsyncIterator[AsyncConnection]:
        """One transaction, committed at the end of the block."""
        try:
            async with self.engine.begin() as connection:
                yield connection
                changed = connection.info.pop(_CHANGED, False)
            # Counted after the commit: whoever read before it knows the number from before.
            self.card_changes += bool(changed)
        except (DBAPIError, OSError) as error:
            # What the database refuses for its content says nothing about the database.
            self.is_failing = not isinstance(error, IntegrityError | DataError | ProgrammingError)
            raise
        self.is_failing = False

    async def answers(self) -> bool:
        """Whether it can be read, and, after a write that failed, written again."""
        probe = "UPDATE alembic_version SET version_num = version_num" if self.is_failing else "SELECT 1"
        try:
            async with self.writing() if self.is_failing else self.reading() as connection:
                await connection.exec_driver_sql(probe)
        except Exception:  # whatever the driver raises, this copy cannot do its work
            return False
        return True

    async def or_else(self, work: Coroutine[Any, Any, T], otherwise: T) -> T:
        """What the work gives, or `otherwise` where the database is out of reach: an answer goes on without.

        After a failure the next seconds are not spent on trying.
        """
        if self._time() < self._resting_until:
            work.close()
            return otherwise
        # Not cancelled when it takes too long: SQLite would stay locked by it.
        task = asyncio.ensure_future(work)
        done, _ = await asyncio.wait([task], timeout=_PATIENCE)
        error = task.exception() if done else TimeoutError()
        if error is None:
            return task.result()
        task.add_done_callback(lambda ended: ended.cancelled() or ended.exception())
        if not isinstance(error, SQLAlchemyError | OSError) and not type(error).__module__.startswith(
            "asyncpg"
        ):
            raise error
        self.is_failing = True
        self._resting_until = self._time() + _REST
        logger.warning("An answer goes out without the database: %s", type(error).__name__)
        return otherwise

    def soon(self, table: Table, row: dict[str, Any], once: tuple[str, ...] = ()) -> None:
        """Put a row within a moment, over the one that is there, with whatever else comes in that moment.

        For SQLite, which one process has to itself, and rows that this process knows meanwhile. `once` are
        columns that stay as they were first.
        """
        key = tuple(row[column.name] for column in table.primary_key)
        self._waiting.setdefault((table, tuple(row), once), {})[key] = row
        if self._putting is None or self._putting.done():
            self._putting = asyncio.create_task(self._put_soon(), name="rows to be put")

    async def flush(self) -> None:
        """Put what waits, in one transaction; what is refused waits on."""
        async with self._turn:
            waiting, self._waiting = self._waiting, {}
            if not waiting:
                return
            try:
                async with self.writing() as connection:
                    for (table, columns, once), rows in sorted(
                        waiting.items(), key=lambda kind: _rank(kind[0][0])
                    ):
                        await connection.execute(_put(table, columns, once), list(rows.values()))
            except BaseException:
                for kind, rows in waiting.items():
                    self._waiting[kind] = rows | self._waiting.get(kind, {})
                raise

    async def _put_soon(self) -> None:
        while self._waiting:
            await asyncio.sleep(_MOMENT)
            try:
                await self.flush()
            except Exception as error:  # of the driver's own classes too; the rows are kept
                logger.warning("Rows wait for the database: %s", type(error).__name__)
                await asyncio.sleep(_REST)

    async def close(self) -> None:
        """Put what waits, and let go of all connections."""
        if self._putting is not None:
            self._putting.cancel()
            await asyncio.gather(self._putting, return_exceptions=True)
        with contextlib.suppress(SQLAlchemyError, OSError):
            await self.flush()
        await self.engine.dispose()


def _rank(table: Table) -> int:
    """Rows that others refer to come first."""
    return table.metadata.sorted_tables.index(table)


@cache
def _put(table: Table, columns: tuple[str, ...], once: tuple[str, ...]) -> sqlite.Insert:
    put = sqlite.insert(table)
    keys = [column.name for column in table.primary_key]
    changed = {name: put.excluded[name] for name in columns if name not in (*keys, *once)}
    return put.on_conflict_do_update(index_elements=keys, set_=changed)


def _note_change(connection: Connection, cursor: object, statement: str, *_: object) -> None:
    # Cards of a person who goes, go too.
    names = ("cards", "members", "renewals", "DELETE FROM people")
    if not statement.startswith("SELECT") and any(name in statement for name in names):
        connection.info[_CHANGED] = True


def _tune_sqlite(connection: DBAPIConnection, record: ConnectionPoolEntry) -> None:
    cursor = connection.cursor()
    # WAL: readers never wait for writers; NORMAL loses nothing at a killed process. The wait comes first:
    # the first process to ask for WAL holds the file for a moment.
    for pragma in (
        "busy_timeout=10000",
        "journal_mode=WAL",
        "synchronous=NORMAL",
        "foreign_keys=ON",
        # What is forgotten is overwritten, not only let go of.
        "secure_delete=ON",
        # A burst makes the log long; it is cut back to this at the next checkpoint.
        "journal_size_limit=16777216",
    ):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()
