"""Killed again and again in the middle of its work, the bot loses no reminder."""

import asyncio
import os
import random
import signal
import time
from collections import Counter
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from bot.delivery.worker import LEASE
from bot.emulator import LocalServer
from bot.emulator.http_api import Call
from bot.store.database import Database
from bot.store.people import People
from bot.store.reminders import Reminders
from bot.store.tables import reminders as table
from tests.delivery.child import processes
from tests.delivery.conftest import NOW, PARIS
from tests.delivery.killed import deliver
from tests.store.test_outbox import TEN

KILLS, ROWS, PEOPLE = 80, 1000, 100
SOON = 0.3
"""Seconds within which a process is killed after it was first heard of."""


@dataclass
class Story:
    """What arrived, and what was on its way at each kill."""

    took: Counter[str] = field(default_factory=Counter)
    unsaid: int = 0
    in_flight: Counter[str] = field(default_factory=Counter)

    def hear(self, call: Call) -> None:
        if call.method == "sendMessage" and call.ok:
            name, *notes = call.params.text("text").splitlines()
            name = name.removeprefix("<b>").removesuffix("</b>")
            self.took[name] += 1
            # Who may get a message twice is told so: the second says that it may be one.
            self.unsaid += self.took[name] > 1 and len(notes) < 1


@pytest.mark.slow
@pytest.mark.timeout(400)
async def test_nothing_is_lost_in_many_kills(
    quick: Database, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rng, story = random.Random(200), Story()
    server = LocalServer(port=0)
    await server.start()
    await _fill(quick, server)
    began = time.monotonic()
    with server.api.calls.listen(story.hear):
        for number in range(KILLS):
            # In the middle of something, or right when Telegram has taken a message that the bot does not
            # know of yet: the first, the second … of this process.
            at = rng.choice((0, 1, 2, 3, 4, 6))
            await _kill(tmp_path, server, number, at, rng.uniform(0, SOON) * rng.choice((0, 1)))
            story.in_flight.update(await _claimed(quick))
        killed = sum(story.took.values())
        await _finish(tmp_path, server, quick)
    await server.stop()
    _print(story, killed, time.monotonic() - began, capsys)
    assert set(story.took) == {f"r{number}" for number in range(ROWS)}
    again = {name: times - 1 for name, times in story.took.items() if times > 1}
    assert all(times <= story.in_flight[name] for name, times in again.items())
    assert again and story.unsaid == 0


def _print(story: Story, killed: int, seconds: float, capsys: pytest.CaptureFixture[str]) -> None:
    lost, claimed = ROWS - len(story.took), sum(story.in_flight.values())
    twice = sum(times - 1 for times in story.took.values())
    with capsys.disabled():
        print(f"\n{KILLS} kills, {ROWS} reminders, {killed} messages before the last kill, {seconds:.0f} s:")
        print(f"lost {lost}, again {twice} (rows on their way at the kills: {claimed})")


async def _fill(database: Database, server: LocalServer) -> None:
    reminders = Reminders(database, People(database))
    for number in range(ROWS):
        person = 1 + number % PEOPLE
        server.world.meet(person)
        wall = TEN - timedelta(minutes=number % 59)
        await reminders.add(person, f"r{number}", wall, PARIS, NOW)


async def _kill(folder: Path, server: LocalServer, number: int, at: int, after: float) -> None:
    """One process, killed so many seconds after its n-th message, or after it first called (0)."""
    args = (folder, server.url, server.token, _now(number))
    process = processes().Process(target=deliver, args=args, daemon=True)
    process.start()
    left, heard = [at], asyncio.Event()

    def hear(call: Call) -> None:
        left[0] -= call.method == "sendMessage" and call.ok
        if left[0] <= 0 and not heard.is_set():
            heard.set()
            if not after:
                os.kill(process.pid or 0, signal.SIGKILL)

    with server.api.calls.listen(hear):
        await asyncio.wait_for(heard.wait(), 30)
        await asyncio.to_thread(process.join, after)
    process.kill()
    await asyncio.to_thread(process.join)
    assert process.exitcode == -signal.SIGKILL
    process.close()


def _now(number: int):  # type: ignore[no-untyped-def]
    """Each process begins when the leases of the one before are over."""
    return NOW + number * (LEASE + timedelta(seconds=1))


async def _claimed(database: Database) -> list[str]:
    query = select(table.c.text).where(table.c.claimed == 1, table.c.state == "active")
    async with database.reading() as connection:
        return list((await connection.execute(query)).scalars())


async def _finish(folder: Path, server: LocalServer, database: Database) -> None:
    """A last process, which is left to do its work."""
    args = (folder, server.url, server.token, _now(KILLS))
    process = processes().Process(target=deliver, args=args, daemon=True)
    process.start()
    query = select(table.c.id).where(table.c.state == "active").limit(1)
    async with asyncio.timeout(120):
        while True:
            async with database.reading() as connection:
                if (await connection.execute(query)).first() is None:
                    break
            await asyncio.sleep(0.2)
    process.kill()
    await asyncio.to_thread(process.join)
