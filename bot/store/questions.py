"""What was asked of late, masked and of nobody, so that those who write the words can try them on it."""

from collections import deque
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, insert, select

from bot.safety.secrets import mask
from bot.store.database import Database
from bot.store.tables import TEXT, questions

KEPT = timedelta(days=30)


@dataclass(frozen=True)
class Question:
    """A masked message, its language, and the topic that it was answered with; None: with none."""

    text: str
    language: str
    topic: str | None


class Questions:
    """The newest ones, `most` at the most; with 0 nothing is kept. No person, and the day only."""

    def __init__(self, database: Database, most: int) -> None:
        self._database = database
        self._most = most
        self._gathered: deque[dict[str, str | None]] = deque(maxlen=most)

    def add(self, question: Question, now: datetime) -> None:
        """Note one; written with the next `flush`, so that no answer waits for it."""
        if self._most:
            text = mask(question.text)[:TEXT]
            row = {"text": text, "language": question.language, "topic": question.topic}
            self._gathered.append({**row, "asked": now.date().isoformat()})

    async def flush(self) -> None:
        """Write what was gathered, and let the oldest go."""
        rows = list(self._gathered)
        if not rows:
            return
        async with self._database.writing() as connection:
            await connection.execute(insert(questions), rows)
            newest = select(questions.c.id).order_by(questions.c.id.desc()).limit(self._most)
            await connection.execute(delete(questions).where(questions.c.id.not_in(newest)))
        for _ in rows:
            self._gathered.popleft()

    async def newest(self) -> list[Question]:
        """What is kept, the newest first."""
        await self.flush()
        query = select(questions).order_by(questions.c.id.desc())
        async with self._database.reading() as connection:
            return [Question(row.text, row.language, row.topic) for row in await connection.execute(query)]

    async def purge(self, now: datetime) -> None:
        """Forget what is older than a month; everything where nothing is to be kept."""
        old = questions.c.asked < (now - KEPT).date().isoformat()
        async with self._database.writing() as connection:
            await connection.execute(delete(questions).where(old) if self._most else delete(questions))
