"""Days on which Telegram says "too many requests": whoever is not meant goes on."""

import asyncio

import pytest
from telegram.ext import ExtBot

from bot.emulator import Fault, too_many_requests
from bot.emulator.http_api import Call
from bot.transport.profile import introduce
from tests.end_to_end.conftest import Running

HOUR = 3600


async def test_chats_that_are_held_leave_the_others_their_turns(running: Running) -> None:
    others = [running.person(number) for number in range(10, 28)]
    for person in others:
        refusal = too_many_requests(HOUR)
        running.local.server.api.faults.plan(Fault("sendMessage", person.number, refusal=refusal))
        person.say("/help")
    while len(refused(running)) < len(others):
        await asyncio.sleep(0.01)
    answer = await running.person(language="en").ask("/start")
    assert answer["text"].startswith("I help you")
    answer = await running.person(29, language="en").ask("/help")
    assert answer["text"]
    assert len(refused(running)) == len(others)


async def test_a_held_language_menu_or_tap_holds_no_conversation(running: Running) -> None:
    person = running.person()
    faults = running.local.server.api.faults
    faults.plan(Fault("setMyCommands", times=9, refusal=too_many_requests(HOUR)))
    faults.plan(Fault("answerCallbackQuery", refusal=too_many_requests(HOUR)))
    await person.ask("/start")
    running.local.server.client.tap(1, person.last["message_id"], "ls:en")
    await person.hear("edit")
    for _ in range(3):
        assert (await person.ask("/help"))["text"]


@pytest.mark.introduced
async def test_a_start_sets_menus_and_descriptions(running: Running) -> None:
    async with asyncio.timeout(10):
        while len({call.method for call in setters(running)}) < 3:
            await asyncio.sleep(0.01)
    assert {call.method for call in setters(running)} == {
        "setMyCommands",
        "setMyDescription",
        "setMyShortDescription",
    }


async def test_only_what_changed_of_the_profile_is_set(running: Running) -> None:
    server, library = running.local.server, running.local.services.knowledge.library
    async with ExtBot(server.token, base_url=f"{server.url}/bot") as bot:
        await introduce(bot, library, "zh-Hans")
        await bot.set_my_description("Something else", language_code="fr")
        before = len(setters(running))
        await introduce(bot, library, "zh-Hans")
    assert [call.method for call in setters(running)[before:]] == ["setMyDescription"]


def refused(running: Running) -> list[str]:
    return [each for each in running.recorder.refused if each.startswith("sendMessage: Too Many")]


def setters(running: Running) -> list[Call]:
    return [call for call in running.recorder.calls if call.method.startswith("setMy")]
