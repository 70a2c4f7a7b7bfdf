"""Renewals are corrected and taken back without losing anything that was told besides."""

import asyncio
import tempfile
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.cards.card import Card
from bot.cards.deadlines import TopUp
from bot.store.cards import Cards
from bot.store.database import Database, database_url
from bot.store.migrate import migrate
from bot.store.people import People
from bot.store.sharing import Sharing
from tests.store.conftest import NOW

TODAY = NOW.date()
_DAYS = st.integers(0, 400).map(lambda days: TODAY + timedelta(days=days))
_TYPED = ("plan_end", "credit_end", "number_death", "cancel_by")
_ACTS = st.one_of(
    st.tuples(st.just("type"), st.sampled_from(_TYPED), _DAYS),
    st.tuples(st.just("renew"), st.none() | _DAYS, st.none() | st.integers(500, 3000)),
    st.tuples(st.just("end"), st.integers(0, 9), st.none() | _DAYS),
    st.tuples(st.just("cost"), st.integers(0, 9), st.integers(500, 3000)),
    st.tuples(st.just("day"), st.integers(0, 9), _DAYS),
    st.tuples(st.just("undo"), st.just(0), st.none()),
    st.tuples(st.just("delete"), st.integers(0, 9), st.none()),
)


async def a_card(cards: Cards, **values: Any) -> Card:
    return await cards.add(7, NOW, operator="orange", kind="prepaid", nickname="n", **values)


async def test_a_renewal_without_an_end_drops_nothing_that_was_typed(database: Database) -> None:
    cards = Cards(database, People(database))
    card = await a_card(cards, plan_end=date(2026, 12, 12), number_death=date(2027, 6, 1))
    number = await cards.renew(card.id, 7, TODAY, None, None, NOW)
    renewed = await cards.get(card.id)
    assert renewed and (renewed.number_death, renewed.last_topup) == (date(2027, 6, 1), TODAY)
    amended = await cards.amend(number, card.id, 7, plan_end=date(2027, 1, 1))
    assert amended and amended.plan_end == date(2027, 1, 1)
    unknown = await cards.amend(number, card.id, 7, plan_end=None)
    assert unknown and unknown.plan_end == date(2026, 12, 12)
    assert await cards.undo_renewal(number, card.id, 7) == card


async def test_what_was_told_after_a_renewal_survives_its_undoing(database: Database) -> None:
    cards = Cards(database, People(database))
    card = await a_card(cards, plan_end=date(2026, 12, 12))
    number = await cards.renew(card.id, 7, TODAY, date(2027, 1, 1), 1000, NOW)
    await cards.change(card.id, 7, plan_end=date(2027, 2, 2), number_death=date(2027, 6, 1))
    after = await cards.undo_renewal(number, card.id, 7)
    assert after and (after.plan_end, after.number_death) == (date(2027, 2, 2), date(2027, 6, 1))
    assert (after.last_topup, after.top_ups) == (None, ())


async def test_an_older_renewal_is_corrected_and_deleted(database: Database) -> None:
    cards = Cards(database, People(database))
    card = await a_card(cards, plan_end=date(2026, 12, 12))
    first = await cards.renew(card.id, 7, TODAY, date(2027, 1, 1), 1000, NOW)
    second = await cards.renew(card.id, 7, TODAY + timedelta(days=30), date(2027, 2, 1), None, NOW)
    corrected = await cards.amend(first, card.id, 7, cents=500, day=TODAY - timedelta(days=2))
    assert corrected and corrected.plan_end == date(2027, 2, 1)
    assert corrected.top_ups == (
        TopUp(TODAY - timedelta(days=2), Decimal(5)),
        TopUp(TODAY + timedelta(days=30)),
    )
    assert [each.cents for each in await cards.history(card.id, 7)] == [None, 500]
    await cards.delete_renewal(first, card.id, 7)
    back = await cards.undo_renewal(second, card.id, 7)
    assert back and (back.plan_end, back.last_topup) == (date(2026, 12, 12), None)


async def test_only_who_shares_the_card_corrects(database: Database) -> None:
    people = People(database)
    cards, sharing = Cards(database, people), Sharing(database, people)
    card = await a_card(cards)
    number = await cards.renew(card.id, 7, TODAY, None, 1000, NOW)
    assert await cards.delete_renewal(number, card.id, 8) is None
    await sharing.join(await sharing.invite(card.id, 7, NOW), 8, NOW)
    assert await cards.amend(number, card.id, 8, cents=900)
    assert await cards.delete_renewal(number, card.id, 8) == card


_SAME_DAY_MOVED: list[tuple[int, tuple[str, Any, Any]]] = [
    (7, ("renew", None, None)),
    (7, ("renew", None, None)),
    (7, ("day", 1, TODAY + timedelta(days=1))),
    (7, ("delete", 1, None)),
]
_SAME_END_TYPED: list[tuple[int, tuple[str, Any, Any]]] = [
    (7, ("renew", TODAY, None)),
    (7, ("type", "plan_end", TODAY)),
    (7, ("undo", 0, None)),
]


@settings(max_examples=25, deadline=None)
@example(_SAME_DAY_MOVED)
@example(_SAME_END_TYPED)
@given(st.lists(st.tuples(st.sampled_from([7, 8]), _ACTS), max_size=14))
def test_nothing_typed_is_ever_dropped(acts: list[tuple[int, tuple[str, Any, Any]]]) -> None:
    asyncio.run(_live(acts))


async def _live(acts: list[tuple[int, tuple[str, Any, Any]]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        database = Database(database_url("", Path(folder)))
        await migrate(database)
        people = People(database)
        cards, sharing = Cards(database, people), Sharing(database, people)
        card = await a_card(cards)
        await sharing.join(await sharing.invite(card.id, 7, NOW), 8, NOW)
        try:
            await _act(cards, card.id, acts)
        finally:
            await database.close()


async def _act(cards: Cards, card: int, acts: list[tuple[int, tuple[str, Any, Any]]]) -> None:
    typed: dict[str, date] = {}
    for person, act in acts:
        await _do(cards, card, person, act, typed)
        now = await cards.get(card)
        assert now is not None
        for name, value in typed.items():
            assert name == "plan_end" or getattr(now, name) == value
            assert getattr(now, name) is not None
    for renewal in await cards.history(card, 7):
        await cards.delete_renewal(renewal.id, card, 7)
    left = await cards.get(card)
    assert left is not None
    assert {name: getattr(left, name) for name in typed} == typed
    assert (left.last_topup, left.top_ups) == (None, ())


async def _do(
    cards: Cards, card: int, person: int, act: tuple[str, Any, Any], typed: dict[str, date]
) -> None:
    what, first, second = act
    if what == "type":
        typed[first] = second
        await cards.change(card, person, **{first: second})
        return
    if what == "renew":
        await cards.renew(card, person, TODAY, first, second, NOW)
        return
    history = await cards.history(card, person)
    if not history:
        return
    renewal = history[min(first, len(history) - 1)].id
    if what in ("end", "cost", "day"):
        name = {"end": "plan_end", "cost": "cents", "day": "day"}[what]
        await cards.amend(renewal, card, person, **{name: second})
    elif what == "undo":
        await cards.undo_renewal(history[0].id, card, person)
    else:
        await cards.delete_renewal(renewal, card, person)
