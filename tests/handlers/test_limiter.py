"""A 429 holds the chat that it names, as long as Telegram says."""

import asyncio
from typing import Any

import pytest
from telegram.error import RetryAfter

from bot.handlers.limiter import AT_ONCE, ChatLimiter, seconds_of

WAIT = 0.05


class Telegram:
    """Refuses the first calls to some chats."""

    def __init__(self, refusals: dict[int, int]) -> None:
        self.left = refusals
        self.sent: list[int] = []

    async def send(self, chat: int) -> str:
        if self.left.get(chat, 0) > 0:
            self.left[chat] -= 1
            raise RetryAfter(WAIT)  # type: ignore[arg-type]
        self.sent.append(chat)
        return "sent"


async def request(limiter: ChatLimiter, telegram: Telegram, chat: int) -> Any:
    return await limiter.process_request(telegram.send, (chat,), {}, "sendMessage", {"chat_id": chat}, None)


async def test_the_held_chat_waits_and_the_others_go_on() -> None:
    limiter, telegram = ChatLimiter(), Telegram({1: 1})
    held = asyncio.create_task(request(limiter, telegram, 1))
    await asyncio.sleep(0)
    assert await request(limiter, telegram, 2) == "sent"
    assert await held == "sent"
    assert telegram.sent == [2, 1]


async def test_the_message_is_not_lost_but_sent_after_the_wait() -> None:
    limiter, telegram = ChatLimiter(), Telegram({1: 2})
    began = asyncio.get_running_loop().time()
    assert await request(limiter, telegram, 1) == "sent"
    assert asyncio.get_running_loop().time() - began >= 2 * WAIT * 0.9


async def test_a_chat_that_is_refused_for_ever_is_given_up() -> None:
    limiter, telegram = ChatLimiter(), Telegram({1: 99})
    with pytest.raises(RetryAfter):
        await request(limiter, telegram, 1)


async def test_when_many_chats_are_refused_the_whole_bot_waits() -> None:
    limiter, telegram = ChatLimiter(), Telegram({1: 1, 2: 1, 3: 1})
    await asyncio.gather(*(request(limiter, telegram, chat) for chat in (1, 2, 3)))
    assert None in limiter._held


async def test_who_can_wait_elsewhere_is_told_how_long_instead() -> None:
    now = [100.0]
    limiter, telegram = ChatLimiter(time=lambda: now[0]), Telegram({1: 1})

    async def at_once() -> Any:
        data = {"chat_id": 1}
        return await limiter.process_request(telegram.send, (1,), {}, "sendMessage", data, AT_ONCE)

    with pytest.raises(RetryAfter):
        await at_once()
    with pytest.raises(RetryAfter) as held:
        await at_once()
    assert seconds_of(held.value) == 1 and telegram.left == {1: 0}
    now[0] += 1
    assert await at_once() == "sent"
