"""Where the support chat is by now: a group that becomes a supergroup gets another id."""

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, insert, select, update

from bot.store.database import Database
from bot.store.tables import support_chats as chats


class SupportChats:
    """Rows by the id that SUPPORT_CHAT_ID names, so that another setting begins anew."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def current(self, configured: int) -> int:
        """The id that the chat has now."""
        row = await self._row(chats.c.chat == configured)
        return int(row.moved_to or configured) if row else configured

    async def move(self, configured: int, chat: int) -> None:
        """Keep its new id."""
        await self._change(configured, moved_to=chat, lost=None)

    async def lose(self, configured: int, now: datetime) -> bool:
        """Note that it is out of reach; False where that was noted before."""
        row = await self._row(chats.c.chat == configured)
        if row and row.lost:
            return False
        await self._change(configured, lost=now)
        return True

    async def find(self, configured: int) -> None:
        """Note that it is in reach again."""
        row = await self._row(chats.c.chat == configured)
        if row and row.lost:
            await self._change(configured, lost=None)

    async def _row(self, condition: ColumnElement[bool]) -> Row[Any] | None:
        async with self._database.reading() as connection:
            return (await connection.execute(select(chats).where(condition))).first()

    async def _change(self, configured: int, **values: Any) -> None:
        async with self._database.writing() as connection:
            done = await connection.execute(update(chats).where(chats.c.chat == configured).values(**values))
            if not done.rowcount:
                await connection.execute(insert(chats).values(chat=configured, **values))
