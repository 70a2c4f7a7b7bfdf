"""Never more than Telegram allows, whatever comes at once."""

import asyncio

import pytest

from bot.transport.throttle import PER_SECOND, Pace, Throttle


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


def test_all_that_is_sent_keeps_one_pace_and_one_a_second_in_a_chat() -> None:
    pace = Pace(time=lambda: 0.0)
    assert [pace.wait_in_chat(1) for _ in range(3)] == [0, 1, 2]
    assert pace.wait_in_chat(2) == 0
    waits = [pace.wait() for _ in range(61)]
    assert waits[30] == pytest.approx(1) and waits[60] == pytest.approx(2)


def test_copies_share_the_pace() -> None:
    pace = Pace(time=lambda: 0.0)
    pace.copies = 3
    assert [pace.wait() for _ in range(11)][10] == pytest.approx(1)
