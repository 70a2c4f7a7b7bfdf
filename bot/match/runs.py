"""A run of Chinese characters with slips -> the run that was meant, as far as the index knows its pairs.

Whoever types by sound picks a wrong character of the right sound; fingers swap, double and lose characters.
The likeliest reading is searched as in a noisy channel: odds of neighbouring characters against the price of
slips. Only characters in a pair that the index does not know are doubted.
"""

import heapq
import math
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import pairwise

SHORTEST = 3  # characters: of a shorter run too little is left to go by
STRANGE = 8  # unknown pairs from which a run is just foreign
SOUND, SWAP, DOUBLE, LOST = 4.0, 4.0, 2.0, 7.0  # the price of a slip, in natural-log odds
UNSEEN = math.log(0.02)  # a pair that the index does not know, besides the rarity of its second character
ABSENT = math.log(3e-5)  # a character that the index does not know
STEPS = 16  # of odds in one natural log: they are kept in bytes
ALIKE, BEAM, DEEP = 12, 6, 2  # characters of a sound; readings followed; those in which losses are sought

_Front = dict[str, tuple[float, str]]  # last character -> the best reading that ends with it


class Runs:
    """`lines` are a character and all that follow it somewhere; `odds` a byte for each character of the
    lines: how rare the first is, then how rare each other is after it."""

    def __init__(self, lines: Iterable[str], odds: bytes, sounds: Callable[[str], str]) -> None:
        self.lines, self.odds = list(lines), odds
        self._sounds = sounds
        self._after: dict[str, tuple[str, int]] = {}
        self._rare: dict[str, float] = {}
        before, alike = defaultdict[str, list[str]](list), defaultdict[str, list[str]](list)
        at = 0
        for line in self.lines:  # the commonest characters come first
            self._after[line[0]] = (line[1:], at + 1)
            self._rare[line[0]] = -odds[at] / STEPS
            at += len(line)
            alike[sounds(line[0])].append(line[0])
            for other in line[1:]:
                before[other].append(line[0])
        self._before = {char: "".join(its) for char, its in before.items()}
        self._alike = {sound: "".join(its[:ALIKE]) for sound, its in alike.items() if sound}

    @classmethod
    def of(cls, counts: Mapping[str, float], sounds: Callable[[str], str]) -> "Runs":
        """`counts` says in how many texts a character or a pair of characters is."""
        singles = {key: count for key, count in counts.items() if len(key) == 1}
        total = sum(singles.values())
        after = defaultdict[str, list[str]](list)
        for key in counts:
            if len(key) == 2 and key[0] in singles:
                after[key[0]].append(key[1])
        lines, odds = [], bytearray()
        for char in sorted(singles, key=lambda char: (-singles[char], char)):
            lines.append(char + "".join(after[char]))
            odds.append(_step(singles[char] / total))
            odds += bytes(_step(counts[char + other] / singles[char]) for other in after[char])
        return cls(lines, bytes(odds), sounds)

    def mended(self, run: str) -> str:
        if len(run) < SHORTEST or not self._after:
            return run
        strange = [self._pair(one, other) is None for one, other in pairwise(run)]
        if not 0 < sum(strange) <= STRANGE:
            return run
        doubted = [one or other for one, other in pairwise([False, *strange, False])]
        first = doubted.index(True)
        end = min(len(run) - doubted[::-1].index(True) + 1, len(run))  # one more, to see what follows
        return run[: max(first - 1, 0)] + self._best(run, doubted, first, end) + run[end:]

    def _best(self, run: str, doubted: list[bool], first: int, end: int) -> str:
        """The best reading of run[first:end], with the character before it."""
        fronts: list[_Front] = [{} for _ in range(end + 1)]
        before = run[:first][-1:]
        fronts[first][before] = (0.0, before)
        for at in range(first, end):
            best = heapq.nlargest(BEAM, fronts[at].values())
            for place, (score, text) in enumerate(best):
                for step, more, price in self._ways(run, at, text[-1:], doubted[at], place < DEEP):
                    _keep(fronts[at + step], score + price, text + more)
        return max(fronts[-1].values())[1]

    def _pair(self, one: str, other: str) -> float | None:
        followers, start = self._after.get(one, ("", 0))
        at = followers.find(other)
        return -self.odds[start + at] / STEPS if at >= 0 else None

    def _odds(self, one: str, other: str) -> float:
        alone = self._rare.get(other, ABSENT)
        if not one:
            return alone
        known = self._pair(one, other)
        return UNSEEN + alone if known is None else known

    def _ways(
        self, run: str, at: int, last: str, doubted: bool, deep: bool
    ) -> Iterator[tuple[int, str, float]]:
        """(characters read, what they stand for, log odds) of all readings of the next ones."""
        char, odds = run[at], self._odds
        yield 1, char, odds(last, char)
        if not doubted:
            return
        for other in self._alike.get(self._sounds(char), ""):
            if other != char:
                yield 1, other, odds(last, other) - SOUND
        if last and run[at - 1] == char:
            yield 1, "", -DOUBLE
        after = run[at + 1 : at + 2]
        if after and after != char:
            yield 2, after + char, odds(last, after) + odds(after, char) - SWAP
        if deep and last and self._pair(last, char) is None:
            between = set(self._after.get(last, ("", 0))[0]).intersection(self._before.get(char, ""))
            for lost in sorted(between):
                yield 1, lost + char, odds(last, lost) + odds(lost, char) - LOST


def _step(share: float) -> int:
    return min(round(-math.log(max(share, 1e-9)) * STEPS), 255) if share < 1 else 0


def _keep(front: _Front, score: float, text: str) -> None:
    old = front.get(text[-1:])
    if old is None or old[0] < score:
        front[text[-1:]] = (score, text)
