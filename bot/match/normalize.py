"""One spelling for all spellings: width, case, accents, apostrophes, script, words of a region."""

import re
from array import array
from collections.abc import Mapping
from functools import cached_property
from typing import NamedTuple

from bot.match.chinese import ChineseTables

_TOKEN = re.compile(r"[a-z0-9]+|[\u3400-\u9fff]+|[^\W_]")
_LIGATURES = str.maketrans(
    {"%": " percent ", "€": " euro ", "œ": "oe", "æ": "ae", "Œ": "oe", "Æ": "ae", "ß": "ss"}
)
_CONTRACTIONS = (
    (re.compile(r"\bcan't\b|\bcannot\b"), "can not"),
    (re.compile(r"\bwon't\b"), "will not"),
    (re.compile(r"n't\b"), " not"),
    (re.compile(r"\b([cdjlmnst]|qu|jusqu|lorsqu|puisqu|quelqu)'"), r"\1 "),
    (re.compile(r"\b(\w+)'(s|m|re|ve|ll|d)\b"), r"\1 \2"),
)
_LONGEST = 6


class Token(NamedTuple):
    """A Latin word, or a run of Chinese characters; both normalized."""

    text: str
    chinese: bool


class Normalizer:
    """Callable text -> normalized text; `tokens` cuts that into words and runs.

    `regional` maps a word of Taiwan or Hong Kong to the mainland's, in any script.
    """

    def __init__(self, tables: ChineseTables, regional: Mapping[str, str]) -> None:
        self._tables = tables
        # Whole numbers in arrays: as characters in lists they would take fifteen megabytes.
        self._table = array("H", tables.normalized.tobytes())
        self._sounds = array("H", tables.sounds.tobytes())
        self._regional: dict[str, str] = {}
        self._regional = self._resolved(regional)
        self._starts = frozenset(word[:2] for word in self._regional)
        self._singles = frozenset(word for word in self._regional if len(word) == 1)

    def __call__(self, text: str) -> str:
        plain = text.translate(_LIGATURES).translate(self._table).replace("\0", "")
        if "'" in plain or "cannot" in plain:
            for pattern, instead in _CONTRACTIONS:
                plain = pattern.sub(instead, plain)
            plain = plain.replace("'", "")
        return plain

    def tokens(self, text: str) -> list[Token]:
        return [self._token(match) for match in _TOKEN.findall(self(text))]

    def sounds(self, run: str) -> str:
        """A run of characters as a string of syllables, one private character each."""
        return run.translate(self._sounds).replace("\0", "")

    def chinese(self, text: str) -> str:
        """A Chinese word, normalized, in the mainland's words."""
        return self._mainland(self(text))

    @cached_property
    def tables(self) -> ChineseTables:
        return self._tables

    def _token(self, text: str) -> Token:
        if "\u3400" <= text[0] <= "\u9fff":
            return Token(self._mainland(text), True)
        return Token(text, False)

    def _mainland(self, run: str) -> str:
        """Longest first, from the left; what comes out is not looked at again."""
        if not self._regional:
            return run
        out, at, changed = [], 0, False
        while at < len(run):
            word = self._word_at(run, at)
            out.append(self._regional[word] if word else run[at])
            changed |= bool(word)
            at += len(word) or 1
        return "".join(out) if changed else run

    def _word_at(self, run: str, at: int) -> str:
        if run[at : at + 2] in self._starts:
            for size in range(min(_LONGEST, len(run) - at), 1, -1):
                if run[at : at + size] in self._regional:
                    return run[at : at + size]
        return run[at] if run[at] in self._singles else ""

    def _resolved(self, regional: Mapping[str, str]) -> dict[str, str]:
        """Both sides normalized, and every group of words that lead to each other named by one of them."""
        parent: dict[str, str] = {}

        def root(word: str) -> str:
            while parent.get(word, word) != word:
                word = parent[word]
            return word

        for variant, word in regional.items():
            a, b = root(self(word)), root(self(variant))
            if a != b:
                parent[b] = a
        return {word: root(word) for word in parent}
