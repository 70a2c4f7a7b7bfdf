"""Rows of recent people in memory: even a small select costs more than all the rest of an answer."""

from collections import OrderedDict
from typing import Generic, TypeVar

from bot.store.database import Database

Row = TypeVar("Row")

_MOST = 4096


class UserCache(Generic[Row]):
    """The last row of each recent person, None where there is none.

    Only with SQLite, which one process has to itself: with PostgreSQL another copy may have written since, so
    nothing is remembered.
    """

    def __init__(self, database: Database) -> None:
        self._rows: OrderedDict[int, Row | None] | None = OrderedDict() if database.is_sqlite else None

    def __contains__(self, person: int) -> bool:
        return self._rows is not None and person in self._rows

    def get(self, person: int) -> Row | None:
        return self._rows.get(person) if self._rows else None

    def keep(self, person: int, row: Row | None) -> None:
        if self._rows is None:
            return
        self._rows[person] = row
        self._rows.move_to_end(person)
        if len(self._rows) > _MOST:
            self._rows.popitem(last=False)

    def drop(self, person: int) -> None:
        """Forget what is remembered of a person, be there a row or not."""
        if self._rows is not None:
            self._rows.pop(person, None)
