"""One update that can't be read harms no other, by polling and by webhook, and its texts are told nowhere."""

import asyncio
import logging
from collections.abc import AsyncIterator
from copy import deepcopy
from pathlib import Path
from typing import Any, cast

import httpx
import pytest
from starlette.applications import Starlette
from telegram import Update
from telegram.ext import ApplicationBuilder

from bot.clock import SystemClock
from bot.transport import App
from bot.transport.intake import Intake
from bot.transport.per_chat import PerChatProcessor, begin_to_show, nothing_shown
from bot.transport.webhook import PATH, webhook_route
from tests.auxil.inbox import MemoryInbox

TEXT = "my password is hunter2"
CHAT = {"id": 1, "type": "private", "first_name": "A"}
USER = {"id": 1, "is_bot": False, "first_name": "A"}
MESSAGE: dict[str, Any] = {"message_id": 1, "date": 0, "chat": CHAT, "from": USER, "text": TEXT}


def changed(**fields: Any) -> dict[str, Any]:
    return {"update_id": 7, "message": {**deepcopy(MESSAGE), **fields}}


POISON: dict[str, dict[str, Any]] = {
    "a poll without new fields": changed(
        poll={"id": "1", "question": TEXT, "options": [{"text": TEXT, "voter_count": 0}],
              "total_voter_count": 0, "is_closed": False, "is_anonymous": True, "type": "regular",
              "allows_multiple_answers": False}
    ),
    "a message that is a text": {"update_id": 7, "message": TEXT},
    "a message that is a list": {"update_id": 7, "message": [TEXT]},
    "a message without chat": {"update_id": 7, "message": {"message_id": 1, "date": 0, "text": TEXT}},
    "a date of letters": changed(date=TEXT),
    "a date beyond time": changed(date=10**30),
    "a chat that is a text": changed(chat=TEXT),
    "a chat without type": changed(chat={"id": 1, "title": TEXT}),
    "a sender that is a number": changed(**{"from": 5}),
    "a sender without name": changed(**{"from": {"id": 1}}),
    "entities that are texts": changed(entities=[TEXT]),
    "an entity without length": changed(entities=[{"type": "bold", "offset": 0}]),
    "a photo of texts": changed(photo=[TEXT]),
    "a reply that is a text": changed(reply_to_message=TEXT),
    "a tap without data": {"update_id": 7, "callback_query": {"message": {"text": TEXT}}},
    "a tap that is a list": {"update_id": 7, "callback_query": [TEXT]},
    "a member without state": {"update_id": 7, "my_chat_member": {"chat": CHAT, "from": USER, "date": 0}},
    "a member that is a text": {"update_id": 7, "my_chat_member": TEXT},
}  # fmt: skip


@pytest.fixture
def application() -> App:
    return cast(App, ApplicationBuilder().token("1:x").concurrent_updates(PerChatProcessor()).build())


@pytest.mark.parametrize("name", POISON)
async def test_what_cannot_be_read_is_counted_told_once_and_passed_over(
    name: str, application: App, caplog: pytest.LogCaptureFixture
) -> None:
    intake = Intake(application, MemoryInbox(), SystemClock())
    with caplog.at_level(logging.DEBUG):
        assert await intake.take([POISON[name]]) == [7]
        assert await intake.take([{"update_id": 8, "message": MESSAGE}]) == [8]
    queued = application.update_queue.get_nowait()
    assert isinstance(queued, Update) and queued.update_id == 8
    assert intake.unreadable == 1
    told = [record for record in caplog.records if record.name == "bot.transport.intake"]
    assert len(told) == 1 and "Update 7" in told[0].getMessage()
    assert "hunter2" not in caplog.text


@pytest.mark.parametrize("odd", [None, 1, TEXT, [], {}, {"update_id": "7"}, {"update_id": True}])
async def test_what_is_no_update_has_no_number(odd: object, application: App) -> None:
    assert await Intake(application, MemoryInbox(), SystemClock()).take([odd]) == []
    assert application.update_queue.empty()


