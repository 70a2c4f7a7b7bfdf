"""How the kinds of cards live: what ends, what only comes round, and what the person keeps to themselves.

A prepaid card's deadlines come from its operator's rules (`deadlines`). A monthly plan never ends: it is
charged, and has a day by which to cancel. A travel eSIM ends by its date or when its data is used up, and has
no number to keep. Any card may also have a cycle of the person's own.
"""

from calendar import monthrange
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum

from bot.cards.deadlines import ValidityRule


def amount_matters(rules: Iterable[ValidityRule]) -> bool:
    """Whether the amount of a top-up has to be asked: some rule holds for some amounts only."""
    return any(rule.least is not None or rule.below is not None for rule in rules)


@dataclass(frozen=True, slots=True)
class MonthlyPlan:
    """A plan that renews by itself on a day of the month (1-31; the last day of a shorter one).

    `price` is per month, `price_until` the last day of a first-year price, `cancel_by` the last to cancel.
    """

    charge_day: int
    price: Decimal | None = None
    price_until: date | None = None
    cancel_by: date | None = None

    def __post_init__(self) -> None:
        if not 1 <= self.charge_day <= 31:
            raise ValueError(f"no day of the month: {self.charge_day}")

    def charged_on(self, year: int, month: int) -> date:
        """The day of a month on which it is charged."""
        return date(year, month, min(self.charge_day, monthrange(year, month)[1]))

    def next_charge(self, today: date) -> date:
        """The next day on which it is charged, today included."""
        this = self.charged_on(today.year, today.month)
        if this >= today:
            return this
        return self.charged_on(today.year + today.month // 12, today.month % 12 + 1)


@dataclass(frozen=True, slots=True)
class TravelEsim:
    """An eSIM for a journey: it ends by date, or before when its data is gone. It has no number to keep."""

    ends: date | None = None
    used_up: date | None = None

    def end(self) -> date | None:
        """The day on which it is over; None where nobody said."""
        return min((day for day in (self.ends, self.used_up) if day is not None), default=None)


class Use(StrEnum):
    """What keeps a line in use."""

    CALL = "call"
    TEXT = "text"
    TOP_UP = "top_up"


@dataclass(frozen=True, slots=True)
class OwnCycle:
    """A cycle of the person's own: `days` after the last use that counts; `last` None until one is noted."""

    days: int
    last: date | None = None
    counts: Sequence[Use] = tuple(Use)

    def __post_init__(self) -> None:
        if self.days < 1:
            raise ValueError("a cycle lasts a day at least")

    def due(self) -> date | None:
        """The day by which the next use is due."""
        return self.last + timedelta(days=self.days) if self.last else None

    def used(self, use: Use, day: date) -> "OwnCycle":
        """The cycle after a use; one that does not count, or lies before the last, changes nothing."""
        if use not in self.counts or (self.last is not None and day <= self.last):
            return self
        return replace(self, last=day)


def last_period(renewals: Sequence[date]) -> int | None:
    """Days between the last two renewals (never from the day of noting); None below two."""
    days = sorted(set(renewals))
    return (days[-1] - days[-2]).days if len(days) > 1 else None
