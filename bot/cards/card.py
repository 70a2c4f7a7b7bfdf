"""A card that a person keeps, and the renewals of it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

from bot.cards.deadlines import Known, TopUp
from bot.cards.kinds import MonthlyPlan, OwnCycle, TravelEsim

MOST_TOP_UPS: Final = 12


@dataclass(frozen=True)
class Card:
    """Days are in the owner's zone, as told. `ladder`: days before each end (negative: after it) at which
    to remind; None is the usual ladder. `keeping`: the line only keeps its number alive.

    `cents` is what a period costs. `top_ups` are in order of time. Of a monthly plan: `charge_day` (1-31),
    `price_until`, `cancel_by`; of a travel eSIM: `used_up`, when its data was gone; `cycle_days` and
    `cycle_last` are a cycle of the person's own. `note` and `link` are theirs too.
    """

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
    top_ups: tuple[TopUp, ...] = ()
    charge_day: int | None = None
    price_until: date | None = None
    cancel_by: date | None = None
    used_up: date | None = None
    cycle_days: int | None = None
    cycle_last: date | None = None
    note: str = ""
    link: str = ""

    @property
    def known(self) -> Known:
        """What deadlines are computed from."""
        return Known(self.last_topup, self.plan_end, self.credit_end, self.number_death, self.top_ups)

    @property
    def monthly(self) -> MonthlyPlan | None:
        """The monthly plan; where only the next charge was told, it is charged on that day of each month."""
        day = self.charge_day or (self.plan_end.day if self.plan_end else None)
        if day is None:
            return None
        price = None if self.cents is None else Decimal(self.cents) / 100
        return MonthlyPlan(day, price, self.price_until, self.cancel_by)

    @property
    def travel(self) -> TravelEsim:
        """The travel eSIM that this card is."""
        return TravelEsim(self.plan_end, self.used_up)

    @property
    def cycle(self) -> OwnCycle | None:
        """The person's own cycle, if they set one."""
        return OwnCycle(self.cycle_days, self.cycle_last) if self.cycle_days else None


@dataclass(frozen=True)
class Renewal:
    """Who renewed, on which day, until when and for how much."""

    id: int
    card: int
    person: int
    day: date
    plan_end: date | None
    cents: int | None


def with_top_up(top_ups: Iterable[TopUp], new: TopUp) -> tuple[TopUp, ...]:
    """Top-ups with one more; the amount goes to one of the same day of which it was not known yet."""
    kept = [each for each in top_ups if each != TopUp(new.day)]
    return tuple(sorted([*kept, new], key=lambda each: each.day))[-MOST_TOP_UPS:]


def without_top_up(top_ups: Iterable[TopUp], gone: TopUp) -> tuple[TopUp, ...]:
    """Top-ups with one less: the first that equals `gone`."""
    left = list(top_ups)
    if gone in left:
        left.remove(gone)
    return tuple(left)


def corrected(card: Card, day: date | None) -> tuple[TopUp, ...]:
    """The top-ups of a card whose last one is now said to have been on `day`; later ones were a mistake."""
    if day is None:
        return card.top_ups
    earlier = [each for each in card.top_ups if each.day <= day]
    return tuple(earlier) if any(each.day == day for each in earlier) else with_top_up(earlier, TopUp(day))
