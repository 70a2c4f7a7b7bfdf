"""Updates as Telegram brings them, each read on its own: one that can't be read harms no other."""

import logging
from collections.abc import Mapping
from typing import Any

from telegram import Update

from bot.transport import App

logger = logging.getLogger(__name__)


class Intake:
    """Hands readable updates to the application; counts the others and passes them over.

    An update that can't be read today can't be read tomorrow: Telegram is told that it was taken, so that it
    never comes again.
    """

    def __init__(self, application: App) -> None:
        self._application = application
        self.unreadable = 0

    async def take(self, raw: object) -> int | None:
        """Queue one update as parsed from JSON; its number, or None for what is no update at all."""
        number = raw.get("update_id") if isinstance(raw, Mapping) else None
        if not isinstance(number, int) or isinstance(number, bool):
            self.unreadable += 1
            logger.error("Telegram brought what is no update; it is passed over")
            return None
        if update := self._read(number, dict(raw) if isinstance(raw, Mapping) else {}):
            await self._application.update_queue.put(update)
        return number

    def _read(self, number: int, raw: dict[str, Any]) -> Update | None:
        try:
            update = Update.de_json(raw, self._application.bot)
            _check(update)
        except Exception as error:  # whatever a field of an unknown shape makes the library raise
            self.unreadable += 1
            kinds = ", ".join(sorted(key for key in Update.ALL_TYPES if key in raw)) or "unknown kind"
            # The error's own words may quote the message.
            logger.error(
                "Update %d (%s) can't be read: %s; it is passed over", number, kinds, type(error).__name__
            )
            return None
        return update


def _check(update: Update) -> None:
    """TypeError where the library leaves out what every handler relies on."""
    message, change = update.effective_message, update.my_chat_member
    whole = (message is None or message.chat) and (
        change is None or (change.old_chat_member and change.new_chat_member)
    )
    if not whole:
        raise TypeError
    _ = update.effective_user, update.effective_chat
