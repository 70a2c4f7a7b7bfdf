"""A 429 holds the chat that it names, as long as Telegram says."""

import asyncio
from typing import Any

import httpx
import pytest
from telegram.error import NetworkError, RetryAfter

from bot.transport.rate_limit import AT_ONCE, ChatRateLimiter, seconds_of
from bot.transport.throttle import Pace

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


async def request(limiter: ChatRateLimiter, telegram: Telegram, chat: int) -> Any:
    return await limiter.process_request(telegram.send, (chat,), {}, "sendMessage", {"chat_id": chat}, None)


async def test_the_held_chat_waits_and_the_others_go_on() -> None:
    limiter, telegram = ChatRateLimiter(), Telegram({1: 1})
    held = asyncio.create_task(request(limiter, telegram, 1))
    await asyncio.sleep(0)
    assert await request(limiter, telegram, 2) == "sent"
    assert await held == "sent"
    assert telegram.sent == [2, 1]


async def test_the_message_is_not_lost_but_sent_after_the_wait() -> None:
    limiter, telegram = ChatRateLimiter(), Telegram({1: 2})
    began = asyncio.get_running_loop().time()
    assert await request(limiter, telegram, 1) == "sent"
    assert asyncio.get_running_loop().time() - began >= 2 * WAIT * 0.9


async def test_a_chat_that_is_refused_for_ever_is_given_up() -> None:
    limiter, telegram = ChatRateLimiter(), Telegram({1: 99})
    with pytest.raises(RetryAfter):
        await request(limiter, telegram, 1)


class Machine:
    """Seconds that pass only when somebody sleeps."""

    def __init__(self) -> None:
        self.seconds = 1000.0
        self.slept: list[float] = []

    async def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        await asyncio.sleep(0)
        self.seconds = max(self.seconds, self.seconds + seconds)

    def limiter(self) -> ChatRateLimiter:
        return ChatRateLimiter(time=lambda: self.seconds, sleep=self.sleep)


async def test_a_method_that_names_no_chat_is_held_alone() -> None:
    machine = Machine()
    limiter, telegram = machine.limiter(), Telegram({0: 1})

    async def set_menu() -> Any:
        return await limiter.process_request(telegram.send, (0,), {}, "setMyCommands", {}, None)

    held = asyncio.create_task(set_menu())
    await asyncio.sleep(0)
    assert await request(limiter, telegram, 2) == "sent"
    other = limiter.process_request(telegram.send, (7,), {}, "setMyDescription", {}, None)
    assert await other == "sent"
    assert await held == "sent"
    assert telegram.sent == [2, 7, 0]


async def test_refused_people_hold_nobody_while_anything_arrives() -> None:
    limiter, telegram = ChatRateLimiter(), Telegram(dict.fromkeys(range(10, 30), 1))
    held = []
    for chat in range(10, 30):
        held.append(asyncio.create_task(request(limiter, telegram, chat)))
        await asyncio.sleep(0)
        assert await request(limiter, telegram, 1) == "sent"
    assert limiter._all_until == 0
    await asyncio.gather(*held)


async def test_where_nothing_arrives_anywhere_the_whole_bot_takes_a_breath_and_no_more() -> None:
    now = [1000.0]
    limiter = ChatRateLimiter(time=lambda: now[0])

    async def refuse(chat: int) -> str:
        raise RetryAfter(3600)

    async def at_once(send: Any, chat: int) -> Any:
        data = {"chat_id": chat}
        return await limiter.process_request(send, (chat,), {}, "sendMessage", data, AT_ONCE)

    for chat in range(5):
        with pytest.raises(RetryAfter):
            await at_once(refuse, chat)
    telegram = Telegram({})
    with pytest.raises(RetryAfter) as held:
        await at_once(telegram.send, 99)
    assert seconds_of(held.value) == 1
    now[0] += 1
    assert await at_once(telegram.send, 99) == "sent"


async def test_at_the_end_nobody_is_waited_for() -> None:
    limiter = ChatRateLimiter()

    async def refuse() -> str:
        raise RetryAfter(3600)

    data = {"chat_id": 1}
    held = asyncio.create_task(limiter.process_request(refuse, (), {}, "sendMessage", data, None))
    for _ in range(5):
        await asyncio.sleep(0)
    limiter.close()
    with pytest.raises(RetryAfter):
        await asyncio.wait_for(held, 1)


async def test_who_can_wait_elsewhere_is_told_how_long_instead() -> None:
    now = [100.0]
    limiter, telegram = ChatRateLimiter(time=lambda: now[0]), Telegram({1: 1})

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


@pytest.mark.parametrize(
    ("endpoint", "cause", "said", "tries"),
    [
        ("sendMessage", httpx.ConnectError("refused"), "x", 3),
        ("sendMessage", None, "Internal Server Error", 3),
        ("sendMessage", httpx.ReadError("reset"), "x", 1),
        ("sendMessage", None, "Bad Gateway", 1),
        ("editMessageText", httpx.ReadError("reset"), "x", 3),
        ("editMessageText", None, "Bad Gateway", 3),
    ],
)
async def test_what_surely_never_arrived_is_tried_again(
    endpoint: str, cause: Exception | None, said: str, tries: int
) -> None:
    tried = 0

    async def call() -> str:
        nonlocal tried
        tried += 1
        raise NetworkError(said) from cause

    async def no_sleep(seconds: float) -> None:
        await asyncio.sleep(0)

    limiter = ChatRateLimiter(sleep=no_sleep)
    with pytest.raises(NetworkError):
        await limiter.process_request(call, (), {}, endpoint, {"chat_id": 1}, None)
    assert tried == tries


async def test_new_messages_wait_for_their_turn_and_a_stop_ends_the_waiting() -> None:
    machine = Machine()
    limiter = ChatRateLimiter(lambda: machine.seconds, machine.sleep, Pace(time=lambda: machine.seconds))
    telegram = Telegram({})
    for _ in range(3):
        await request(limiter, telegram, 1)
    assert sum(machine.slept) == pytest.approx(2, abs=0.1)
    limiter.close()
    with pytest.raises(RetryAfter):
        await request(limiter, telegram, 1)
    assert telegram.sent == [1, 1, 1]
