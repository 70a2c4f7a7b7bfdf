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
    CHARGE = "charge"
    PRICE_UNTIL = "price_until"
    CANCEL_BY = "cancel_by"
    CYCLE = "cycle"


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
class TopUp:
    """Money put on a card; `amount` in euros, None where the person did not say."""

    day: date
    amount: Decimal | None = None


def qualifying(top_ups: Iterable[TopUp], rule: ValidityRule) -> date | None:
    """The day of the last top-up that a rule counts from: of an amount that it asks for, or of none said.

    A rule for small amounts counts only from one that is known to be small.
    """
    fit = [
        each.day
        for each in top_ups
        if (rule.below is None if each.amount is None else rule.covers(each.amount))
    ]
    return max(fit, default=None)


@dataclass(frozen=True, slots=True)
class Known:
    """What the person said about the card; what was told is left out once a later top-up overtook it."""

    last_top_up: date | None = None
    plan_end: date | None = None
    credit_end: date | None = None
    number_death: date | None = None
    top_ups: tuple[TopUp, ...] = ()

    def told(self, day: date | None) -> date | None:
        """A day that was told, unless the card was topped up on it or after."""
        overtaken = day is not None and self.last_top_up is not None and day <= self.last_top_up
        return None if overtaken else day

    @property
    def all_top_ups(self) -> tuple[TopUp, ...]:
        """The top-ups, the last one too where only its day is known."""
        if self.last_top_up is None or any(each.day == self.last_top_up for each in self.top_ups):
            return self.top_ups
        return (*self.top_ups, TopUp(self.last_top_up))


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
    told = {
        DeadlineKind.PLAN_END: known.told(known.plan_end),
        DeadlineKind.CREDIT_END: known.told(known.credit_end),
        DeadlineKind.NUMBER_DEATH: known.told(known.number_death),
    }
    plan, credit, number = (_deadline(kind, day, usable, known, starts) for kind, day in told.items())
    return plan, credit, number


def _deadline(
    kind: DeadlineKind,
    told: date | None,
    rules: Iterable[ValidityRule],
    known: Known,
    starts: dict[Since, Deadline],
) -> Deadline:
    """One deadline; what others count from it is put among the `starts`."""
    found = _told(kind, told) or _computed(kind, rules, known, starts)
    if found.date and kind.value in tuple(Since):
        starts[Since(kind.value)] = found
    return found


def _told(kind: DeadlineKind, day: date | None) -> Deadline | None:
    return Deadline(kind, day, None, Confidence.TOLD) if day else None


def _computed(
    kind: DeadlineKind, rules: Iterable[ValidityRule], known: Known, starts: Mapping[Since, Deadline]
) -> Deadline:
    """The earliest by the rules; of those for certain amounts the latest, since no top-up shortens."""
    fixed: list[Deadline] = []
    by_amount: list[Deadline] = []
    for rule in rules:
        if rule.clock is kind and (found := _by_rule(rule, known, starts)):
            depends = rule.least is not None or rule.below is not None
            (by_amount if depends else fixed).append(found)
    if by_amount:
        fixed.append(max(by_amount, key=_date))
    return min(fixed, key=_date, default=Deadline(kind, None, None, Confidence.NONE))


def _by_rule(rule: ValidityRule, known: Known, starts: Mapping[Since, Deadline]) -> Deadline | None:
    if rule.since is Since.TOP_UP:
        day, sure = qualifying(known.all_top_ups, rule), Confidence.TOLD
    else:
        start = starts.get(rule.since)
        day, sure = (start.date, start.confidence) if start else (None, Confidence.NONE)
    if day is None:
        return None
    sure = max(rule.confidence, sure, key=_ORDER.index)
    return Deadline(rule.clock, day + parse_length(rule.length), rule.id, sure)


def _date(deadline: Deadline) -> date:
    return deadline.date or date.max


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
