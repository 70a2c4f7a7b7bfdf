"""Polling goes on after whatever happens to it, says so in one line, and knows for how long it failed."""

import asyncio
import logging
from collections.abc import Callable
from typing import Any, cast

import pytest
from telegram import Update
from telegram.error import Conflict, InvalidToken, NetworkError, RetryAfter, TelegramError
from telegram.ext import ApplicationBuilder
from telegram.request import HTTPXRequest

from bot.clock import SystemClock
from bot.transport.intake import Intake
from bot.transport.polling import Polling, RawUpdates
from tests.auxil.inbox import MemoryInbox


class Telegram:
    """A bot whose polls go by a plan: errors to raise, lists of raw updates to bring; then it stays quiet."""

    def __init__(self, *plan: object) -> None:
        self.plan = list(plan)
        self.request = RawUpdates(HTTPXRequest())
        self.offsets: list[int | None] = []
        self.quiet = asyncio.Event()
        self.queue: asyncio.Queue[Update] = asyncio.Queue()
        self.seconds = 0.0
        self.slept: list[float] = []
        self.deleted = 0

    async def delete_webhook(self, **options: object) -> None:
        self.deleted += 1

    async def get_updates(self, offset: int | None = None, **options: object) -> tuple[Update, ...]:
        self.offsets.append(offset)
        if not self.plan:
            self.quiet.set()
            await asyncio.Event().wait()
        step = self.plan.pop(0)
        if isinstance(step, Exception):
            raise step
        if step == "stall":
            await asyncio.Event().wait()
        self.request._came = cast(list[object], step)
        return ()

    async def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.seconds += seconds
        await asyncio.sleep(0)

    def polling(self, **options: Any) -> Polling:
        application = ApplicationBuilder().token("1:x").build()
        application.update_queue = cast(Any, self.queue)
        application.bot = cast(Any, self)
        now: Callable[[], float] = lambda: self.seconds  # noqa: E731
        intake = Intake(cast(Any, application), MemoryInbox(), SystemClock())
        return Polling(
            cast(Any, application), self.request, intake, ["message"], now=now, sleep=self.sleep, **options
        )


def raw(number: int) -> dict[str, object]:
    chat = {"id": 1, "type": "private", "first_name": "A"}
    return {"update_id": number, "message": {"message_id": number, "date": 0, "chat": chat, "text": "hi"}}


async def run(telegram: Telegram, **options: Any) -> Polling:
    """Poll until the plan is done, without stopping."""
    polling = telegram.polling(**options)
    polling.start()
    await asyncio.wait_for(telegram.quiet.wait(), 5)
    assert polling._task
    polling._task.cancel()
    await asyncio.gather(polling._task, return_exceptions=True)
    return polling


@pytest.mark.parametrize(
    "error",
    [InvalidToken("Unauthorized"), InvalidToken("Not Found"), Conflict("other getUpdates"), NetworkError("x"),
     TelegramError("Invalid server response"), RetryAfter(7), ValueError("odd")],
)  # fmt: skip
async def test_polling_goes_on_after_any_error(error: Exception) -> None:
    telegram = Telegram(error, error, [raw(5)])
    polling = await run(telegram)
    assert telegram.queue.qsize() == 1
    assert telegram.offsets == [None, None, None, 6]
    assert polling.age() == 0
    assert all(0 < seconds <= 30 for seconds in telegram.slept)


async def test_waits_grow_to_half_a_minute_and_after_ten_minutes_it_gives_up() -> None:
    telegram = Telegram(*[NetworkError("down")] * 26)
    polling = await run(telegram)
    assert telegram.slept[:5] == [1, 2, 4, 8, 16] and max(telegram.slept) == 30
    assert polling.age() > 600 and polling.given_up.is_set()


async def test_a_few_minutes_of_failing_end_nothing() -> None:
    telegram = Telegram(*[NetworkError("down")] * 12)
    polling = await run(telegram)
    assert 120 < polling.age() < 600 and not polling.given_up.is_set()


async def test_a_second_copy_is_told_in_a_line_and_without_a_trace(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)
    await run(Telegram(*[Conflict("terminated by other getUpdates request")] * 8, []))
    told = [record for record in caplog.records if record.name == "bot.transport.polling"]
    assert [record.getMessage() for record in told] == [
        "No updates: a second copy runs with this token; tried again",
        "Telegram answers again",
    ]
    assert not any(record.exc_info for record in told)


async def test_a_webhook_from_before_is_taken_away_and_a_later_one_is_told(
    caplog: pytest.LogCaptureFixture,
) -> None:
    active = Conflict("can't use getUpdates method while webhook is active")
    telegram = Telegram(active, [raw(5)], active, [])
    await run(telegram)
    assert telegram.deleted == 1 and telegram.queue.qsize() == 1
    assert "a webhook is set for this bot elsewhere" in caplog.text


async def test_a_poll_that_stalls_is_begun_anew() -> None:
    telegram = Telegram("stall", [raw(5)])
    await run(telegram, stalled=0.05)
    assert telegram.queue.qsize() == 1


async def test_an_answer_of_what_is_no_update_does_not_spin() -> None:
    telegram = Telegram(["odd"], [None], [{"update_id": "5"}], [raw(5)])
    await run(telegram)
    assert telegram.slept == [1, 2, 4] and telegram.offsets[-1] == 6


async def test_a_stop_confirms_what_was_fetched() -> None:
    telegram = Telegram([raw(5)])
    polling = telegram.polling()
    polling.start()
    await asyncio.wait_for(telegram.quiet.wait(), 5)
    telegram.plan = [[]]
    await polling.stop()
    assert telegram.offsets[-1] == 6


def test_a_body_that_is_no_json_is_an_error_that_quotes_nothing() -> None:
    for body in (b"<html>my password", b"[1]", b"\xff\xfe", b""):
        with pytest.raises(TelegramError, match="Invalid server response"):
            RawUpdates(HTTPXRequest()).parse_json_payload(body)
