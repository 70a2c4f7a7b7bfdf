"""Tell what is surely not ours: another country's card or operator, or another thing that one renews."""

import re

from bot.match.entities import PLACEHOLDER
from bot.match.lexicon import lists
from bot.match.normalize import Normalizer, Token

_REACH = 2  # Latin words between a country and its card


class ForeignOperators:
    """Finds another country's operator, or its card, by the lists of `out_of_scope.yaml`."""

    def __init__(self, normalizer: Normalizer) -> None:
        words = lists("out_of_scope")
        self._operators = frozenset(tuple(name.split()) for name in words["operators"])
        self._longest = max(map(len, self._operators))
        self._countries = frozenset(words["countries"])
        self._cards, self._places = frozenset(words["cards"]), frozenset(words["places"])
        self._ours = frozenset(words["ours"])
        self._chinese_ours = tuple(map(normalizer.chinese, words["ours_chinese"]))
        operators = "|".join(map(normalizer.chinese, words["operators_chinese"]))
        countries = "|".join(map(normalizer.chinese, words["countries_chinese"]))
        card = "(?:电话|手机|流量| ?[a-z0-9]+ ?)?[卡号]| ?sim| ?esim"
        self._chinese = re.compile(f"{operators}|(?:{countries})的?(?:{card})")

    def named(self, tokens: list[Token]) -> bool:
        """`tokens` with the names of our operators masked."""
        if PLACEHOLDER in tokens:
            return False
        words = ["" if token.chinese else token.text for token in tokens]
        runs = " ".join(token.text for token in tokens)
        if not self._ours.isdisjoint(words) or any(word in runs for word in self._chinese_ours):
            return False
        return self._operator(words) or self._card(words) or bool(self._chinese.search(runs))

    def _operator(self, words: list[str]) -> bool:
        sizes = range(1, self._longest + 1)
        return any(
            tuple(words[at : at + size]) in self._operators for at in range(len(words)) for size in sizes
        )

    def _card(self, words: list[str]) -> bool:
        """A country and a card side by side, unless the country is where somebody is."""
        for at, word in enumerate(words):
            if word in self._countries and (not at or words[at - 1] not in self._places):
                around = words[max(at - _REACH, 0) : at + _REACH + 1]
                if not self._cards.isdisjoint(around):
                    return True
        return False


class ForeignThings:
    """Finds other things that one renews, tops up or logs in to (a subscription, a permit, a bus pass)."""

    def __init__(self, normalizer: Normalizer) -> None:
        words = lists("out_of_scope")
        things = map(normalizer.chinese, words["things_chinese"])
        self._things = re.compile(rf"\b(?:{'|'.join(words['things'])})\b|{'|'.join(things)}")
        self._ours = frozenset(words["things_ours"])
        self._chinese_ours = tuple(map(normalizer.chinese, words["things_ours_chinese"]))

    def named(self, tokens: list[Token]) -> bool:
        """Whether one is named, and nothing of ours beside it; `tokens` as of `ForeignOperators.named`."""
        if PLACEHOLDER in tokens:
            return False
        text = " ".join(token.text for token in tokens)
        rest, count = self._things.subn(" ", text)
        if not count:
            return False
        return self._ours.isdisjoint(rest.split()) and not any(word in rest for word in self._chinese_ours)
