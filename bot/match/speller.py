"""An unknown Latin word -> the nearest word of the index, in microseconds however large the index is."""

from collections.abc import Iterable
from itertools import pairwise

import numpy as np
from rapidfuzz.distance import OSA
from rapidfuzz.process import extract

SHORTEST, SHORT, LONG = 2, 3, 6  # letters: up to SHORT only slips of the finger, from LONG on two edits
MOST = 20_000  # words: the commonest of a larger index


class Speller:
    """`words` stand in the order of preference: of two equally near words the earlier is meant."""

    def __init__(self, words: Iterable[str]) -> None:
        self._words = [word for word in words if len(word) >= SHORTEST and word.isalpha()][:MOST]
        self._letters = np.fromiter(map(_letters, self._words), np.uint32, len(self._words))
        self._sizes = np.fromiter(map(len, self._words), np.int16, len(self._words))

    def nearest(self, word: str) -> str | None:
        """One edit away, or two for a long word; a swap of neighbours is one edit."""
        if len(word) < SHORTEST or not word.isalpha():
            return None
        places = self._near(word, 2 if len(word) >= LONG else 1)
        choices = [self._words[at] for at in places]
        found = extract(word, choices, scorer=OSA.distance, score_cutoff=2, limit=None)
        ranked = [(far, at, other) for other, far, at in found if _fits(word, other, int(far))]
        return min(ranked)[2] if ranked else None

    def _near(self, word: str, reach: int) -> list[int]:
        """Places of the words of about these letters: an edit changes at most two that a word has."""
        near = np.bitwise_count(self._letters ^ np.uint32(_letters(word))) <= 2 * reach
        near &= np.abs(self._sizes - len(word)) <= reach
        places: list[int] = near.nonzero()[0].tolist()
        return places


def _letters(word: str) -> int:
    """One bit for each letter that the word has."""
    bits = 0
    for letter in word:
        bits |= 1 << (ord(letter) & 31)
    return bits


def _fits(word: str, other: str, far: int) -> bool:
    if len(word) <= SHORT:
        return far == 1 and _slipped(word, other)
    return far == 1 or (len(word) >= LONG and other[0] in word[:2])


def _slipped(word: str, other: str) -> bool:
    """Neighbours swapped, a letter doubled, or one left out: what happens to a short word."""
    if len(word) == len(other):
        return sorted(word) == sorted(other)
    if len(other) == len(word) + 1:
        return len(other) > SHORTEST + 1
    return any(one == two for one, two in pairwise(word))
