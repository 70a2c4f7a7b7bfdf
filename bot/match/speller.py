"""An unknown Latin word -> the word of the index that was meant, by its letters and by its neighbours.

Which words are near is told by their letters, in microseconds however large the index is; which of those was
meant, by what slipped (a swap is likelier than a strange letter) and by whether it was met beside these
neighbours.
"""

import math
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

import numpy as np
from rapidfuzz.distance import OSA
from rapidfuzz.process import extract

SHORTEST, SHORT, LONG = 2, 3, 6  # letters: up to SHORT and, with two edits, below LONG a neighbour must agree
WIDE = 4  # letters from which two edits are looked at
LONGEST = 40  # letters
MOST = 10_000  # words: the commonest of a larger index
SWAP, DOUBLE, NEXT_KEY, LOST, EXTRA, OTHER = 3.0, 2.5, 3.5, 3.5, 4.5, 5.5  # the price of a slip, as log odds
FIRST = 1.0  # more, where it is the first letter
TWO = 7.5  # two slips
AGREES = 2.0  # what a neighbour is worth
RARE = 0.25  # how much rarer words cost

# Which of these pairs (one word, the next) the index knows. None for the beginning and the end.
Pair = tuple[str | None, str | None]
Known = Callable[[Sequence[Pair]], list[bool]]

_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")


class _Choice(NamedTuple):
    price: float
    word: str
    slips: int


class Speller:
    """`words` stand in the order of preference: of two equally near words the earlier is meant."""

    def __init__(self, words: Iterable[str], known: Known = lambda pairs: [False] * len(pairs)) -> None:
        kept = [word for word in words if SHORTEST <= len(word) < LONGEST and word.isalpha()][:MOST]
        order = sorted(range(len(kept)), key=lambda at: len(kept[at]))
        self._words = [kept[at] for at in order]
        self._rare = [RARE * math.log(at + 2) for at in order]
        self._letters = np.fromiter(map(_letters, self._words), np.uint64, len(order))
        sizes = np.fromiter(map(len, self._words), np.intp, len(order))
        self._firsts = np.array([ord(word[0]) for word in self._words], np.uint32)
        self._starts = np.searchsorted(sizes, np.arange(LONGEST + 4)).tolist()
        self._known = known

    def nearest(self, word: str, before: str | None = None, after: str | None = None) -> str | None:
        """One slip away or two, a swap of neighbours being one; `before` and `after` are the words around."""
        if not SHORTEST <= len(word) < LONGEST or not word.isalpha():
            return None
        choices = self._choices(word)
        pairs: list[Pair] = [(before, choice.word) for choice in choices]
        pairs += [(choice.word, after) for choice in choices]
        met = self._known(pairs) if choices else []
        best, least = None, math.inf
        for choice, left, right in zip(choices, met, met[len(choices) :], strict=False):
            price = choice.price - AGREES * (left + right)
            if price < least and (left or right or _sure(word, choice)):
                best, least = choice.word, price
        return best

    def _choices(self, word: str) -> list[_Choice]:
        reach = 2 if len(word) >= WIDE else 1
        places = self._near(word, reach)
        words = [self._words[at] for at in places]
        near = extract(word, words, scorer=OSA.distance, score_cutoff=reach, limit=None)
        choices = [
            _Choice((slip(word, other) if far == 1 else TWO) + self._rare[places[at]], other, int(far))
            for other, far, at in near
            if far == 1 or other[0] in word[:2]
        ]
        # What costs more than the cheapest could not make up for it with both neighbours.
        most = min(choices, default=_Choice(0.0, "", 0)).price + 2 * AGREES
        return sorted(choice for choice in choices if choice.price <= most)

    def _near(self, word: str, reach: int) -> list[int]:
        """Places of the words of about these letters: an edit changes at most two that a word has. Two edits
        away, only words that begin with one of the first two letters."""
        low, high = self._starts[len(word) - reach], self._starts[len(word) + reach + 1]
        far = np.bitwise_count(self._letters[low:high] ^ np.uint64(_letters(word)))
        near = far <= 2
        if reach > 1:
            firsts = self._firsts[low:high]
            near |= (far <= 2 * reach) & ((firsts == ord(word[0])) | (firsts == ord(word[1])))
        places: list[int] = (near.nonzero()[0] + low).tolist()
        return places


def _letters(word: str) -> int:
    """One bit for each letter that the word has, and one for each that it has twice."""
    bits = 0
    for letter in word:
        bit = 1 << (ord(letter) & 31)
        bits |= bit << 32 if bits & bit else bit
    return bits


def _sure(word: str, choice: _Choice) -> bool:
    """Whether it is likely although no neighbour agrees."""
    if len(word) > SHORT:
        return choice.slips == 1 or len(word) >= LONG
    longer = len(choice.word) > max(len(word), SHORT)
    return choice.slips == 1 and (longer or slip(word, choice.word) in (SWAP, DOUBLE))


def _beside() -> dict[str, str]:
    """The keys around each on a keyboard."""
    around: dict[str, str] = {}
    for y, row in enumerate(_ROWS):
        for x, key in enumerate(row):
            places = ((y, x - 1), (y, x + 1), (y - 1, x), (y - 1, x + 1), (y + 1, x - 1), (y + 1, x))
            around[key] = "".join(
                _ROWS[b][a] for b, a in places if 0 <= b < len(_ROWS) and 0 <= a < len(_ROWS[b])
            )
    return around


BESIDE = _beside()


def slip(word: str, other: str) -> float:
    """The price of the one slip that made the word of the other."""
    shared = min(len(word), len(other))
    at = next((at for at in range(shared) if word[at] != other[at]), shared)
    first = 0.0 if at else FIRST
    if len(word) < len(other):
        return LOST + first
    if len(word) > len(other):
        return DOUBLE if at and word[at] == word[at - 1] else EXTRA + first
    if word[at + 1 :] != other[at + 1 :]:
        return SWAP
    return (NEXT_KEY if other[at] in BESIDE.get(word[at], "") else OTHER) + first
