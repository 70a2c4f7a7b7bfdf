"""Calls are granted and refused as Telegram would."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from bot.emulator.methods.bot_profile import shown_commands
from bot.emulator.params import Upload
from tests.auxil import spec
from tests.auxil.services import Services, keyboard, services

TEXT = {"chat_id": 1, "text": "x"}
QUERY_TOO_OLD = "query is too old and response timeout expired or query ID is invalid"
SAME = "message is not modified: specified new message content and reply markup are exactly the same"
SAME += " as a current content and reply markup of the message"
BUTTON = {"text": "x", "callback_data": "x"}


@pytest.mark.parametrize(
    ("method", "values", "words"),
    [
        ("sendMessage", {"text": "x"}, "chat_id is empty"),
        ("sendMessage", {"chat_id": "@nobody", "text": "x"}, "chat not found"),
        ("sendMessage", {"chat_id": 7, "text": "x"}, "chat not found"),
        ("sendMessage", {"chat_id": 1}, "message text is empty"),
        ("sendMessage", {"chat_id": 1, "text": "x" * 4097}, "message is too long"),
        ("sendMessage", {"chat_id": 1, "text": "x\ud800"}, "text must be encoded in UTF-8"),
        ("sendMessage", TEXT | {"reply_markup": keyboard(BUTTON | {"callback_data": "\udfff"})},
         "strings must be encoded in UTF-8"),
        ("sendMessage", TEXT | {"message_thread_id": 5}, "message thread not found"),
        ("sendMessage", TEXT | {"business_connection_id": "b"}, "business connection not found"),
        ("sendMessage", TEXT | {"message_effect_id": "5"}, "EFFECT_ID_INVALID"),
        ("sendMessage", TEXT | {"allow_paid_broadcast": True}, "FLOODSKIP_NOT_ALLOWED"),
        ("sendMessage", TEXT | {"reply_parameters": {"message_id": 999}}, "message to be replied not found"),
        ("sendMessage", TEXT | {"reply_parameters": {"quote": "x"}}, 'can\'t find field "message_id"'),
        ("sendMessage", TEXT | {"disable_notification": "perhaps"},
         'field "disable_notification" must be of type Boolean'),
        ("sendMessage", TEXT | {"reply_parameters": "x"}, 'field "reply_parameters" must be of type Object'),
        ("sendMessage", TEXT | {"link_preview_options": {"is_disabled": "yes"}},
         'field "is_disabled" must be of type Boolean'),
        ("sendChatAction", {"chat_id": 1, "action": "dancing"}, "wrong parameter action in request"),
        ("sendPhoto", {"chat_id": 1}, "there is no photo in the request"),
        ("sendDocument", {"chat_id": 1, "document": "https://a.fr/x.pdf"}, "failed to get HTTP URL content"),
        ("sendDocument", {"chat_id": 1, "document": "abc"}, "wrong file identifier/HTTP URL specified"),
        ("sendDocument", {"chat_id": 1, "document": "attach://a"}, 'file "a" not found in the request'),
        ("editMessageText", TEXT, "message identifier is not specified"),
        ("editMessageText", TEXT | {"message_id": 999}, "message to edit not found"),
        ("editMessageText", TEXT | {"message_id": 1}, "message can't be edited"),
        ("editMessageText", {"inline_message_id": "x", "text": "x"}, "MESSAGE_ID_INVALID"),
        ("deleteMessage", {"chat_id": 1, "message_id": 999}, "message to delete not found"),
        ("copyMessage", {"chat_id": 1, "from_chat_id": 1, "message_id": 999}, "message to copy not found"),
        ("forwardMessage", {"chat_id": 1, "from_chat_id": 1, "message_id": 999},
         "message to forward not found"),
        ("answerCallbackQuery", {"callback_query_id": "1"}, QUERY_TOO_OLD),
        ("answerCallbackQuery", {"callback_query_id": "1", "text": "x" * 201}, "MESSAGE_TOO_LONG"),
        ("answerInlineQuery", {"inline_query_id": "1", "results": []}, QUERY_TOO_OLD),
        ("setMyCommands", {"commands": [{"command": "Start", "description": "x"}]}, "BOT_COMMAND_INVALID"),
        ("setMyCommands", {"commands": [{"command": "x" * 33, "description": "x"}]},
         "command length must not exceed 32"),
        ("setMyCommands", {"commands": [{"command": "x", "description": ""}]},
         "command description must be non-empty"),
        ("setMyCommands", {"commands": [], "language_code": "zh-hans"}, "invalid language code specified"),
        ("setMyCommands", {"commands": [], "scope": {"type": "chat", "chat_id": 7}}, "chat not found"),
        ("setMyCommands", {"commands": [], "scope": {"type": "x"}},
         "can't parse BotCommandScope: Unsupported type specified"),
        ("setMyName", {"name": "x" * 65}, "BOT_TITLE_INVALID"),
        ("setMyDescription", {"description": "x" * 513}, "description is too long"),
        ("getFile", {"file_id": "x"}, "wrong file identifier/HTTP URL specified"),
        ("getChat", {"chat_id": 7}, "chat not found"),
    ],
)  # fmt: skip
async def test_refusals_have_telegrams_words(method: str, values: dict[str, Any], words: str) -> None:
    assert await services().refusal(method, **values) == words


async def test_an_unknown_method_is_not_found() -> None:
    answer = await services().call("sendDice", chat_id=1)
    assert answer == {"ok": False, "error_code": 404, "description": "Not Found: method not found"}


async def test_methods_are_found_in_any_case() -> None:
    assert (await services().result("SENDmessage", **TEXT))["text"] == "x"


async def test_an_edit_must_change_something() -> None:
    at = services()
    sent = await at.send("<b>x</b>", parse_mode="HTML", reply_markup=keyboard(BUTTON))
    place = {"chat_id": 1, "message_id": sent["message_id"]}
    same = place | {"text": "<b>x</b>", "parse_mode": "HTML", "reply_markup": keyboard(BUTTON)}
    assert await at.refusal("editMessageText", **same) == SAME
    assert await at.refusal("editMessageReplyMarkup", **place, reply_markup=keyboard(BUTTON)) == SAME
    plain = await at.result("editMessageText", **same | {"text": "x"})
    assert "entities" not in plain
    assert "reply_markup" not in await at.result("editMessageReplyMarkup", **place)


async def test_a_long_edit_is_refused() -> None:
    at = services()
    sent = await at.send()
    place = {"chat_id": 1, "message_id": sent["message_id"]}
    assert await at.refusal("editMessageText", **place, text="x" * 4097) == "MESSAGE_TOO_LONG"


async def test_a_message_with_a_file_has_a_caption_and_no_text() -> None:
    at = services()
    uploads = {"document": Upload("x.ics", "text/calendar", b"x")}
    sent = (await at.call("sendDocument", uploads=uploads, chat_id=1, caption="a"))["result"]
    place = {"chat_id": 1, "message_id": sent["message_id"]}
    assert await at.refusal("editMessageText", **place, text="x") == "there is no text in the message to edit"
    assert (await at.result("editMessageCaption", **place, caption="b"))["caption"] == "b"
    assert (
        await at.refusal("editMessageCaption", **place, caption="x" * 1025) == "message caption is too long"
    )


async def test_an_empty_file_is_refused() -> None:
    answer = await services().call("sendDocument", uploads={"document": Upload("x", "x", b"")}, chat_id=1)
    assert answer["description"] == "Bad Request: file must be non-empty"


async def test_a_message_can_be_deleted_for_two_days() -> None:
    at = services()
    young, old = await at.send(), await at.send()
    assert await at.result("deleteMessage", chat_id=1, message_id=young["message_id"])
    at.clock.move(timedelta(hours=49))
    words = await at.refusal("deleteMessage", chat_id=1, message_id=old["message_id"])
    assert words == "message can't be deleted for everyone"


async def test_a_tap_is_answered_once_and_soon() -> None:
    at = services()
    sent = await at.send(reply_markup=keyboard(BUTTON))
    first, second = (at.client.tap(1, sent["message_id"], "x") for _ in range(2))
    assert await at.result("answerCallbackQuery", callback_query_id=first)
    assert await at.refusal("answerCallbackQuery", callback_query_id=first) == QUERY_TOO_OLD
    at.clock.move(timedelta(minutes=2))
    assert await at.refusal("answerCallbackQuery", callback_query_id=second) == QUERY_TOO_OLD


async def test_a_reply_carries_what_it_answers() -> None:
    at = services()
    first = await at.send("充值 recharge")
    reply = await at.send("x", reply_parameters={"message_id": first["message_id"], "quote": "recharge"})
    assert reply["reply_to_message"]["text"] == "充值 recharge"
    assert reply["quote"] == {"text": "recharge", "position": 3, "is_manual": True}
    free = {"message_id": 999, "allow_sending_without_reply": True}
    assert "reply_to_message" not in await at.send("x", reply_parameters=free)


async def test_messages_are_copied_and_forwarded() -> None:
    at = services()
    sent = await at.send("<b>x</b>", parse_mode="HTML", reply_markup=keyboard(BUTTON))
    place = {"chat_id": 1, "from_chat_id": 1, "message_id": sent["message_id"]}
    copied = at.world.message(1, (await at.result("copyMessage", **place))["message_id"])
    assert copied is not None
    assert (copied["text"], copied["entities"], "reply_markup" in copied) == ("x", sent["entities"], False)
    forwarded = await at.result("forwardMessage", **place)
    assert forwarded["forward_origin"]["sender_user"]["id"] == at.world.bot["id"]


async def test_the_menu_shown_is_the_narrowest() -> None:
    at = services()
    at.client.speak(1, "zh-hant")
    everyone = {"commands": [{"command": "all", "description": "x"}]}
    await at.result("setMyCommands", **everyone)
    assert menu(at) == ["all"]
    await at.result("setMyCommands", commands=[{"command": "zh", "description": "x"}], language_code="zh")
    assert menu(at) == ["zh"]
    scope = {"type": "chat", "chat_id": 1}
    await at.result("setMyCommands", commands=[{"command": "own", "description": "x"}], scope=scope)
    assert menu(at) == ["own"]
    await at.result("deleteMyCommands", scope=scope)
    assert menu(at) == ["zh"]
    assert await at.result("getMyCommands", language_code="fr") == []


def menu(at: Services) -> list[str]:
    return [each["command"] for each in shown_commands(at.world, 1)]


async def test_inline_results_are_checked() -> None:
    at = services()
    article = {"type": "article", "id": "1", "title": "x", "input_message_content": {"message_text": "x"}}

    async def words(*results: Any, **more: Any) -> str:
        query = at.client.inquire(1, "x")
        return await at.refusal("answerInlineQuery", inline_query_id=query, results=list(results), **more)

    assert await words(article, article) == "RESULT_ID_DUPLICATE"
    assert await words(article | {"id": "x" * 65}) == "RESULT_ID_INVALID"
    assert await words(article | {"title": ""}) == "ARTICLE_TITLE_EMPTY"
    assert await words(*[article | {"id": str(n)} for n in range(51)]) == "RESULTS_TOO_MUCH"
    assert await words(article, button={"text": "x", "start_parameter": "a b"}) == "START_PARAM_INVALID"
    broken = article | {"input_message_content": {"message_text": "<x>", "parse_mode": "HTML"}}
    assert (await words(broken)).startswith("can't parse entities")
    query = at.client.inquire(1, "x")
    assert await at.result("answerInlineQuery", inline_query_id=query, results=[article])


async def test_answers_are_of_the_specification() -> None:
    described = spec.load()
    if described is None:
        pytest.skip(spec.MISSING)
    at = services()
    at.world.add_group(-100, "Help", [1])
    sent = await at.send("<b>x</b> orange.fr", parse_mode="HTML", reply_markup=keyboard(BUTTON))
    place = {"chat_id": 1, "from_chat_id": 1, "message_id": sent["message_id"]}
    calls: list[tuple[str, dict[str, Any]]] = [
        ("getMe", {}), ("getWebhookInfo", {}), ("getUpdates", {}), ("getChat", {"chat_id": 1}),
        ("getChat", {"chat_id": -100}), ("getChatMember", {"chat_id": 1, "user_id": 1}),
        ("sendMessage", TEXT), ("copyMessage", place), ("forwardMessage", place),
        ("getMyName", {}), ("getMyDescription", {}),
        ("getMyShortDescription", {}), ("getChatMenuButton", {"chat_id": 1}), ("getMyCommands", {}),
        ("setWebhook", {"url": "https://a.fr/"}), ("getWebhookInfo", {}),
        ("deleteWebhook", {}), ("logOut", {}),
    ]  # fmt: skip
    for method, values in calls:
        assert described.parameters(method, values) == []
        assert described.answer(method, await at.result(method, **values)) == []
