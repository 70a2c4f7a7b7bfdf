"""Questions without an answer: masked, of nobody, for ninety days; and who asked to be told of one."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import delete, insert, select, update
from sqlalchemy.dialects import postgresql, sqlite

from bot.store.database import Database
from bot.store.people import People
from bot.store.tables import TEXT, askers, unanswered

KEPT = timedelta(days=90)
# Numbers are 32 bits wide on PostgreSQL; a button may be forged.
_LARGEST = 2**31


@dataclass(frozen=True)
class UnansweredQuestion:
    """`times`: how often it was asked in just these words; `outcome`: none, choose, neither."""

    id: int
    text: str
    language: str
    outcome: str
    times: int
    state: str


class Unanswered:
    """One row a wording; the same words again only count."""

    def __init__(self, database: Database, people: People) -> None:
        self._database = database
        self._people = people

    async def add(self, text: str, language: str, outcome: str, now: datetime) -> int:
        """Keep a masked question; its number. What is older than ninety days goes."""
        make: Any = sqlite.insert if self._database.is_sqlite else postgresql.insert
        row = {"text": " ".join(text.split())[:TEXT], "language": language, "outcome": outcome, "asked": now}
        put = make(unanswered).values(times=1, state="open", **row)
        again = {"times": unanswered.c.times + 1, "asked": now}
        put = put.on_conflict_do_update(index_elements=["text", "language"], set_=again)
        async with self._database.writing() as connection:
            number = (await connection.execute(put.returning(unanswered.c.id))).scalar_one()
            await connection.execute(delete(unanswered).where(unanswered.c.asked < now - KEPT))
        return int(number)

    async def note(self, question: int, outcome: str) -> None:
        """What became of it: none of what was offered."""
        await self._update([question], outcome=outcome)

    async def mark(self, questions: Sequence[int], state: str) -> None:
        """open, taught, foreign or draft."""
        await self._update(questions, state=state)

    async def in_state(self, state: str, now: datetime) -> list[UnansweredQuestion]:
        """Those of the last ninety days, the most asked first."""
        fresh = (unanswered.c.state == state, unanswered.c.asked >= now - KEPT)
        query = select(unanswered).where(*fresh).order_by(unanswered.c.times.desc(), unanswered.c.id)
        async with self._database.reading() as connection:
            return [_question(row) for row in await connection.execute(query)]

    async def get(self, question: int) -> UnansweredQuestion | None:
        """One of them, in whatever state; None for a number that there is not."""
        if not 0 < question < _LARGEST:
            return None
        query = select(unanswered).where(unanswered.c.id == question)
        async with self._database.reading() as connection:
            row = (await connection.execute(query)).first()
        return _question(row) if row else None

    async def wait(self, person: int, question: int, now: datetime) -> None:
        """Tell this person when there is an answer; once, however often they tap."""
        await self._people.ensure(person, now)
        mine = (askers.c.person == person, askers.c.question == question)
        async with self._database.writing() as connection:
            if (await connection.execute(select(askers).where(*mine))).first() is None:
                await connection.execute(insert(askers).values(person=person, question=question, asked=now))

    async def take_askers(self, questions: Sequence[int]) -> list[tuple[int, int]]:
        """(person, question) of those who wait for an answer; they wait no longer."""
        async with self._database.writing() as connection:
            gone = delete(askers).where(askers.c.question.in_(questions))
            rows = (await connection.execute(gone.returning(askers.c.person, askers.c.question))).all()
        return [(int(row.person), int(row.question)) for row in rows]

    async def _update(self, questions: Sequence[int], **values: str) -> None:
        async with self._database.writing() as connection:
            await connection.execute(
                update(unanswered).where(unanswered.c.id.in_(questions)).values(**values)
            )


def _question(row: Any) -> UnansweredQuestion:
    return UnansweredQuestion(row.id, row.text, row.language, row.outcome, row.times, row.state)