async def test_the_webhook_confirms_what_it_cannot_read_and_refuses_what_is_no_update(
    application: App,
) -> None:
    intake = Intake(application, MemoryInbox(), SystemClock())
    app = Starlette(routes=[webhook_route(intake, "secret")])
    headers = {"X-Telegram-Bot-Api-Secret-Token": "secret"}
    transport = httpx.ASGITransport(app=app)
    async with httpx.AsyncClient(transport=transport, base_url="http://t", headers=headers) as web:
        answers = [(await web.post(PATH, json=body)).status_code for body in (*POISON.values(), [], {}, "x")]
        good = await web.post(PATH, json={"update_id": 8, "message": MESSAGE})
        broken = await web.post(PATH, content=b"[" * 100_000)
    assert answers == [200] * len(POISON) + [400] * 3
    assert (good.status_code, broken.status_code) == (200, 400)
    assert application.update_queue.qsize() == 1 and intake.unreadable == len(POISON) + 3


def saying(number: int, text: str = "hello") -> dict[str, Any]:
    return {"update_id": number, "message": {**deepcopy(MESSAGE), "text": text}}


async def test_what_is_stored_is_masked_and_what_is_worked_on_is_whole(application: App) -> None:
    inbox = MemoryInbox()
    intake = Intake(application, inbox, SystemClock(), mask=lambda text: text.replace("4242", "····"))
    said = saying(8, "card 4242 refused")
    said["message"]["reply_to_message"] = {**deepcopy(MESSAGE), "text": "4242"}
    assert await intake.take([said]) == [8]
    update = application.update_queue.get_nowait()
    assert isinstance(update, Update) and update.message and update.message.text == "card 4242 refused"
    assert "4242" not in str(inbox.rows) and "card ···· refused" in str(inbox.rows)
    await Intake(application, inbox, SystemClock()).resume()
    again = application.update_queue.get_nowait()
    assert isinstance(again, Update) and again.message and again.message.text == "card ···· refused"


async def test_what_a_webhook_brings_is_stored_masked_too(application: App) -> None:
    inbox = MemoryInbox()
    intake = Intake(application, inbox, SystemClock(), mask=lambda text: text.replace("4242", "····"))
    transport = httpx.ASGITransport(app=Starlette(routes=[webhook_route(intake, "secret")]))
    headers = {"X-Telegram-Bot-Api-Secret-Token": "secret"}
    async with httpx.AsyncClient(transport=transport, base_url="http://t", headers=headers) as web:
        assert (await web.post(PATH, json=saying(8, "card 4242 refused"))).status_code == 200
    assert "4242" not in str(inbox.rows) and "card ···· refused" in str(inbox.rows)


async def test_an_update_that_comes_again_is_done_once_on_any_copy(application: App) -> None:
    inbox = MemoryInbox()
    first, second = (Intake(application, inbox, SystemClock()) for _ in range(2))
    assert await first.take([saying(8), saying(8)]) == [8, 8]
    assert await first.take([saying(8)]) == [8]
    assert await second.take([saying(8)]) == [8]
    assert application.update_queue.qsize() == 1
    assert first.repeated + second.repeated == 3
    # A server that counts anew brings other messages under old numbers.
    await first.take([saying(8, "something else")])
    assert application.update_queue.qsize() == 2


async def test_what_was_in_hand_at_a_kill_is_done_by_the_next_life(application: App) -> None:
    inbox = MemoryInbox()
    killed = Intake(application, inbox, SystemClock())
    await killed.take([saying(8), saying(9)])
    killed.finished(8)
    await killed.settle()
    for _ in range(2):
        application.update_queue.get_nowait()
    await Intake(application, inbox, SystemClock()).resume()
    arrived = application.update_queue.get_nowait()
    assert isinstance(arrived, Update) and arrived.update_id == 9
    assert application.update_queue.empty()
    # What is at work here is not taken over from oneself, and a finished one's text is forgotten.
    await killed.resume()
    assert application.update_queue.empty()
    assert [raw for (number, _), raw in inbox.rows.items() if number == 8] == [None]


