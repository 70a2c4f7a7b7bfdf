"""What hurried fingers make of a wording, so that learning has seen it. The same slips for the same text."""

import random
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from zlib import crc32

from bot.match.folding import Token
from bot.match.speller import BESIDE

MOST, LONG = 2, 6  # slips in a text of so many characters; in a shorter one just one
LEAST = 4  # characters: a shorter text is left as it is
RARE, ALIKE = 3, 6  # texts in which a character must be, and how many of a sound are taken for another


class Slips:
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
        dice = random.Random(crc32(" ".join(texts).encode()))
        for _ in range(0 if size < LEAST else 1 if size < LONG else MOST):
            place = dice.choices(range(len(texts)), [len(text) for text in texts])[0]
            texts[place] = self._slipped(texts[place], dice)
        return [Token(text, token.chinese) for text, token in zip(texts, tokens, strict=True) if text]

    def _slipped(self, text: str, dice: random.Random) -> str:
        at = dice.randrange(len(text))
        before, char, after = text[:at], text[at], text[at + 1 :]
        kind = dice.randrange(4)
        if kind == 0:
            return before + after
        if kind == 1:
            return before + char + char + after
        others = BESIDE.get(char) or self._others(char)
        if kind == 2 and others:
            return before + dice.choice(others) + after
        return before + after[:1] + char + after[1:]

    def _others(self, char: str) -> list[str]:
        return [other for other in self._alike.get(char, ())[:ALIKE] if other != char]
