"""What was mistyped, put right by what the index knows: letters, and characters of the same sound."""

from collections.abc import Mapping
from functools import cached_property

from bot.match.folding import Token
from bot.match.runs import Runs
from bot.match.speller import Speller


class Mender:
    """`words` are the known Latin words, the commonest first; `runs` knows Chinese characters."""

    def __init__(self, words: Mapping[str, int], runs: Runs) -> None:
        self._words, self.runs = words, runs

    @cached_property
    def _speller(self) -> Speller:
        """Made for the first unknown word."""
        return Speller(self._words)

    def tokens(self, tokens: list[Token]) -> tuple[list[Token], list[str], list[str]]:
        """Mended tokens, the Latin words that were put in, and those that stay unknown."""
        out, put, left = [], [], []
        for token in tokens:
            if token.chinese:
                out.append(Token(self.runs.mended(token.text), True))
            elif token.text in self._words:
                out.append(token)
            elif other := self._speller.nearest(token.text):
                out.append(Token(other, False))
                put.append(other)
            else:
                out.append(token)
                left.append(token.text)
        return out, put, left
