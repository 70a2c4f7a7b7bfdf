"""How much one person may send before they are asked to slow down."""

from collections import OrderedDict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum
from typing import Any

MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)


@dataclass(frozen=True)
class Rate:
    """So many in a span of time: as many at once, one more each time its share of the span has passed."""

    most: int
    span: timedelta


MESSAGES = (Rate(20, MINUTE), Rate(200, HOUR))
TAPS = (Rate(60, MINUTE),)
REMINDERS, CARDS, SHARES = 200, 30, 20
"""How many reminders and cards one person may keep, and how many may share one card."""


class LimitReached(Exception):
    """One more would be too many; `what` is reminders, cards or shares, `most` how many there may be."""

    def __init__(self, what: str, most: int) -> None:
        super().__init__(what)
        self.what, self.most = what, most


class Admission(Enum):
    """What to do with one more message or tap."""

    WELCOME = "welcome"
    SAY_ONCE = "say once"
    """Too many: say so, calmly."""
    SILENT = "silent"
    """Too many, and it was said already."""


@dataclass(frozen=True)
class TokenBucket:
    """`tokens` are left at the moment `at`. Plain values, so that a row of a table can hold them."""

    tokens: float
    at: datetime

    def filled(self, rate: Rate, now: datetime) -> "TokenBucket":
        """The bucket at a later moment; a clock that went back fills nothing."""
        passed = max(timedelta(), now - self.at)
        return TokenBucket(min(rate.most, self.tokens + rate.most * (passed / rate.span)), now)

    def taken(self) -> "TokenBucket":
        """The bucket with one token less."""
        return TokenBucket(self.tokens - 1, self.at)


class RateLimiter:
    """Token buckets by key (a person, a chat), for one kind of thing. Pure: the moment is told to it.

    Who was told to slow down is told again only after their buckets have been full enough to be welcome.
    """

    def __init__(self, rates: Sequence[Rate], remembered: int = 10_000) -> None:
        self._rates = tuple(rates)
        self._remembered = remembered
        self._buckets: OrderedDict[int, tuple[TokenBucket, ...]] = OrderedDict()
        self._told: set[int] = set()

    def admit(self, key: int, now: datetime) -> Admission:
        """Whether one more is welcome at this moment; `now` is aware. What is not costs no token."""
        fresh = tuple(TokenBucket(rate.most, now) for rate in self._rates)
        known = self._buckets.pop(key, fresh)
        filled = [bucket.filled(rate, now) for bucket, rate in zip(known, self._rates, strict=True)]
        welcome = all(bucket.tokens >= 1 for bucket in filled)
        self._buckets[key] = tuple(bucket.taken() if welcome else bucket for bucket in filled)
        self._forget()
        if welcome:
            self._told.discard(key)
            return Admission.WELCOME
        if key in self._told:
            return Admission.SILENT
        self._told.add(key)
        return Admission.SAY_ONCE

    def dump(self, key: int) -> dict[str, object]:
        """What is known of a key as JSON holds it, for a store that several processes share."""
        rows = [[bucket.tokens, bucket.at.isoformat()] for bucket in self._buckets.get(key, ())]
        return {"buckets": rows, "told": key in self._told}

    def load(self, key: int, state: Mapping[str, Any]) -> None:
        """Take over what `dump` gave; of another number of rates it is nothing."""
        rows = state["buckets"]
        if len(rows) != len(self._rates):
            return
        self._buckets[key] = tuple(TokenBucket(float(left), datetime.fromisoformat(at)) for left, at in rows)
        if state["told"]:
            self._told.add(key)

    def _forget(self) -> None:
        """The one seen longest ago goes, so that strangers by the million take no memory."""
        while len(self._buckets) > self._remembered:
            oldest, _ = self._buckets.popitem(last=False)
            self._told.discard(oldest)
