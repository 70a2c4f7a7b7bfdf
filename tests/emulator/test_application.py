"""An unchanged application talks to the local Telegram over HTTP."""

from __future__ import annotations

import asyncio
import io
from datetime import timedelta

import pytest
from telegram import Bot, Update
from telegram.error import BadRequest, Conflict, Forbidden, InvalidToken, NetworkError, RetryAfter, TimedOut

from bot.emulator import Fault, LocalServer, bad_request, forbidden, too_many_requests
from tests.auxil.echo import builder, running
from tests.auxil.local import Person, Recorder, buttons, labels


async def test_a_message_is_answered(telegram: LocalServer, recorder: Recorder, person: Person) -> None:
    async with running(telegram):
        answer = await person.ask("hello 你好")
    assert answer["text"] == "hello 你好"
    assert recorder.of("sendChatAction")


async def test_a_command_carries_its_argument(
    telegram: LocalServer, recorder: Recorder, person: Person
) -> None:
    async with running(telegram):
        answer = await person.ask("/start pay-abroad")
    assert answer["text"] == "Hello, You\nYou came for pay-abroad."
    assert answer["entities"] == [{"type": "bold", "offset": 0, "length": 10}]
    assert labels(answer) == ["Guide", "Toast", "Alert", "File", "Site", "Copy"]
    assert buttons(answer)[4]["url"] == "https://orange.fr/"


async def test_a_guide_is_walked_in_one_message(
    telegram: LocalServer, recorder: Recorder, person: Person
) -> None:
    async with running(telegram):
        first = await person.ask("/start")
        await person.tap("Guide")
        await person.tap("Next")
        last = await person.tap("Next")
    assert last["message_id"] == first["message_id"]
    assert last["text"].startswith("3/3")
    assert labels(last) == ["Back", "Toast"]


async def test_toasts_and_alerts_reach_the_person(
    telegram: LocalServer, recorder: Recorder, person: Person
) -> None:
    async with running(telegram):
        await person.ask("/start")
        toast, alert = await person.tap_toast("Toast"), await person.tap_toast("Alert")
    assert (toast["text"], toast["alert"]) == ("A toast", False)
    assert (alert["text"], alert["alert"]) == ("An alert, to be closed", True)


async def test_a_document_is_sent_and_can_be_fetched(
    telegram: LocalServer, recorder: Recorder, person: Person
) -> None:
    async with running(telegram) as app:
        await person.ask("/start")
        message = await person.tap("File")
        fetched = await (await app.bot.get_file(message["document"]["file_id"])).download_as_bytearray()
    assert message["document"]["file_name"] == "card.ics"
    assert message["caption"] == "Your dates"
    assert fetched.startswith(b"BEGIN:VCALENDAR")


async def test_two_people_have_two_chats(telegram: LocalServer, recorder: Recorder, person: Person) -> None:
    other = Person(telegram, 2)
    async with running(telegram):
        mine, theirs = await person.ask("one"), await other.ask("two")
    other.close()
    assert (mine["chat"]["id"], theirs["chat"]["id"]) == (1, 2)
    assert [each["text"] for each in person.messages] == ["one"]


async def test_a_second_poller_ends_the_first(telegram: LocalServer) -> None:
    async with builder(telegram).build().bot as one, builder(telegram).build().bot as other:
        first = asyncio.create_task(one.get_updates(timeout=5))
        while not telegram.world.updates.is_polled:
            await asyncio.sleep(0)
        second = asyncio.create_task(other.get_updates(timeout=5))
        with pytest.raises(Conflict, match="terminated by other getUpdates request"):
            await first
        telegram.client.say(1, "hello")
        assert len(await second) == 1


async def test_an_update_is_kept_until_it_is_confirmed(telegram: LocalServer) -> None:
    for word in ("one", "two", "three"):
        telegram.client.say(1, word)
    async with builder(telegram).build().bot as bot:
        updates = await bot.get_updates()
        assert [each.message.text for each in updates if each.message] == ["one", "two", "three"]
        again = await bot.get_updates(offset=updates[1].update_id)
        assert [each.update_id for each in again] == [each.update_id for each in updates[1:]]
        assert len(await bot.get_updates(limit=1)) == 1
        last = await bot.get_updates(offset=-1)
        assert [each.update_id for each in last] == [updates[2].update_id]
        assert await bot.get_updates(offset=updates[2].update_id + 1) == ()


async def test_only_wanted_updates_are_queued(telegram: LocalServer) -> None:
    async with builder(telegram).build().bot as bot:
        await bot.get_updates(allowed_updates=["callback_query"])
        telegram.client.say(1, "not wanted")
        await bot.get_updates(allowed_updates=[])
        telegram.client.say(1, "wanted")
        updates = await bot.get_updates()
    assert [each.message.text for each in updates if each.message] == ["wanted"]


