"""What must hold before the bot serves, each fault in one line: what is wrong, and what would do."""

import asyncio
import contextlib
import errno
import itertools
import logging
import os
import socket
import sqlite3
import tempfile
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

from sqlalchemy.exc import ArgumentError, NoSuchModuleError

from bot.settings import Settings, SettingsError
from bot.store.backup import protect
from bot.store.database import Database, database_url, shown
from bot.store.migrate import SchemaError, migrate
from bot.store.presence import InUseError, present
from bot.transport.web import bound

logger = logging.getLogger(__name__)

_LONGEST_WAIT = 30
# What PostgreSQL says that no waiting mends: class names of asyncpg, which may be absent.
_HOPELESS = {
    "InvalidPasswordError": "PostgreSQL refuses the user or the password",
    "InvalidAuthorizationSpecificationError": "PostgreSQL refuses the user or the password",
    "InvalidCatalogNameError": "PostgreSQL has no database of that name",
    "InsufficientPrivilegeError": "PostgreSQL does not let this user make tables",
    "ClientConfigurationError": "PostgreSQL's driver does not understand the address",
}
_PASSING = {
    "OSError",
    "TimeoutError",
    "OperationalError",
    "InterfaceError",
    "PostgresConnectionError",
    "CannotConnectNowError",
    "OperatorInterventionError",
    "TooManyConnectionsError",
}


def prepare_data_dir(folder: Path) -> None:
    """Make the folder, for its owner only. SettingsError where nothing can be written there."""
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        if folder.resolve() not in (Path.cwd(), Path.home()):
            with contextlib.suppress(OSError):
                folder.chmod(0o700)
        with tempfile.TemporaryFile(dir=folder) as probe:
            probe.write(b"\0" * 65536)
    except OSError as error:
        raise SettingsError(f"DATA_DIR: {folder} {_why(error)}") from None


def _why(error: OSError) -> str:
    said = {
        errno.EACCES: "cannot be written by this user",
        errno.EPERM: "cannot be written by this user",
        errno.EROFS: "is on a read-only disk",
        errno.ENOSPC: "is on a full disk",
        errno.EDQUOT: "is on a full disk (quota)",
        errno.EEXIST: "is a file, not a folder",
        errno.ENOTDIR: "is below a file, not a folder",
    }
    return said.get(error.errno or 0, f"cannot be used: {error.strerror}") + "; choose another DATA_DIR"


def make_database(settings: Settings) -> Database:
    """The database of the settings, not yet opened. SettingsError where the address can't be one."""
    try:
        url = database_url(settings.database_url, settings.data_dir)
    except (ArgumentError, ValueError):
        raise SettingsError("DATABASE_URL must be like postgresql://user:password@host:5432/name") from None
    if url.get_backend_name() not in ("sqlite", "postgresql"):
        raise SettingsError("DATABASE_URL must begin with postgresql://, or be empty for SQLite in DATA_DIR")
    try:
        return Database(url)
    except ModuleNotFoundError:
        needs = "DATABASE_URL needs PostgreSQL's driver: pip install 'xufei[postgres]'"
        raise SettingsError(needs) from None
    except (NoSuchModuleError, ArgumentError, TypeError, ValueError):
        raise SettingsError("DATABASE_URL holds options that the driver does not know") from None


async def open_database(database: Database) -> None:
    """Bring the tables up to date; tried again while the database is out of reach.

    SettingsError where no waiting helps.
    """
    for tries in itertools.count():
        try:
            await migrate(database)
            break
        except Exception as error:  # of the driver's own classes too, which may be absent
            if said := hopeless(error, database):
                raise SettingsError(said) from None
            if not _passes(error):
                raise
            logger.warning("The database is out of reach, tried again: %s", type(error).__name__)
        await asyncio.sleep(min(2**tries, _LONGEST_WAIT))
    if database.file:
        protect(database.file)


def _passes(error: BaseException) -> bool:
    """Whether it may be gone in a moment: no connection, too many of them, a lock."""
    names = {kind.__name__ for cause in _causes(error) for kind in type(cause).__mro__}
    return bool(names & _PASSING)


def hopeless(error: BaseException, database: Database) -> str | None:
    """What is wrong with the database in one line, where trying again does not help; else None."""
    if isinstance(error, SchemaError):
        return f"{shown(database.url)}: {error}"
    if isinstance(error, InUseError):
        return f"{shown(database.url)}: a restore is at work on it; start again when it is done"
    causes = list(_causes(error))
    names = [type(cause).__name__ for cause in causes]
    if known := next((_HOPELESS[name] for name in names if name in _HOPELESS), None):
        return f"DATABASE_URL: {known}"
    if database.file and any(isinstance(cause, sqlite3.Error) for cause in causes):
        return _of_sqlite(" ".join(map(str, causes)).lower(), database.file)
    return None


def _of_sqlite(said: str, file: Path) -> str | None:
    if "not a database" in said or "malformed" in said:
        return f"{file} is damaged; move it away, and `xufei restore FILE` brings back a backup"
    if "readonly" in said or "unable to open" in said:
        return f"{file} cannot be written by this user; choose another DATA_DIR"
    if "disk is full" in said:
        return f"{file} is on a full disk; make room, or choose another DATA_DIR"
    return None if "locked" in said or "busy" in said else f"{file} cannot be used: {said[:200]}"


def _causes(error: BaseException) -> Iterator[BaseException]:
    at: BaseException | None = error
    while at is not None:
        yield at
        at = getattr(at, "orig", None) or at.__cause__


@contextlib.asynccontextmanager
async def database_in_use(database: Database) -> AsyncIterator[None]:
    """The database opened, and known to be in use as long as the block lasts. SettingsError as above."""
    await open_database(database)
    async with contextlib.AsyncExitStack() as held:
        try:
            await held.enter_async_context(present(database))
        except InUseError as error:
            raise SettingsError(hopeless(error, database) or "") from None
        yield


def listen(host: str, port: int) -> socket.socket:
    """A socket there. SettingsError where the port is taken, or the address is none of this machine."""
    try:
        return bound(host, port)
    except (OSError, OverflowError, UnicodeError) as error:
        raise address_fault(error, port) from None


def address_fault(error: Exception, port: int) -> SettingsError:
    """What is wrong with HOST or PORT."""
    number = error.errno if isinstance(error, OSError) else None
    if number == errno.EADDRINUSE:
        return SettingsError(
            f"PORT: {port} is taken by another program; choose another PORT, or end that one"
        )
    if number == errno.EACCES:
        return SettingsError(f"PORT: this user may not use {port}; choose one above 1023")
    return SettingsError("HOST is no address of this machine; 127.0.0.1 and 0.0.0.0 are")


def keep_private() -> None:
    """Whatever this process writes from now on, only its owner reads."""
    os.umask(0o077)
