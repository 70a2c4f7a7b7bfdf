"""Answers to taps and to inline queries."""

from __future__ import annotations

import re
from typing import Any

from ..formatted import message_text
from ..keyboards import reply_markup
from ..markup import units
from ..params import Params
from ..refusal import Refusal, bad_request
from ..world import Json, World

TAP_SECONDS, INLINE_SECONDS = 60, 10
TOAST_LIMIT, RESULT_LIMIT = 200, 50
_TOO_OLD = "query is too old and response timeout expired or query ID is invalid"
_START = re.compile(r"[A-Za-z0-9_\-]{1,64}")


def answer_callback_query(world: World, params: Params) -> bool:
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


def answer_inline_query(world: World, params: Params) -> bool:
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


def _take(world: World, kind: str, number: str, seconds: int) -> Json:
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


def _unparsed(reason: str) -> Refusal:
    return bad_request(f"can't parse inline query result: {reason}")
