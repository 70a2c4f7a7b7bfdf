"""Private calendar addresses: whoever has one reads one person's calendar, until it is revoked."""

import secrets
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import insert, select, update

from bot.store.database import Database
from bot.store.tables import feeds

_BYTES = 18


@dataclass(frozen=True)
class Feed:
    """Whose calendar an address opens, and whether it was revoked."""

    person: int
    revoked: bool


class Feeds:
    """One address that works for each person; revoked ones are remembered."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def token(self, person: int, now: datetime, *, make: bool = False) -> str | None:
        """The token of the address that works, a new one if asked for and there is none; else None."""
        mine = select(feeds.c.token).where(feeds.c.person == person, feeds.c.revoked.is_(None))
        async with self._database.writing() as connection:
            found = (await connection.execute(mine.order_by(feeds.c.created.desc()))).scalars().first()
            if found is None and make:
                found = secrets.token_urlsafe(_BYTES)
                await connection.execute(insert(feeds).values(token=found, person=person, created=now))
        return found

    async def revoke(self, person: int, now: datetime) -> None:
        """End every address of a person."""
        live = update(feeds).where(feeds.c.person == person, feeds.c.revoked.is_(None))
        async with self._database.writing() as connection:
            await connection.execute(live.values(revoked=now))

    async def of(self, token: str) -> Feed | None:
        """What an address opens; None where there never was one."""
        async with self._database.reading() as connection:
            row = (await connection.execute(select(feeds).where(feeds.c.token == token))).first()
        return Feed(row.person, row.revoked is not None) if row else None
