"""Never more than Telegram allows, whatever comes at once."""

import asyncio

import pytest

from bot.transport.throttle import PER_SECOND, Throttle


class Time:
    """Time that passes only in sleep."""

    def __init__(self) -> None:
        self.now = 0.0
        self.turns: list[float] = []

    async def sleep(self, seconds: float) -> None:
        self.turns.append(self.now + seconds)


async def test_turns_are_spaced_evenly_and_leave_room_for_answers() -> None:
    time = Time()
    pace = Throttle(time=lambda: time.now, sleep=time.sleep)
    await asyncio.gather(*(pace.turn() for _ in range(100)))
    assert len(time.turns) == 99
    assert max(time.turns) == pytest.approx(99 / PER_SECOND)
    assert all(sum(begin <= turn < begin + 1 for turn in time.turns) < 30 for begin in time.turns)


async def test_who_comes_after_a_pause_does_not_wait() -> None:
    time = Time()
    pace = Throttle(time=lambda: time.now, sleep=time.sleep)
    await pace.turn()
    time.now = 10
    await pace.turn()
    assert time.turns == []
