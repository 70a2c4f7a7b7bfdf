"""One person's updates in order, one busy chat in nobody's way."""

import asyncio
from datetime import UTC, datetime

from telegram import Chat, Message, Update, User

from bot.transport.per_chat import PerChatProcessor, standing_aside


def update(number: int, chat: int) -> Update:
    user = User(chat, "You", is_bot=False)
    message = Message(number, datetime.now(UTC), Chat(chat, "private"), from_user=user, text="x")
    return Update(number, message=message)


async def test_a_chats_updates_are_handled_in_the_order_in_which_they_came() -> None:
    processor, handled = PerChatProcessor(), []

    async def handle(number: int) -> None:
        # The first takes longest: only a queue keeps it first.
        for _ in range(10 - number):
            await asyncio.sleep(0)
        handled.append(number)

    async with asyncio.TaskGroup() as tasks:
        for number in range(10):
            tasks.create_task(processor.process_update(update(number, 1), handle(number)))
    assert handled == list(range(10))


async def test_a_busy_chat_delays_no_other() -> None:
    processor, gate, handled = PerChatProcessor(at_once=2), asyncio.Event(), []

    async def busy() -> None:
        await gate.wait()

    async def quick() -> None:
        handled.append("quick")

    async with asyncio.TaskGroup() as tasks:
        for number in range(40):
            tasks.create_task(processor.process_update(update(number, 1), busy()))
        await asyncio.sleep(0)
        await tasks.create_task(processor.process_update(update(99, 2), quick()))
        assert handled == ["quick"]
        gate.set()


async def test_so_many_chats_at_once_and_no_more() -> None:
    processor, gate, running_bot = PerChatProcessor(at_once=3), asyncio.Event(), 0

    async def work() -> None:
        nonlocal running_bot
        running_bot += 1
        await gate.wait()

    async with asyncio.TaskGroup() as tasks:
        for chat in range(10):
            tasks.create_task(processor.process_update(update(chat, chat), work()))
        for _ in range(20):
            await asyncio.sleep(0)
        assert running_bot == 3
        gate.set()
    assert running_bot == 10


async def test_a_failed_update_lets_the_next_one_through() -> None:
    processor, handled = PerChatProcessor(), []

    async def fail() -> None:
        raise RuntimeError

    async def work() -> None:
        handled.append(2)

    results = await asyncio.gather(
        processor.process_update(update(1, 1), fail()),
        processor.process_update(update(2, 1), work()),
        return_exceptions=True,
    )
    assert isinstance(results[0], RuntimeError)
    assert handled == [2]
    assert not processor._lanes


async def test_who_waits_for_telegram_leaves_its_slot_and_keeps_its_turn() -> None:
    processor, gate, handled = PerChatProcessor(at_once=2), asyncio.Event(), []

    async def held(chat: int) -> None:
        async with standing_aside():
            await gate.wait()
        handled.append(f"held {chat}")

    async def work(name: str) -> None:
        handled.append(name)

    async with asyncio.TaskGroup() as tasks:
        for chat in range(5):
            tasks.create_task(processor.process_update(update(chat, chat), held(chat)))
        tasks.create_task(processor.process_update(update(9, 0), work("later 0")))
        await asyncio.sleep(0)
        await tasks.create_task(processor.process_update(update(10, 99), work("other")))
        assert handled == ["other"]
        gate.set()
    assert handled.index("held 0") < handled.index("later 0") and len(handled) == 7


async def test_who_stood_aside_is_again_one_of_so_many_at_once() -> None:
    processor, gate, running_bot, most = PerChatProcessor(at_once=2), asyncio.Event(), 0, 0

    async def held() -> None:
        nonlocal running_bot, most
        async with standing_aside():
            await gate.wait()
        running_bot += 1
        most = max(most, running_bot)
        await asyncio.sleep(0)
        running_bot -= 1

    async with asyncio.TaskGroup() as tasks:
        for chat in range(9):
            tasks.create_task(processor.process_update(update(chat, chat), held()))
        for _ in range(20):
            await asyncio.sleep(0)
        gate.set()
    assert most <= 2


async def test_the_age_of_the_oldest_update_leaves_out_what_waits_for_telegram() -> None:
    now = [0.0]
    processor, gate, told = PerChatProcessor(time=lambda: now[0]), asyncio.Event(), asyncio.Event()

    async def stuck() -> None:
        await gate.wait()

    async def held() -> None:
        async with standing_aside():
            await told.wait()
        await gate.wait()

    async with asyncio.TaskGroup() as tasks:
        tasks.create_task(processor.process_update(update(1, 1), held()))
        await asyncio.sleep(0)
        now[0] = 500
        assert processor.oldest() == 0
        tasks.create_task(processor.process_update(update(2, 2), stuck()))
        await asyncio.sleep(0)
        now[0] = 630
        assert processor.oldest() == 130
        told.set()
        gate.set()
    assert processor.oldest() == 0
