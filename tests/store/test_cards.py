"""Cards keep what a person told of them; deletions and renewals can be undone."""

from datetime import date, timedelta

import pytest

from bot.cards.card import Card
from bot.store.cards import CardGone, Cards
from bot.store.database import Database
from bot.store.people import People
from bot.store.reminders import Reminders
from bot.store.sharing import Sharing
from tests.store.conftest import NOW
from tests.store.rungs import LADDER

TODAY = NOW.date()
END = date(2026, 12, 12)


def stores(database: Database) -> tuple[Cards, Sharing, Reminders]:
    people = People(database)
    return Cards(database, people), Sharing(database, people), Reminders(database, people)


async def lebara(cards: Cards, owner: int = 7) -> Card:
    return await cards.add(owner, NOW, operator="lebara", kind="prepaid", nickname="妈妈的卡", plan_end=END)


async def test_a_card_survives_a_restart(database: Database) -> None:
    cards, _, _ = stores(database)
    card = await cards.add(
        7, NOW, operator=None, kind=None, nickname="n", last_topup=TODAY, credit_end=END, cents=990,
        keeping=True, ladder=(7, 0, -3),
    )  # fmt: skip
    assert card == Card(card.id, 7, None, None, "n", TODAY, None, END, None, 990, True, (7, 0, -3))
    assert await stores(database)[0].get(card.id) == card


async def test_a_change_touches_nothing_else(database: Database) -> None:
    cards, _, _ = stores(database)
    card = await lebara(cards)
    changed = await cards.change(card.id, 7, plan_end=None, ladder=())
    assert (changed.plan_end, changed.ladder, changed.nickname) == (None, (), "妈妈的卡")
    assert await cards.get(card.id) == changed


async def test_a_nickname_never_keeps_a_number(database: Database) -> None:
    cards, _, _ = stores(database)
    card = await cards.add(7, NOW, operator=None, kind=None, nickname="mum 06 12 34 56 42")
    assert card.nickname == "mum ········42"


async def test_only_those_who_share_a_card_find_it(database: Database) -> None:
    cards, sharing, _ = stores(database)
    card = await lebara(cards)
    await sharing.join(await sharing.invite(card.id, 7, NOW), 8, NOW)
    assert await cards.find(card.id, 7) == await cards.find(card.id, 8) == card
    assert await cards.find(card.id, 9) is None
    assert [await cards.of(person) for person in (7, 8, 9)] == [[card], [card], []]


async def test_a_deleted_card_is_gone_with_its_ladders_and_comes_back_within_a_minute(
    database: Database,
) -> None:
    cards, _, reminders = stores(database)
    card = await lebara(cards)
    await reminders.set_ladder(card.id, 7, LADDER, NOW)
    assert await cards.delete(card.id, 7, NOW)
    assert await cards.get(card.id) is None and await cards.of(7) == []
    assert await reminders.of(7, rungs=True) == []
    assert await cards.restore(card.id, 7, NOW + timedelta(seconds=59)) == card


async def test_a_deleted_card_is_forgotten_after_a_minute(database: Database) -> None:
    cards, _, _ = stores(database)
    card = await lebara(cards)
    await cards.renew(card.id, 7, TODAY, END, 990, NOW)
    await cards.delete(card.id, 7, NOW)
    later = NOW + timedelta(seconds=61)
    assert await cards.restore(card.id, 7, later) is None
    await cards.purge(later)
    assert await cards.history(card.id, 7) == []


async def test_a_deleted_card_can_be_neither_changed_nor_renewed(database: Database) -> None:
    cards, _, _ = stores(database)
    card = await lebara(cards)
    await cards.delete(card.id, 7, NOW)
    with pytest.raises(CardGone):
        await cards.change(card.id, 7, nickname="x")
    with pytest.raises(CardGone):
        await cards.renew(card.id, 7, TODAY, END, None, NOW)
    assert not await cards.delete(card.id, 7, NOW)


async def test_a_renewal_gives_new_dates_and_can_be_undone(database: Database) -> None:
    cards, sharing, _ = stores(database)
    card = await lebara(cards)
    death = date(2027, 6, 1)
    await sharing.join(await sharing.invite(card.id, 7, NOW), 8, NOW)
    renewal = await cards.renew(card.id, 8, TODAY, date(2027, 1, 11), 990, NOW, number_death=death)
    renewed = await cards.get(card.id)
    assert renewed
    assert (renewed.last_topup, renewed.plan_end, renewed.number_death) == (TODAY, date(2027, 1, 11), death)
    history = await cards.history(card.id, 7)
    assert [(each.person, each.day, each.cents) for each in history] == [(8, TODAY, 990)]
    assert await cards.undo_renewal(renewal, card.id, 7) == card
    assert await cards.history(card.id, 7) == []
    assert await cards.undo_renewal(renewal, card.id, 7) is None


async def test_only_the_newest_renewal_is_undone(database: Database) -> None:
    cards, _, _ = stores(database)
    card = await lebara(cards)
    first = await cards.renew(card.id, 7, TODAY, date(2027, 1, 1), None, NOW)
    await cards.renew(card.id, 7, TODAY, date(2027, 2, 1), None, NOW)
    assert await cards.undo_renewal(first, card.id, 7) is None
    now = await cards.get(card.id)
    assert now and now.plan_end == date(2027, 2, 1)


async def test_an_id_alone_changes_and_shows_nothing(database: Database) -> None:
    cards, sharing, _ = stores(database)
    card, own = await lebara(cards), await lebara(cards, owner=9)
    renewal = await cards.renew(card.id, 7, TODAY, END, 990, NOW)
    kept = await cards.get(card.id)
    for through in (card.id, own.id):
        assert await cards.amend(renewal, through, 9, plan_end=None) is None
        assert await cards.undo_renewal(renewal, through, 9) is None
    with pytest.raises(CardGone):
        await cards.change(card.id, 9, nickname="mine")
    with pytest.raises(CardGone):
        await cards.renew(card.id, 9, TODAY, END, None, NOW)
    with pytest.raises(CardGone):
        await sharing.invite(card.id, 9, NOW)
    assert not await cards.delete(card.id, 9, NOW)
    assert await cards.history(card.id, 9) == []
    assert await cards.get(card.id) == kept
    assert [each.id for each in await cards.history(card.id, 7)] == [renewal]
    await cards.delete(card.id, 7, NOW)
    assert await cards.restore(card.id, 9, NOW) is None


async def test_who_shares_a_card_may_neither_delete_nor_restore_it(database: Database) -> None:
    cards, sharing, _ = stores(database)
    card = await lebara(cards)
    await sharing.join(await sharing.invite(card.id, 7, NOW), 8, NOW)
    assert not await cards.delete(card.id, 8, NOW)
    assert await cards.delete(card.id, 7, NOW)
    assert await cards.restore(card.id, 8, NOW) is None
