"""What Telegram makes of a text before it shows it: cleaned, trimmed, links found, entities put in order."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from itertools import accumulate
from typing import NamedTuple

from bot.content.telegram_html import Entity, MarkupError, parse_html, sort_key, units
from bot.emulator.api_error import bad_request

# Telegram knows every top-level domain; these are the ones that questions about SIM cards hold.
_ENDINGS = (
    "com|org|net|fr|eu|cn|tw|hk|uk|de|es|it|be|ch|io|me|app|dev|info|top|xyz|shop|vip|cc|site|online|club"
)
_KINDS = {
    "url": re.compile(
        rf"(?:https?://[^\s<>\"'，。；：、！？「」『』（）《》]+"
        rf"|(?<![\w@.\-/])(?:[a-z0-9](?:[a-z0-9\-]*[a-z0-9])?\.)+(?:{_ENDINGS})(?![\w\-@])"
        rf"(?::\d+)?(?:/[^\s<>\"'，。；：、！？「」『』（）《》]*)?)",
        re.IGNORECASE | re.ASCII,
    ),
    "email": re.compile(r"(?<![\w.+\-])[\w.+\-]+@[\w\-]+(?:\.[\w\-]+)+", re.ASCII),
    "bot_command": re.compile(r"(?<![\w/<>])/[a-zA-Z0-9_]{1,64}(?:@[a-zA-Z0-9_]{3,32})?(?![\w/])"),
    "mention": re.compile(r"(?<![\w@./])@[a-zA-Z][a-zA-Z0-9_]{2,31}(?![\w@.])"),
    "hashtag": re.compile(r"(?<![\w#/])#(?=\d*[^\W\d])\w{1,256}(?![\w#])"),
}
_CLOSED = ("code", "pre", "text_link", "text_mention", "custom_emoji")
_LIKELY = re.compile(r"[.@/#]")


def detect(text: str, entities: list[Entity]) -> Iterator[Entity]:
    """The entities that stand in `text` unmarked, outside code and links."""
    if not _LIKELY.search(text):
        return
    taken = [(e["offset"], e["offset"] + e["length"]) for e in entities if e["type"] in _CLOSED]
    for kind, pattern in _KINDS.items():
        for found in pattern.finditer(text):
            word = found[0].rstrip(".,;:!?)") if kind == "url" else found[0]
            begin = units(text[: found.start()])
            end = begin + units(word)
            if all(end <= other_begin or begin >= other_end for other_begin, other_end in taken):
                taken.append((begin, end))
                yield {"type": kind, "offset": begin, "length": end - begin}


TEXT_LIMIT = 4096
CAPTION_LIMIT = 1024
_CONTROL = re.compile(r"[\x00-\x09\x0b-\x0c\x0e-\x1f]")
_DROPPED = re.compile(r"[\r\u2028-\u202e\u0333\u033f\u030a]")
_HALVES = re.compile(r"[\ud800-\udfff]")
_SPLITTABLE = ("bold", "italic", "underline", "strikethrough", "spoiler")
_CODE = ("code", "pre")


class Formatted(NamedTuple):
    """A text as people see it, and its entities."""

    text: str
    entities: list[Entity]


def formatted(text: str, parse_mode: str, entities: list[Entity] | None = None) -> Formatted:
    """Read `text` by `parse_mode` (HTML or nothing), with Telegram's refusals.

    `entities` are used when there is no parse mode. The Markdown modes
    are refused: the bot must not use them.
    """
    if parse_mode.lower() == "html":
        try:
            text, entities = parse_html(text)
        except MarkupError as error:
            raise bad_request(f"can't parse entities: {error}") from None
    elif parse_mode:
        raise bad_request("unsupported parse_mode")
    if _HALVES.search(text):
        raise bad_request("text must be encoded in UTF-8")
    text, marked = _cleaned(text, entities or [])
    text, marked = _trimmed(text, _ordered(marked))
    return Formatted(text, sorted([*marked, *detect(text, marked)], key=sort_key))


def message_text(text: str, parse_mode: str, entities: list[Entity] | None, too_long: str) -> Formatted:
    """The text of a message, 1 to 4,096 units after parsing."""
    if not text:
        raise bad_request("message text is empty")
    result = formatted(text, parse_mode, entities)
    if not result.text:
        raise bad_request("text must be non-empty")
    if units(result.text) > TEXT_LIMIT:
        raise bad_request(too_long)
    return result


def caption_text(text: str, parse_mode: str, entities: list[Entity] | None) -> Formatted:
    """The caption of a file, 0 to 1,024 units after parsing."""
    result = formatted(text, parse_mode, entities)
    if units(result.text) > CAPTION_LIMIT:
        raise bad_request("message caption is too long")
    return result


def cleaned(text: str) -> str:
    """A text without the control characters that Telegram's servers never let through."""
    return _CONTROL.sub(" ", _DROPPED.sub("", text))


def _cleaned(text: str, entities: list[Entity]) -> tuple[str, list[Entity]]:
    if not _DROPPED.search(text):
        return _CONTROL.sub(" ", text), entities
    dropped = [units(text[: found.start()]) for found in _DROPPED.finditer(text)]
    moved = []
    for entity in entities:
        begin, end = entity["offset"], entity["offset"] + entity["length"]
        begin -= bisect_right(dropped, begin - 1)
        end -= bisect_right(dropped, end - 1)
        moved.append(entity | {"offset": begin, "length": end - begin})
    return cleaned(text), [entity for entity in moved if entity["length"] > 0]


def _ordered(entities: list[Entity]) -> list[Entity]:
    """Code holds and is held by no bold or italic; equal neighbours become one."""
    if len(entities) < 2:
        return entities
    solid = [entity for entity in entities if entity["type"] not in _SPLITTABLE]
    code = [(e["offset"], e["offset"] + e["length"]) for e in solid if e["type"] in _CODE]
    result = list(solid)
    for kind in _SPLITTABLE:
        spans = [(e["offset"], e["offset"] + e["length"]) for e in entities if e["type"] == kind]
        for begin, end in _without(_joined(spans), code):
            result.append({"type": kind, "offset": begin, "length": end - begin})
    return sorted(result, key=sort_key)


def _joined(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    result: list[tuple[int, int]] = []
    for begin, end in sorted(spans):
        if result and begin <= result[-1][1]:
            result[-1] = (result[-1][0], max(end, result[-1][1]))
        else:
            result.append((begin, end))
    return result


def _without(spans: list[tuple[int, int]], holes: list[tuple[int, int]]) -> list[tuple[int, int]]:
    for hole_begin, hole_end in holes:
        cut = []
        for begin, end in spans:
            cut += [(begin, min(end, hole_begin)), (max(begin, hole_end), end)]
        spans = [(begin, end) for begin, end in cut if begin < end]
    return spans


def _trimmed(text: str, entities: list[Entity]) -> tuple[str, list[Entity]]:
    kept = text.rstrip(" \n")
    body = kept.lstrip(" \n")
    if not entities:
        return body, []
    shift, length = len(kept) - len(body), units(body)
    letters = list(accumulate((1 + (sign > "\uffff") for sign in body), initial=0))
    result = []
    for entity in entities:
        begin = max(entity["offset"] - shift, 0)
        end = min(entity["offset"] + entity["length"] - shift, length)
        inside = body[bisect_right(letters, begin) - 1 : bisect_right(letters, end) - 1]
        begin += 0 if entity["type"] == "text_link" else len(inside) - len(inside.lstrip(" \n"))
        if begin < end and (inside.strip(" \n") or entity["type"] == "text_link"):
            result.append(entity | {"offset": begin, "length": end - begin})
    return body, result
