"""What people say of answers: one verdict a person and answer, which they may change."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, insert, select, update

from bot.store.database import Database
from bot.store.people import People
from bot.store.tables import feedback


@dataclass(frozen=True)
class Verdict:
    """`verdict` is helped, not-helped, wrong, outdated, unclear or not-mine; `answer` the hash of what was
    seen; `operator` is "" where none was known."""

    person: int
    topic: str
    operator: str
    verdict: str
    language: str
    answer: str = ""


class Feedback:
    def __init__(self, database: Database, people: People) -> None:
        self._database = database
        self._people = people

    async def say(self, said: Verdict, now: datetime) -> bool:
        """Keep a verdict instead of an earlier one; False where it was the same."""
        await self._people.ensure(said.person, now)
        key = (
            feedback.c.person == said.person,
            feedback.c.topic == said.topic,
            feedback.c.operator == said.operator,
        )
        values = {"verdict": said.verdict, "language": said.language, "answer": said.answer, "changed": now}
        async with self._database.writing() as connection:
            row = (await connection.execute(select(feedback).where(*key))).first()
            if row and row.verdict == said.verdict:
                return False
            if row:
                await connection.execute(update(feedback).where(*key).values(**values))
            else:
                await connection.execute(insert(feedback).values(**vars(said), changed=now))
        return True

    async def since(self, moment: datetime) -> Counter[tuple[str, str]]:
        """How often each (topic, verdict) was said."""
        query = select(feedback.c.topic, feedback.c.verdict).where(feedback.c.changed >= moment)
        async with self._database.reading() as connection:
            return Counter((row.topic, row.verdict) for row in await connection.execute(query))

    async def topics(self) -> list[str]:
        """Topics by how many said something of them, the most first."""
        counted = select(feedback.c.topic).group_by(feedback.c.topic).order_by(func.count().desc())
        async with self._database.reading() as connection:
            return [str(row.topic) for row in await connection.execute(counted)]

    async def outdated(self) -> list[Verdict]:
        """Whoever called an answer outdated, and was not told of a change yet."""
        query = select(feedback).where(feedback.c.verdict == "outdated")
        async with self._database.reading() as connection:
            rows = (await connection.execute(query)).all()
        return [
            Verdict(row.person, row.topic, row.operator, row.verdict, row.language, row.answer)
            for row in rows
        ]
