"""What an error of a send means for the reminder, and when nothing arrives anywhere."""

import random
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum, auto

from telegram.error import BadRequest, Forbidden, RetryAfter

from bot.transport.rate_limit import may_have_arrived, seconds_of

SHORTEST, LONGEST = timedelta(seconds=5), timedelta(hours=1)
# Whoever sits before a message that came twice is annoyed; whoever never gets it may lose a number. So a
# doubtful one is sent again, but not before what is on its way has had time to arrive.
IN_DOUBT = timedelta(minutes=1)
_SECOND = timedelta(seconds=1)

# Refusals of a person's whole chat that Telegram words as 400.
_GONE = ("chat not found", "user not found", "peer_id_invalid", "have no rights to send", "chat_id_invalid")


class Delivery(Enum):
    """What became of a message."""

    HELD = auto()
    """Telegram wants this chat to wait."""
    REFUSED = auto()
    """The person blocked the bot, or their chat is gone."""
    FAILED = auto()
    """It did not arrive."""
    DOUBTFUL = auto()
    """It may have arrived."""


@dataclass(frozen=True)
class Outcome:
    """`wait`: how long to wait before the next try; of no meaning where it was refused."""

    fate: Delivery
    wait: timedelta = timedelta()


def outcome(error: Exception, attempts: int, rng: random.Random) -> Outcome:
    """Classify an error of a send. `attempts` counts this try."""
    if isinstance(error, RetryAfter):
        # A second more: the store keeps whole seconds, and earlier than told is refused again.
        return Outcome(Delivery.HELD, _SECOND * (seconds_of(error) + 1 + rng.random()))
    if isinstance(error, Forbidden) or (isinstance(error, BadRequest) and _is_gone(error)):
        return Outcome(Delivery.REFUSED)
    wait = backoff(attempts, rng)
    if may_have_arrived(error):
        return Outcome(Delivery.DOUBTFUL, max(wait, IN_DOUBT * (1 + rng.random())))
    return Outcome(Delivery.FAILED, wait)


def backoff(attempts: int, rng: random.Random) -> timedelta:
    """Return the wait before the next try: doubled each time up to an hour, at random in its upper half."""
    whole = min(SHORTEST * 2 ** min(attempts - 1, 20), LONGEST)
    return timedelta(seconds=whole.total_seconds() * (0.5 + rng.random() / 2))


def _is_gone(error: BadRequest) -> bool:
    words = str(error).lower()
    return any(sign in words for sign in _GONE)


_CHATS = 5
_LONGEST = timedelta(minutes=1)


class CircuitBreaker:
    """Counts chats in a row that a message did not reach; from the fifth on, the worker pauses."""

    def __init__(self, rng: random.Random) -> None:
        self._dice = rng
        self._chats: set[int] = set()
        self._pauses = 0
        self._until: datetime | None = None

    def reached(self) -> None:
        """Note that a message arrived: Telegram is there."""
        self._chats.clear()
        self._pauses, self._until = 0, None

    def missed(self, chat: int, now: datetime) -> None:
        """Note that a message did not arrive, through no fault of its chat as far as is known."""
        self._chats.add(chat)
        if len(self._chats) >= _CHATS:
            self._pauses += 1
            self._until = now + min(backoff(self._pauses, self._dice), _LONGEST)
            self._chats.clear()

    def lasts(self, now: datetime) -> bool:
        """Whether to wait before claiming more."""
        return self._until is not None and now < self._until
