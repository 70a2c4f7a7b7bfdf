"""Bad days of getUpdates, on the real application over HTTP."""

import asyncio
from dataclasses import replace
from typing import Any

import httpx
import pytest
from telegram import Update

import bot.transport.polling
from bot.app import make_application, on_telegram
from bot.emulator import ApiError, Fault, LocalServer
from bot.knowledge import KnowledgeBase
from bot.reception import make_reception
from bot.settings import Settings, SettingsError
from bot.transport.per_chat import PerChatProcessor
from tests.end_to_end.conftest import Running

TOKEN = "123456789:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsawK"
POLL = {"id": "1", "question": "hunter2", "options": [{"text": "a", "voter_count": 0}], "type": "regular"}


@pytest.mark.parametrize("refusal", [ApiError(401, "Unauthorized"), ApiError(404, "Not Found")])
async def test_one_refused_poll_does_not_make_it_deaf(refusal: ApiError, running: Running) -> None:
    person = running.person()
    running.local.server.api.faults.plan(Fault("getUpdates", refusal=refusal))
    assert (await person.ask("/start"))["text"]
    assert (await person.ask("/help"))["text"]
    assert any(each.startswith("getUpdates: ") for each in running.recorder.refused)


async def test_a_poll_that_cannot_be_read_silences_nobody(
    running: Running, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("DEBUG", logger="bot")
    options = {"total_voter_count": 0, "is_closed": False, "is_anonymous": True}
    running.local.server.client.post(1, {"poll": {**POLL, **options, "allows_multiple_answers": False}})
    answer = await running.person(2, language="en").ask("/start")
    assert answer["text"].startswith("I help you")
    assert len([each for each in caplog.records if "can't be read" in each.getMessage()]) == 1
    assert not [each for each in caplog.records if "hunter2" in each.getMessage()]
    # What was brought is just what no specification allows.
    assert all("Poll" in problem for problem in running.recorder.problems)
    running.recorder.problems.clear()


async def test_health_tells_and_the_process_ends_when_it_stays_deaf(
    settings: Settings, knowledge: KnowledgeBase, monkeypatch: pytest.MonkeyPatch, unused_port: int
) -> None:
    monkeypatch.setattr(bot.transport.polling, "_GIVE_UP", 0.5)
    monkeypatch.setattr("bot.reception.UNHEALTHY", 0.2)
    server = LocalServer(port=0, token=TOKEN)
    await server.start()
    server.api.faults.plan(Fault("getUpdates", times=999, refusal=ApiError(401, "Unauthorized")))
    there = replace(settings, bot_token=TOKEN, bot_api_url=server.url, port=unused_port)
    serving = asyncio.create_task(on_telegram(there, knowledge))
    seen: list[dict[str, Any]] = []
    async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{unused_port}") as web:
        while not serving.done():
            try:
                answer = await web.get("/healthz")
                seen.append({"code": answer.status_code, **answer.json()})
            except httpx.TransportError:
                await asyncio.sleep(0.05)
    assert await serving == 1
    assert any(each["code"] == 503 and each["bot"] and not each["polling"] for each in seen)
    await server.stop()


async def test_a_wrong_token_is_a_wrong_setting_and_named_nowhere(
    settings: Settings, knowledge: KnowledgeBase
) -> None:
    server = LocalServer(port=0, token=TOKEN)
    await server.start()
    wrong = replace(settings, bot_token="1:revoked-token", bot_api_url=server.url)
    with pytest.raises(SettingsError) as refused:
        await on_telegram(wrong, knowledge)
    assert "BOT_TOKEN" in str(refused.value) and "revoked" not in str(refused.value)
    await server.stop()


async def test_an_update_that_is_never_finished_makes_it_failing(running: Running) -> None:
    application = make_application(
        running.local.services, running.local.server.token, running.local.server.url
    )
    reception, never = make_reception(application), asyncio.Event()
    processor = application.update_processor
    assert isinstance(processor, PerChatProcessor)
    assert reception.checks["updates"]()
    stuck = asyncio.create_task(processor.process_update(Update(1), never.wait()))
    await asyncio.sleep(0)
    processor._time = lambda: asyncio.get_running_loop().time() + 121
    assert not reception.checks["updates"]()
    never.set()
    await stuck
    assert reception.checks["updates"]()
