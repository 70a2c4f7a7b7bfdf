"""What was mistyped, put right by what the index knows: letters, and characters of the same sound."""

import math
from collections import defaultdict
from collections.abc import Callable, Mapping
from functools import cached_property

from bot.match.folding import Token
from bot.match.speller import Speller

_CHOICES = 8  # pairs of one sound that are tried
_SLIPS, _STRANGE = 3, 8  # slips mended in one run; unknown pairs from which a run is just foreign
_MANY = 500  # texts: in a smaller index whatever is known is common
_FAR = 3.0  # of rarity (a natural logarithm): twenty times as rare
_OFTEN = 3  # texts in which a common pair stands


class Mender:
    """`atoms` holds known characters and pairs of them, `words` known Latin words, both key -> row;
    `rarity` tells how rare a row is; `sounds` turns characters into syllables."""

    def __init__(
        self,
        atoms: Mapping[str, int],
        words: Mapping[str, int],
        rarity: Callable[[int], float],
        sounds: Callable[[str], str],
    ) -> None:
        self._atoms, self._words, self._rarity, self._sounds = atoms, words, rarity, sounds
        once = max(map(rarity, atoms.values()), default=1.0)  # of what stands in one text
        texts = 2 * math.exp(once - 1) - 1
        self._rare = once - (math.log((1 + _OFTEN) / 2) if texts > _MANY else 0.0) + 1e-4

    @cached_property
    def _speller(self) -> Speller:
        """Made for the first unknown word; the commoner words come first."""
        return Speller(sorted(self._words, key=lambda word: (self._rarity(self._words[word]), word)))

    @cached_property
    def _alike(self) -> dict[str, list[str]]:
        """Two syllables -> pairs of characters that sound so, the commoner first."""
        pairs = [key for key in self._atoms if len(key) == 2 and "\u3400" <= key[0] <= "\u9fff"]
        alike: defaultdict[str, list[str]] = defaultdict(list)
        for pair in sorted(pairs, key=lambda pair: (self._rarity(self._atoms[pair]), pair)):
            alike[self._sounds(pair)].append(pair)
        return dict(alike)

    def word(self, word: str) -> str | None:
        """The known word that an unknown one stands for."""
        return self._speller.nearest(word)

    def run(self, run: str) -> str:
        """Chinese characters with slips of the input method or the finger put right, the clearest slip first.

        A pair that the index does not know is replaced by one of the same sound, swapped, or if doubled made
        single, where fewer neighbouring pairs are unknown then. Characters that stand in a common pair stay.
        """
        for _ in range(_SLIPS):
            strange = [at for at in range(len(run) - 1) if run[at : at + 2] not in self._atoms]
            if not strange or len(strange) > _STRANGE:
                return run
            gain, better = max((self._mended(run, at) for at in strange), key=lambda found: found[0])
            if not gain:
                return run
            run = better
        return run

    def _mended(self, run: str, at: int) -> tuple[int, str]:
        """The run with one pair mended, and how many fewer pairs are unknown then (0: nothing fits)."""
        pair, before, after = run[at : at + 2], run[max(at - 1, 0) : at], run[at + 2 : at + 3]
        strange = self._strange(before + pair + after)
        best, most = pair, 0
        for other, least in self._others(pair, before + pair[0], pair[1] + after):
            gain = strange - self._strange(before + other + after)
            if gain >= least and gain > most:
                best, most = other, gain
        return most, run[:at] + best + run[at + 2 :]

    def _others(self, pair: str, left: str, right: str) -> list[tuple[str, int]]:
        """What may have been meant, the commoner first, and how many fewer unknown pairs must result.

        `left` and `right` are the pairs beside it, which keep their character unless they are far rarer.
        """
        one, two = pair[0], pair[1]
        if one == two:
            return [(one, 1)]
        found = []
        for other in self._alike.get(self._sounds(pair), ())[:_CHOICES]:
            how_rare = self._rarity(self._atoms[other])
            same = one == other[0], two == other[1]
            if how_rare > self._rare or not (same[0] or self._gives(left, how_rare)):
                continue
            if same[1] or self._gives(right, how_rare):
                found.append((other, 1 if any(same) or how_rare < self._rare - _FAR else 2))
        swaps = self._gives(left, self._rare - _FAR) and self._gives(right, self._rare - _FAR)
        return [*found, (two + one, 2)] if swaps else found

    def _gives(self, pair: str, how_rare: float) -> bool:
        """Whether a pair may lose a character to one that is so rare."""
        row = self._atoms.get(pair) if len(pair) == 2 else None
        if row is None:
            return True
        rarity = self._rarity(row)
        return rarity > self._rare or rarity - how_rare > _FAR

    def _strange(self, text: str) -> int:
        return sum(text[at : at + 2] not in self._atoms for at in range(len(text) - 1))

    def tokens(self, tokens: list[Token]) -> tuple[list[Token], list[str], list[str]]:
        """Mended tokens, the Latin words that were put in, and those that stay unknown."""
        out, put, left = [], [], []
        for token in tokens:
            if token.chinese:
                out.append(Token(self.run(token.text), True))
            elif token.text in self._words:
                out.append(token)
            elif other := self.word(token.text):
                out.append(Token(other, False))
                put.append(other)
            else:
                out.append(token)
                left.append(token.text)
        return out, put, left
