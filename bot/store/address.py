"""Database addresses as people write them, in the form that SQLAlchemy's async drivers want."""

from pathlib import Path

from sqlalchemy import URL, make_url


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
