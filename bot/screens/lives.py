"""What a card lives by, by its kind: what the person told, and what its operator's facts say."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation

from dateutil.relativedelta import relativedelta

from bot.cards import deadlines
from bot.cards.card import Card
from bot.cards.deadlines import (
    Confidence,
    Deadline,
    DeadlineKind,
    KeepingAction,
    NumberKeeping,
    Since,
    ValidityRule,
    parse_length,
)
from bot.cards.kinds import amount_matters
from bot.cards.schedule import Ending
from bot.content.fact import Fact, Kind
from bot.content.library import Library
from bot.screens.render_context import as_kind

# The facts that say how long something lives, by their id in an operator's file.
LIVES: dict[str, tuple[DeadlineKind, Since]] = {
    "plan-life": (DeadlineKind.PLAN_END, Since.TOP_UP),
    "credit-life": (DeadlineKind.CREDIT_END, Since.TOP_UP),
    "number-life": (DeadlineKind.NUMBER_DEATH, Since.TOP_UP),
    "number-life-small": (DeadlineKind.NUMBER_DEATH, Since.TOP_UP),
    "grace-after-plan": (DeadlineKind.NUMBER_DEATH, Since.PLAN_END),
    "grace-after-credit": (DeadlineKind.NUMBER_DEATH, Since.CREDIT_END),
}
_KEEPING_TOPIC = "keep-number"
_LONGEST_PERIOD = 400
# Where nobody knows when it began: most plans last a month.
_USUAL_PLAN = 30
# Charges that are told ahead; they go on as they come.
_CHARGES = 13
_COUNTED = (DeadlineKind.PLAN_END, DeadlineKind.CREDIT_END, DeadlineKind.NUMBER_DEATH)


@dataclass(frozen=True)
class Life:
    """One clock of a card, with the fact that it comes from where it was computed."""

    kind: DeadlineKind
    day: date | None
    told: bool
    fact: Fact | None


def kind_of(card: Card, library: Library) -> Kind | None:
    operator = library.operators.get(card.operator) if card.operator else None
    return as_kind(card.kind, operator)


def lives(card: Card, library: Library) -> tuple[Life, Life, Life]:
    """Plan, credit and number, in this order."""
    facts = dict(_life_facts(card, library))
    plan, credit, number = (_life(clock, facts) for clock in _clocks(card, facts))
    return plan, credit, number


def lives_of_kind(card: Card, library: Library, today: date) -> list[Life]:
    """The clocks that matter for this kind of line: what ends, what is charged, the person's own cycle.

    A monthly plan never ends: it is charged, and may have a day by which to cancel. A travel eSIM has no
    number to keep. The plan's clock is there even where its day is not known.
    """
    plan, credit, number = lives(card, library)
    kind = kind_of(card, library)
    if kind == "subscription":
        found = [*_monthly(card, today), *(life for life in (credit, number) if life.told)]
    elif kind == "travel":
        found = [replace(plan, day=card.travel.end()), *([number] if number.told else [])]
    else:
        found = [plan, *([credit] if credit.day else []), number]
    return [*found, *_cycle(card)]


def _monthly(card: Card, today: date) -> Iterator[Life]:
    plan = card.monthly
    yield Life(DeadlineKind.CHARGE, plan.next_charge(today) if plan else None, told=True, fact=None)
    for kind, day in ((DeadlineKind.PRICE_UNTIL, card.price_until), (DeadlineKind.CANCEL_BY, card.cancel_by)):
        if day:
            yield Life(kind, day, told=True, fact=None)


def _cycle(card: Card) -> Iterator[Life]:
    if card.cycle:
        yield Life(DeadlineKind.CYCLE, card.cycle.due(), told=True, fact=None)


def endings(card: Card, library: Library, today: date) -> list[Ending]:
    """What a card's reminders are about, with the length that decides how many there are."""
    found: list[Ending] = []
    for life in lives_of_kind(card, library, today):
        if life.day and life.kind is DeadlineKind.CHARGE:
            found += _charges(card, life.day)
        elif life.day:
            found.append(Ending(life.kind.value, life.day, _length(life, card, today)))
    return found


def _charges(card: Card, first: date) -> Iterator[Ending]:
    day = first
    for _ in range(_CHARGES):
        yield Ending(DeadlineKind.CHARGE.value, day, once=True)
        day = card.monthly.next_charge(day + timedelta(days=1)) if card.monthly else day


def _length(life: Life, card: Card, today: date) -> int | None:
    """Days of a clock from its beginning; of a plan whose beginning nobody knows, a month or what is left."""
    if life.kind is DeadlineKind.CYCLE:
        return card.cycle_days
    started = card.last_topup if life.kind in _COUNTED else None
    if life.day and started and started < life.day:
        return (life.day - started).days
    if life.day is None or life.kind is not DeadlineKind.PLAN_END:
        return None
    return max(_USUAL_PLAN, (life.day - today).days)


