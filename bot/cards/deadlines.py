"""The clocks that a card lives by: when the plan ends, when the credit ends, when the number dies."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum
from typing import Final

from dateutil.relativedelta import relativedelta

_DURATION: Final = re.compile(r"P(?=\d)(?:(\d{1,3})Y)?(?:(\d{1,4})M)?(?:(\d{1,4})W)?(?:(\d{1,5})D)?")
MARGIN_DAYS: Final = 2
"""A top-up may take so long to count: the last safe day lies this far ahead of the end."""


class DeadlineKind(StrEnum):
    """What ends."""

    PLAN_END = "plan_end"
    CREDIT_END = "credit_end"
    NUMBER_DEATH = "number_death"


class Since(StrEnum):
    """What an operator counts from."""

    TOP_UP = "top_up"
    PLAN_END = "plan_end"
    CREDIT_END = "credit_end"


class Confidence(StrEnum):
    """How sure a date is; `TOLD` by the person, the others by the source of the fact."""

    TOLD = "told"
    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"
    NONE = "none"


# From the surest to the least sure; what is low or none is never used.
_ORDER: Final = tuple(Confidence)
_USED: Final = frozenset({Confidence.TOLD, Confidence.HIGH, Confidence.MEDIUM})


@dataclass(frozen=True, slots=True)
class ValidityRule:
    """An operator's fact about validity: `clock` comes `length` (ISO 8601, P6M) after `since`."""

    id: str
    clock: DeadlineKind
    since: Since
    length: str
    confidence: Confidence
    least: Decimal | None = None
    below: Decimal | None = None

    def covers(self, amount: Decimal) -> bool:
        """Whether a top-up of so many euros counts for this rule."""
        enough = self.least is None or amount >= self.least
        return enough and (self.below is None or amount < self.below)


@dataclass(frozen=True, slots=True)
class Known:
    """What the person said about the card."""

    last_top_up: date | None = None
    plan_end: date | None = None
    credit_end: date | None = None


@dataclass(frozen=True, slots=True)
class Deadline:
    """One clock of a card: its date, or None when nobody knows; the id of the fact that it comes from."""

    kind: DeadlineKind
    date: date | None
    fact: str | None
    confidence: Confidence


@dataclass(frozen=True, slots=True)
class KeepingAction:
    """Something that keeps a number alive, with its price in euros if a fact gives one."""

    id: str
    price: Decimal | None
    fact: str | None
    confidence: Confidence


@dataclass(frozen=True, slots=True)
class NumberKeeping:
    """How to keep a number: the cheapest known action, the last day on which it is safe, and why then."""

    action: KeepingAction | None
    last_safe: date | None
    clock: Deadline | None

    def is_late(self, today: date) -> bool:
        """Whether the last safe day is over."""
        return self.last_safe is not None and today > self.last_safe


def parse_length(length: str) -> relativedelta:
    """Years, months, weeks and days of an ISO 8601 duration; raises ValueError for anything else."""
    found = _DURATION.fullmatch(length)
    if found is None:
        raise ValueError(f"no duration in days or more: {length!r}")
    years, months, weeks, days = (int(part or 0) for part in found.groups())
    return relativedelta(years=years, months=months, days=7 * weeks + days)


def deadlines(rules: Iterable[ValidityRule], known: Known) -> tuple[Deadline, Deadline, Deadline]:
    """Plan end, credit end and death of the number, in this order.

    What the person told wins over what is computed. Where several rules give a date, the earliest is taken:
    a reminder too early costs less than a number. Raises ValueError for a length that is no duration.
    """
    usable = [rule for rule in rules if rule.confidence in _USED]
    starts: dict[Since, Deadline] = {}
    if known.last_top_up:
        starts[Since.TOP_UP] = Deadline(DeadlineKind.PLAN_END, known.last_top_up, None, Confidence.TOLD)
    plan = _told(DeadlineKind.PLAN_END, known.plan_end) or _computed(DeadlineKind.PLAN_END, usable, starts)
    if plan.date:
        starts[Since.PLAN_END] = plan
    credit = _told(DeadlineKind.CREDIT_END, known.credit_end) or _computed(
        DeadlineKind.CREDIT_END, usable, starts
    )
    if credit.date:
        starts[Since.CREDIT_END] = credit
    return plan, credit, _computed(DeadlineKind.NUMBER_DEATH, usable, starts)


def _told(kind: DeadlineKind, day: date | None) -> Deadline | None:
    return Deadline(kind, day, None, Confidence.TOLD) if day else None


def _computed(
    kind: DeadlineKind, rules: Iterable[ValidityRule], starts: Mapping[Since, Deadline]
) -> Deadline:
    found: list[Deadline] = []
    for rule in rules:
        start = starts.get(rule.since)
        if rule.clock is kind and start is not None and start.date is not None:
            sure = max(rule.confidence, start.confidence, key=_ORDER.index)
            found.append(Deadline(kind, start.date + parse_length(rule.length), rule.id, sure))
    dated = [(clock.date, clock) for clock in found if clock.date is not None]
    if not dated:
        return Deadline(kind, None, None, Confidence.NONE)
    return min(dated, key=lambda pair: pair[0])[1]


def keep_number(
    card: Iterable[Deadline], actions: Iterable[KeepingAction], margin_days: int = MARGIN_DAYS
) -> NumberKeeping:
    """The next action that keeps a number, and the last day on which it is safe.

    The day counts back from the death of the number, or from the end of the credit where nobody knows when
    the number dies; without either there is no day. Actions without a price come after those with one.
    """
    usable = [action for action in actions if action.confidence in _USED]
    cheapest = min(usable, key=lambda a: (a.price is None, a.price or Decimal(0), a.id), default=None)
    by_kind = {clock.kind: clock for clock in card}
    for kind in (DeadlineKind.NUMBER_DEATH, DeadlineKind.CREDIT_END):
        clock = by_kind.get(kind)
        if clock is not None and clock.date is not None:
            return NumberKeeping(cheapest, clock.date - timedelta(days=margin_days), clock)
    return NumberKeeping(cheapest, None, None)
