"""Whatever a person sends: a sensible reply, or silence by design, and nothing breaks."""

import logging
from collections.abc import Iterator
from dataclasses import fields

import pytest

from bot.emulator import Fault, bad_request
from bot.screens import routes
from tests.end_to_end.conftest import Running, answers_to


@pytest.mark.parametrize("text", ["🙃🙃🙃", "???", "...", "\u200f\u200e\u202b", "。。。", "\u2800"])
async def test_a_message_without_words_is_asked_for_words(text: str, running: Running) -> None:
    try:
        answer = await running.person().ask(text)
    except ValueError:
        pytest.skip("a Telegram client does not send this")
    assert "一句话" in answer["text"]


@pytest.mark.parametrize(
    "text", ["充" * 4096, "a" * 4096, "充值失败 " * 800, "free\x00 top up", "<b>&lt;充值"]
)
async def test_a_strange_or_long_message_gets_an_answer(text: str, running: Running) -> None:
    person = running.person()
    answer = await person.post({"text": text[:4096]})
    assert answer["text"]
    # The menu, or what stands for it under a small word: the line is one word, many times over.
    assert person.labels[-1] in ("☰", "☰ 菜单", "☰ Menu", "☰ 選單", "❓ 常见问题")


STICKER = {"type": "regular", "width": 1, "height": 1, "is_animated": False, "is_video": False}
FILE = {"file_id": "f", "file_unique_id": "f"}


@pytest.mark.parametrize(
    "content",
    [
        {"sticker": {**FILE, **STICKER}},
        {"photo": [{**FILE, "width": 1, "height": 1}]},
        {"voice": {**FILE, "duration": 1}},
        {"location": {"latitude": 48.8, "longitude": 2.3}},
    ],
)
async def test_what_is_no_text_is_told_so(content: dict[str, object], running: Running) -> None:
    answer = await running.person().post(content)
    assert "文字" in answer["text"]


async def test_a_picture_with_a_caption_is_a_question(running: Running) -> None:
    photo = {"photo": [{"file_id": "p", "file_unique_id": "p", "width": 1, "height": 1}]}
    answer = await running.person(language="en").post({**photo, "caption": "my payment failed"})
    assert "only read text" not in answer["text"]


async def test_an_edited_message_is_left_alone(running: Running) -> None:
    person = running.person()
    sent = person.say("付款失败怎么办")
    await person.hear("message")
    running.local.server.client.rewrite(1, sent["message_id"], "忘记密码了")
    await person.ask("/help")
    assert len(person.messages) == 2


TAMPERED = [
    "nonsense",
    "t",
    "t:no-such-topic",
    "g:channel-website:x:y:z:too:many",
    "v:pay-abroad:two",
    "n:gone",
    "m:1",
    "ls:xx",
    "\u4f60\u597d",
]


@pytest.mark.parametrize("data", TAMPERED)
async def test_a_tampered_or_outlived_button_leads_to_the_menu(data: str, running: Running) -> None:
    person = running.person()
    message = await person.ask("/help")
    shown = await person.tap_data(data, message)
    assert shown["text"].startswith("我帮你")


async def test_the_same_button_twice_is_no_error(running: Running, caplog: pytest.LogCaptureFixture) -> None:
    person = running.person()
    message = await person.ask("/start")
    await person.tap("❓ 常见问题", message)
    query = running.local.server.client.tap(1, message["message_id"], "f")
    await person.wait(lambda event: event["event"] == "toast" and event["query"] == query)
    assert not [record for record in caplog.records if record.levelno >= logging.ERROR]


async def test_a_message_too_old_to_edit_is_sent_anew(running: Running) -> None:
    person = running.person()
    message = await person.ask("/start")
    refusal = bad_request("message can't be edited")
    running.local.server.api.faults.plan(Fault("editMessageText", refusal=refusal))
    shown = await person.tap("❓ 常见问题", message)
    assert shown["message_id"] != message["message_id"]


async def test_a_tap_too_old_to_answer_still_opens_its_place(running: Running) -> None:
    person = running.person()
    message = await person.ask("/start")
    refusal = bad_request("query is too old and response timeout expired or query ID is invalid")
    running.local.server.api.faults.plan(Fault("answerCallbackQuery", refusal=refusal))
    running.local.server.client.tap(1, message["message_id"], "f")
    shown = await person.hear("edit")
    assert "哪一类" in shown["text"]


async def test_an_error_apologises_once_with_an_id_that_stands_in_the_log(
    running: Running, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*args: object, **kwargs: object) -> None:
        raise RuntimeError("broken on purpose")

    person = running.person()
    understanding = running.local.services.knowledge.understanding
    with monkeypatch.context() as patch:
        patch.setattr(type(understanding), "find", broken)
        answer = await person.ask("付款失败怎么办")
    number = answer["text"].split("：")[-1].strip()
    assert number and any(number in record.getMessage() for record in caplog.records)
    assert "broken" not in answer["text"]
    assert "付款" in (await person.ask("付款失败怎么办"))["text"]


FIELDS = (
    "",
    "0",
    "-1",
    "9007199254740991",
    "2147483648",
    "x",
    "2999-01-01",
    "0001-01-01",
    "2026-13-45",
    "<b>",
    "'",
)


def forged() -> Iterator[str]:
    """Every kind of route with fields that no button of ours holds."""
    kinds = [
        kind for kind in vars(routes).values() if isinstance(kind, type) and issubclass(kind, routes.Route)
    ]
    for number, kind in enumerate(kind for kind in kinds if kind.tag):
        names = fields(kind)
        for shift in range(3):
            values = [FIELDS[(number + shift * 4 + at) % len(FIELDS)] for at in range(len(names))]
            yield ":".join([kind.tag, *values])
        if names:
            # As long as its own button allows: what follows from it has no room.
            yield f"{kind.tag}:{'x' * (63 - len(kind.tag))}"


@pytest.mark.slow
async def test_every_forged_button_leads_to_a_screen(
    running: Running, caplog: pytest.LogCaptureFixture
) -> None:
    person = running.person()
    failed = []
    for data in dict.fromkeys(data for data in forged() if len(data.encode()) <= 64):
        message = await person.ask("/help")
        query = running.local.server.client.tap(1, message["message_id"], data)
        # No button may go on spinning; a screen that stays the same is no edit.
        await person.wait(answers_to(query))
        if any(record.levelno >= logging.ERROR for record in caplog.records):
            failed.append(data)
            caplog.clear()
    assert failed == []


async def test_a_forged_button_for_a_new_card_carries_nothing_further(running: Running) -> None:
    person = running.person()
    for data in ("ca:PUK 49583726:plan:1", "ca:orange:PUK 49583726:1", "er:PUK 49583726:plan"):
        assert "49583726" not in str(await person.tap_data(data, await person.ask("/help")))


async def test_words_for_a_topic_reach_neither_counts_nor_the_support_chat(running: Running) -> None:
    person = running.person()
    await person.tap_data("q:<a href=evil.example>x", await person.ask("/help"))
    services = running.local.services
    counted = await services.counts.since(services.now().date())
    assert not [name for _, name, _ in counted if "evil" in name]
    sent = running.recorder.of("sendMessage") + running.recorder.of("editMessageText")
    assert sent and "evil" not in str([call.params for call in sent])