def still_true(kind: str, end: date, card: Card, library: Library) -> bool:
    """Whether a card still has this end: it may have been renewed, or told otherwise, since."""
    if kind == DeadlineKind.CHARGE:
        plan = card.monthly if kind_of(card, library) == "subscription" else None
        return plan is not None and plan.charged_on(end.year, end.month) == end
    return any(life.kind == kind and life.day == end for life in lives_of_kind(card, library, end))


def keeping(card: Card, library: Library) -> tuple[NumberKeeping, Fact | None]:
    """The cheapest known action that keeps the number, with its last safe day, and the fact that says so."""
    actions = dict(_actions(card, library))
    clocks = _clocks(card, dict(_life_facts(card, library)))
    kept = deadlines.keep_number(clocks, (action for action, _ in actions.values()))
    return kept, actions[kept.action.id][1] if kept.action else None


def known_lengths(card: Card, library: Library) -> list[relativedelta]:
    """How long a top-up of this operator may last, by its facts, the shortest first."""
    found = {fact.value for name, fact in _life_facts(card, library) if name in ("plan-life", "credit-life")}
    start = card.last_topup or date(2026, 1, 1)
    return sorted((parse_length(value) for value in found if value), key=lambda length: start + length)


def asks_amount(card: Card, library: Library) -> bool:
    """Whether the amount of the last top-up is wanted: a rule depends on it, and it is not known."""
    if card.last_topup is None:
        return False
    last = [each for each in card.known.all_top_ups if each.day == card.last_topup]
    unknown = all(each.amount is None for each in last)
    return unknown and amount_matters(_rules(dict(_life_facts(card, library))))


def rule_without_day(card: Card, library: Library) -> Fact | None:
    """The rule of a clock that could be counted if the last top-up were known."""
    if card.last_topup is not None:
        return None
    facts = dict(_life_facts(card, library))
    return facts.get("number-life") or facts.get("credit-life") or facts.get("plan-life")


def next_end(card: Card, today: date, period: int | None = None) -> date | None:
    """Until when a renewal of today lasts if it lasts as long as the one before; None where nobody knows.

    `period` are the days between the last renewals, which count where the last top-up does not say it.
    """
    if card.kind == "subscription" and card.plan_end:
        months = 1
        while (end := card.plan_end + relativedelta(months=months)) <= today:
            months += 1
        return end
    if card.plan_end and card.last_topup:
        told = (card.plan_end - card.last_topup).days
        period = told if told > 0 else period or 0
        return today + timedelta(days=period) if 0 < period <= _LONGEST_PERIOD else None
    return None


def _rules(facts: dict[str, Fact]) -> list[ValidityRule]:
    return [
        ValidityRule(name, *LIVES[name], fact.value, Confidence(fact.confidence), fact.least, fact.below)
        for name, fact in facts.items()
        if fact.value
    ]


def _clocks(card: Card, facts: dict[str, Fact]) -> tuple[Deadline, Deadline, Deadline]:
    return deadlines.deadlines(_rules(facts), card.known)


def _life(clock: Deadline, facts: dict[str, Fact]) -> Life:
    told = clock.confidence is Confidence.TOLD and clock.date is not None
    return Life(clock.kind, clock.date, told, facts.get(clock.fact) if clock.fact else None)


def _facts(card: Card, library: Library) -> Iterator[tuple[str, Fact]]:
    operator = library.operators.get(card.operator) if card.operator else None
    kind = kind_of(card, library)
    for name, fact in operator.facts.items() if operator else ():
        # A fact about one kind of line says nothing of a card whose kind nobody knows.
        if fact.shown and (fact.kind is None or fact.kind == kind):
            yield name, fact


def _life_facts(card: Card, library: Library) -> Iterator[tuple[str, Fact]]:
    for name, fact in _facts(card, library):
        if name in LIVES and fact.about == "validity" and fact.value:
            yield name, fact


def _actions(card: Card, library: Library) -> Iterator[tuple[str, tuple[KeepingAction, Fact]]]:
    for name, fact in _facts(card, library):
        if _KEEPING_TOPIC in fact.topics and (name == "number-life" or fact.about == "price"):
            yield name, (KeepingAction(name, _price(fact), name, Confidence(fact.confidence)), fact)


def _price(fact: Fact) -> Decimal | None:
    """Euros, where the fact's value is a price."""
    if fact.about != "price" or not fact.value:
        return None
    try:
        return Decimal(fact.value)
    except InvalidOperation:
        return None
