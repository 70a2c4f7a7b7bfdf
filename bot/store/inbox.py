"""Updates on their way in: stored before Telegram hears that they were taken, so that a kill loses none."""

import hashlib
import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_, delete, or_, select, tuple_, update
from sqlalchemy.dialects import postgresql, sqlite

from bot.store.database import Database
from bot.store.tables import inbox

LEASE = timedelta(minutes=1)
"""How long an update is one copy's; prolonged while it works on it."""
# Telegram brings an update again for a day at most.
_REMEMBERED = timedelta(days=2)
_AT_ONCE = 200

Key = tuple[int, str]
"""The number of an update and a mark of its content: a server that counts anew must not be ignored."""


def key_of(number: int, raw: Mapping[str, Any]) -> Key:
    """The key of an update as parsed from JSON, the same however it came."""
    mark = hashlib.blake2b(json.dumps(raw, sort_keys=True).encode(), digest_size=12)
    return number, mark.hexdigest()


def sender_of(raw: Mapping[str, Any]) -> int | None:
    """The id of who sent an update, as parsed from JSON; None where nobody did."""
    for content in raw.values():
        sender = content.get("from") or content.get("user") if isinstance(content, Mapping) else None
        if isinstance(sender, Mapping) and isinstance(sender.get("id"), int):
            return int(sender["id"])
    return None


class Inbox:
    """One row an update. Its text goes as soon as it is finished; its key stays, so that it is done once."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def put(self, came: Sequence[tuple[Key, Mapping[str, Any]]], now: datetime) -> set[Key]:
        """Store what was never there before, for this copy to work on; its keys."""
        if not came:
            return set()
        make: Any = sqlite.insert if self._database.is_sqlite else postgresql.insert
        rows = [
            {"number": number, "mark": mark, "body": json.dumps(raw), "lease": now + LEASE, "received": now}
            for (number, mark), raw in came
        ]
        new = make(inbox).values(rows).on_conflict_do_nothing().returning(inbox.c.number, inbox.c.mark)
        async with self._database.writing() as connection:
            return {(row.number, row.mark) for row in await connection.execute(new)}

    async def claim(
        self, now: datetime, mine: Collection[Key] = (), but: Collection[int] = ()
    ) -> list[tuple[Key, dict[str, Any]]]:
        """Unfinished updates whose copy is gone, in their order.

        `mine` are at work here already; `but` are numbers that are to wait.
        """
        free = and_(inbox.c.body.is_not(None), self._is_free(now))
        if mine:
            free = and_(free, _keys().not_in(list(mine)))
        if but:
            free = and_(free, inbox.c.number.not_in(list(but)))
        chosen = select(inbox.c.number, inbox.c.mark).where(free).order_by(inbox.c.number).limit(_AT_ONCE)
        if not self._database.is_sqlite:
            chosen = chosen.with_for_update(skip_locked=True)
        async with self._database.writing() as connection:
            keys = [(row.number, row.mark) for row in await connection.execute(chosen)]
            if not keys:
                return []
            taken = update(inbox).where(_keys().in_(keys)).values(lease=now + LEASE)
            rows = await connection.execute(taken.returning(inbox.c.number, inbox.c.mark, inbox.c.body))
            return sorted(((row.number, row.mark), json.loads(row.body)) for row in rows)

    def _is_free(self, now: datetime) -> ColumnElement[bool]:
        # SQLite is one process's own: whatever is unfinished there and not at work here is of a life before.
        return inbox.c.number >= 0 if self._database.is_sqlite else _expired(now)

    async def settle(self, finished: Iterable[Key], at_work: Iterable[Key], now: datetime) -> None:
        """Forget the texts of what is finished, and prolong what this copy is at, in one transaction."""
        done, held = list(finished), list(at_work)
        # What was remembered of an update comes first: killed in between, it is done again, not forgotten.
        await self._database.flush()
        async with self._database.writing() as connection:
            for keys, values in ((done, {"body": None, "lease": None}), (held, {"lease": now + LEASE})):
                for begin in range(0, len(keys), _AT_ONCE):
                    part = _keys().in_(keys[begin : begin + _AT_ONCE])
                    await connection.execute(update(inbox).where(part).values(values))

    async def purge(self, now: datetime) -> None:
        """Forget the keys of what is too old to come again."""
        async with self._database.writing() as connection:
            await connection.execute(delete(inbox).where(inbox.c.received < now - _REMEMBERED))


def _keys() -> Any:
    return tuple_(inbox.c.number, inbox.c.mark)


def _expired(now: datetime) -> ColumnElement[bool]:
    return or_(inbox.c.lease.is_(None), inbox.c.lease <= now)
