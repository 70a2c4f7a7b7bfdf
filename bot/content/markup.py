"""Telegram's HTML: what it allows, and how long a text is once it is parsed."""

import html
import re
from dataclasses import dataclass
from functools import lru_cache
from unicodedata import east_asian_width

from bot.content.telegram_html import MarkupError, parse_html, units

MESSAGE_LIMIT = 4096
COPY_LIMIT = 256

# What a phone of 360 px shows beside each other: 21 Chinese characters or 42 Latin ones.
ROW_COLUMNS = 42

_TAG = re.compile(r"<[^>]*>")
_FOLDED = re.compile(r"<blockquote expandable>.*?</blockquote>", re.S)
_ALLOWED = frozenset(["b", "i", "u", "s", "code", "pre", "a", "blockquote"])
_HREF = re.compile(r"""<a\s[^>]*?href=["']?([^"'>\s]+)""")
_OPENED = re.compile(r"<([a-zA-Z][a-zA-Z0-9-]*)")
_BARE = re.compile(r"<(?![a-zA-Z/])")
_STRAY = re.compile(r"&(?!(?:amp|lt|gt|quot|#\d+|#x[0-9a-fA-F]+);)")


@dataclass(frozen=True)
class _Parsed:
    """`refusal` is Telegram's reason; the text is then only what stands between the tags."""

    text: str
    links: tuple[str, ...] = ()
    refusal: str | None = None


@lru_cache(maxsize=1 << 14)
def _parse(markup: str) -> _Parsed:
    try:
        text, entities = parse_html(markup)
    except MarkupError as error:
        return _Parsed(html.unescape(_TAG.sub("", markup)), tuple(_HREF.findall(markup)), str(error))
    return _Parsed(text, tuple(entity["url"] for entity in entities if entity["type"] == "text_link"))


def plain(markup: str) -> str:
    """The text without its tags."""
    return _parse(markup).text


def length(markup: str) -> int:
    """UTF-16 units after parsing, as Telegram counts."""
    return units(_parse(markup).text)


def links(markup: str) -> list[str]:
    """The addresses of its links, as Telegram keeps them."""
    return list(_parse(markup).links)


def faults(markup: str) -> list[str]:
    """What Telegram would refuse or drop in this text, and what we do not use of its HTML."""
    parsed = _parse(markup)
    found = [parsed.refusal] if parsed.refusal else []
    found += [
        f"tag <{tag}> is not allowed" for tag in dict.fromkeys(_OPENED.findall(markup)) if tag not in _ALLOWED
    ]
    if not found and len(parsed.links) != markup.count("<a "):
        found.append("a link that Telegram drops: its address is none")
    if _BARE.search(markup):
        found.append("a bare '<': write '&lt;'")
    if _STRAY.search(markup):
        found.append("a bare '&': write '&amp;'")
    return found


def measured(markup: str) -> tuple[int, list[str]]:
    """Its length and its faults."""
    return length(markup), faults(markup)


@lru_cache(maxsize=1 << 16)
def width(text: str) -> int:
    """Columns that plain text takes in one row; a Chinese character takes two."""
    return sum(2 if east_asian_width(char) in "WF" else 1 for char in text)


def visible(markup: str) -> str:
    """The markup without what is folded."""
    return _FOLDED.sub("", markup).strip()


def rows(markup: str) -> int:
    """Rows that markup takes on a phone of 360 px, the folded part not counted."""
    said = visible(markup)
    return sum(map(_rows_of_line, said.split("\n"))) if said else 0


@lru_cache(maxsize=1 << 16)
def _rows_of_line(line: str) -> int:
    said = html.unescape(_TAG.sub("", line))
    return max(1, -(-width(said) // ROW_COLUMNS))


def escape(text: str) -> str:
    """Any text, safe inside our markup."""
    return html.escape(text, quote=False)


def link(url: str, label: str) -> str:
    return f'<a href="{html.escape(url)}">{escape(label)}</a>'
