"""What a card lives by: the person's word first, else its operator's facts, else nobody knows."""

from datetime import date
from pathlib import Path

import pytest

from bot.cards.card import Card
from bot.cards.deadlines import DeadlineKind
from bot.content.library import Library
from bot.screens.lives import LIVES, keeping, lives, next_end

TOPUP = date(2026, 11, 12)
ORANGE = Card(1, 7, "orange", "prepaid", "", TOPUP)


def days(card: Card, library: Library) -> dict[DeadlineKind, date | None]:
    return {life.kind: life.day for life in lives(card, library)}


def test_the_operators_facts_give_the_dates(library: Library) -> None:
    assert days(ORANGE, library) == {
        DeadlineKind.PLAN_END: None,
        DeadlineKind.CREDIT_END: date(2026, 12, 12),
        DeadlineKind.NUMBER_DEATH: date(2027, 5, 12),
    }
    assert [life.fact.confidence for life in lives(ORANGE, library) if life.fact] == ["medium", "medium"]


def test_what_the_person_told_wins_over_what_is_computed(library: Library) -> None:
    told = date(2027, 3, 1)
    card = Card(1, 7, "orange", "prepaid", "", TOPUP, credit_end=told, number_death=told)
    assert days(card, library)[DeadlineKind.NUMBER_DEATH] == told
    assert all(life.told for life in lives(card, library) if life.day)


def test_a_fact_of_low_confidence_is_never_used(library: Library) -> None:
    assert library.operators["sfr"].facts["number-life"].confidence == "low"
    assert days(Card(1, 7, "sfr", "prepaid", "", TOPUP), library)[DeadlineKind.NUMBER_DEATH] is None


def test_a_fact_about_one_kind_says_nothing_of_another_or_of_none(library: Library) -> None:
    for kind in ("subscription", None):
        assert set(days(Card(1, 7, "orange", kind, "", TOPUP), library).values()) == {None}


def test_without_an_operator_or_a_top_up_nothing_is_known(library: Library) -> None:
    for card in (Card(1, 7, None, "prepaid", "", TOPUP), Card(1, 7, "orange", "prepaid", "")):
        assert set(days(card, library).values()) == {None}


def test_the_last_safe_day_lies_before_the_number_dies(library: Library) -> None:
    found, fact = keeping(ORANGE, library)
    assert found.last_safe == date(2027, 5, 10)
    assert fact is library.operators["orange"].facts["keep-year"]


def test_an_action_that_nobody_knows_is_not_made_up(library: Library) -> None:
    found, fact = keeping(Card(1, 7, "lycamobile", "prepaid", "", TOPUP), library)
    assert (found.action, found.last_safe, fact) == (None, None, None)


@pytest.mark.parametrize(
    ("card", "end"),
    [
        (Card(1, 7, None, "prepaid", "", date(2026, 10, 21), date(2026, 11, 18)), date(2026, 12, 18)),
        (Card(1, 7, None, "subscription", "", plan_end=date(2026, 10, 31)), date(2026, 11, 30)),
        (Card(1, 7, None, "prepaid", "", date(2026, 10, 21)), None),
        (Card(1, 7, None, "prepaid", "", date(2020, 1, 1), date(2026, 11, 18)), None),
    ],
)
def test_a_renewal_lasts_as_long_as_the_one_before(card: Card, end: date | None) -> None:
    assert next_end(card, date(2026, 11, 20)) == end


def test_the_guide_for_editors_names_every_fact_that_makes_dates() -> None:
    guide = (Path(__file__).parents[2] / "faq" / "README.md").read_text("utf-8")
    assert [name for name in LIVES if f"`{name}`" not in guide] == []
