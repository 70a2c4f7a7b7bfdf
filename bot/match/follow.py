"""Sentences that do not stand on their own: "那 eSIM 呢", "and from China?", "et chez Lebara ?", "why?"."""

from bot.match.entities import PLACEHOLDER
from bot.match.lexicon import lists
from bot.match.normalize import Normalizer, Token

_LONGEST = 6.0  # Latin words, two Chinese characters counting as one: longer sentences stand on their own


class Following:
    def __init__(self, normalizer: Normalizer) -> None:
        words = lists("follow")
        self._begin = sorted((tuple(b.split()) for b in words["begin"]), key=len, reverse=True)
        self._alone = frozenset(tuple(a.split()) for a in words["alone"])
        self._chinese_begin = sorted(map(normalizer.chinese, words["begin_chinese"]), key=len, reverse=True)
        self._chinese_end = tuple(map(normalizer.chinese, words["end_chinese"]))
        self._chinese_alone = frozenset(map(normalizer.chinese, words["alone_chinese"]))

    def rest(self, tokens: list[Token]) -> list[Token] | None:
        """What a sentence adds to the last one, names left out; None where it stands on its own."""
        if sum(len(t.text) / 2 if t.chinese else 1 for t in tokens) > _LONGEST:
            return None
        plain = [token for token in tokens if token != PLACEHOLDER]
        if not plain:
            return []
        if self._asks_only(plain):
            return []
        left = self._without_begin(tokens)
        after = self._without_end(left)
        if left == tokens and after == left:
            return None
        return [token for token in after if token != PLACEHOLDER]

    def _asks_only(self, tokens: list[Token]) -> bool:
        if all(token.chinese for token in tokens):
            return "".join(token.text for token in tokens) in self._chinese_alone
        return tuple(token.text for token in tokens) in self._alone

    def _without_begin(self, tokens: list[Token]) -> list[Token]:
        first = tokens[0]
        if first.chinese:
            for begin in self._chinese_begin:
                if first.text.startswith(begin):
                    cut = Token(first.text[len(begin) :], True)
                    return [cut, *tokens[1:]] if cut.text else tokens[1:]
            return tokens
        words = tuple(token.text for token in tokens)
        for begins in self._begin:
            if words[: len(begins)] == begins:
                return tokens[len(begins) :]
        return tokens

    def _without_end(self, tokens: list[Token]) -> list[Token]:
        if tokens and tokens[-1].chinese:
            for end in self._chinese_end:
                if tokens[-1].text.endswith(end):
                    cut = Token(tokens[-1].text[: -len(end)], True)
                    return [*tokens[:-1], cut] if cut.text else tokens[:-1]
        return tokens
