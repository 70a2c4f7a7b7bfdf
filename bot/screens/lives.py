"""What a card lives by: what the person told, and what its operator's facts say."""

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
    Known,
    NumberKeeping,
    Since,
    ValidityRule,
)
from bot.content.fact import Fact, Kind
from bot.content.library import Library
from bot.screens.render_context import as_kind

# The facts that say how long something lives, by their id in an operator's file.
LIVES: dict[str, tuple[DeadlineKind, Since]] = {
    "plan-life": (DeadlineKind.PLAN_END, Since.TOP_UP),
    "credit-life": (DeadlineKind.CREDIT_END, Since.TOP_UP),
    "number-life": (DeadlineKind.NUMBER_DEATH, Since.TOP_UP),
    "grace-after-plan": (DeadlineKind.NUMBER_DEATH, Since.PLAN_END),
    "grace-after-credit": (DeadlineKind.NUMBER_DEATH, Since.CREDIT_END),
}
_KEEPING_TOPIC = "keep-number"
_LONGEST_PERIOD = 400


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
    if card.number_death:
        number = Life(DeadlineKind.NUMBER_DEATH, card.number_death, told=True, fact=None)
    return plan, credit, number


def keeping(card: Card, library: Library) -> tuple[NumberKeeping, Fact | None]:
    """The cheapest known action that keeps the number, with its last safe day, and the fact that says so."""
    facts = dict(_life_facts(card, library))
    clocks = [
        replace(clock, date=card.number_death, confidence=Confidence.TOLD)
        if clock.kind is DeadlineKind.NUMBER_DEATH and card.number_death
        else clock
        for clock in _clocks(card, facts)
    ]
    actions = dict(_actions(card, library))
    kept = deadlines.keep_number(clocks, (action for action, _ in actions.values()))
    return kept, actions[kept.action.id][1] if kept.action else None


def next_end(card: Card, today: date) -> date | None:
    """Until when a renewal of today lasts if it lasts as long as the one before; None where nobody knows."""
    if card.kind == "subscription" and card.plan_end:
        months = 1
        while (end := card.plan_end + relativedelta(months=months)) <= today:
            months += 1
        return end
    if card.plan_end and card.last_topup:
        period = (card.plan_end - card.last_topup).days
        return today + timedelta(days=period) if 0 < period <= _LONGEST_PERIOD else None
    return None


def _clocks(card: Card, facts: dict[str, Fact]) -> tuple[Deadline, Deadline, Deadline]:
    rules = [
        ValidityRule(name, *LIVES[name], fact.value, Confidence(fact.confidence))
        for name, fact in facts.items()
        if fact.value
    ]
    return deadlines.deadlines(rules, Known(card.last_topup, card.plan_end, card.credit_end))


def _life(clock: Deadline, facts: dict[str, Fact]) -> Life:
    told = clock.confidence is Confidence.TOLD
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
