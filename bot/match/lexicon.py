"""Concepts: words of one meaning in all languages, so that an utterance in one language helps the others."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path

from bot.content.strict_yaml import load_packaged
from bot.match.normalize import Normalizer, Token

_HERE = Path(__file__).parent
_MEMO = 20_000  # words whose concepts are remembered


# Where a concept was met (in Latin words, or pairs of Chinese characters, from the beginning), and which.
Spot = tuple[int, str]


@lru_cache(maxsize=1)
def everyday() -> dict[str, dict[str, str]]:
    """What any help desk hears."""
    return dict(load_packaged(_HERE / "everyday.yaml"))


@lru_cache(maxsize=1)
def regional() -> dict[str, str]:
    """Words of Taiwan and Hong Kong -> the mainland's."""
    groups = load_packaged(_HERE / "regional.yaml")
    return {variant: word for word, variants in groups.items() for variant in split(variants)}


@lru_cache
def lists(name: str) -> dict[str, list[str]]:
    """Lists of words of one of the files beside this one."""
    read = load_packaged(_HERE / f"{name}.yaml")
    return {part: [str(word) for word in words] for part, words in read.items()}


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


def normalized(concepts: Mapping[str, Iterable[str]], normalizer: Normalizer) -> dict[str, list[str]]:
    """The words as the matcher reads them, with one space between the parts of a phrase."""
    out: dict[str, list[str]] = {}
    for concept, words in concepts.items():
        for word in words:
            tokens = normalizer.tokens(word)
            if not tokens:
                continue
            chinese = any(token.chinese for token in tokens)
            text = ("" if chinese else " ").join(token.text for token in tokens)
            star = "*" if word.endswith("*") and len(tokens) == 1 and not chinese else ""
            if not chinese or text[0] >= "\u3400":
                out.setdefault(concept, []).append(text + star)
    return out


class Lexicon:
    """Finds concepts in normalized tokens. A word ending in `*` stands for all that begin so."""

    def __init__(self, concepts: Mapping[str, Iterable[str]]) -> None:
        """`concepts` as `normalized` gives them."""
        self.concepts = {concept: list(words) for concept, words in concepts.items()}
        exact, begins, chinese = (defaultdict[str, set[str]](set) for _ in range(3))
        phrases = defaultdict[tuple[str, ...], set[str]](set)
        for concept, words in self.concepts.items():
            for word in words:
                if word[0] >= "\u3400":
                    chinese[word].add(concept)
                elif " " in word:
                    phrases[tuple(word.split(" "))].add(concept)
                elif word.endswith("*"):
                    begins[word[:-1]].add(concept)
                else:
                    exact[word].add(concept)
        self._exact, self._begins, self._chinese = _settled(exact), _settled(begins), _settled(chinese)
        self._shortest = min(map(len, begins), default=0)
        self._sizes: dict[str, list[int]] = {}
        for word in sorted(chinese, key=len):
            sizes = self._sizes.setdefault(word[0], [])
            sizes += [len(word)] if len(word) not in sizes else []
        self._phrases: dict[str, dict[str, list[tuple[tuple[str, ...], list[str]]]]] = {}
        for texts, names in sorted(phrases.items()):
            seconds = self._phrases.setdefault(texts[0], {})
            seconds.setdefault(texts[1], []).append((texts[2:], sorted(names)))
        self._memo: dict[str, list[str]] = {}

    def word(self, word: str) -> list[str]:
        """Concepts of a normalized Latin word standing alone."""
        known = self._memo.get(word)
        if known is None:
            found = set(self._exact.get(word, ()))
            for size in range(self._shortest, len(word) + 1):
                found.update(self._begins.get(word[:size], ()))
            known = sorted(found)
            if len(self._memo) < _MEMO:
                self._memo[word] = known
        return known

    def spots(self, tokens: list[Token]) -> list[Spot]:
        """All concepts in their order, each with where it was met."""
        found: list[Spot] = []
        shift = 0  # two characters count as much as one Latin word
        for place, (text, chinese) in enumerate(tokens):
            at = place + shift
            if chinese:
                self._in_run(text, at, found)
                shift += len(text) // 2
                continue
            found += [(at, name) for name in self.word(text)]
            if text in self._phrases and place + 1 < len(tokens):
                for rest, names in self._phrases[text].get(tokens[place + 1][0], ()):
                    if tuple(t for t, _ in tokens[place + 2 : place + 2 + len(rest)]) == rest:
                        found += [(at, name) for name in names]
        return found

    def _in_run(self, run: str, start: int, found: list[Spot]) -> None:
        for at, char in enumerate(run):
            for size in self._sizes.get(char, ()):
                names = self._chinese.get(run[at : at + size])
                if names:
                    found += [(start + at // 2, name) for name in names]


def _settled(words: Mapping[str, set[str]]) -> dict[str, list[str]]:
    return {word: sorted(concepts) for word, concepts in words.items()}
