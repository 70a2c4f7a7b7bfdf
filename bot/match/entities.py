"""Operators, cards and ways, recognised apart from the topic."""

import math
from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from rapidfuzz.distance import OSA

from bot.content.language_detector import MASK
from bot.content.strict_yaml import load_packaged
from bot.match.lexicon import split
from bot.match.normalize import Normalizer, Token
from bot.match.typos import typo_price

PLACEHOLDER = Token(MASK, False)
SHORTEST_MISSPELT, LONG = 4, 6  # letters: a shorter name must be spelt right, one below LONG nearly so
LIKELY = 3.5  # the price of a typo (`typos.typo_price`) up to which a short name is still recognised
LIKELY_FIRST = 4.5  # and a long one whose first letter mistyped
MEMO = 20_000  # words whose nearest name is remembered
NEAR = 2  # tokens between a guarded name and the word that vouches for it


class Entity(NamedTuple):
    """A name met in a text: token span [begin, end) and, inside a Chinese run, character span [low, high)."""

    id: str
    begin: int
    end: int
    low: int = 0
    high: int = 0


@dataclass(frozen=True)
class Entry:
    """`guarded` aliases are also ordinary words."""

    id: str
    aliases: tuple[str, ...]
    guarded: tuple[str, ...] = ()


@lru_cache(maxsize=1)
def guards() -> dict[str, object]:
    return dict(load_packaged(Path(__file__).parent / "guards.yaml"))


class Entities:
    """Finds entries by their aliases, the longest first. `ordinary` words are no misspellings of one."""

    def __init__(
        self, entries: Iterable[Entry], normalizer: Normalizer, ordinary: Container[str] = ()
    ) -> None:
        self.entries = tuple(entries)
        self.ordinary = ordinary
        self._latin: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        self._chinese: dict[str, str] = {}
        self._singles: dict[str, str] = {}
        self._guarded: set[str] = set()
        self._guard = _Guard(normalizer)
        self._memo: dict[str, str | None] = {}
        for entry in self.entries:
            self._guarded.update(
                " ".join(t.text for t in normalizer.tokens(alias)) for alias in entry.guarded
            )
            for alias in dict.fromkeys((*entry.aliases, *entry.guarded)):
                self._add(entry.id, normalizer.tokens(alias))
        for choices in self._latin.values():
            choices.sort(key=lambda choice: (-len(choice[0]), choice))
        self._mixed = tuple(first for first in self._latin if not first.isascii())
        self._longest = max(map(len, self._chinese), default=0)
        self._heads = frozenset(word[0] for word in self._chinese)

    def _add(self, id: str, tokens: list[Token]) -> None:
        texts = tuple(token.text for token in tokens)
        if len(tokens) == 1 and tokens[0].chinese:
            self._chinese.setdefault(texts[0], id)
        elif tokens:
            self._latin.setdefault(texts[0], []).append((texts, id))
            if len(texts) == 1 and len(texts[0]) >= SHORTEST_MISSPELT and texts[0].isalpha():
                self._singles.setdefault(texts[0], id)

    @property
    def single(self) -> list[str]:
        """Names of one Latin word, normalized."""
        return [words[0] for choices in self._latin.values() for words, _ in choices if len(words) == 1]

    def find(self, tokens: list[Token]) -> list[Entity]:
        """Every name in the order of the text."""
        found: list[Entity] = []
        at = 0
        while at < len(tokens):
            if tokens[at].chinese:
                found += self._in_run(tokens, at)
                if mixed := self._mixed_at(tokens, at):
                    found.append(mixed)
                at = mixed.end if mixed else at + 1
                continue
            name = self._latin_at(tokens, at)
            if name:
                found.append(name)
            at = name.end if name else at + 1
        return found

    def _latin_at(self, tokens: list[Token], at: int) -> Entity | None:
        for texts, id in self._latin.get(tokens[at].text, ()):
            end = at + len(texts)
            if _stand_here(texts, tokens[at:end]):
                alias = " ".join(texts)
                if alias not in self._guarded or self._guard.is_meant(alias, tokens, at, end):
                    # What follows the name inside its run of Chinese is no part of it.
                    return Entity(id, at, end if tokens[end - 1].text == texts[-1] else end - 1)
        meant = self._misspelt(tokens[at].text)
        if meant and (meant not in self._guarded or self._guard.is_meant(meant, tokens, at, at + 1)):
            return Entity(self._singles[meant], at, at + 1)
        return None

    def _mixed_at(self, tokens: list[Token], at: int) -> Entity | None:
        """A name that begins at the end of a run of Chinese (旅行 eSIM): its other words."""
        for first in self._mixed:
            if tokens[at].text.endswith(first):
                for texts, id in self._latin[first]:
                    end = at + len(texts)
                    if len(texts) > 1 and _stand_here(texts[1:], tokens[at + 1 : end]):
                        return Entity(id, at + 1, end)
        return None

    def _misspelt(self, word: str) -> str | None:
        if word not in self._memo:
            if len(self._memo) >= MEMO:
                self._memo.clear()
            self._memo[word] = self._nearest(word)
        return self._memo[word]

    def _nearest(self, word: str) -> str | None:
        """The name of one word that this is, misspelt."""
        if len(word) < SHORTEST_MISSPELT - 1 or not word.isalpha():
            return None
        if word in self.ordinary or word in self._latin:
            return None
        near = [(typo_price(word, name), name) for name in self._singles if _one_slip(word, name)]
        likely = [(price, name) for price, name in near if price <= _likely(word, name)]
        return min(likely)[1] if likely else None

    def _in_run(self, tokens: list[Token], place: int) -> list[Entity]:
        run, found, at = tokens[place].text, [], 0
        while at < len(run):
            size = self._size_at(run, at) if run[at] in self._heads else 0
            word = run[at : at + size]
            meant_so = word not in self._guarded or self._guard.is_meant_in_run(
                word, tokens, place, at, at + size
            )
            if size and meant_so:
                found.append(Entity(self._chinese[word], place, place + 1, at, at + size))
            at += size or 1
        return found

    def _size_at(self, run: str, at: int) -> int:
        for size in range(min(self._longest, len(run) - at), 0, -1):
            if run[at : at + size] in self._chinese:
                return size
        return 0


