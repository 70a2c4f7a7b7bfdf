"""A card in common: who is let in, for how long, and how one gets out."""

from contextlib import suppress
from datetime import timedelta

from bot.safety.limits import SHARES, LimitReached
from bot.store.database import Database
from bot.store.sharing import LASTS
from tests.store.conftest import NOW
from tests.store.rungs import LADDER
from tests.store.test_cards import lebara, stores


async def test_whoever_has_the_link_joins_once(database: Database) -> None:
    cards, sharing, _ = stores(database)
    card = await lebara(cards)
    token = await sharing.invite(card.id, 7, NOW)
    assert len(token) <= 32 and token.replace("-", "").replace("_", "").isalnum()
    for person in (9, 8, 8):
        assert await sharing.join(token, person, NOW) == card
    assert await sharing.members(card.id, 7) == [8, 9]
    assert await sharing.everyone(card.id) == [7, 8, 9]


async def test_the_owner_needs_no_link(database: Database) -> None:
    cards, sharing, _ = stores(database)
    card = await lebara(cards)
    assert await sharing.join(await sharing.invite(card.id, 7, NOW), 7, NOW) == card
    assert await sharing.members(card.id, 7) == []


async def test_an_invite_lasts_seven_days(database: Database) -> None:
    cards, sharing, _ = stores(database)
    token = await sharing.invite((await lebara(cards)).id, 7, NOW)
    assert await sharing.join(token, 8, NOW + LASTS) is None
    assert await sharing.join(token, 8, NOW + LASTS - timedelta(seconds=1))


async def test_a_revoked_invite_lets_nobody_in_and_nobody_out(database: Database) -> None:
    cards, sharing, _ = stores(database)
    card = await lebara(cards)
    tokens = [await sharing.invite(card.id, 7, NOW) for _ in range(2)]
    await sharing.join(tokens[0], 8, NOW)
    assert await sharing.revoke(card.id, 7) == 2
    assert [await sharing.join(token, 9, NOW) for token in tokens] == [None, None]
    assert await sharing.members(card.id, 7) == [8]


async def test_an_invite_to_a_deleted_card_is_void(database: Database) -> None:
    cards, sharing, _ = stores(database)
    card = await lebara(cards)
    token = await sharing.invite(card.id, 7, NOW)
    await cards.delete(card.id, 7, NOW)
    assert await sharing.join(token, 8, NOW) is None
    assert await sharing.everyone(card.id) == []


async def test_who_leaves_hears_no_more_of_the_card(database: Database) -> None:
    cards, sharing, reminders = stores(database)
    card = await lebara(cards)
    await sharing.join(await sharing.invite(card.id, 7, NOW), 8, NOW)
    for person in (7, 8):
        await reminders.set_ladder(card.id, person, LADDER, NOW)
    assert await sharing.leave(card.id, 8)
    assert not await sharing.leave(card.id, 8)
    assert await reminders.rungs(card.id, 8) == []
    assert len(await reminders.rungs(card.id, 7)) == len(LADDER)


async def test_who_is_sent_away_can_not_use_the_old_link(database: Database) -> None:
    cards, sharing, _ = stores(database)
    card = await lebara(cards)
    token = await sharing.invite(card.id, 7, NOW)
    await sharing.join(token, 8, NOW)
    assert await sharing.remove(card.id, 8, 7)
    assert await sharing.join(token, 8, NOW) is None


async def test_only_the_owner_sees_sends_away_and_revokes(database: Database) -> None:
    cards, sharing, _ = stores(database)
    card = await lebara(cards)
    token = await sharing.invite(card.id, 7, NOW)
    await sharing.join(token, 8, NOW)
    for other in (8, 9):
        assert await sharing.members(card.id, other) == []
        assert await sharing.revoke(card.id, other) == 0
        assert not await sharing.remove(card.id, 8, other)
    assert await sharing.everyone(card.id) == [7, 8]
    assert await sharing.join(token, 9, NOW)


async def test_an_invite_lets_in_five_and_a_card_has_twenty_at_most(database: Database) -> None:
    cards, sharing, _ = stores(database)
    card = await lebara(cards)
    token = await sharing.invite(card.id, 7, NOW)
    joined = [await sharing.join(token, person, NOW) is not None for person in range(100, 108)]
    assert joined == [True] * 5 + [False] * 3
    assert await sharing.join(token, 100, NOW) == card
    for person in range(200, 230):
        with suppress(LimitReached):
            await sharing.join(await sharing.invite(card.id, 7, NOW), person, NOW)
    assert len(await sharing.members(card.id, 7)) == SHARES == 20
