"""Links, commands and names that Telegram finds in a text by itself."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .markup import Entity, units

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
