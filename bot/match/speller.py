"""An unknown Latin word -> the nearest word of the index, in microseconds however large the index is."""

from collections import defaultdict
from collections.abc import Iterable

from rapidfuzz.distance import OSA
from rapidfuzz.process import extract

SHORTEST, LONG = 4, 8  # letters: shorter words are left alone; from LONG on two edits are allowed
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
        reach = 2 if len(word) >= LONG else 1
        near: set[str] = set()
        for shorter in _one_less(word):
            near.update(self._less.get(shorter, ()))
        if word in self._less:
            near.update(self._less[word])
        near.update(w for w in _one_less(word) if w in self._order)
        found = self._best(word, near, reach)
        return found or (self._far(word) if reach == 2 else None)

    def _best(self, word: str, near: Iterable[str], reach: int) -> str | None:
        ranked = [
            (far, self._order[other], other)
            for other in near
            if (far := OSA.distance(word, other, score_cutoff=reach)) <= reach
        ]
        return min(ranked)[2] if ranked else None

    def _far(self, word: str) -> str | None:
        found = extract(word, self._long.get(word[0], ()), scorer=OSA.distance, score_cutoff=2, limit=5)
        return (
            min((distance, self._order[other], other) for other, distance, _ in found)[2] if found else None
        )


def _one_less(word: str) -> list[str]:
    return [word[:at] + word[at + 1 :] for at in range(len(word))]
