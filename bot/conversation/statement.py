"""What a person tells instead of asking: "topped up 10 € today", 我的 Lebara 12月15号到期."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Literal

from bot.conversation.phrases import Phrases
from bot.dates.phrase import read
from bot.match.normalize import Normalizer

_YEAR = timedelta(days=364)
_LONGEST = 14.0  # Latin words, two Chinese characters counting as one: longer ones tell a story
_LONGEST_SURE = 28.0
_CENTS = 100
_MOST = 1_000_00
_QUESTION = re.compile(r"[?？]")
_MONEY = r"(?:{symbol}\s*)?(\d{{1,3}}(?:[.,]\d{{1,2}})?)\s*(?:{words})|€\s*(\d{{1,3}}(?:[.,]\d{{1,2}})?)"


@dataclass(frozen=True)
class Statement:
    """`what`: a top-up that was made, or the day when something ends. `cents` of a top-up, where told."""

    what: Literal["topup", "end"]
    operator: str | None
    day: date | None
    cents: int | None = None


class StatementReader:
    def __init__(self, cues: Mapping[str, Any], normalizer: Normalizer) -> None:
        self._topup = Phrases(cues.get("done-topup", ()), normalizer)
        self._end = Phrases(cues.get("done-end", ()), normalizer)
        self._asks = Phrases(cues.get("asks", ()), normalizer)
        self._trouble = Phrases(cues.get("trouble", ()), normalizer)
        self._ago = {
            int(days): Phrases(words, normalizer) for days, words in cues.get("days-ago", {}).items()
        }
        words = "|".join(sorted(map(re.escape, map(str, cues.get("money", ("€",)))), key=len, reverse=True))
        self._money = re.compile(_MONEY.format(symbol="€", words=words), re.IGNORECASE)

    def read(
        self, text: str, line: str, operator: str | None, now: datetime, sure: bool = False
    ) -> Statement | None:
        """`line` is the text normalized, with operators' names masked. None for a question or a trouble.

        `sure`: it is known to tell something, so that a sum or a coming day says enough.
        """
        if _QUESTION.search(text) or _size(line) > (_LONGEST_SURE if sure else _LONGEST):
            return None
        if self._asks.inside(line) or (self._trouble.inside(line) and not sure):
            return None
        cents = self.cents(text)
        ago = next((days for days, words in self._ago.items() if words.inside(line)), None)
        told = cents or operator or ago is not None
        if (self._topup.inside(line) and told) or (sure and cents):
            day = now.date() - timedelta(days=ago) if ago is not None else _past_day(text, now) or now.date()
            return Statement("topup", operator, day, cents)
        if (self._end.inside(line) or sure) and (moment := read(text, now).moment):
            return Statement("end", operator, moment.date())
        return None

    def cents(self, text: str) -> int | None:
        """The amount of money that a text names."""
        found = self._money.search(text)
        if not found:
            return None
        cents = round(float((found[1] or found[2]).replace(",", ".")) * _CENTS)
        return cents if 0 < cents <= _MOST else None


def _past_day(text: str, now: datetime) -> date | None:
    """A day that a line names, within the last year."""
    moment = read(text, now - _YEAR).moment
    return moment.date() if moment and moment.date() <= now.date() else None


def _size(line: str) -> float:
    return sum(len(word) / 2 if word[0] >= "\u3400" else 1 for word in line.split())
