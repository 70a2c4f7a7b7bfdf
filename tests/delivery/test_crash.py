"""A crash at any await point loses nothing, and repeats only what nobody can know."""

import asyncio
from collections import Counter
from datetime import timedelta
from pathlib import Path

import pytest

from bot.cards.reminder import Reminder
from bot.clock import MovableClock
from bot.delivery.worker import LEASE, DeliveryWorker
from bot.store.database import Database
from bot.store.outbox import Outbox
from bot.store.people import People
from bot.store.reminders import Reminders
from bot.transport.throttle import Throttle
from tests.delivery.child import Chat, processes, sweep_until
from tests.delivery.conftest import NOW, PARIS
from tests.store.test_outbox import TEN

ROWS = 3


async def crash(quick: Database, folder: Path, awaits: int) -> bool:
    """A process that dies at this await, and another that takes up its work; whether the first died."""
    reminders = Reminders(quick, People(quick))
    made = [await reminders.add(person, "x", TEN, PARIS, NOW) for person in range(1, ROWS + 1)]
    took = folder / "took"
    took.write_text("")
    process = processes().Process(target=sweep_until, args=(folder, NOW + timedelta(hours=1), awaits))
    process.start()
    await asyncio.to_thread(process.join)
    before = set(_taken(took))
    clock = MovableClock(frozen=NOW + timedelta(hours=1) + LEASE)
    again = DeliveryWorker(Outbox(quick), Chat(took), clock, pace=Throttle(1e6))
    await again.once()
    await again.settled()
    states = [row.state for each in made if (row := await reminders.get(each.id, each.person))]
    assert states == ["sent"] * ROWS, f"lost at await {awaits}"
    _nothing_twice_but_in_doubt(_taken(took), made, before, again)
    return process.exitcode == 9


def _taken(took: Path) -> list[int]:
    return [int(line) for line in took.read_text().split()]


def _nothing_twice_but_in_doubt(
    taken: list[int], made: list[Reminder], before: set[int], again: DeliveryWorker
) -> None:
    count = Counter(taken)
    twice = {number for number, times in count.items() if times > 1}
    assert set(count) == {each.id for each in made}
    assert twice <= before and max(count.values()) <= 2
    assert len(twice) <= again.stats.doubts


@pytest.mark.parametrize("awaits", [1, 20, 28, 36, 44, 52, 60, 75])
async def test_a_crash_loses_nothing(quick: Database, tmp_path: Path, awaits: int) -> None:
    await crash(quick, tmp_path, awaits)


@pytest.mark.slow
async def test_a_crash_at_any_await_point_loses_nothing(quick: Database, tmp_path: Path) -> None:
    awaits = 1
    while await crash(quick, tmp_path, awaits):
        awaits += 1
    assert awaits > 20 * ROWS
