"""What was mistyped, put right by what the index knows: letters, and characters of the same sound."""

from collections.abc import Mapping, Sequence
from functools import cached_property

from bot.match.folding import Token
from bot.match.keys import NONE, Keys
from bot.match.reading import pair
from bot.match.runs import Runs
from bot.match.speller import Pair, Speller

MOST_TOKENS = 60  # of a longer text no letters are put back: it says enough without


class Mender:
    """`words` are the known Latin words, the commonest first; `keys` knows which stand side by side; `runs`
    knows Chinese characters. `names` says of a name that was taken out of the wordings what stands for it."""

    def __init__(self, words: Mapping[str, int], keys: Keys, runs: Runs, names: Mapping[str, str]) -> None:
        self._words, self._keys, self.runs, self.names = words, keys, runs, dict(names)

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
                out.append(Token(self.runs.mended(token.text), True))
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
        """With the Latin words alone mended."""
        mended = iter(self.tokens([token for token in tokens if not token.chinese])[0])
        return [token if token.chinese else next(mended) for token in tokens]

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