async def test_with_the_store_down_updates_are_worked_on_once_and_webhooks_confirmed_after(
    application: App,
) -> None:
    inbox = MemoryInbox()
    inbox.broken = True
    intake = Intake(application, inbox, SystemClock())
    app = Starlette(routes=[webhook_route(intake, "secret")])
    headers = {"X-Telegram-Bot-Api-Secret-Token": "secret"}
    async with httpx.AsyncClient(
        transport=httpx.ASGITransport(app=app), base_url="http://t", headers=headers
    ) as web:
        answer = asyncio.create_task(web.post(PATH, json=saying(8)))
        arrived = await application.update_queue.get()
        assert isinstance(arrived, Update) and arrived.update_id == 8
        assert not answer.done()
        intake.finished(8)
        assert (await answer).status_code == 200
        assert (await web.post(PATH, json=saying(8))).status_code == 200
    assert application.update_queue.empty()


async def test_a_body_is_read_no_further_than_it_may_be_long(application: App) -> None:
    intake = Intake(application, MemoryInbox(), SystemClock())
    app = Starlette(routes=[webhook_route(intake, "secret")])
    read = 0

    async def endless() -> AsyncIterator[bytes]:
        nonlocal read
        while True:
            read += 1
            yield b"[" * 65536

    sent: list[dict[str, Any]] = []
    body = endless()

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": await anext(body), "more_body": True}

    async def send(message: Any) -> None:
        sent.append(message)

    scope: dict[str, Any] = {
        "type": "http",
        "method": "POST",
        "path": PATH,
        "query_string": b"",
        "root_path": "",
    }
    scope["headers"] = [(b"x-telegram-bot-api-secret-token", b"secret")]
    await app(scope, receive, send)
    assert sent[0]["status"] == 413
    assert read <= 18


@pytest.mark.parametrize("body", [b"", b"\xff\xfe", b"{", b"null", b"[[[", b'{"update_id": 1e400}', b"NaN"])
async def test_an_odd_body_is_refused(body: bytes, application: App) -> None:
    intake = Intake(application, MemoryInbox(), SystemClock())
    app = Starlette(routes=[webhook_route(intake, "secret")])
    headers = {"X-Telegram-Bot-Api-Secret-Token": "secret"}
    transport = httpx.ASGITransport(app=app)
    async with httpx.AsyncClient(transport=transport, base_url="http://t", headers=headers) as web:
        assert (await web.post(PATH, content=body)).status_code == 400
        assert (
            await web.post(PATH, content=body, headers={"X-Telegram-Bot-Api-Secret-Token": "x"})
        ).status_code == 403


async def test_what_may_have_been_answered_before_a_kill_comes_last(application: App, tmp_path: Path) -> None:
    inbox, journal = MemoryInbox(), tmp_path / "begun"
    killed = Intake(application, inbox, SystemClock(), journal=journal)
    await killed.take([saying(8), saying(9)])
    processor = application.update_processor
    assert isinstance(processor, PerChatProcessor)
    gate, shown = asyncio.Event(), asyncio.Event()

    async def answer() -> None:
        assert begin_to_show()
        nothing_shown()
        assert begin_to_show() and not begin_to_show()
        shown.set()
        await gate.wait()

    update = application.update_queue.get_nowait()
    work = asyncio.create_task(processor.process_update(update, answer()))
    await shown.wait()
    application.update_queue.get_nowait()
    killed.close()
    slept = 0.0

    async def sleep(seconds: float) -> None:
        nonlocal slept
        slept += seconds
        await asyncio.sleep(0)

    following = Intake(application, inbox, SystemClock(), sleep, journal)
    running = asyncio.create_task(following.run())
    assert cast(Update, await application.update_queue.get()).update_id == 9
    assert slept < 1
    assert cast(Update, await application.update_queue.get()).update_id == 8
    assert slept >= 60
    following.finished(8)
    following.finished(9)
    while journal.exists():
        await asyncio.sleep(0)
    running.cancel()
    gate.set()
    await asyncio.gather(work, running, return_exceptions=True)
    following.close()
