"""One engine, one place where transactions begin; addresses as people write them."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from sqlalchemy import URL, event, make_url
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine
from sqlalchemy.pool import ConnectionPoolEntry


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
        # Errors of the database would quote what a person wrote.
        self.engine: AsyncEngine = create_async_engine(
            url, pool_pre_ping=url.get_backend_name() != "sqlite", hide_parameters=True
        )
        if self.is_sqlite:
            event.listen(self.engine.sync_engine, "connect", _tune_sqlite)

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
        async with self.engine.begin() as connection:
            yield connection

    async def close(self) -> None:
        await self.engine.dispose()


def _tune_sqlite(connection: DBAPIConnection, record: ConnectionPoolEntry) -> None:
    cursor = connection.cursor()
    # WAL: readers never wait for the sweep; NORMAL loses nothing at a killed process. The wait comes first:
    # the first process to ask for WAL holds the file for a moment.
    for pragma in (
        "busy_timeout=10000",
        "journal_mode=WAL",
        "synchronous=NORMAL",
        "foreign_keys=ON",
        # A burst makes the log long; it is cut back to this at the next checkpoint.
        "journal_size_limit=16777216",
    ):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()
