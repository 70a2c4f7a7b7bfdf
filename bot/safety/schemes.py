"""Schemes of fraud: who speaks, what they want, how they press and where they lead, met in one message."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bot.safety.word_groups import WordGroups

# A false message says what it wants early; what stands later costs time in every message.
_LONGEST = 800
# French 089x: a call costs up to 80 cents a minute. A number of the person's own is none of these.
SURCHARGED = re.compile(r"(?<!\d)(?:0|\+33|0033)[ .-]?8[ .-]?9[ .-]?\d(?:[ .-]?\d){6}(?!\d)")
# A word sent to such a number is billed (SMS+); STOP goes to numbers with 3.
PREMIUM_SMS = re.compile(
    r"(?:envoyez|repondez|tapez|send|text|reply|发送|發送|发短信|發簡訊|发|發|回复|回覆)[^.!?]{0,40}"
    r"(?:\bau|\bto|至|到)\s?[678]\d{4}(?!\d)"
)
# What is said in digits and not in words; a scheme names it with a "#" before.
_NUMBERS = {
    "#surcharged": SURCHARGED,
    "#premium_sms": PREMIUM_SMS,
    # Every call goes to somebody else from then on, the bank's too.
    "#forwarding": re.compile(r"\*{1,2}(?:21|61|62|67|002|004)\*\s?\+?\d(?:[ .-]?\d){5}"),
    "#diversion": re.compile(r"\*{1,2}(?:21|61|62|67|002|004)(?!\d)"),
    # Neither French nor Chinese: a call costs what its owner likes.
    "#foreign": re.compile(r"(?<![\d+])(?:\+|00)\s?(?!33|86|852|853|886)[1-9]\d{0,2}(?:[ .-]?\d){5}"),
}


@dataclass(frozen=True)
class Scheme:
    """The reason that is told; groups of which every one has to be met (one of each), and none may be."""

    reason: str
    every: tuple[tuple[str, ...], ...]
    none: tuple[str, ...] = ()


class SchemeReader:
    """Reads `faq/safety/schemes.yaml`: `groups` of words, and the `schemes` that combine them."""

    def __init__(self, words: Mapping[str, Any]) -> None:
        self._groups = WordGroups(words.get("groups") or {})
        self._schemes = [_scheme(row) for row in words.get("schemes") or ()]

    def reasons(self, folded: str) -> Iterator[str]:
        """The reasons of the schemes that a folded message follows, in the order of the file."""
        folded = folded[:_LONGEST]
        said: dict[str, bool] = {}
        for scheme in self._schemes:
            met = all(any(self._is_said(group, folded, said) for group in each) for each in scheme.every)
            if met and not any(self._is_said(group, folded, said) for group in scheme.none):
                yield scheme.reason

    def _is_said(self, group: str, folded: str, said: dict[str, bool]) -> bool:
        if group not in said:
            number = _NUMBERS.get(group)
            said[group] = bool(number.search(folded)) if number else self._groups.has(group, folded)
        return said[group]


def _scheme(row: Mapping[str, Any]) -> Scheme:
    every: Sequence[str] = row["all"]
    return Scheme(str(row["reason"]), tuple(tuple(each.split("|")) for each in every), tuple(row["none"]))
