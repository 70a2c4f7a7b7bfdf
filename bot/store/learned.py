"""Utterances taught with one tap: rows that every copy reads, until they are written into faq/."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, insert, select, update

from bot.store.database import Database
from bot.store.tables import TEXT, learned


@dataclass(frozen=True)
class LearnedRow:
    """`topic` is "" for what is not ours."""

    id: int
    text: str
    topic: str
    language: str


class Learned:
    """What was taught and not taken back; nobody's name stands with it."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def teach(self, texts: Iterable[tuple[str, str]], topic: str, now: datetime) -> None:
        """Teach (text, language) pairs as this topic; another meaning that they had is taken back."""
        async with self._database.writing() as connection:
            for text, language in texts:
                same = (learned.c.text == text[:TEXT], learned.c.undone.is_(None))
                await connection.execute(update(learned).where(*same).values(undone=now))
                row = {"text": text[:TEXT], "topic": topic, "language": language, "taught": now}
                await connection.execute(insert(learned).values(**row))

    async def take_back(self, texts: Sequence[str], now: datetime) -> int:
        """Undo what was taught of these texts; how many."""
        mine = (learned.c.text.in_([text[:TEXT] for text in texts]), learned.c.undone.is_(None))
        async with self._database.writing() as connection:
            done = await connection.execute(update(learned).where(*mine).values(undone=now))
        return int(done.rowcount)

    async def active(self, *, unwritten: bool = False) -> list[LearnedRow]:
        """All that hold, the oldest first; `unwritten`: those that do not stand in faq/ yet."""
        query = select(learned).where(learned.c.undone.is_(None)).order_by(learned.c.id)
        if unwritten:
            query = query.where(learned.c.written.is_(None))
        async with self._database.reading() as connection:
            rows = (await connection.execute(query)).all()
        return [LearnedRow(row.id, row.text, row.topic, row.language) for row in rows]

    async def mark_written(self, ids: Sequence[int], now: datetime) -> None:
        """They stand in faq/ now."""
        async with self._database.writing() as connection:
            await connection.execute(update(learned).where(learned.c.id.in_(ids)).values(written=now))

    async def version(self) -> tuple[int, int]:
        """Changes whenever something is taught or taken back, by whichever copy."""
        counted = select(func.coalesce(func.max(learned.c.id), 0), func.count(learned.c.undone))
        async with self._database.reading() as connection:
            newest, undone = (await connection.execute(counted)).one()
        return int(newest), int(undone)
