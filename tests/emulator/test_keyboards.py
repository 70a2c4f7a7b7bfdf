"""Buttons that Telegram refuses are refused, in its words."""

from typing import Any

import pytest

from bot.emulator.api_error import ApiError
from bot.emulator.keyboards import inline_keyboard, reply_markup
from tests.auxil.services import keyboard

PARSE = "can't parse inline keyboard button: "


def button(**fields: Any) -> dict[str, Any]:
    return {"text": "x"} | fields


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"text": "x"}, PARSE + "Text buttons are unallowed in the inline keyboard"),
        (button(callback_data=""), PARSE + "Text buttons are unallowed in the inline keyboard"),
        ({"callback_data": "x"}, PARSE + 'Can\'t find field "text"'),
        ({"text": 1, "callback_data": "x"}, PARSE + 'Field "text" must be of type String'),
        ({"text": "", "callback_data": "x"}, "inline keyboard button text must be non-empty"),
        (button(callback_data="x" * 65), "BUTTON_DATA_INVALID"),
        (button(callback_data="费" * 22), "BUTTON_DATA_INVALID"),
        (button(callback_data="x", url="https://a.fr"), "BUTTON_TYPE_INVALID"),
        (button(pay=True), "BUTTON_TYPE_INVALID"),
        (
            button(url="ftp://a.fr"),
            "inline keyboard button URL 'ftp://a.fr' is invalid: Unsupported URL protocol",
        ),
        (button(url="not-a-url"), "inline keyboard button URL 'not-a-url' is invalid: Wrong HTTP URL"),
        (button(url="https://router.local"), "BUTTON_URL_INVALID"),
        (button(copy_text={"text": ""}), "BUTTON_COPY_TEXT_INVALID"),
        (button(copy_text={"text": "x" * 257}), "BUTTON_COPY_TEXT_INVALID"),
        (button(copy_text="x"), PARSE + 'Field "copy_text" must be of type Object'),
        (button(callback_data="x", style="blue"), PARSE + "Unsupported style specified"),
        ("x", PARSE + "InlineKeyboardButton must be an Object"),
    ],
)
def test_a_bad_button_is_refused(given: Any, words: str) -> None:
    with pytest.raises(ApiError) as refused:
        reply_markup(keyboard(given))
    assert refused.value.description == f"Bad Request: {words}"


@pytest.mark.parametrize(
    ("markup", "words"),
    [
        ("{", "can't parse reply keyboard markup JSON object"),
        ("[]", "object expected as reply markup"),
        ({"other": 1}, "object expected as reply markup"),
        ({"inline_keyboard": "x"}, 'field "inline_keyboard" must be of type Array'),
        ({"inline_keyboard": [{}]}, 'field "inline_keyboard" must be an Array of Arrays'),
        ({"force_reply": "yes"}, 'field "force_reply" must be of type Boolean'),
        ({"inline_keyboard": [[button(callback_data="x")] * 9]}, "REPLY_MARKUP_TOO_LONG"),
        ({"inline_keyboard": [[button(callback_data="x")]] * 101}, "REPLY_MARKUP_TOO_LONG"),
    ],
)
def test_a_bad_markup_is_refused(markup: Any, words: str) -> None:
    with pytest.raises(ApiError) as refused:
        reply_markup(markup)
    assert refused.value.description == f"Bad Request: {words}"


def test_a_good_keyboard_comes_back_as_telegram_writes_it() -> None:
    given = [button(callback_data="费" * 21), button(url="orange.fr"), button(copy_text={"text": "x" * 256})]
    shown = reply_markup(keyboard(*given))
    assert shown is not None
    assert shown["inline_keyboard"][0] == [given[0], button(url="http://orange.fr/"), given[2]]


def test_empty_rows_are_dropped_and_no_buttons_are_no_keyboard() -> None:
    assert reply_markup({"inline_keyboard": [[], [button(callback_data="x")]]}) == keyboard(
        button(callback_data="x")
    )
    assert inline_keyboard({"inline_keyboard": []}) is None


def test_an_edit_takes_inline_keyboards_only() -> None:
    with pytest.raises(ApiError, match="inline keyboard expected"):
        inline_keyboard({"remove_keyboard": True})
    assert reply_markup({"remove_keyboard": True}) is None
