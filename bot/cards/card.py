"""A card that a person keeps, and what was done to it."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Card:
    """Days are in the owner's zone, as told. `ladder`: days before each end (negative: after it) at which
    to remind; None is the usual ladder. `keeping`: the line only keeps its number alive."""

    id: int
    owner: int
    operator: str | None
    kind: str | None
    nickname: str
    last_topup: date | None = None
    plan_end: date | None = None
    credit_end: date | None = None
    number_death: date | None = None
    cents: int | None = None
    keeping: bool = False
    ladder: tuple[int, ...] | None = None


@dataclass(frozen=True)
class Renewal:
    """Who renewed, on which day, until when and for how much."""

    id: int
    card: int
    person: int
    day: date
    plan_end: date | None
    cents: int | None
