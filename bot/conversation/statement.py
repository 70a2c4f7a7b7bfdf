"""What a person tells instead of asking: "topped up 10 € today", 我的 Lebara 12月15号到期."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Literal

from bot.conversation.phrases import Phrases
from bot.conversation.quantities import QuantityReader
from bot.dates.amounts import shift
from bot.dates.clarification import Clarification
from bot.dates.phrase import read
from bot.match.normalize import Normalizer

_YEAR = timedelta(days=364)
_DAY = timedelta(days=1)
_LONGEST = 14.0  # Latin words, two Chinese characters counting as one: longer ones tell a story
_LONGEST_SURE = 28.0
_QUESTION = re.compile(r"[?？]")
_CHINESE = re.compile(r"[\u3400-\u9fff]")


@dataclass(frozen=True)
class Statement:
    """`what`: a top-up that was made, or the day when something ends or is paid. `cents`, where told."""

    what: Literal["topup", "end"]
    operator: str | None
    day: date | None
    cents: int | None = None


class StatementReader:
    def __init__(self, cues: Mapping[str, Any], normalizer: Normalizer) -> None:
        named = ("done-topup", "done-end", "debit", "left", "ago", "asks", "wants", "beside", "trouble",
                 "other-dates", "last-month")  # fmt: skip
        lists = (Phrases(cues.get(name, ()), normalizer) for name in named)
        self._topup, self._end, self._debit, self._left, self._ago, *rest = lists
        self._asks, self._wants, self._beside, self._trouble, self._others, self._last_month = rest
        # The farthest first: 前天 stands in 大前天, hier in avant-hier.
        days = sorted(cues.get("days-ago", {}).items(), key=lambda pair: -int(pair[0]))
        self._days = {int(ago): Phrases(words, normalizer) for ago, words in days}
        self._quantities = QuantityReader(cues.get("money", ("€",)), cues.get("units", {}))
        self.cents = self._quantities.cents

    def read(
        self,
        text: str,
        line: str,
        operator: str | None,
        now: datetime,
        sure: bool = False,
        talked: bool = False,
    ) -> Statement | None:
        """`line` is the text normalized, with operators' names masked. None for a question or a trouble.

        `sure`: it is known to tell something, so that a coming day says enough, and a sum too where nothing
        is `talked` of; else the sum belongs to that.
        """
        if _QUESTION.search(text) or _size(line) > (_LONGEST_SURE if sure else _LONGEST):
            return None
        asked = self._asks.inside(line) or self._wants.inside(line)
        if asked or self._is_trouble(line) or (self._others.inside(line) and not self.cents(text)):
            return None
        debit = self._debit.inside(line)
        cents = self.cents(text) or (self._quantities.bare_cents(text) if debit or sure else None)
        ago = self._told_day(text, line, now)
        lasts = self._left.inside(line) and bool(operator or sure)
        ends = self._end.inside(line) or debit or lasts or (sure and not self._topup.inside(line))
        if ends and ago is None and (day := self._coming(text, line, now)):
            return Statement("end", operator, day, cents)
        if (self._topup.inside(line) and (cents or operator or ago)) or (sure and cents and not talked):
            return Statement("topup", operator, ago or self._past_day(text, now) or now.date(), cents)
        return None

    def is_plain(self, text: str, line: str) -> bool:
        """Whether its words alone show that it tells: a sum was paid, or a day comes, and nothing beside."""
        if self._beside.inside(line):
            return False
        paid = self._topup.inside(line) and self.cents(text) is not None
        return paid or self._end.inside(line) or self._debit.inside(line) or self._left.inside(line)

    def _is_trouble(self, line: str) -> bool:
        """Whether something went wrong; avant-hier holds a before, 没了 is an end."""
        for words in (*self._days.values(), self._end):
            line = words.removed(line)
        return self._trouble.inside(line)

    def _told_day(self, text: str, line: str, now: datetime) -> date | None:
        """The day of what was done: yesterday, three days ago."""
        if self._last_month.inside(line):
            first = (now.replace(day=1) - _DAY).replace(day=1) - _DAY
            found = read(self._last_month.removed(line), first).moment
            return found.date() if found and found.date() < now.date().replace(day=1) else None
        if self._ago.inside(line) and (span := self._quantities.span(text)):
            return shift(now.date(), -span[0], -span[1])
        ago = next((days for days, words in self._days.items() if words.inside(line)), None)
        return now.date() - timedelta(days=ago) if ago is not None else None

    def _coming(self, text: str, line: str, now: datetime) -> date | None:
        """The day when something ends: a day, or how long is left."""
        if self._left.inside(line) and (span := self._quantities.span(text)):
            return shift(now.date(), *span)
        plain = self._quantities.without_money(text)
        found = read(plain, now)
        if found.moment:
            return found.moment.date()
        days = sorted({option.date() for option in found.options})
        if found.problem is not Clarification.AMBIGUOUS or len(days) != 2:
            return None
        if days[1] - days[0] == _DAY:
            return days[1]  # until a day: that day too
        return next((day for day in days if _is_as_written(day, plain)), None)

    def _past_day(self, text: str, now: datetime) -> date | None:
        """A day that a line names, within the last year."""
        moment = read(self._quantities.without_money(text), now - _YEAR).moment
        return moment.date() if moment and moment.date() <= now.date() else None


def _is_as_written(day: date, text: str) -> bool:
    """Whether figures name the day as is usual: in Chinese the month first, in France the day."""
    first, second = (day.month, day.day) if _CHINESE.search(text) else (day.day, day.month)
    return re.search(rf"(?<!\d)0?{first}[./-]0?{second}(?!\d)", text) is not None


def _size(line: str) -> float:
    return sum(len(word) / 2 if word[0] >= "\u3400" else 1 for word in line.split())
