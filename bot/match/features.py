"""A text as the matcher sees it: words, characters, syllables, neighbours, concepts."""

from dataclasses import dataclass, field
from itertools import islice

from bot.match.lexicon import Lexicon
from bot.match.normalize import Normalizer, Token

PREFIX = 4  # letters: a free stemmer for English and French alike
REACH = 3  # concepts further apart than this make no pair
MOST_PAIRS = 48
CLOSEST = 64  # concepts that a concept may be paired with


@dataclass(frozen=True, slots=True)
class Features:
    """Keys of what was read: `words` Latin words in order, `atoms` all else, each once.

    The first character tells the kind of an atom: a Chinese or private one (character, syllable and their
    pairs), `+` two neighbouring Latin words, `#` a concept, `&` two concepts near each other.
    """

    words: list[str]
    atoms: list[str] = field(default_factory=list)


class FeatureExtractor:
    def __init__(self, normalizer: Normalizer, lexicon: Lexicon) -> None:
        self.normalizer = normalizer
        self.lexicon = lexicon

    def read(self, text: str) -> Features:
        return self.of_tokens(self.normalizer.tokens(text))

    def of_tokens(self, tokens: list[Token]) -> Features:
        words = [token.text for token in tokens if not token.chinese]
        atoms: dict[str, None] = {}
        for token in tokens:
            if token.chinese:
                atoms.update(dict.fromkeys(_ones_and_twos(token.text)))
                atoms.update(dict.fromkeys(_ones_and_twos(self.normalizer.sounds(token.text))))
        atoms.update(dict.fromkeys(neighbours(words)))
        atoms.update(dict.fromkeys(self._concepts(tokens)))
        return Features(words, list(atoms))

    def characters(self, tokens: list[Token]) -> list[str]:
        """Chinese characters and their pairs, each once: a part of the atoms."""
        runs = (token.text for token in tokens if token.chinese)
        return list(dict.fromkeys(key for run in runs for key in _ones_and_twos(run)))

    def _concepts(self, tokens: list[Token]) -> list[str]:
        spots = self.lexicon.spots(tokens)
        keys = ["#" + name for _, name in spots]
        pairs: dict[str, None] = {}
        for place, (at, one) in enumerate(spots):
            for near, other in islice(spots, place + 1, place + CLOSEST):
                if near - at > REACH or len(pairs) >= MOST_PAIRS:
                    break
                if near != at and one != other:
                    pairs["&" + (one + " " + other if one < other else other + " " + one)] = None
            if len(pairs) >= MOST_PAIRS:
                break
        keys.extend(pairs)
        return keys


def _ones_and_twos(run: str) -> list[str]:
    """Each character, and each two in a row."""
    return [*run, *map(str.__add__, run, run[1:])]


def neighbours(words: list[str]) -> list[str]:
    """Pairs of neighbouring words, with the beginning and the end."""
    return list(map(pair, (None, *words), (*words, None))) if words else []


def pair(one: str | None, other: str | None) -> str:
    """Two neighbouring words by their first letters; None is the beginning (`^`) or the end (`$`)."""
    return f"+{one[:PREFIX] if one else '^'} {other[:PREFIX] if other else '$'}"


def pieces(word: str) -> list[str]:
    """What a Latin word is made of: itself, its beginning, its runs of two to four letters."""
    edged = f"^{word}$"
    runs = (edged[at : at + size] for size in (2, 3, 4) for at in range(len(edged) - size + 1))
    return list(dict.fromkeys(("=" + word, "<" + word[:PREFIX], *runs)))
