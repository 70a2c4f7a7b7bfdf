"""Fold a line to the plain form that the grammar reads, and remember where each character came from."""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

SCRIPT_TABLE = Path(__file__).with_name("one_script.txt")
_HAN = "\u3400", "\u9fff"
_MARKS = {
    **dict.fromkeys("’‘ʼ`´＇‛", "'"),
    **dict.fromkeys("‐‑‒–—―−－﹣", "-"),
    **dict.fromkeys("～〜∼﹏", "~"),
    "œ": "oe", "Œ": "oe", "æ": "ae", "Æ": "ae", "ß": "ss", "〇": "〇", "○": "〇",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Normalized:
    """The plain text; `origin[i]` is the place in the line of its character i (one more for the end)."""

    text: str
    origin: tuple[int, ...]

    def source(self, start: int, end: int) -> tuple[int, int]:
        """The span of the original line behind [start, end) of the plain text."""
        return self.origin[start], self.origin[end]


def normalize(line: str, longest: int | None = None) -> Normalized:
    """Lower case, no accents, half width, simplified, plain quotes and dashes; offsets kept.

    The line is left off where the plain text has `longest` characters: some characters become many.
    """
    text: list[str] = []
    origin: list[int] = []
    for place, char in enumerate(line):
        if longest is not None and len(text) >= longest:
            return Normalized("".join(text), (*origin, place))
        for plain in _plain(char):
            text.append(plain)
            origin.append(place)
    return Normalized("".join(text), (*origin, len(line)))


def normalize_text(line: str) -> str:
    """Only the plain text of a line."""
    return normalize(line).text


def is_traditional(line: str) -> bool:
    """Whether a line has a character that only Traditional Chinese writes."""
    return any(char in _one_script() for char in line)


def _plain(char: str) -> str:
    if char in _MARKS:
        return _MARKS[char]
    if char.isspace():
        return " "
    category = unicodedata.category(char)
    if category in ("Mn", "Cf", "Cc", "Cs", "Co", "Cn"):
        return ""
    if category == "No":  # ½ ² ① would turn into digits that stick to their neighbours
        return char
    if _HAN[0] <= char <= _HAN[1]:
        return _one_script().get(char, char)
    wide = unicodedata.normalize("NFKC", char).casefold()
    bare = "".join(c for c in unicodedata.normalize("NFD", wide) if unicodedata.category(c) != "Mn")
    return "".join(_MARKS.get(c, c) if c < _HAN[0] else _one_script().get(c, c) for c in bare) or char


@cache
def _one_script() -> Mapping[str, str]:
    """Traditional characters with their simplified ones: OpenCC's table, kept in a file.

    Loading OpenCC itself would take ten megabytes in a running bot; a test holds the file to it.
    """
    full, simple = SCRIPT_TABLE.read_text("utf-8").split()
    return dict(zip(full, simple, strict=True))
