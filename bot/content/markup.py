"""Telegram's HTML: what it allows, and how long a text is once it is parsed."""

import html
import re
from functools import lru_cache
from html.parser import HTMLParser
from unicodedata import east_asian_width

MESSAGE_LIMIT = 4096
CALLBACK_LIMIT = 64
COPY_LIMIT = 256

# What a phone of 360 px shows beside each other: 21 Chinese characters or 42 Latin ones.
ROW_COLUMNS = 42

_TAG = re.compile(r"<[^>]*>")
_FOLDED = re.compile(r"<blockquote expandable>.*?</blockquote>", re.S)
_ALLOWED = frozenset(["b", "i", "u", "s", "code", "pre", "a", "blockquote"])
_STRAY = re.compile(r"&(?!(?:amp|lt|gt|quot|#\d+|#x[0-9a-fA-F]+);)")


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.text: list[str] = []
        self.links: list[str] = []
        self.faults: list[str] = []
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in _ALLOWED:
            self.faults.append(f"tag <{tag}> is not allowed")
        self.open.append(tag)
        self.links += [value or "" for name, value in attrs if tag == "a" and name == "href"]

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.faults.append(f"</{tag}> closes nothing")

    def handle_data(self, data: str) -> None:
        self.text.append(data)


def _read(markup: str) -> _Reader:
    reader = _Reader()
    reader.feed(markup)
    reader.close()
    return reader


def plain(markup: str) -> str:
    """The text without its tags."""
    return "".join(_read(markup).text)


def length(markup: str) -> int:
    """UTF-16 units after parsing, as Telegram counts."""
    return _units(_read(markup))


def _units(reader: _Reader) -> int:
    return len("".join(reader.text).encode("utf-16-le")) // 2


def links(markup: str) -> list[str]:
    return _read(markup).links


def faults(markup: str) -> list[str]:
    """What Telegram would refuse in this text."""
    return _faults(markup, _read(markup))


def measured(markup: str) -> tuple[int, list[str]]:
    """Its length and its faults, read once."""
    reader = _read(markup)
    return _units(reader), _faults(markup, reader)


def _faults(markup: str, reader: _Reader) -> list[str]:
    found = list(reader.faults)
    found += [f"<{tag}> is never closed" for tag in reader.open]
    if _STRAY.search(markup):
        found.append("a bare '&': write '&amp;'")
    if re.search(r"<(?![a-z/])", markup):
        found.append("a bare '<': write '&lt;'")
    return found


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
