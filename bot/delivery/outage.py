"""When nothing arrives anywhere, claiming more only makes more rows wait."""

import random
from datetime import datetime, timedelta

from bot.delivery.outcome import backoff

_CHATS = 5
_LONGEST = timedelta(minutes=1)


class Outage:
    """Counts chats in a row that a message did not reach; from the fifth on, the sweep holds its breath."""

    def __init__(self, dice: random.Random) -> None:
        self._dice = dice
        self._chats: set[int] = set()
        self._pauses = 0
        self._until: datetime | None = None

    def reached(self) -> None:
        """A message arrived: Telegram is there."""
        self._chats.clear()
        self._pauses, self._until = 0, None

    def missed(self, chat: int, now: datetime) -> None:
        """A message did not arrive, through no fault of its chat as far as we know."""
        self._chats.add(chat)
        if len(self._chats) >= _CHATS:
            self._pauses += 1
            self._until = now + min(backoff(self._pauses, self._dice), _LONGEST)
            self._chats.clear()

    def lasts(self, now: datetime) -> bool:
        """Whether to wait before claiming more."""
        return self._until is not None and now < self._until
