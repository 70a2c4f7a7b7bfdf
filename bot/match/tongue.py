"""The language to answer in: that of the sentence's frame, in the script that the person writes."""

import math
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path

import yaml

from bot.content.languages import Language
from bot.match.folding import Token
from bot.match.names import PLACEHOLDER

_SURE = 1.2  # natural-log odds between French and English: below this a habit decides
_FUNCTION = 2.0
_ONE_WORD = 1.2  # Chinese characters that weigh as much as one Latin word: who writes Chinese reads it
_CODECS = {"zh-Hans": "gb2312", "zh-Hant": "big5"}


@lru_cache(maxsize=1)
def _lists() -> dict[str, frozenset[str]]:
    lists = yaml.safe_load((Path(__file__).parent / "tongue.yaml").read_text("utf-8"))
    return {name: frozenset(map(str, words)) for name, words in lists.items()}


class Tongue:
    """`odds` are a word's log odds of French against English, learnt from wordings."""

    def __init__(self, odds: Mapping[str, float], simplified: str, traditional: str) -> None:
        self.odds = dict(odds)
        self.simplified, self.traditional = frozenset(simplified), frozenset(traditional)
        self._lists = _lists()

    @classmethod
    def learn(
        cls, english: Iterable[list[Token]], french: Iterable[list[Token]], marks: tuple[str, str]
    ) -> "Tongue":
        """From masked tokens of wordings; `marks` as of `marks_of_script`."""
        counts = [
            Counter(t.text for text in side for t in set(text) if not t.chinese) for side in (english, french)
        ]
        totals = [max(sum(count.values()), 1) for count in counts]
        words = sorted(set(counts[0]) | set(counts[1]))
        rate = [
            [math.log((count[word] + 0.5) / (total + 1)) for word in words]
            for count, total in zip(counts, totals, strict=True)
        ]
        odds = {w: max(-3.0, min(3.0, f - e)) for w, e, f in zip(words, rate[0], rate[1], strict=True)}
        return cls(odds, *marks)

    def of(
        self, text: str, tokens: list[Token], habit: Language | None, wording: Language | None = None
    ) -> Language:
        """`tokens` with names masked; `wording` is the language of the wording that won, a weak hint."""
        if not any(token.chinese or token.text.isalpha() for token in tokens):
            return habit or "zh-Hans"
        if self._is_chinese(tokens):
            return self._script(text, habit)
        odds = self._french_odds(tokens)
        if abs(odds) >= _SURE:
            return "fr" if odds > 0 else "en"
        if habit:
            return habit
        if any(t.chinese for t in tokens):
            return self._script(text, habit)
        if wording in ("en", "fr") and abs(odds) < _SURE / 2:
            return wording
        return "fr" if odds > 0 else "en"

    def _is_chinese(self, tokens: list[Token]) -> bool:
        runs = [token.text for token in tokens if token.chinese]
        if not runs:
            return False
        size = sum(map(len, runs)) / _ONE_WORD
        size += _FUNCTION * sum(char in self._lists["chinese"] for run in runs for char in run)
        words = [
            t.text
            for t in tokens
            if not t.chinese and t != PLACEHOLDER and t.text not in self._lists["everywhere"]
        ]
        both = self._lists["en"] | self._lists["fr"]
        return size >= len(words) + _FUNCTION * sum(word in both for word in words)

    def _script(self, text: str, habit: Language | None) -> Language:
        traditional = sum(char in self.traditional for char in text)
        simplified = sum(char in self.simplified for char in text)
        if any(word in text for word in self._lists["cantonese"]):
            return "zh-Hant"
        if traditional != simplified:
            return "zh-Hant" if traditional > simplified else "zh-Hans"
        return habit if habit in ("zh-Hans", "zh-Hant") else "zh-Hans"

    def _french_odds(self, tokens: list[Token]) -> float:
        total = 0.0
        for word in dict.fromkeys(
            token.text for token in tokens if not token.chinese and token != PLACEHOLDER
        ):
            english, french = word in self._lists["en"], word in self._lists["fr"]
            if word in self._lists["everywhere"]:
                total += 0.15 * self.odds.get(word, 0.0)
            elif english != french:
                total += _FUNCTION if french else -_FUNCTION
            else:
                total += 0.6 * self.odds.get(word, _ending(word))
        return total


def _ending(word: str) -> float:
    """A guess for a word that no wording has."""
    if len(word) < 4:
        return 0.0
    if word.endswith(
        ("er", "ez", "eau", "aux", "ion", "ette", "eur", "euse", "ement", "ais", "ait", "oir", "ee", "que")
    ):
        return 0.5
    return -0.8 if word.endswith(("ing", "ed", "ly", "ght", "th", "ck", "sh", "y", "w")) else 0.0


def marks_of_script() -> tuple[str, str]:
    """Characters that only Simplified, and only Traditional texts have."""
    from opencc import OpenCC

    every = [chr(code) for code in range(0x3400, 0xA000)]
    to_simple = OpenCC("t2s").convert("\n".join(every)).split("\n")
    to_full = OpenCC("s2t").convert("\n".join(every)).split("\n")
    traditional = [
        c for c, other in zip(every, to_simple, strict=True) if c != other and not _in(c, "zh-Hans")
    ]
    simplified = [c for c, other in zip(every, to_full, strict=True) if c != other and not _in(c, "zh-Hant")]
    return "".join(simplified), "".join(traditional)


def _in(char: str, language: str) -> bool:
    try:
        char.encode(_CODECS[language])
    except UnicodeEncodeError:
        return False
    return True
