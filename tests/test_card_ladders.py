"""What cards of every kind say to a person: true, few, and nothing unannounced."""

from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.card_ladders import notices_of, preferences
from bot.cards.card import Card
from bot.cards.deadlines import TopUp
from bot.content.library import Library
from bot.screens.lives import asks_amount, endings, lives, lives_of_kind, rule_without_day, still_true
from bot.store.people import Person

START = datetime(2026, 11, 20, 10)
TODAY = START.date()
AHEAD = st.none() | st.integers(1, 700).map(lambda days: TODAY + timedelta(days=days))
BEFORE = st.none() | st.integers(0, 300).map(lambda days: TODAY - timedelta(days=days))
CARDS = st.builds(
    Card, st.just(1), st.just(7), st.sampled_from([None, "orange", "lebara", "free", "airalo"]),
    st.sampled_from([None, "prepaid", "subscription", "travel"]), st.just("n"), BEFORE, AHEAD, AHEAD, AHEAD,
    charge_day=st.none() | st.integers(1, 31), cancel_by=AHEAD, price_until=AHEAD,
    cycle_days=st.none() | st.integers(1, 365), cycle_last=BEFORE,
)  # fmt: skip
PEOPLE = st.builds(
    Person, st.just(7), hour=st.none() | st.integers(0, 23), quiet_from=st.none() | st.integers(0, 23),
    quiet_to=st.none() | st.integers(0, 23), ladder=st.none() | st.just((90, 7)),
)  # fmt: skip


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(card=CARDS, person=PEOPLE)
def test_every_clock_is_announced_and_no_two_messages_meet(
    card: Card, person: Person, library: Library
) -> None:
    coming = notices_of(card, endings(card, library, TODAY), person, START)
    hours = [notice.wall.replace(minute=0) for notice in coming]
    assert len(set(hours)) == len(hours)
    quiet = preferences(person, card).quiet
    assert not [notice for notice in coming if quiet.covers(notice.wall)]
    told = {(rung.kind, rung.due) for notice in coming for rung in notice.rungs if rung.offset >= 0}
    ahead = [life for life in lives_of_kind(card, library, TODAY) if life.day and life.day > TODAY]
    assert {(life.kind.value, life.day) for life in ahead} <= told
    assert all(still_true(rung.kind, rung.due, card, library) for each in coming for rung in each.rungs)


def test_orange_counts_from_the_top_up_that_qualifies(library: Library) -> None:
    ten, five = TopUp(date(2026, 11, 1), Decimal(10)), TopUp(date(2026, 11, 19), Decimal(5))
    card = Card(1, 7, "orange", "prepaid", "", five.day, top_ups=(ten, five))
    assert lives(card, library)[2].day == date(2027, 5, 1)
    small = Card(1, 7, "orange", "prepaid", "", five.day, top_ups=(five,))
    assert lives(small, library)[2].day == date(2026, 12, 19)
    unknown = Card(1, 7, "orange", "prepaid", "", five.day)
    assert asks_amount(unknown, library) and not asks_amount(small, library)


def test_what_a_later_top_up_overtook_is_told_no_more(library: Library) -> None:
    card = Card(1, 7, "orange", "prepaid", "", TODAY, TODAY - timedelta(days=3), TODAY - timedelta(days=3))
    plan, credit, _ = lives(card, library)
    assert plan.day is None and credit.day == TODAY + timedelta(days=30)


def test_a_rule_is_told_before_the_last_top_up_is(library: Library) -> None:
    assert rule_without_day(Card(1, 7, "orange", "prepaid", ""), library)
    assert rule_without_day(Card(1, 7, "orange", "prepaid", "", TODAY), library) is None


@pytest.mark.parametrize(("kind", "number"), [("travel", False), ("subscription", False), ("prepaid", True)])
def test_only_a_prepaid_card_has_a_number_to_keep(kind: str, number: bool, library: Library) -> None:
    kinds = [life.kind.value for life in lives_of_kind(Card(1, 7, None, kind, ""), library, TODAY)]
    assert ("number_death" in kinds) is number


def test_used_up_data_ends_a_journey_early(library: Library) -> None:
    card = Card(1, 7, "airalo", "travel", "", plan_end=TODAY + timedelta(days=5), used_up=TODAY)
    assert [life.day for life in lives_of_kind(card, library, TODAY)] == [TODAY]
