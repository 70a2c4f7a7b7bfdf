"""Concepts: words of one meaning in all languages, so that a wording in one language helps the others."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

import yaml

from bot.match.folding import Folding, Token

_HERE = Path(__file__).parent
_LONGEST = 8  # Chinese characters in one word


class Spot(NamedTuple):
    """A concept, and where it was met: in Latin words, or pairs of Chinese characters, from the beginning."""

    at: int
    concept: str


@lru_cache(maxsize=1)
def everyday() -> dict[str, dict[str, str]]:
    """What any help desk hears."""
    return dict(yaml.safe_load((_HERE / "everyday.yaml").read_text("utf-8")))


@lru_cache(maxsize=1)
def regional() -> dict[str, str]:
    """Words of Taiwan and Hong Kong -> the mainland's."""
    groups = yaml.safe_load((_HERE / "regional.yaml").read_text("utf-8"))
    return {variant: word for word, variants in groups.items() for variant in split(variants)}


def split(words: str | Iterable[str]) -> list[str]:
    """`pay, paid` or a YAML list."""
    parts = words.split(",") if isinstance(words, str) else words
    return [stripped for part in parts if (stripped := str(part).strip())]


def merged(*lexicons: Mapping[str, Mapping[str, object]]) -> dict[str, list[str]]:
    """concept -> its words in all languages, over several files."""
    out: dict[str, list[str]] = {}
    for lexicon in lexicons:
        for concept, by_language in lexicon.items():
            for words in by_language.values():
                out.setdefault(concept, []).extend(split(words))  # type: ignore[arg-type]
    return out


class Lexicon:
    """Finds concepts in folded tokens. A word ending in `*` stands for all that begin so."""

    def __init__(self, concepts: Mapping[str, Iterable[str]], folding: Folding) -> None:
        self.concepts = {concept: list(words) for concept, words in concepts.items()}
        self._exact: dict[str, set[str]] = defaultdict(set)
        self._begins: dict[str, set[str]] = defaultdict(set)
        self._phrases: dict[str, dict[tuple[str, ...], set[str]]] = defaultdict(lambda: defaultdict(set))
        self._chinese: dict[str, set[str]] = defaultdict(set)
        for concept, words in self.concepts.items():
            for word in words:
                self._add(concept, word, folding)
        self._heads = frozenset(word[0] for word in self._chinese)
        self._shortest = min(map(len, self._begins), default=0)
        self._memo: dict[str, tuple[str, ...]] = {}

    def _add(self, concept: str, word: str, folding: Folding) -> None:
        tokens = folding.tokens(word)
        if any(token.chinese for token in tokens):
            self._chinese["".join(token.text for token in tokens)].add(concept)
        elif len(tokens) == 1:
            (self._begins if word.endswith("*") else self._exact)[tokens[0].text].add(concept)
        elif tokens:
            first, *rest = (token.text for token in tokens)
            self._phrases[first][tuple(rest)].add(concept)

    def word(self, word: str) -> tuple[str, ...]:
        """Concepts of a folded Latin word standing alone."""
        known = self._memo.get(word)
        if known is None:
            found = set(self._exact.get(word, ()))
            for size in range(self._shortest, len(word) + 1):
                found |= self._begins.get(word[:size], set())
            known = tuple(sorted(found))
            if len(self._memo) < 50_000:
                self._memo[word] = known
        return known

    def spots(self, tokens: list[Token]) -> list[Spot]:
        """All concepts in their order, each with where it was met."""
        found: list[Spot] = []
        latin = [token.text for token in tokens]
        shift = 0  # two characters count as much as one Latin word
        for place, token in enumerate(tokens):
            at = place + shift
            if token.chinese:
                found += self._in_run(token.text, at)
                shift += len(token.text) // 2
                continue
            names = self.word(token.text)
            if token.text in self._phrases:
                more = self._in_phrase(latin, place)
                names = tuple(sorted({*names, *more})) if more else names
            found += [Spot(at, name) for name in names]
        return found

    def _in_phrase(self, words: list[str], at: int) -> set[str]:
        found: set[str] = set()
        for rest, concepts in self._phrases[words[at]].items():
            if tuple(words[at + 1 : at + 1 + len(rest)]) == rest:
                found |= concepts
        return found

    def _in_run(self, run: str, start: int) -> list[Spot]:
        found: list[Spot] = []
        for at, char in enumerate(run):
            if char in self._heads:
                for size in range(1, min(_LONGEST, len(run) - at) + 1):
                    concepts = self._chinese.get(run[at : at + size])
                    if concepts:
                        found += [Spot(start + at // 2, name) for name in sorted(concepts)]
        return found
