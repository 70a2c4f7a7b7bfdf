"""Put right what was mistyped, by what the index knows: letters, and characters of the same sound.

An unknown Latin word becomes the word of the index that was meant. Which words are near is told by their
letters, in microseconds however large the index is; which of those was meant, by the kind of typo (a swap is
likelier than a strange letter) and by whether it was met beside these neighbours.
"""

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property
from typing import NamedTuple

import numpy as np
from rapidfuzz.distance import OSA
from rapidfuzz.process import extract

from bot.match.features import pair
from bot.match.homophones import Homophones
from bot.match.index import NONE, Keys
from bot.match.normalize import Token
from bot.match.typos import DOUBLE, SWAP, typo_price

SHORTEST, SHORT, LONG = 2, 3, 6  # letters: up to SHORT and, with two edits, below LONG a neighbour must agree
WIDE = 4  # letters from which two edits are looked at
LONGEST = 40  # letters
MOST = 10_000  # words: the commonest of a larger index
TWO = 7.5  # the price of two typos, as log odds
AGREES = 2.0  # what a neighbour is worth
RARE = 0.25  # how much rarer words cost
MOST_TOKENS = 60  # of a longer text no letters are put back: it says enough without

# Which of these pairs (one word, the next) the index knows. None for the beginning and the end.
Pair = tuple[str | None, str | None]
Known = Callable[[Sequence[Pair]], list[bool]]


class _Choice(NamedTuple):
    price: float
    word: str
    typos: int


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
        """One typo away or two, a swap of neighbours being one; `before` and `after` are the words around."""
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
            _Choice((typo_price(word, other) if far == 1 else TWO) + self._rare[places[at]], other, int(far))
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
        return choice.typos == 1 or len(word) >= LONG
    longer = len(choice.word) > max(len(word), SHORT)
    return choice.typos == 1 and (longer or typo_price(word, choice.word) in (SWAP, DOUBLE))


class Corrector:
    """`words` are the known Latin words, the commonest first; `keys` knows which stand side by side;
    `homophones` knows Chinese characters. `names` says of a name that was taken out of the utterances what
    stands for it."""

    def __init__(
        self, words: Mapping[str, int], keys: Keys, homophones: Homophones, names: Mapping[str, str]
    ) -> None:
        self._words, self._keys, self.homophones, self.names = words, keys, homophones, dict(names)

    @cached_property
    def _speller(self) -> Speller:
        """Made for the first unknown word."""
        return Speller(dict.fromkeys((*self._words, *self.names)), self._met)

    def tokens(self, tokens: list[Token]) -> tuple[list[Token], list[str], list[str]]:
        """Mended tokens, the Latin words that were put in, and those that stay unknown."""
        latin = [token.text for token in tokens if not token.chinese]
        out: list[Token] = []
        put: list[str] = []
        left: list[str] = []
        before, at = None, 0
        for token in tokens:
            if token.chinese:
                out.append(Token(self.homophones.corrected(token.text), True))
                continue
            at += 1
            word = token.text
            if word not in self._words:
                meant = self._speller.nearest(word, before, latin[at] if at < len(latin) else None)
                (put if meant else left).append(meant or word)
                word = self.names.get(meant, meant) if meant else word
            out.append(Token(word, False))
            before = word
        return out, put, left

    def words(self, tokens: list[Token]) -> list[Token]:
        """With the Latin words alone corrected."""
        corrected = iter(self.tokens([token for token in tokens if not token.chinese])[0])
        return [token if token.chinese else next(corrected) for token in tokens]

    def untangled(self, tokens: list[Token]) -> list[Token]:
        """Where a letter and a character changed places: `怎r么echarge` was `怎么recharge`."""
        out = list(tokens)
        for at in range(len(out) - 2 if len(out) <= MOST_TOKENS else 0, 0, -1):
            parts = out[at - 1 : at + 2]
            if [token.chinese for token in parts] == [False, True, False] and len(parts[1].text) == 1:
                self._untangle(out, at, *(token.text for token in parts))
        return out

    def _untangle(self, tokens: list[Token], at: int, one: str, char: str, other: str) -> None:
        """Joins the word on both sides of the character at a place, where one side is a single letter."""
        word = Token(one + other, False)
        if len(other) == 1 and self._split(word.text, one):
            run = "".join(token.text for token in tokens[at + 2 : at + 3] if token.chinese)
            tokens[at - 1 : at + 2 + bool(run)] = [word, Token(char + run, True)]
        elif len(one) == 1 and self._split(word.text, other):
            run = "".join(token.text for token in tokens[max(at - 2, 0) : at - 1] if token.chinese)
            tokens[at - 1 - bool(run) : at + 2] = [Token(run + char, True), word]

    def _split(self, word: str, part: str) -> bool:
        """Whether a word fell apart of which the longer part is none."""
        if part in self._words or part in self.names:
            return False
        return word in self._words or word in self.names or self._speller.nearest(word) is not None

    def _met(self, pairs: Sequence[Pair]) -> list[bool]:
        named = ((self._stand_in(one), self._stand_in(other)) for one, other in pairs)
        return [row != NONE for row in self._keys.rows_of([pair(one, other) for one, other in named])]

    def _stand_in(self, word: str | None) -> str | None:
        return self.names.get(word, word) if word else word