async def test_a_webhook_excludes_polling(telegram: LocalServer) -> None:
    async with builder(telegram).build().bot as bot:
        with pytest.raises(BadRequest, match=r"(?i)https url must be provided"):
            await bot.set_webhook("http://bot.example.org/hook")
        await bot.set_webhook("https://bot.example.org/hook", secret_token="s3cret")
        assert (await bot.get_webhook_info()).url == "https://bot.example.org/hook"
        with pytest.raises(Conflict, match="webhook is active"):
            await bot.get_updates()
        await bot.delete_webhook()
        assert await bot.get_updates() == ()


async def test_a_wrong_token_is_refused(telegram: LocalServer) -> None:
    bot = Bot("2:other", base_url=f"{telegram.url}/bot")
    with pytest.raises(InvalidToken):
        await bot.initialize()
    await bot.shutdown()


async def test_faults_come_when_planned(telegram: LocalServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PTB_TIMEDELTA", "true")
    telegram.client.say(1, "hello")
    faults = telegram.api.faults
    async with builder(telegram).build().bot as bot:
        faults.plan(Fault("sendMessage", chat=1, refusal=too_many_requests(7)))
        with pytest.raises(RetryAfter) as held:
            await bot.send_message(1, "x")
        assert held.value.retry_after == timedelta(seconds=7)
        faults.plan(Fault("sendMessage", refusal=forbidden("bot was blocked by the user")))
        with pytest.raises(Forbidden, match="blocked"):
            await bot.send_message(1, "x")
        faults.plan(Fault("sendMessage", drop="before"))
        with pytest.raises(NetworkError):
            await bot.send_message(1, "lost")
        faults.plan(Fault("sendMessage", drop="after"))
        with pytest.raises(NetworkError):
            await bot.send_message(1, "arrived, unknown to the bot")
        assert faults.pending == []
    texts = [each["text"] for each in telegram.world.messages(1)]
    assert texts == ["hello", "arrived, unknown to the bot"]


async def test_an_answer_can_be_late(telegram: LocalServer) -> None:
    telegram.client.say(1, "hello")
    release = asyncio.Event()
    telegram.api.faults.plan(Fault("sendMessage", after=release))
    async with builder(telegram).build().bot as bot:
        with pytest.raises(TimedOut):
            await bot.send_message(1, "arrived", read_timeout=0.05)
    release.set()
    assert [each["text"] for each in telegram.world.messages(1)] == ["hello", "arrived"]


async def test_who_never_wrote_is_not_found_and_who_blocked_is_forbidden(telegram: LocalServer) -> None:
    async with builder(telegram).build().bot as bot:
        with pytest.raises(BadRequest, match="Chat not found"):
            await bot.send_message(3, "x")
        telegram.client.say(3, "hello")
        await bot.send_message(3, "x")
        telegram.client.block(3)
        with pytest.raises(Forbidden, match="blocked"):
            await bot.send_message(3, "x")
        kinds = [each.my_chat_member for each in await bot.get_updates()]
        assert kinds[-1] is not None and kinds[-1].new_chat_member.status == "kicked"
        telegram.client.block(3, False)
        await bot.send_message(3, "x")


async def test_updates_are_of_the_specification(telegram: LocalServer, recorder: Recorder) -> None:
    client = telegram.client
    message = client.say(1, "hello /start orange.fr")
    client.rewrite(1, message["message_id"], "changed")
    async with builder(telegram).build().bot as bot:
        sent = await bot.send_message(1, "x")
        client.tap(1, sent.message_id, "data")
        client.tap(1, sent.message_id, "data", inaccessible=True)
        client.inquire(1, "words")
        client.block(1)
        updates = await bot.get_updates(allowed_updates=Update.ALL_TYPES)
    assert len(updates) == 6
    assert updates[3].callback_query is not None
    assert not updates[3].callback_query.message.is_accessible


async def test_a_photo_is_measured(telegram: LocalServer, recorder: Recorder) -> None:
    telegram.client.say(1, "hello")
    picture = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x40\x00\x00\x00\x20" + b"\0" * 20
    async with builder(telegram).build().bot as bot:
        sent = await bot.send_photo(1, io.BytesIO(picture), caption="<b>x</b>", parse_mode="HTML")
        assert (sent.photo[0].width, sent.photo[0].height) == (64, 32)
        again = await bot.send_photo(1, sent.photo[0].file_id)
        assert again.photo == sent.photo
        with pytest.raises(BadRequest, match="Image_process_failed"):
            await bot.send_photo(1, io.BytesIO(b"no picture"))


async def test_an_edit_can_be_refused_as_too_old(telegram: LocalServer) -> None:
    telegram.client.say(1, "hello")
    telegram.api.faults.plan(Fault("editMessageText", refusal=bad_request("message can't be edited")))
    async with builder(telegram).build().bot as bot:
        sent = await bot.send_message(1, "x")
        with pytest.raises(BadRequest, match="can't be edited"):
            await bot.edit_message_text("y", 1, sent.message_id)
