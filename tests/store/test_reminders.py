"""Reminders keep wall-clock time, can be changed and undone, and a rung is told once."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest

from bot.cards.reminder import Reminder
from bot.store.database import Database
from bot.store.outbox import Outbox
from bot.store.reminders import KEPT, Reminders
from tests.store.conftest import NOW
from tests.store.rungs import LADDER, PARIS, rung
from tests.store.test_cards import lebara, stores

NINE = datetime(2026, 12, 15, 9)
LEASE = timedelta(seconds=60)


async def lebara_on_the_15th(reminders: Reminders, rule: str | None = None) -> Reminder:
    return await reminders.add(7, "充 Lebara", NINE, PARIS, NOW, rule)


async def tell(database: Database, now: datetime) -> list[Reminder]:
    """Everything that is due, told."""
    outgoing = Outbox(database)
    claimed = await outgoing.claim(now, 100, LEASE)
    for reminder in claimed:
        assert await outgoing.sent(reminder, now)
    return claimed


async def test_a_reminder_survives_a_restart(database: Database) -> None:
    _, _, reminders = stores(database)
    made = await lebara_on_the_15th(reminders)
    assert made.due == datetime(2026, 12, 15, 8, tzinfo=UTC)
    assert await stores(database)[2].get(made.id, 7) == made
    assert await stores(database)[2].of(7) == [made]


async def test_a_code_is_not_kept(database: Database) -> None:
    _, _, reminders = stores(database)
    made = await reminders.add(7, "code 1234567890123456", NINE, PARIS, NOW)
    assert made.text == "code ··············56"
    changed = await reminders.change(made.id, 7, NOW, text="ring 06 12 34 56 78")
    assert changed and changed.text == "ring ········78"


async def test_a_rule_that_is_none_is_refused(database: Database) -> None:
    _, _, reminders = stores(database)
    with pytest.raises(ValueError):
        await lebara_on_the_15th(reminders, "FREQ=SECONDLY")
    made = await lebara_on_the_15th(reminders)
    with pytest.raises(ValueError):
        await reminders.change(made.id, 7, NOW, rule="often")


async def test_the_soonest_stands_first(database: Database) -> None:
    _, _, reminders = stores(database)
    last = await lebara_on_the_15th(reminders)
    first = await reminders.add(7, "a", NINE - timedelta(days=1), PARIS, NOW)
    assert await reminders.of(7) == [first, last]


async def test_a_new_zone_moves_the_moment_and_keeps_the_wall(database: Database) -> None:
    _, _, reminders = stores(database)
    made = await lebara_on_the_15th(reminders)
    changed = await reminders.change(made.id, 7, NOW, zone="Asia/Shanghai")
    assert changed and (changed.wall, changed.due) == (NINE, datetime(2026, 12, 15, 1, tzinfo=UTC))


async def test_a_told_reminder_with_a_new_time_is_told_again(database: Database) -> None:
    _, _, reminders = stores(database)
    made = await lebara_on_the_15th(reminders)
    await tell(database, made.due)
    changed = await reminders.change(made.id, 7, made.due, wall=NINE + timedelta(days=1))
    assert changed and changed.state == "active"
    assert [each.id for each in await tell(database, changed.due)] == [made.id]


async def test_a_paused_reminder_is_silent_until_resumed(database: Database) -> None:
    _, _, reminders = stores(database)
    made = await lebara_on_the_15th(reminders)
    assert await reminders.pause(made.id, 7)
    assert await tell(database, made.due) == []
    assert [each.state for each in await reminders.of(7)] == ["paused"]
    assert await reminders.resume(made.id, 7, made.due)
    assert len(await tell(database, made.due)) == 1
    assert await reminders.resume(made.id, 7, made.due) is None


async def test_a_resumed_repetition_goes_on_with_its_next_time(database: Database) -> None:
    _, _, reminders = stores(database)
    made = await lebara_on_the_15th(reminders, "FREQ=MONTHLY;BYMONTHDAY=15")
    await reminders.pause(made.id, 7)
    resumed = await reminders.resume(made.id, 7, made.due + timedelta(days=40))
    assert resumed and resumed.wall == datetime(2027, 2, 15, 9)


@pytest.mark.parametrize("paused", [False, True])
async def test_a_deletion_can_be_undone_for_a_minute(database: Database, paused: bool) -> None:
    _, _, reminders = stores(database)
    made = await lebara_on_the_15th(reminders)
    if paused:
        await reminders.pause(made.id, 7)
    before = await reminders.get(made.id, 7)
    assert await reminders.delete(made.id, 7, NOW)
    assert not await reminders.delete(made.id, 7, NOW)
    assert await reminders.of(7) == [] and await tell(database, made.due) == []
    assert await reminders.restore(made.id, 7, NOW + timedelta(seconds=60)) == before
    assert await reminders.restore(made.id, 7, NOW) is None


async def test_a_deletion_stands_after_a_minute(database: Database) -> None:
    _, _, reminders = stores(database)
    made = await lebara_on_the_15th(reminders)
    await reminders.delete(made.id, 7, NOW)
    late = NOW + timedelta(seconds=61)
    assert await reminders.restore(made.id, 7, late) is None
    await reminders.purge(late)
    assert await reminders.get(made.id, 7) is None


async def test_a_told_reminder_is_kept_for_its_buttons_and_then_forgotten(database: Database) -> None:
    _, _, reminders = stores(database)
    made = await lebara_on_the_15th(reminders)
    await tell(database, made.due)
    await reminders.purge(made.due + KEPT)
    assert await reminders.get(made.id, 7)
    await reminders.purge(made.due + KEPT + timedelta(seconds=1))
    assert await reminders.get(made.id, 7) is None


async def test_nine_stays_nine_over_a_change_of_clock(database: Database) -> None:
    _, _, reminders = stores(database)
    made = await reminders.add(7, "a", datetime(2027, 3, 27, 9), PARIS, NOW, "FREQ=DAILY")
    await tell(database, made.due)
    again = await reminders.get(made.id, 7)
    assert again and (again.wall, again.due) == (datetime(2027, 3, 28, 9), made.due + timedelta(hours=23))


async def test_times_missed_during_an_outage_are_told_once(database: Database) -> None:
    _, _, reminders = stores(database)
    made = await lebara_on_the_15th(reminders, "FREQ=DAILY")
    week_later = made.due + timedelta(days=7, hours=1)
    assert len(await tell(database, week_later)) == 1
    again = await reminders.get(made.id, 7)
    assert again and again.wall == NINE + timedelta(days=8)
    assert await tell(database, week_later) == []


async def test_a_snoozed_reminder_is_told_again(database: Database) -> None:
    _, _, reminders = stores(database)
    made = await lebara_on_the_15th(reminders)
    await tell(database, made.due)
    snoozed = await reminders.snooze(made.id, 7, NINE + timedelta(hours=1), made.due)
    assert snoozed and snoozed.id == made.id and snoozed.due == made.due + timedelta(hours=1)
    assert [each.id for each in await tell(database, snoozed.due)] == [made.id]


async def test_a_snoozed_repetition_keeps_its_rhythm(database: Database) -> None:
    _, _, reminders = stores(database)
    made = await lebara_on_the_15th(reminders, "FREQ=DAILY")
    await tell(database, made.due)
    snoozed = await reminders.snooze(made.id, 7, NINE + timedelta(days=3), made.due)
    rhythm = await reminders.get(made.id, 7)
    assert snoozed and snoozed.rule is None and snoozed.text == made.text
    assert rhythm and rhythm.wall == NINE + timedelta(days=1)


async def test_what_is_deleted_can_not_be_snoozed(database: Database) -> None:
    cards, _, reminders = stores(database)
    made = await lebara_on_the_15th(reminders)
    await reminders.delete(made.id, 7, NOW)
    assert await reminders.snooze(made.id, 7, NINE, NOW) is None
    card = await lebara(cards)
    await reminders.set_ladder(card.id, 7, [rung(14)], NOW)
    [told] = await tell(database, NOW + timedelta(days=30))
    await cards.delete(card.id, 7, NOW)
    assert await reminders.snooze(told.id, 7, NINE, NOW) is None


async def test_a_person_who_blocked_the_bot_is_left_alone_until_they_return(database: Database) -> None:
    _, _, reminders = stores(database)
    made, by_hand = await lebara_on_the_15th(reminders), await lebara_on_the_15th(reminders)
    other = await reminders.add(8, "b", NINE, PARIS, NOW)
    await reminders.pause(by_hand.id, 7)
    assert await reminders.pause_person(7, NOW) == 1
    assert [each.id for each in await tell(database, made.due)] == [other.id]
    assert [each.id for each in await reminders.resume_person(7, made.due)] == [made.id]
    assert [each.id for each in await tell(database, made.due)] == [made.id]


async def test_a_rung_is_told_once_however_often_the_ladder_is_set(database: Database) -> None:
    cards, _, reminders = stores(database)
    card = await lebara(cards)
    await reminders.set_ladder(card.id, 7, LADDER, NOW)
    first = (await reminders.rungs(card.id, 7))[0]
    assert [each.rung for each in await tell(database, first.due)] == ["plan_end:14:2026-12-12"]
    for _ in range(2):
        await reminders.set_ladder(card.id, 7, LADDER, NOW)
    assert [each.rung for each in await reminders.rungs(card.id, 7)] == [each.key for each in LADDER[1:]]


async def test_a_new_end_replaces_the_ladder_and_an_undo_tells_nothing_twice(database: Database) -> None:
    cards, _, reminders = stores(database)
    card = await lebara(cards)
    await reminders.set_ladder(card.id, 7, LADDER, NOW)
    told = await tell(database, (await reminders.rungs(card.id, 7))[0].due)
    new = [rung(days, "2027-01-12") for days in (3, 0)]
    await reminders.set_ladder(card.id, 7, new, NOW)
    assert [each.rung for each in await reminders.rungs(card.id, 7)] == [each.key for each in new]
    await reminders.set_ladder(card.id, 7, LADDER, NOW)
    ahead = [each.rung for each in await reminders.rungs(card.id, 7)]
    assert len(ahead) == len(LADDER) - 1 and told[0].rung not in ahead


async def test_a_renewal_also_ends_rungs_that_were_put_off(database: Database) -> None:
    cards, _, reminders = stores(database)
    card = await lebara(cards)
    await reminders.set_ladder(card.id, 7, LADDER, NOW)
    [told] = await tell(database, (await reminders.rungs(card.id, 7))[0].due)
    await reminders.snooze(told.id, 7, told.wall + timedelta(days=1), told.due)
    await reminders.set_ladder(card.id, 7, [], NOW)
    assert await reminders.rungs(card.id, 7) == []
    assert await tell(database, told.due + timedelta(days=60)) == []


async def test_a_rung_moves_with_its_person(database: Database) -> None:
    cards, _, reminders = stores(database)
    card = await lebara(cards)
    await reminders.set_ladder(card.id, 7, [rung(3)], NOW)
    moved = type(rung(3))(rung(3).key, rung(3).wall, "Asia/Shanghai")
    await reminders.set_ladder(card.id, 7, [moved], NOW)
    [now] = await reminders.rungs(card.id, 7)
    assert now.due == datetime(2026, 12, 9, 1, tzinfo=UTC)


async def test_a_deleted_card_gets_no_ladder(database: Database) -> None:
    cards, _, reminders = stores(database)
    card = await lebara(cards)
    await cards.delete(card.id, 7, NOW)
    await reminders.set_ladder(card.id, 7, LADDER, NOW)
    assert await reminders.of(7, rungs=True) == []


async def test_a_ladder_set_by_two_at_once_is_one_ladder(database: Database) -> None:
    cards, _, reminders = stores(database)
    card = await lebara(cards)
    await reminders.set_ladder(card.id, 7, [LADDER[0], LADDER[0]], NOW)
    await asyncio.gather(*(reminders.set_ladder(card.id, 7, LADDER, NOW) for _ in range(4)))
    assert [each.rung for each in await reminders.rungs(card.id, 7)] == [each.key for each in LADDER]


async def test_an_id_alone_changes_and_shows_nothing(database: Database) -> None:
    _, _, reminders = stores(database)
    made = await lebara_on_the_15th(reminders)
    assert await reminders.get(made.id, 9) is None
    assert await reminders.change(made.id, 9, NOW, text="mine", wall=NINE + timedelta(days=9)) is None
    assert await reminders.snooze(made.id, 9, NINE + timedelta(days=9), NOW) is None
    assert await reminders.pause(made.id, 9) is None
    assert not await reminders.delete(made.id, 9, NOW)
    assert await reminders.get(made.id, 7) == made
    await reminders.pause(made.id, 7)
    assert await reminders.resume(made.id, 9, NOW) is None
    await reminders.delete(made.id, 7, NOW)
    assert await reminders.restore(made.id, 9, NOW) is None
