"""How the kinds of cards live."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.cards.deadlines import Confidence, DeadlineKind, Since, TopUp, ValidityRule, qualifying
from bot.cards.kinds import (
    MonthlyPlan,
    OwnCycle,
    TravelEsim,
    Use,
    amount_matters,
    last_period,
)

DAYS = st.dates(date(2024, 1, 1), date(2035, 12, 31))
TEN = ValidityRule("r", DeadlineKind.CREDIT_END, Since.TOP_UP, "P6M", Confidence.HIGH, least=Decimal(10))
ANY = ValidityRule("a", DeadlineKind.CREDIT_END, Since.TOP_UP, "P3M", Confidence.HIGH)


def test_only_a_qualifying_top_up_counts() -> None:
    top_ups = [TopUp(date(2026, 1, 1), Decimal(10)), TopUp(date(2026, 3, 1), Decimal(5))]
    assert qualifying(top_ups, TEN) == date(2026, 1, 1)
    assert qualifying(top_ups, ANY) == date(2026, 3, 1)
    assert qualifying([TopUp(date(2026, 4, 1))], TEN) == date(2026, 4, 1)
    assert qualifying([], TEN) is None
    assert (amount_matters([ANY]), amount_matters([ANY, TEN])) == (False, True)


def test_a_day_that_a_month_lacks_is_its_last() -> None:
    plan = MonthlyPlan(31)
    assert plan.next_charge(date(2027, 2, 1)) == date(2027, 2, 28)
    assert plan.next_charge(date(2026, 12, 31)) == date(2026, 12, 31)
    with pytest.raises(ValueError, match="day of the month"):
        MonthlyPlan(32)


@given(st.integers(1, 31), DAYS)
def test_a_monthly_plan_is_charged_every_month_for_ever(day: int, today: date) -> None:
    plan = MonthlyPlan(day)
    following = plan.next_charge(today)
    assert today <= following <= today + timedelta(days=31)
    assert 28 <= (plan.next_charge(following + timedelta(days=1)) - following).days <= 31


def test_a_travel_esim_ends_by_date_or_with_its_data() -> None:
    assert TravelEsim(date(2027, 1, 10)).end() == date(2027, 1, 10)
    assert TravelEsim(date(2027, 1, 10), used_up=date(2027, 1, 4)).end() == date(2027, 1, 4)
    assert TravelEsim().end() is None


@given(st.integers(1, 400), st.lists(st.tuples(st.sampled_from(Use), DAYS), max_size=8))
def test_a_cycle_counts_from_the_last_use_that_counts(days: int, uses: list[tuple[Use, date]]) -> None:
    cycle = OwnCycle(days, counts=(Use.CALL, Use.TEXT))
    for use, day in uses:
        cycle = cycle.used(use, day)
    counted = [day for use, day in uses if use is not Use.TOP_UP]
    assert cycle.due() == (max(counted) + timedelta(days=days) if counted else None)


def test_a_period_is_measured_between_renewals() -> None:
    assert last_period([date(2026, 3, 1), date(2026, 1, 1), date(2026, 3, 1)]) == 59
    assert last_period([date(2026, 3, 1)]) is None
