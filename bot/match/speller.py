"""An unknown Latin word -> the nearest word of the index, in microseconds however large the index is."""

from collections import defaultdict
from collections.abc import Iterable
from itertools import pairwise

from rapidfuzz.distance import OSA
from rapidfuzz.process import extract

SHORTEST, SHORT, LONG = 2, 3, 6  # letters: up to SHORT only slips of the finger, from LONG on two edits
MOST = 20_000  # words: the commonest of a larger index


class Speller:
    """`words` stand in the order of preference: of two equally near words the earlier is meant."""

    def __init__(self, words: Iterable[str]) -> None:
        known = [word for word in words if len(word) >= SHORTEST and word.isalpha()]
        self._order = {word: place for place, word in enumerate(known[:MOST])}
        self._less: defaultdict[str, list[str]] = defaultdict(list)
        self._long: defaultdict[str, list[str]] = defaultdict(list)
        for word in self._order:
            for shorter in _one_less(word):
                self._less[shorter].append(word)
            if len(word) >= LONG - 1:
                self._long[word[0]].append(word)

    def nearest(self, word: str) -> str | None:
        """One edit away, or two for a long word; a swap of neighbours is one edit."""
        if len(word) < SHORTEST or not word.isalpha():
            return None
        less = _one_less(word)
        near = {other for other in less if other in self._order}
        near.update(self._less.get(word, ()))
        for shorter in less:
            near.update(self._less.get(shorter, ()))
        if len(word) <= SHORT:
            return self._best(word, (other for other in near if _slipped(word, other)), 1)
        found = self._best(word, near, 1)
        return self._far(word) if found is None and len(word) >= LONG else found

    def _best(self, word: str, near: Iterable[str], reach: int) -> str | None:
        ranked = [
            (far, self._order[other], other)
            for other in near
            if (far := OSA.distance(word, other, score_cutoff=reach)) <= reach
        ]
        return min(ranked)[2] if ranked else None

    def _far(self, word: str) -> str | None:
        found = extract(word, self._long.get(word[0], ()), scorer=OSA.distance, score_cutoff=2, limit=5)
        ranked = [(far, self._order[other], other) for other, far, _ in found]
        return min(ranked)[2] if ranked else None


def _one_less(word: str) -> list[str]:
    return [word[:at] + word[at + 1 :] for at in range(len(word))]


def _slipped(word: str, other: str) -> bool:
    """Neighbours swapped, a letter doubled, or one left out: what happens to a short word."""
    if len(word) == len(other):
        return sorted(word) == sorted(other)
    if len(other) == len(word) + 1:
        return len(other) > SHORTEST + 1
    return any(one == two for one, two in pairwise(word))
