"""A run of Chinese characters with typos -> the run that was meant, as far as the index knows its kind.

Whoever types by sound picks a wrong character of the right sound; fingers swap, double and lose characters.
A typo is taken back where that makes the run so much likelier that the typo's price is paid, the best first.
How likely a run is, three neighbouring characters tell (two, or one, where three were never met).
"""

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

SHORTEST = 3  # characters: of a shorter run too little is left to go by
STRANGE = 8  # pairs never met from which a run is of another subject
SLIPS = 4  # taken back in one run
SOUND, SWAP, DOUBLE, LOST = 5.0, 4.0, 3.0, 6.0  # the price of a typo, in natural-log odds
SHORTER = -1.0  # three neighbours were never met, and two of them tell
ALONE = -1.2  # not even the two
ABSENT = -11.0  # a character that the index does not know
STEPS = 16  # of odds in one natural log: they are kept in bytes
ALIKE = 12  # characters of a sound that are tried
MANY = 150_000  # of one to three in a row: of more, three that were met once are left out
EDGE = "^"  # before the first and after the last character
_BITS = 14  # of a character's number
_MASK, _PAIR = (1 << _BITS) - 1, (1 << 2 * _BITS) - 1
MOST = _MASK - 1000  # characters: the commonest; the numbers above are for strangers

_Numbers = tuple[int, ...]
_Slip = tuple[int, int, _Numbers, float]  # numbers [begin, end) stand for these, at this price


class Homophones:
    """`chars` are those met, the commonest first, numbered from 1; `keys` rise, each one, two or three of
    their numbers in a row, and `odds` say in a byte each how rare the last is after those before it. `met`
    tells the log odds of a key's last character, None where it was never met so."""

    def __init__(
        self, chars: str, keys: NDArray[np.uint64], odds: NDArray[np.uint8], sounds: Callable[[str], str]
    ) -> None:
        self.chars, self.keys, self.odds = chars, keys, odds
        self._number = {char: number for number, char in enumerate(chars, 1)}
        self.edge = self._number.get(EDGE, 0)
        logs = [-step / STEPS for step in range(256)]
        known = dict(zip(keys.tolist(), [logs[step] for step in odds.tolist()], strict=True))
        self.met: Callable[[int], float | None] = known.get
        self._sounds = sounds
        self._met_after: dict[int, frozenset[int]] = {}
        self._met_before: dict[int, frozenset[int]] = {}

    @classmethod
    def of(cls, runs: Iterable[str], sounds: Callable[[str], str]) -> "Homophones":
        """Learn from runs as they should be."""
        met = Counter[str]()
        for run in runs:
            edged = EDGE + run + EDGE
            for size in (1, 2, 3):
                met.update(edged[at : at + size] for at in range(len(edged) + 1 - size))
        singles = [key for key in met if len(key) == 1]
        chars = "".join(sorted(singles, key=lambda char: (-met[char], char))[:MOST])
        total = sum(met[char] for char in singles)
        number = {char: at for at, char in enumerate(chars, 1)}
        least = 2 if len(met) > MANY else 1
        kept = {}
        for key, often in met.items():
            if all(char in number for char in key) and (len(key) < 3 or often >= least):
                before = met[key[:-1]] if len(key) > 1 else total
                kept[_key(number[char] for char in key)] = _step((often - 0.5) / before)
        keys = np.array(sorted(kept), np.uint64)
        return cls(chars, keys, np.array([kept[key] for key in keys.tolist()], np.uint8), sounds)

    def corrected(self, run: str) -> str:
        if len(run) < SHORTEST or not self.chars:
            return run
        asked = _RunOdds(self, run)
        text = asked.text
        if sum(self.met(one << _BITS | other) is None for one, other in pairwise(text)) > STRANGE:
            return run
        for _ in range(SLIPS):
            better = asked.better(text)
            if better is None:
                break
            text = better
        return "".join(map(asked.char_of, text))

    def number_of(self, char: str) -> int:
        """0 for one that was never met."""
        return self._number.get(char, 0)

    def alike(self, char: str) -> list[int]:
        """Other characters of its sound, the commonest first."""
        number = self.number_of(char)
        return [other for other in self._by_sound.get(self._sounds(char), ()) if other != number]

    def between(self, one: int, other: int) -> frozenset[int]:
        """Characters that were met after the one and before the other."""
        return self._neighbours(one, after=True) & self._neighbours(other, after=False)

    def _neighbours(self, number: int, *, after: bool) -> frozenset[int]:
        """Those met right after or before a character; looked for once."""
        known = self._met_after if after else self._met_before
        its = known.get(number)
        if its is None:
            one, other = self._pairs if after else self._pairs[::-1]
            its = known[number] = frozenset(other[one == number].tolist()) - {self.edge}
        return its

    @cached_property
    def _pairs(self) -> tuple[NDArray[np.uint16], NDArray[np.uint16]]:
        """All pairs met: first characters, second characters."""
        pairs = self.keys[(self.keys > _MASK) & (self.keys <= _PAIR)]
        return (pairs >> np.uint64(_BITS)).astype(np.uint16), (pairs & np.uint64(_MASK)).astype(np.uint16)

    @cached_property
    def _by_sound(self) -> dict[str, list[int]]:
        same = defaultdict[str, list[int]](list)
        for number, char in enumerate(self.chars, 1):
            if (sound := self._sounds(char)) and len(same[sound]) <= ALIKE:
                same[sound].append(number)
        return same


