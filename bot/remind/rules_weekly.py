"""Rules for weekdays that come again: every Monday, 每周一三五, du lundi au vendredi, weekdays."""

from collections.abc import Iterable
from typing import Any

from bot.remind.clues import Clues
from bot.remind.grammar import RULES
from bot.remind.pattern import Site
from bot.remind.rules_repeat import DOUBT, every

_DIGITS = {c: n for n, c in enumerate("一二三四五六日")} | {"天": 6}
_NO_LIST = ("DIAN", "UNIT", "GE", "GEYUE", "TIMESWORD", "HAO", "YUE")


@RULES("EVERY OTHER:o WEEKDAY|WEAKDAY:w")
def every_other_weekday(site: Site, o: int, w: int) -> Clues | None:
    """Every other Monday; every second Monday is also one of the month."""
    doubt = site.raw(1) != "other" and site.raw(1) != "alternate"
    if doubt and site.precedes("OF"):
        return None
    return every(2, "week", weekdays=(w,), flags=DOUBT if doubt else frozenset())


@RULES("ON? EVERY WEEKDAY|WEAKDAY:w DOT?", "ON? THE? WEEKDAYS:w", "ON? EVERY WEEKDAYS:w")
def every_weekday(site: Site, w: Any) -> Clues | None:
    """Every Monday, tous les lundis, on weekdays, 每周一."""
    return every(1, "week", weekdays=w if isinstance(w, tuple) else (w,))


@RULES("WORKDAYS", "ON? WORKDAYS PART:p")
def workdays(site: Site, p: str | None = None) -> Clues | None:
    """工作日早上: of every week."""
    if not site.raw().startswith("工作") or site.follows("LASTONE", "NEXT", "NTH", "NUM", "GE"):
        return None
    return every(1, "week", weekdays=(0, 1, 2, 3, 4), part=p)


@RULES("EVERY? WEEKDAY:w NUM|ROUGH", "EVERY UNIT GE? OF? NUM|ROUGH")
def chinese_weekdays(site: Site, w: int | None = None) -> Clues | None:
    """每周一三五."""
    raw = site.tokens[site.end - 1].raw
    week = w is not None or site.tokens[site.end - 2].kinds.get("UNIT") == "week"
    if not week or not set(raw) <= _DIGITS.keys() or site.precedes(*_NO_LIST):
        return None
    days = tuple(dict.fromkeys((*(() if w is None else (w,)), *(_DIGITS[c] for c in raw))))
    repeated = "EVERY" in site.tokens[site.start].kinds or len(days) > 2
    return every(1, "week", weekdays=days) if repeated else Clues(weekdays=days)


def _listed(site: Site, numbers: Iterable[int], *first: int) -> Clues | None:
    numbers = tuple(numbers)
    if (
        not all(1 <= n <= 7 and n % 1 == 0 for n in numbers)
        or site.raw().isascii()
        or site.precedes(*_NO_LIST)
    ):
        return None
    days = (*first, *(int(n) - 1 for n in numbers))
    return (
        every(1, "week", weekdays=days) if "EVERY" in site.tokens[site.start].kinds else Clues(weekdays=days)
    )


@RULES(
    "EVERY? WEEKDAY:w COMMA|OR NUM:x",
    "EVERY? WEEKDAY:w COMMA|OR NUM:x COMMA|OR NUM:y",
    "EVERY? WEEKDAY:w COMMA|OR NUM:x COMMA|OR NUM:y COMMA|OR NUM:z",
)
def listed_weekdays(site: Site, w: int, **more: int) -> Clues | None:
    """每周一、三、五."""
    return _listed(site, more.values(), w)


@RULES(
    "EVERY ZHOU NUM:x COMMA|OR NUM:y",
    "EVERY ZHOU NUM:x COMMA|OR NUM:y COMMA|OR NUM:z",
    "EVERY ZHOU NUM:w COMMA|OR NUM:x COMMA|OR NUM:y COMMA|OR NUM:z",
)
def numbered_weekdays(site: Site, **numbers: int) -> Clues | None:
    """每周1、3、5."""
    return _listed(site, numbers.values())


@RULES("EVERY NUM|ROUGH")
def every_few_weekdays(site: Site) -> Clues | None:
    """逢一三五."""
    raw = site.tokens[site.end - 1].raw
    if "逢" not in site.raw() or len(raw) < 2 or not set(raw) <= _DIGITS.keys() or site.precedes(*_NO_LIST):
        return None
    return every(1, "week", weekdays=tuple(_DIGITS[c] for c in raw))


@RULES(
    "ON? EVERY? WEEKDAY|WEAKDAY:w DOT? TO|DASH|OR WEEKDAY|WEAKDAY:x",
    "EVERY? WEEKDAY:w TO|DASH NUM:n",
    "OF WEEKDAY:w TO WEEKDAY:x",
)
def weekday_range(site: Site, w: int, x: int | None = None, n: int = 1) -> Clues | None:
    """Monday to Friday, 周一到周五, du lundi au vendredi."""
    last = x if x is not None else n - 1
    joined = [t for t in site.tokens[site.start : site.end] if t.kinds.keys() & {"TO", "DASH"}]
    if not joined or last <= w or last > 6 or last % 1:
        return None
    return every(1, "week", weekdays=tuple(range(w, int(last) + 1)))


@RULES(
    "EVERY THE? NTH|LASTONE:n WEEKDAY|WORKDAYS:w",
    "EVERY THE? NTH:n WEEKDAY|WORKDAYS:w OF THE? UNIT:u",
    "EVERY DI NUM:n GE? WEEKDAY:w",
)
def every_nth_weekday(site: Site, n: int, w: int, u: str | None = None) -> Clues | None:
    """Every first Monday of the month; every third Friday alone may be every three weeks."""
    if u not in (None, "month") or not -1 <= n <= 5 or n % 1:
        return None
    working = any("WORKDAYS" in t.kinds for t in site.tokens[site.start : site.end])
    flags = (
        DOUBT
        if u is None and n > 1 and site.tokens[site.start].raw.isascii() and not site.precedes("OF")
        else frozenset()
    )
    return every(1, "month", weekdays=(0, 1, 2, 3, 4) if working else (w,), nth=int(n), flags=flags)