class _Guard:
    """Tells whether an ordinary word is meant as a name here."""

    def __init__(self, normalizer: Normalizer) -> None:
        rules = guards()
        self._telling = frozenset(word for line in _lines(rules["telling"]) for word in split(str(line)))
        self._chinese = tuple(normalizer.chinese(str(word)) for word in _lines(rules["telling_chinese"]))
        self._before = frozenset(map(str, _lines(rules["free_before"])))
        self._after = frozenset(map(str, _lines(rules["free_after"])))
        self._gratis = frozenset(map(str, _lines(rules["free_gratis"])))
        self._english_only = frozenset(map(str, _lines(rules["english_only"])))
        self._doubtful = frozenset(map(str, _lines(rules["doubtful"])))
        self._english = frozenset(map(str, _lines(rules["english"])))
        self._french = frozenset(map(str, _lines(rules["french"])))
        never = rules["never"]
        assert isinstance(never, Mapping)
        self._never = {
            normalizer.chinese(str(word)): tuple(map(normalizer.chinese, its)) for word, its in never.items()
        }

    def is_meant(self, alias: str, tokens: list[Token], begin: int, end: int) -> bool:
        words = [t.text for t in tokens]
        others = {*words[:begin], *words[end:]}
        around = " ".join(words[max(0, begin - 3) : end + 3])
        if any(f" {phrase} " in f" {around} " for phrase in self._never.get(alias, ())):
            return False
        if any(token.chinese for token in tokens) or not others:
            return True
        if alias in self._english_only and len(others & self._french) > len(others & self._english):
            return True
        if alias == "free":
            return self._company(words, begin, end)
        return alias not in self._doubtful or not self._telling.isdisjoint(others)

    def _company(self, words: list[str], begin: int, end: int) -> bool:
        """Whether an English "free" is the company."""
        before = words[begin - 1] if begin else ""
        after = words[end] if end < len(words) else ""
        if before in self._before or after in self._after:
            return True
        return before not in self._gratis and (bool(after) or words[0] not in self._gratis)

    def is_meant_in_run(self, word: str, tokens: list[Token], place: int, low: int, high: int) -> bool:
        text = "".join(t.text for t in tokens if t.chinese)
        if any(phrase in text for phrase in self._never.get(word, ())):
            return False
        rest = tokens[place].text[:low] + " " + tokens[place].text[high:]
        others = " ".join(t.text for at, t in enumerate(tokens) if at != place)
        return any(telling in rest or telling in others for telling in self._chinese) or len(text) == len(
            word
        )


def _stand_here(texts: tuple[str, ...], tokens: list[Token]) -> bool:
    """Whether these tokens are an alias; one that ends in Chinese may end inside a run (4G 卡怎么续费)."""
    if tuple(token.text for token in tokens[:-1]) != texts[:-1] or len(tokens) != len(texts):
        return False
    last = tokens[-1]
    return last.text == texts[-1] or (len(texts) > 1 and last.chinese and last.text.startswith(texts[-1]))


def _one_slip(word: str, name: str) -> bool:
    return abs(len(word) - len(name)) <= 1 and OSA.distance(word, name, score_cutoff=1) == 1


def _likely(word: str, name: str) -> float:
    if len(name) < LONG:
        return LIKELY
    return math.inf if word[0] == name[0] else LIKELY_FIRST


def _lines(value: object) -> list[object]:
    assert isinstance(value, list)
    return value


def masked(tokens: list[Token], names: Iterable[Entity]) -> list[Token]:
    """The text with every name replaced by one and the same word."""
    by_place: dict[int, list[Entity]] = {}
    for name in names:
        by_place.setdefault(name.begin, []).append(name)
    out: list[Token] = []
    at = 0
    while at < len(tokens):
        here = by_place.get(at)
        if not here:
            out.append(tokens[at])
        elif tokens[at].chinese:
            out += _cut(tokens[at].text, here)
        else:
            out.append(PLACEHOLDER)
            at = here[0].end - 1
        at += 1
    return out


def _cut(run: str, names: list[Entity]) -> list[Token]:
    out, at = [], 0
    for name in names:
        if run[at : name.low]:
            out.append(Token(run[at : name.low], True))
        out.append(PLACEHOLDER)
        at = name.high
    return [*out, Token(run[at:], True)] if run[at:] else out