class _RunOdds:
    """One run's questions to the odds: each is answered once."""

    def __init__(self, runs: Homophones, run: str) -> None:
        self._runs = runs
        strangers = dict.fromkeys(char for char in run if not runs.number_of(char))
        # Strangers are numbered from above, where no key reaches.
        self._strangers = {_MASK - at: char for at, char in enumerate(strangers)}
        numbers = {char: number for number, char in self._strangers.items()}
        self.text = tuple(numbers.get(char) or runs.number_of(char) for char in run)
        self._edges = (runs.edge, runs.edge)
        self._known: dict[int, float] = {}

    def char_of(self, number: int) -> str:
        return self._strangers.get(number) or self._runs.chars[number - 1]

    def better(self, text: _Numbers) -> _Numbers | None:
        """The text with that typo taken back which gains most; None where none pays."""
        edged = (*self._edges, *text, *self._edges)
        best, gain = None, 0.0
        for begin, end, instead, price in self._slips(edged):
            before, after = edged[begin - 2 : begin], edged[end : end + 2]
            least = self._total(edged[begin - 2 : end + 2]) + price + gain
            if least >= 0:
                continue  # it would not pay if the new text were certain
            new = self._total((*before, *instead, *after), least)
            if new > least:
                best, gain = (*edged[2:begin], *instead, *edged[end:-2]), gain + new - least
        return best

    def _slips(self, edged: _Numbers) -> Iterator[_Slip]:
        """What may have mistyped near a place that was never met so."""
        met, last = self._runs.met, len(edged) - 3
        keys = [_key(edged[at - 2 : at + 1]) for at in range(2, last + 3)]
        threes = [met(key) is not None for key in keys]
        threes[0] = threes[-1] = True  # an edge beside an edge tells nothing
        for at, all_met in enumerate(zip(threes, threes[1:], [*threes[2:], True], strict=False), 2):
            if at > last or all(all_met):
                continue
            one, other = edged[at], edged[at + 1]
            if at < last and one != other and self._any_pair(edged[at - 1], other, one, edged[at + 2]):
                yield at, at + 2, (other, one), SWAP
            if edged[at - 1] == one:
                yield at, at + 1, (), DOUBLE
            follows = met(edged[at - 1] << _BITS | one) is not None
            if not follows or met(one << _BITS | other) is None or not any(all_met):
                yield from ((at, at + 1, (same,), SOUND) for same in self._alike(edged, at))
            if not follows and at > 2:
                yield from ((at, at, (lost,), LOST) for lost in self._lost(edged, at))

    def _any_pair(self, *numbers: int) -> bool:
        return any(self._runs.met(one << _BITS | other) is not None for one, other in pairwise(numbers))

    def _lost(self, edged: _Numbers, at: int) -> list[int]:
        """Characters that were met between the last and this one, and in a row of three with one more."""
        met = self._runs.met
        before, one, other, after = edged[at - 2 : at + 2]
        left, right = (before << _BITS | one) << _BITS, other << _BITS | after
        return sorted(
            lost
            for lost in self._runs.between(one, other)
            if met((one << _BITS | lost) << _BITS | other) is not None
            or met(left | lost) is not None
            or met(lost << 2 * _BITS | right) is not None
        )

    def _alike(self, edged: _Numbers, at: int) -> list[int]:
        """Characters of the same sound that were met beside a neighbour."""
        met, before, after = self._runs.met, edged[at - 1] << _BITS, edged[at + 1]
        return [
            char
            for char in self._runs.alike(self.char_of(edged[at]))
            if met(before | char) is not None or met(char << _BITS | after) is not None
        ]

    def _total(self, numbers: _Numbers, least: float = -math.inf) -> float:
        """Log odds of all but the first two; as soon as they are below `least`, those so far."""
        total, known = 0.0, self._known
        key = numbers[0] << _BITS | numbers[1]
        for number in numbers[2:]:
            key = (key & _PAIR) << _BITS | number
            value = known.get(key)
            if value is None:
                value = known[key] = self._third(key)
            total += value
            if total < least:
                break
        return total

    def _third(self, key: int) -> float:
        """Log odds of the third after the others."""
        met = self._runs.met
        if (value := met(key)) is not None:
            return value
        if (value := met(key & _PAIR)) is not None:
            return SHORTER + value
        value = met(key & _MASK)
        return SHORTER + ALONE + (ABSENT if value is None else value)


def _key(numbers: Iterable[int]) -> int:
    key = 0
    for number in numbers:
        key = key << _BITS | number
    return key


def _step(share: float) -> int:
    return min(round(-math.log(share) * STEPS), 255)
