"""Make the typos of hurried fingers, so that learning has seen them; and say how likely each kind is."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from zlib import crc32

from bot.match.normalize import Token

MOST, LONG = 2, 6  # typos in a text of so many characters; in a shorter one just one
LEAST = 4  # characters: a shorter text is left as it is
RARE, ALIKE = 3, 6  # texts in which a character must be, and how many of a sound are taken for another
# The price of a typo, as log odds; FIRST more where it is the first letter.
SWAP, DOUBLE, NEXT_KEY, LOST, EXTRA, OTHER = 3.0, 2.5, 3.5, 3.5, 4.5, 5.5
FIRST = 1.0

_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")


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


def typo_price(word: str, other: str) -> float:
    """The price of the one typo that made the word of the other."""
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


class Typos:
    """`texts` tell which characters of a sound are in use."""

    def __init__(self, texts: Iterable[list[Token]], sounds: Callable[[str], str]) -> None:
        runs = (token.text for tokens in texts for token in tokens if token.chinese)
        often = Counter(char for run in runs for char in set(run))
        alike = defaultdict[str, list[str]](list)
        for char in sorted(often, key=lambda char: (-often[char], char)):
            if often[char] >= RARE and (sound := sounds(char)):
                alike[sound].append(char)
        self._alike = {char: its for its in alike.values() for char in its}

    def made(self, tokens: list[Token]) -> list[Token]:
        """The text mistyped: characters swapped, lost, doubled, or another key (Chinese: another character of
        the sound)."""
        texts = [token.text for token in tokens]
        size = sum(map(len, texts))
        draw = _Draw(crc32(" ".join(texts).encode()))
        for _ in range(0 if size < LEAST else 1 if size < LONG else MOST):
            at, place = draw.below(sum(map(len, texts))), 0
            while at >= len(texts[place]):
                at -= len(texts[place])
                place += 1
            texts[place] = self._mistyped(texts[place], at, draw)
        return [Token(text, token.chinese) for text, token in zip(texts, tokens, strict=True) if text]

    def _mistyped(self, text: str, at: int, draw: "_Draw") -> str:
        before, char, after = text[:at], text[at], text[at + 1 :]
        kind = draw.below(4)
        if kind == 0:
            return before + after
        if kind == 1 or len(text) == 1:
            return before + char + char + after
        others = BESIDE.get(char) or self._others(char)
        if kind == 2 and others:
            return before + others[draw.below(len(others))] + after
        if not after:
            return before[:-1] + char + before[-1]
        return before + after[0] + char + after[1:]

    def _others(self, char: str) -> list[str]:
        return [other for other in self._alike.get(char, ())[:ALIKE] if other != char]


class _Draw:
    """Small numbers from a seed: `random.Random` takes longer to be seeded than a text to be mistyped."""

    def __init__(self, seed: int) -> None:
        self._state = seed

    def below(self, count: int) -> int:
        self._state = (self._state * 1_664_525 + 1_013_904_223) & 0xFFFFFFFF
        return (self._state >> 8) % count
