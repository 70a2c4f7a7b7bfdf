"""A due row is claimed by one sweep at a time, and no mark overwrites an edit."""

import asyncio
from collections import Counter
from datetime import datetime, timedelta

from bot.cards.reminder import Reminder
from bot.store.database import Database
from bot.store.outbox import Outbox
from bot.store.reminders import Reminders
from tests.store.conftest import NOW
from tests.store.rungs import PARIS
from tests.store.test_cards import stores

LEASE = timedelta(seconds=60)
TEN = datetime(2026, 11, 20, 10)


async def due(reminders: Reminders, minutes: int = 1, rule: str | None = None) -> Reminder:
    """Due so many minutes before NOW."""
    return await reminders.add(7, "x", TEN - timedelta(minutes=minutes), PARIS, NOW, rule)


async def test_the_earliest_deadline_is_claimed_first(database: Database) -> None:
    _, _, reminders = stores(database)
    made = [await due(reminders, minutes) for minutes in (1, 3, 2, -1)]
    first = await Outbox(database).claim(NOW, 2, LEASE)
    second = await Outbox(database).claim(NOW, 2, LEASE)
    assert [each.id for each in (*first, *second)] == [made[1].id, made[2].id, made[0].id]


async def test_a_claimed_row_is_nobody_elses_until_its_lease_is_over(database: Database) -> None:
    _, _, reminders = stores(database)
    await due(reminders)
    outgoing = Outbox(database)
    [first] = await outgoing.claim(NOW, 10, LEASE)
    assert await outgoing.claim(NOW + LEASE - timedelta(seconds=1), 10, LEASE) == []
    [again] = await outgoing.claim(NOW + LEASE, 10, LEASE)
    assert (first.attempts, first.doubts, again.attempts, again.doubts) == (1, 0, 2, 1)


async def test_what_is_on_its_way_is_not_claimed_again_when_the_clock_jumps(database: Database) -> None:
    _, _, reminders = stores(database)
    await due(reminders)
    outgoing = Outbox(database)
    [mine] = await outgoing.claim(NOW, 10, LEASE)
    tomorrow = NOW + timedelta(days=1)
    assert await outgoing.claim(tomorrow, 10, LEASE, sending=[mine.id]) == []
    assert await outgoing.sent(mine, tomorrow)
    assert await outgoing.claim(tomorrow, 10, LEASE) == []


async def test_two_claimers_at_once_never_take_the_same_row(database: Database) -> None:
    _, _, reminders = stores(database)
    made = [await due(reminders, 1 + number % 7) for number in range(120)]
    others = [Database(database.url) for _ in range(4)]

    start = asyncio.Barrier(len(others))

    claimed_by_all: list[int] = []

    async def claim_together(own: Database) -> list[int]:
        # Connected first, so that all begin at once; who finds all rows locked asks again, as a worker does.
        outbox, taken = Outbox(own), []
        await outbox.claim(NOW - timedelta(days=365), 1, LEASE)
        async with start:
            pass
        while len(claimed_by_all) < len(made):
            claimed = [each.id for each in await outbox.claim(NOW, 7, LEASE)]
            taken += claimed
            claimed_by_all.extend(claimed)
        return taken

    async def claim_all(own: Database) -> list[int]:
        taken = []
        while claimed := await Outbox(own).claim(NOW, 7, LEASE):
            taken += [each.id for each in claimed]
        return taken

    taken = await asyncio.gather(*(claim_together(own) for own in others))
    # A claimer that found all rows locked may have gone home early; what it left is still there.
    rest = await claim_all(database)
    for own in others:
        await own.close()
    count = Counter(number for each in (*taken, rest) for number in each)
    assert count == Counter(each.id for each in made)
    assert sum(bool(each) for each in taken) > 1


async def test_a_sure_failure_is_no_doubt_and_a_doubtful_one_is(database: Database) -> None:
    _, _, reminders = stores(database)
    outgoing, later = Outbox(database), NOW + timedelta(seconds=30)
    await due(reminders)
    [claimed] = await outgoing.claim(NOW, 10, LEASE)
    assert await outgoing.failed(claimed, later)
    assert await outgoing.claim(later - timedelta(seconds=1), 10, LEASE) == []
    [claimed] = await outgoing.claim(later, 10, LEASE)
    assert (claimed.attempts, claimed.doubts) == (2, 0)
    assert await outgoing.doubtful(claimed, later + LEASE)
    [claimed] = await outgoing.claim(later + LEASE, 10, LEASE)
    assert (claimed.attempts, claimed.doubts) == (3, 1)


async def test_a_sent_repetition_begins_anew(database: Database) -> None:
    _, _, reminders = stores(database)
    outgoing = Outbox(database)
    made = await due(reminders, 1, "FREQ=DAILY")
    await outgoing.claim(NOW, 10, LEASE)
    [again] = await outgoing.claim(NOW + LEASE, 10, LEASE)
    assert await outgoing.sent(again, NOW + LEASE)
    row = await reminders.get(made.id, 7)
    assert row and (row.wall, row.attempts, row.doubts) == (made.wall + timedelta(days=1), 0, 0)
    [tomorrow] = await outgoing.claim(row.due, 10, LEASE)
    assert tomorrow.doubts == 0


async def test_who_lost_the_lease_can_mark_nothing(database: Database) -> None:
    _, _, reminders = stores(database)
    outgoing = Outbox(database)
    await due(reminders)
    [slow] = await outgoing.claim(NOW, 10, LEASE)
    [quick] = await outgoing.claim(NOW + LEASE, 10, LEASE)
    assert await outgoing.hold(slow, NOW + LEASE) is None
    assert not await outgoing.failed(slow, NOW)
    assert await outgoing.claim(NOW + LEASE, 10, LEASE) == []
    assert await outgoing.sent(quick, NOW + LEASE)
    assert not await outgoing.sent(slow, NOW + LEASE)


async def test_a_mark_never_overwrites_a_new_time(database: Database) -> None:
    _, _, reminders = stores(database)
    outgoing = Outbox(database)
    made = await due(reminders)
    [claimed] = await outgoing.claim(NOW, 10, LEASE)
    changed = await reminders.change(made.id, 7, NOW, wall=TEN + timedelta(days=1))
    assert not await outgoing.sent(claimed, NOW)
    assert not await outgoing.failed(claimed, NOW)
    assert await reminders.get(made.id, 7) == changed


async def test_a_rule_taken_away_on_the_way_is_followed(database: Database) -> None:
    _, _, reminders = stores(database)
    outgoing = Outbox(database)
    made = await due(reminders, 1, "FREQ=DAILY")
    [claimed] = await outgoing.claim(NOW, 10, LEASE)
    await reminders.change(made.id, 7, NOW, rule=None)
    assert await outgoing.sent(claimed, NOW)
    row = await reminders.get(made.id, 7)
    assert row and row.state == "sent"


async def test_a_hold_shows_the_row_as_it_is_now(database: Database) -> None:
    _, _, reminders = stores(database)
    outgoing = Outbox(database)
    made = await due(reminders)
    [claimed] = await outgoing.claim(NOW, 10, LEASE)
    await reminders.change(made.id, 7, NOW, text="new")
    held = await outgoing.hold(claimed, NOW + 2 * LEASE)
    assert held and held.text == "new"
    assert await outgoing.claim(NOW + LEASE, 10, LEASE) == []
