"""Keyboards under messages, checked as strictly as Telegram checks them."""

from __future__ import annotations

import json
from typing import Any

from bot.content.telegram_html import units
from bot.content.telegram_urls import LinkError, checked_link, is_public, linked_user
from bot.emulator.api_error import bad_request

Json = dict[str, Any]

_ACTIONS: tuple[str, ...] = (
    "url",
    "callback_data",
    "web_app",
    "login_url",
    "switch_inline_query",
    "copy_text",
)
_ACTIONS += ("switch_inline_query_current_chat", "switch_inline_query_chosen_chat", "callback_game", "pay")
_STYLES = ("danger", "success", "primary")
_OTHER_KEYBOARDS = ("keyboard", "remove_keyboard", "force_reply")
ROW_LIMIT, BUTTON_LIMIT, DATA_LIMIT, COPY_LIMIT = 8, 100, 64, 256


def inline_keyboard(value: Any) -> Json | None:
    """`reply_markup` of an edit: an inline keyboard as Telegram sends it back, None for no buttons."""
    markup = _object(value)
    if markup is None:
        return None
    if "inline_keyboard" not in markup:
        raise bad_request("inline keyboard expected")
    return _inline(markup["inline_keyboard"])


def reply_markup(value: Any) -> Json | None:
    """`reply_markup` of a new message: an inline keyboard, or None for the other kinds and for none."""
    markup = _object(value)
    if markup is None:
        return None
    if "inline_keyboard" in markup:
        return _inline(markup["inline_keyboard"])
    for kind in ("remove_keyboard", "force_reply"):
        if not isinstance(markup.get(kind, True), bool):
            raise bad_request(f'field "{kind}" must be of type Boolean')
    if "keyboard" in markup:
        _rows(markup["keyboard"], "keyboard")
    elif not any(kind in markup for kind in _OTHER_KEYBOARDS):
        raise bad_request("object expected as reply markup")
    return None


def _object(value: Any) -> Json | None:
    if value in (None, ""):
        return None
    if isinstance(value, str):
        try:
            value = json.loads(value)
        except ValueError:
            raise bad_request("can't parse reply keyboard markup JSON object") from None
    if not isinstance(value, dict):
        raise bad_request("object expected as reply markup")
    return value or None


def _rows(value: Any, name: str) -> list[list[Any]]:
    if not isinstance(value, list):
        raise bad_request(f'field "{name}" must be of type Array')
    if not all(isinstance(row, list) for row in value):
        raise bad_request(f'field "{name}" must be an Array of Arrays')
    return value


def _inline(value: Any) -> Json | None:
    rows = [[_button(button) for button in row] for row in _rows(value, "inline_keyboard") if row]
    if any(len(row) > ROW_LIMIT for row in rows) or sum(map(len, rows)) > BUTTON_LIMIT:
        raise bad_request("REPLY_MARKUP_TOO_LONG")
    return {"inline_keyboard": rows} if rows else None


def _unparsed(reason: str) -> Exception:
    return bad_request(f"can't parse inline keyboard button: {reason}")


def _string(value: Json, name: str) -> str:
    if name not in value:
        raise _unparsed(f'Can\'t find field "{name}"')
    if not isinstance(value[name], str):
        raise _unparsed(f'Field "{name}" must be of type String')
    text: str = value[name]
    return text


def _button(button: Any) -> Json:
    if not isinstance(button, dict):
        raise _unparsed("InlineKeyboardButton must be an Object")
    result: Json = {"text": _string(button, "text")}
    present = [action for action in _ACTIONS if button.get(action) not in (None, "", False)]
    present += [
        name for name in ("switch_inline_query", "switch_inline_query_current_chat") if button.get(name) == ""
    ]
    if not present:
        raise _unparsed("Text buttons are unallowed in the inline keyboard")
    if not result["text"]:
        raise bad_request("inline keyboard button text must be non-empty")
    if len(present) > 1:
        raise bad_request("BUTTON_TYPE_INVALID")
    if button.get("style"):
        if button["style"] not in _STYLES:
            raise _unparsed("Unsupported style specified")
        result["style"] = button["style"]
    return result | _action(present[0], button)


def _action(name: str, button: Json) -> Json:
    if name == "url":
        return {"url": _url(_string(button, "url"))}
    if name == "callback_data":
        data = _string(button, "callback_data")
        if len(data.encode()) > DATA_LIMIT:
            raise bad_request("BUTTON_DATA_INVALID")
        return {"callback_data": data}
    if name == "copy_text":
        if not isinstance(button["copy_text"], dict):
            raise _unparsed('Field "copy_text" must be of type Object')
        text = _string(button["copy_text"], "text")
        if not 0 < units(text) <= COPY_LIMIT:
            raise bad_request("BUTTON_COPY_TEXT_INVALID")
        return {"copy_text": {"text": text}}
    if name.startswith("switch_inline_query") and not name.endswith("chosen_chat"):
        return {name: _string(button, name)}
    # Web apps, payments, games and log-ins need what a local chat doesn't have.
    raise bad_request("BUTTON_TYPE_INVALID")


def _url(link: str) -> str:
    if linked_user(link) is not None:
        return link
    try:
        checked = checked_link(link)
    except LinkError as reason:
        raise bad_request(f"inline keyboard button URL '{link}' is invalid: {reason}") from None
    if checked.startswith("http") and not is_public(checked):
        raise bad_request("BUTTON_URL_INVALID")
    return checked
