"""The language to answer in: that of the sentence's frame, in the script that the person writes."""

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Final, Protocol

from bot.content.languages import Language
from bot.content.strict_yaml import load_packaged

_SURE = 1.2  # natural-log odds between French and English: below this a habit decides
_FUNCTION = 2.0
_PLACE, _ACCENT = 1.0, 1.1  # accents may be those of a name
_STRANGE, _LETTERS = 1.5, 3  # how much a strange word's runs of so many letters tell
_TELLING = 0.3  # odds below which a run of letters is forgotten
_ACCENTS = frozenset("éèêëàâçùûîïôœÉÈÊËÀÂÇÙÛÎÏÔŒ")
_ONE_WORD = 1.2  # Chinese characters that weigh as much as one Latin word: who writes Chinese reads it
_CODECS = {"zh-Hans": "gb2312", "zh-Hant": "big5"}


MASK: Final = "opname"
"""Stands in the place of a name, which tells no language."""


class Word(Protocol):
    """A Latin word, or a run of Chinese characters; both normalised."""

    @property
    def text(self) -> str: ...

    @property
    def chinese(self) -> bool: ...


@lru_cache(maxsize=1)
def _lists() -> dict[str, frozenset[str]]:
    lists = load_packaged(Path(__file__).parent / "language_detector.yaml")
    return {name: frozenset(map(str, words)) for name, words in lists.items()}


class LanguageDetector:
    """`odds` are a word's log odds of French against English, learnt from utterances."""

    def __init__(self, odds: Mapping[str, float], simplified: str, traditional: str) -> None:
        self.odds = dict(odds)
        self.simplified, self.traditional = frozenset(simplified), frozenset(traditional)
        self._lists = _lists()

    @classmethod
    def learn(
        cls, english: Iterable[Sequence[Word]], french: Iterable[Sequence[Word]], marks: tuple[str, str]
    ) -> "LanguageDetector":
        """From masked tokens of utterances; `marks` as of `marks_of_script`."""
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
        return cls(_of_letters(*counts) | odds, *marks)

    def detect(
        self,
        text: str,
        tokens: Sequence[Word],
        preferred_language: Language | None,
        utterance: Language | None = None,
    ) -> Language:
        """`tokens` with names masked; `utterance` is the language of the utterance that won, a weak hint."""
        words = sum(token.text.isalpha() and token.text != MASK for token in tokens)
        if not any(token.chinese for token in tokens) and words < (2 if preferred_language else 1):
            return preferred_language or "zh-Hans"
        if self._is_chinese(tokens):
            return self._script(text, preferred_language)
        odds = self.french_odds(text, tokens)
        if abs(odds) >= _SURE:
            return "fr" if odds > 0 else "en"
        if preferred_language and not (preferred_language in _CODECS and self._is_latin(tokens)):
            return preferred_language
        if any(t.chinese for t in tokens):
            return self._script(text, preferred_language)
        if utterance in ("en", "fr") and abs(odds) < _SURE / 2:
            return utterance
        return "fr" if odds > 0 else "en"

    def _is_chinese(self, tokens: Sequence[Word]) -> bool:
        homophones = [token.text for token in tokens if token.chinese]
        if not homophones:
            return False
        size = sum(map(len, homophones)) / _ONE_WORD
        size += _FUNCTION * sum(char in self._lists["chinese"] for run in homophones for char in run)
        words = [
            t.text
            for t in tokens
            if not t.chinese and t.text != MASK and t.text not in self._lists["everywhere"]
        ]
        both = self._lists["en"] | self._lists["fr"]
        return size >= len(words) + _FUNCTION * sum(word in both for word in words)

    def _is_latin(self, tokens: Sequence[Word]) -> bool:
        """Two words or more, all Latin, and not only names and words that are borrowed everywhere."""
        words = [token.text for token in tokens if token.text.isalpha() and len(token.text) > 1]
        if len(words) < 2 or any(token.chinese for token in tokens):
            return False
        return any(word not in self._lists["everywhere"] and word != MASK for word in words)

    def _script(self, text: str, preferred_language: Language | None) -> Language:
        traditional = sum(char in self.traditional for char in text)
        simplified = sum(char in self.simplified for char in text)
        if any(word in text for word in self._lists["cantonese"]):
            return "zh-Hant"
        if traditional != simplified:
            return "zh-Hant" if traditional > simplified else "zh-Hans"
        return preferred_language if preferred_language in ("zh-Hans", "zh-Hant") else "zh-Hans"

    def french_odds(self, text: str, tokens: Sequence[Word]) -> float:
        """Log odds of French against English; 0 where nothing tells."""
        total = _ACCENT * (not _ACCENTS.isdisjoint(text))
        for word in dict.fromkeys(token.text for token in tokens if not token.chinese and token.text != MASK):
            english, french = word in self._lists["en"], word in self._lists["fr"]
            if word in self._lists["everywhere"]:
                total += 0.15 * self.odds.get(word, 0.0)
            elif english != french:
                total += _FUNCTION if french else -_FUNCTION
            elif word in self._lists["french"] or word in self._lists["english"]:
                total += _PLACE if word in self._lists["french"] else -_PLACE
            else:
                known = self.odds.get(word)
                total += 0.6 * (self._strange(word) if known is None else known)
        return total

    def _strange(self, word: str) -> float:
        """A guess for a word that no utterance has."""
        homophones = _letter_runs(word) if len(word) >= _LETTERS else []
        odds = sum(self.odds.get(run, 0.0) for run in homophones) / max(len(homophones), 1)
        return max(-1.0, min(1.0, _STRANGE * odds))


def _letter_runs(word: str) -> list[str]:
    edged = f"^{word}$"
    return ["~" + edged[at : at + _LETTERS] for at in range(len(edged) - _LETTERS + 1)]


def _of_letters(english: Iterable[str], french: Iterable[str]) -> dict[str, float]:
    """Log odds of runs of letters, as far as they tell French from English."""
    counts = [
        Counter(run for word in words if word.isalpha() for run in _letter_runs(word))
        for words in (english, french)
    ]
    totals = [sum(count.values()) + 1 for count in counts]
    homophones = sorted(set(counts[0]) | set(counts[1]))
    odds = {
        run: math.log((counts[1][run] + 1) / totals[1]) - math.log((counts[0][run] + 1) / totals[0])
        for run in homophones
    }
    return {run: max(-2.0, min(2.0, its)) for run, its in odds.items() if abs(its) > _TELLING}


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
