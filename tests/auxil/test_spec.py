"""The check against the specification finds what is wrong."""

from typing import Any

import pytest
from telegram import Bot

from bot.emulator.methods import METHODS
from tests.auxil import own_spec, spec

TEXT = {"chat_id": 1, "text": "x"}


@pytest.fixture(params=["own", "whole"])
def described(request: pytest.FixtureRequest) -> spec.Spec:
    """Our own table, and the whole specification where it lies beside the project."""
    loaded = spec.own() if request.param == "own" else spec.load()
    if loaded is None:
        pytest.skip(spec.MISSING)
    return loaded


def test_our_own_table_knows_every_method_of_the_local_telegram() -> None:
    # What python-telegram-bot has no method for, the bot cannot call.
    assert set(own_spec.METHODS) >= {name for name in METHODS if hasattr(Bot, name)}
    described = {
        name: {each["name"] for each in own_spec.tree()["methods"][name]["fields"]} for name in METHODS
    }
    assert {"chat_id", "text", "parse_mode", "reply_markup"} <= described["sendMessage"]
    assert all(own_spec.tree()["methods"][owner] for owner, _ in own_spec.LIMITS if owner in METHODS)


def test_every_limit_stands_at_a_parameter_that_exists() -> None:
    tree = own_spec.tree()
    told = {
        (owner, each["name"])
        for part in ("methods", "types")
        for owner, described in tree[part].items()
        for each in described["fields"]
        if each["description"]
    }
    assert told == set(own_spec.LIMITS)


def keyboard(**button: Any) -> dict[str, Any]:
    return TEXT | {"reply_markup": {"inline_keyboard": [[{"text": "x"} | button]]}}


@pytest.mark.parametrize(
    ("method", "values", "problem"),
    [
        ("sendNothing", {}, "there is no such method"),
        ("sendMessage", {"chat_id": 1}, "text is missing"),
        ("sendMessage", TEXT | {"colour": 1}, "unknown parameter colour"),
        ("sendMessage", TEXT | {"chat_id": [1]}, "is no Integer"),
        ("sendMessage", TEXT | {"disable_notification": "maybe"}, "is no Boolean"),
        ("sendMessage", TEXT | {"text": "x" * 4097}, "4097 characters, allowed are 1 to 4096"),
        ("sendMessage", TEXT | {"reply_markup": "[]"}, "is no InlineKeyboardMarkup"),
        ("sendMessage", keyboard(callback_data="费" * 22), "66 bytes, allowed are 1 to 64"),
        ("sendMessage", keyboard(copy_text={"text": "x" * 257}), "257 characters, allowed are 1 to 256"),
        ("sendMessage", keyboard(link="x"), "InlineKeyboardButton has no field link"),
        ("answerCallbackQuery", {"callback_query_id": "1", "text": "x" * 201}, "allowed are 0 to 200"),
        ("setMyCommands", {"commands": [{"command": "x"}]}, "BotCommand.description is missing"),
    ],
)
def test_a_wrong_call_is_noticed(
    described: spec.Spec, method: str, values: dict[str, Any], problem: str
) -> None:
    assert any(problem in each for each in described.parameters(method, values))


@pytest.mark.parametrize(
    ("method", "values"),
    [
        ("sendMessage", {"chat_id": "1", "text": "x", "disable_notification": "true"}),
        ("sendMessage", {"chat_id": 1, "text": "<b>" + "x" * 4096 + "</b>", "parse_mode": "HTML"}),
        ("sendMessage", keyboard(callback_data="x")),
        ("setMyCommands", {"commands": "[]", "scope": '{"type":"chat","chat_id":1}'}),
        ("sendDocument", {"chat_id": 1, "document": "attach://x"}),
    ],
)
def test_a_right_call_passes(described: spec.Spec, method: str, values: dict[str, Any]) -> None:
    assert described.parameters(method, values) == []


def test_a_wrong_answer_is_noticed() -> None:
    described = spec.load()
    if described is None:
        pytest.skip(spec.MISSING)
    assert described.answer("deleteMessage", "yes")
    assert described.answer("getMe", {"id": 1, "is_bot": True})
    assert described.answer("getMe", {"id": 1, "is_bot": True, "first_name": "x"}) == []
