"""What the bot can ask about a chat, and its answers to taps and inline queries."""

from __future__ import annotations

import re
from typing import Any

from bot.content.telegram_html import units
from bot.emulator.api_error import ApiError, bad_request
from bot.emulator.keyboards import reply_markup
from bot.emulator.message_text import message_text
from bot.emulator.methods.target import find_chat
from bot.emulator.params import Params
from bot.emulator.state import Json, State


def get_chat(world: State, params: Params) -> Json:
    """A ChatFullInfo."""
    gifts = (
        "unlimited_gifts",
        "limited_gifts",
        "unique_gifts",
        "premium_subscription",
        "gifts_from_channels",
    )
    about = {"accent_color_id": 0, "max_reaction_count": 11}
    return find_chat(world, params) | about | {"accepted_gift_types": dict.fromkeys(gifts, False)}


def get_chat_member(world: State, params: Params) -> Json:
    """Whether a person is in a chat."""
    chat, number = find_chat(world, params), params.integer("user_id")
    if number == world.bot["id"]:
        return {"status": "member", "user": world.bot}
    if number not in world.members(chat["id"]):
        raise bad_request("PARTICIPANT_ID_INVALID")
    return {"status": "member", "user": world.person(number)}


def set_chat_menu_button(world: State, params: Params) -> bool:
    """The menu button of a chat, or of all chats."""
    button = params.tree("menu_button") or {"type": "default"}
    if button.get("type") not in ("default", "commands"):
        raise bad_request("can't parse MenuButton: Unsupported type specified")
    world.journal.put("menu", _menu_key(world, params), {"type": button["type"]})
    return True


def get_chat_menu_button(world: State, params: Params) -> Json:
    """The menu button of a chat, or of all chats."""
    button: Json = world.journal.get("menu", _menu_key(world, params), {"type": "default"})
    return button


def _menu_key(world: State, params: Params) -> str:
    return str(find_chat(world, params)["id"]) if params.text("chat_id") else "default"


TAP_SECONDS, INLINE_SECONDS, GUEST_SECONDS = 60, 10, 60
TOAST_LIMIT, RESULT_LIMIT = 200, 50
_TOO_OLD = "query is too old and response timeout expired or query ID is invalid"
_START = re.compile(r"[A-Za-z0-9_\-]{1,64}")


def answer_callback_query(world: State, params: Params) -> bool:
    """Stop the button's waiting, with a toast, an alert or nothing."""
    text = params.text("text")
    if units(text) > TOAST_LIMIT:
        raise bad_request("MESSAGE_TOO_LONG")
    if params.text("url") and not re.match(r"(https?://)?t\.me/\w+\?start=", params.text("url")):
        raise bad_request("URL_INVALID")
    query = _take(world, "tap", params.text("callback_query_id"), TAP_SECONDS)
    answer = {"event": "toast", "query": query["id"], "text": text, "alert": params.boolean("show_alert")}
    world.feed.tell(query["chat"], answer)
    return True


def answer_inline_query(world: State, params: Params) -> bool:
    """The results of an inline query; only articles, the kind that a bot of words needs."""
    results = params.tree("results")
    if results is None:
        raise bad_request("results isn't specified")
    if len(results) > RESULT_LIMIT:
        raise bad_request("RESULTS_TOO_MUCH")
    shown = [_result(each) for each in results]
    if len({each["id"] for each in shown}) < len(shown):
        raise bad_request("RESULT_ID_DUPLICATE")
    button = params.tree("button")
    if button and not _START.fullmatch(str(button.get("start_parameter", ""))):
        raise bad_request("START_PARAM_INVALID")
    query = _take(world, "inline", params.text("inline_query_id"), INLINE_SECONDS)
    answer = {"event": "inline", "query": query["id"], "results": shown, "button": button}
    personal = {"is_personal": params.boolean("is_personal"), "cache_time": params.integer("cache_time", 300)}
    world.feed.tell(query["chat"], answer | personal)
    return True


def answer_guest_query(world: State, params: Params) -> Json:
    """The one message with which a bot answers where it is no member."""
    result = params.tree("result")
    if result is None:
        raise bad_request("result isn't specified")
    shown = _result(result)
    query = _take(world, "guest", params.text("guest_query_id"), GUEST_SECONDS)
    world.feed.tell(query["chat"], {"event": "guest", "query": query["id"], "message": shown["message"]})
    return {"inline_message_id": f"guest{query['id']}"}


def _take(world: State, kind: str, number: str, seconds: int) -> Json:
    """An open query; each can be answered once and not for long."""
    query: Json | None = world.journal.get("query", number)
    if query is None or query["kind"] != kind:
        raise bad_request(_TOO_OLD)
    world.journal.put("query", number, None)
    if world.date - query["date"] > seconds:
        raise bad_request(_TOO_OLD)
    return query


def _result(result: Any) -> Json:
    if not isinstance(result, dict) or result.get("type") != "article":
        raise _unparsed("Unsupported type specified")
    if not 0 < len(str(result.get("id", "")).encode()) <= 64:
        raise bad_request("RESULT_ID_INVALID")
    if not result.get("title"):
        raise bad_request("ARTICLE_TITLE_EMPTY")
    content = result.get("input_message_content")
    if not isinstance(content, dict) or "message_text" not in content:
        raise _unparsed('Can\'t find field "input_message_content"')
    words, mode = str(content["message_text"]), str(content.get("parse_mode") or "")
    body = message_text(words, mode, content.get("entities"), too_long="MESSAGE_TOO_LONG")
    keyboard = reply_markup(result.get("reply_markup"))
    message: Json = {"text": body.text} | ({"entities": body.entities} if body.entities else {})
    return result | {"message": message | ({"reply_markup": keyboard} if keyboard else {})}


def _unparsed(reason: str) -> ApiError:
    return bad_request(f"can't parse inline query result: {reason}")
