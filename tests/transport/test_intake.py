"""One update that can't be read harms no other, by polling and by webhook, and its texts are told nowhere."""

import logging
from copy import deepcopy
from typing import Any, cast

import httpx
import pytest
from starlette.applications import Starlette
from telegram import Update
from telegram.ext import ApplicationBuilder

from bot.transport import App
from bot.transport.intake import Intake
from bot.transport.webhook import PATH, webhook_route

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
    return cast(App, ApplicationBuilder().token("1:x").build())


@pytest.mark.parametrize("name", POISON)
async def test_what_cannot_be_read_is_counted_told_once_and_passed_over(
    name: str, application: App, caplog: pytest.LogCaptureFixture
) -> None:
    intake = Intake(application)
    with caplog.at_level(logging.DEBUG):
        assert await intake.take(POISON[name]) == 7
        assert await intake.take({"update_id": 8, "message": MESSAGE}) == 8
    queued = application.update_queue.get_nowait()
    assert isinstance(queued, Update) and queued.update_id == 8
    assert intake.unreadable == 1
    told = [record for record in caplog.records if record.name == "bot.transport.intake"]
    assert len(told) == 1 and "Update 7" in told[0].getMessage()
    assert "hunter2" not in caplog.text


@pytest.mark.parametrize("odd", [None, 1, TEXT, [], {}, {"update_id": "7"}, {"update_id": True}])
async def test_what_is_no_update_has_no_number(odd: object, application: App) -> None:
    assert await Intake(application).take(odd) is None
    assert application.update_queue.empty()


async def test_the_webhook_confirms_what_it_cannot_read_and_refuses_what_is_no_update(
    application: App,
) -> None:
    intake = Intake(application)
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
