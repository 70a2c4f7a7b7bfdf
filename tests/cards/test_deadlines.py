"""The clocks of a card."""

from datetime import date
from decimal import Decimal

import pytest

from bot.cards.deadlines import (
    Confidence,
    Deadline,
    DeadlineKind,
    KeepingAction,
    Known,
    Since,
    ValidityRule,
    deadlines,
    keep_number,
    parse_length,
)

CREDIT = ValidityRule("credit-6m", DeadlineKind.CREDIT_END, Since.TOP_UP, "P6M", Confidence.HIGH)
DEATH = ValidityRule("number-3m", DeadlineKind.NUMBER_DEATH, Since.CREDIT_END, "P3M", Confidence.MEDIUM)
PLAN = ValidityRule("plan-30d", DeadlineKind.PLAN_END, Since.TOP_UP, "P30D", Confidence.HIGH)
TOPPED_UP = Known(last_top_up=date(2026, 8, 31))


def test_each_clock_counts_from_the_one_before() -> None:
    plan, credit, death = deadlines([CREDIT, DEATH, PLAN], TOPPED_UP)
    assert plan == Deadline(DeadlineKind.PLAN_END, date(2026, 9, 30), "plan-30d", Confidence.HIGH)
    assert credit == Deadline(DeadlineKind.CREDIT_END, date(2027, 2, 28), "credit-6m", Confidence.HIGH)
    assert death == Deadline(DeadlineKind.NUMBER_DEATH, date(2027, 5, 28), "number-3m", Confidence.MEDIUM)


def test_what_the_person_told_wins() -> None:
    plan, credit, _ = deadlines(
        [CREDIT, PLAN], Known(date(2026, 8, 31), date(2026, 12, 12), date(2027, 1, 1))
    )
    assert (plan.date, plan.fact, plan.confidence) == (date(2026, 12, 12), None, Confidence.TOLD)
    assert credit.date == date(2027, 1, 1)


def test_what_nobody_knows_is_none() -> None:
    plan, credit, death = deadlines([], TOPPED_UP)
    assert [clock.date for clock in (plan, credit, death)] == [None, None, None]
    assert death.confidence is Confidence.NONE
    assert all(clock.date is None for clock in deadlines([CREDIT, DEATH, PLAN], Known()))


@pytest.mark.parametrize("confidence", [Confidence.LOW, Confidence.NONE])
def test_an_unsure_fact_is_never_used(confidence: Confidence) -> None:
    rule = ValidityRule("guess", DeadlineKind.CREDIT_END, Since.TOP_UP, "P6M", confidence)
    assert deadlines([rule], TOPPED_UP)[1].date is None


def test_a_chain_is_as_sure_as_its_weakest_link() -> None:
    weak = ValidityRule("credit", DeadlineKind.CREDIT_END, Since.TOP_UP, "P6M", Confidence.MEDIUM)
    sure = ValidityRule("death", DeadlineKind.NUMBER_DEATH, Since.CREDIT_END, "P1M", Confidence.HIGH)
    assert deadlines([weak, sure], TOPPED_UP)[2].confidence is Confidence.MEDIUM


def test_of_two_rules_the_earlier_date_is_taken() -> None:
    early = ValidityRule("early", DeadlineKind.CREDIT_END, Since.TOP_UP, "P90D", Confidence.MEDIUM)
    assert deadlines([CREDIT, early], TOPPED_UP)[1].fact == "early"


@pytest.mark.parametrize(
    ("length", "day"),
    [
        ("P6M", date(2027, 2, 28)),
        ("P30D", date(2026, 9, 30)),
        ("P1Y", date(2027, 8, 31)),
        ("P2W", date(2026, 9, 14)),
    ],
)
def test_reads_iso_durations(length: str, day: date) -> None:
    assert date(2026, 8, 31) + parse_length(length) == day


@pytest.mark.parametrize("length", ["", "P", "6M", "PT5H", "P-3D", "P1.5M", "180 days"])
def test_refuses_other_lengths(length: str) -> None:
    with pytest.raises(ValueError, match="duration"):
        parse_length(length)


CHEAP = KeepingAction("top-up-5", Decimal(5), "price-5", Confidence.HIGH)
DEAR = KeepingAction("top-up-10", Decimal(10), "price-10", Confidence.HIGH)
UNPRICED = KeepingAction("send-a-text", None, "text", Confidence.MEDIUM)
RUMOUR = KeepingAction("call", Decimal(0), "call", Confidence.LOW)


def test_keeps_a_number_by_the_cheapest_known_action_in_time() -> None:
    keeping = keep_number(deadlines([CREDIT, DEATH], TOPPED_UP), [DEAR, CHEAP, UNPRICED, RUMOUR])
    assert (keeping.action, keeping.last_safe) == (CHEAP, date(2027, 5, 26))
    assert not keeping.is_late(date(2027, 5, 26))
    assert keeping.is_late(date(2027, 5, 27))


def test_counts_from_the_credit_when_the_death_is_unknown() -> None:
    keeping = keep_number(deadlines([CREDIT], TOPPED_UP), [CHEAP], margin_days=3)
    assert keeping.clock is not None
    assert (keeping.last_safe, keeping.clock.kind) == (date(2027, 2, 25), DeadlineKind.CREDIT_END)


def test_knows_no_day_without_a_clock() -> None:
    keeping = keep_number(deadlines([PLAN], TOPPED_UP), [])
    assert (keeping.action, keeping.last_safe, keeping.is_late(date(2030, 1, 1))) == (None, None, False)
