"""Rules for weekdays, once or again: next Monday, 下下周一, every Monday, 每周一三五, weekdays."""

from collections.abc import Iterable
from fractions import Fraction
from typing import Any

from bot.dates.constraints import Amount, Constraints
from bot.dates.pattern import TokenContext, rule
from bot.dates.rules_repeat import DOUBT, every

_WEEK = (Amount(Fraction(1), "week"),)
_DIGITS = {c: n for n, c in enumerate("一二三四五六日")} | {"天": 6}
_NO_LIST = ("DIAN", "UNIT", "GE", "GEYUE", "TIMESWORD", "HAO", "YUE")


@rule(
    "ON? COMING? WEEKDAY:w DOT?",
    "ON? THE? COMING WEEKDAY:w",
    "THIS? COMING WEEKDAY:w",
    "ON? THE? WEEKDAY:w VIENT",
)
def weekday(context: TokenContext, w: int) -> Constraints | None:
    """Friday, 周五, lundi qui vient; le lundi may be every one."""
    habit = (
        context.raw() == "le"
        and context.end - context.start == 2
        and "WEEKDAY" in context.tokens[context.start + 1].kinds
    )
    return Constraints(weekdays=(w,), flags=frozenset({"habit"} if habit else ()))


@rule("ZHOU NUM:n", "NEXT:r GE? ZHOU NUM:n", "THIS:r ZHOU NUM:n", "EVERY:e ZHOU NUM:n")
def weekday_number(context: TokenContext, n: int, r: Any = None, e: int | None = None) -> Constraints | None:
    """周5, 下星期1."""
    if not 1 <= n <= 7 or n % 1 or context.precedes("TIMESWORD", "UNIT", "GE", "HAO", "YUE", "DIAN", "CJK"):
        return None
    week = r[0] if isinstance(r, tuple) else r
    every = (Fraction(1), "week") if e else None
    return Constraints(weekdays=(int(n) - 1,), week=week, every=every)


@rule("ON? THE? WEEKDAY:w COMMA? THE? NUM|ORD:d", "WEAKDAY:w DOT? NUM|ORD:d")
def weekday_and_number(context: TokenContext, w: int, d: int) -> Constraints | None:
    """Vendredi 27, Monday the 23rd; where it is no such day, it is asked about."""
    token = context.tokens[context.end - 1]
    short = "WEAKDAY" in context.tokens[context.start].kinds
    if context.counts_goods() or d % 1 or not 1 <= d <= 31 or not context.raw().isascii():
        return None
    if context.precedes("AMPM", "COLON", "OCLOCK", "CLOCKPAST", "PART") or (short and context.raw() == "mon"):
        return None
    return Constraints(weekdays=(w,), days=(int(d),)) if token.raw[0].isdecimal() else None


@rule("LPAR NUM:n RPAR", "LPAR HAO RPAR")
def weekday_in_brackets(context: TokenContext, n: int = 7) -> Constraints | None:
    """12/15（二）."""
    raw = context.raw(1)
    if not context.follows("DATE", "HAO", "NUM") or raw not in "一二三四五六日":
        return None
    return Constraints(weekdays=(int(n) - 1,))


@rule("NOWEEKDAY")
def no_weekday(context: TokenContext) -> Constraints | None:
    """周八."""
    return Constraints(flags=frozenset({"impossible"}))


@rule("ON|NEXT|THIS|EVERY WEAKDAY:w DOT?", "WEAKDAY:w DOT", "WEAKDAY:w")
def short_weekday(context: TokenContext, w: int) -> Constraints | None:
    """Fri, lun.; `mon` is also French for my, so it needs company."""
    first = context.tokens[context.start]
    if "EVERY" in first.kinds:
        return None
    alone = "WEAKDAY" in first.kinds
    following = context.tokens[context.end + 1 : context.end + 2]
    listed = context.precedes("OR", "COMMA") and any(
        t.kinds.keys() & {"WEEKDAY", "WEAKDAY"} for t in following
    )
    telling = listed or context.precedes(
        "NUM", "ORD", "CLOCK", "HCLOCK", "PART", "NEXT", "DATE", "MONTH", "AT", "COMMA"
    )
    if alone and context.language == "fr" and first.raw in ("mon", "sun", "sat"):
        return None
    if alone and not telling and context.after is not None:
        return None
    if "NEXT" in first.kinds:
        return Constraints(weekdays=(w,), week=1, style="en")
    return Constraints(weekdays=(w,), week=0 if "THIS" in first.kinds and "ON" not in first.kinds else None)


@rule("ON? NEXT:n GE? WEEKDAY:w", "ON? THE? WEEKDAY|WEAKDAY:w DOT? NEXT:n")
def next_weekday(context: TokenContext, n: tuple[int, str], w: int) -> Constraints | None:
    """Next Monday, 下周一, lundi prochain; Monday next week is another rule's."""
    if "NEXT" in context.tokens[context.end - 1].kinds and context.precedes("UNIT"):
        return None
    return Constraints(weekdays=(w,), week=n[0], style=n[1])


@rule("ON? THIS WEEKDAY:w", "ON? THIS WEAKDAY:w")
def this_weekday(context: TokenContext, w: int) -> Constraints | None:
    """This Friday, 本周五, ce vendredi."""
    return Constraints(weekdays=(w,), week=0)


@rule("ON? WEEKDAY|WEAKDAY:w AFTERNEXT:n", "ON? THE WEEKDAY:w AFTERNEXT:n")
def weekday_after_next(context: TokenContext, w: int, n: int) -> Constraints | None:
    """The Monday after next."""
    return Constraints(weekdays=(w,), week=n)


@rule("ON? WEEKDAY|WEAKDAY:w UNIT:u", "ON? THE? WEEKDAY:w EN8:n", "ON? WEEKDAY:w IN ONE UNIT:u")
def weekday_and_week(context: TokenContext, w: int, u: str = "week", n: int = 1) -> Constraints | None:
    """Friday week, lundi en huit."""
    if u not in ("week", "fortnight") or context.tokens[context.end - 1].raw in ("w", "周", "星期", "礼拜"):
        return None
    weeks = n * (2 if u == "fortnight" else 1)
    return Constraints(weekdays=(w,), shift=(1, (Amount(Fraction(weeks), "week"),)))


@rule("REL:r UNIT:u", "REL:r EN8:n")
def day_and_week(context: TokenContext, r: int, u: str = "week", n: int = 1) -> Constraints | None:
    """Tomorrow week, demain en huit."""
    if u != "week" or r < 0 or not context.tokens[context.start].raw.isascii():
        return None
    return Constraints(rel=r, shift=(1, (Amount(Fraction(n), "week"),)))


@rule("dur:a ON WEEKDAY:w")
def week_on(context: TokenContext, a: tuple[Amount, ...], w: int) -> Constraints | None:
    """A week on Monday; in two weeks on Monday is for the resolver to ask about."""
    if context.follows("IN", "EVERY", "GAP") or a != _WEEK:
        return None
    return Constraints(weekdays=(w,), shift=(1, a))


@rule("ON? THE? WEEKEND", "ON? THIS WEEKEND", "ON? NEXT:n GE? WEEKEND", "ON? THE? WEEKEND NEXT:n")
def weekend(context: TokenContext, n: tuple[int, str] | None = None) -> Constraints | None:
    """The weekend: Saturday or Sunday?"""
    return Constraints(edge=("weekend", "week"), week=n[0] if n else 0)


@rule("EVERY OTHER:o WEEKDAY|WEAKDAY:w")
def every_other_weekday(context: TokenContext, o: int, w: int) -> Constraints | None:
    """Every other Monday; every second Monday is also one of the month."""
    doubt = context.raw(1) != "other" and context.raw(1) != "alternate"
    if doubt and context.precedes("OF"):
        return None
    return every(2, "week", weekdays=(w,), flags=DOUBT if doubt else frozenset())


@rule("ON? EVERY WEEKDAY|WEAKDAY:w DOT?", "ON? THE? WEEKDAYS:w", "ON? EVERY WEEKDAYS:w")
def every_weekday(context: TokenContext, w: Any) -> Constraints | None:
    """Every Monday, tous les lundis, on weekdays, 每周一."""
    return every(1, "week", weekdays=w if isinstance(w, tuple) else (w,))


@rule("WORKDAYS", "ON? WORKDAYS PART:p")
def workdays(context: TokenContext, p: str | None = None) -> Constraints | None:
    """工作日早上: of every week."""
    if not context.raw().startswith("工作") or context.follows("LASTONE", "NEXT", "NTH", "NUM", "GE"):
        return None
    return every(1, "week", weekdays=(0, 1, 2, 3, 4), part=p)


@rule("EVERY? WEEKDAY:w NUM|ROUGH", "EVERY UNIT GE? OF? NUM|ROUGH")
def chinese_weekdays(context: TokenContext, w: int | None = None) -> Constraints | None:
    """每周一三五."""
    raw = context.tokens[context.end - 1].raw
    week = w is not None or context.tokens[context.end - 2].kinds.get("UNIT") == "week"
    if not week or not set(raw) <= _DIGITS.keys() or context.precedes(*_NO_LIST):
        return None
    days = tuple(dict.fromkeys((*(() if w is None else (w,)), *(_DIGITS[c] for c in raw))))
    repeated = "EVERY" in context.tokens[context.start].kinds or len(days) > 2
    return every(1, "week", weekdays=days) if repeated else Constraints(weekdays=days)


def _listed(context: TokenContext, numbers: Iterable[int], *first: int) -> Constraints | None:
    numbers = tuple(numbers)
    if (
        not all(1 <= n <= 7 and n % 1 == 0 for n in numbers)
        or context.raw().isascii()
        or context.precedes(*_NO_LIST)
    ):
        return None
    days = (*first, *(int(n) - 1 for n in numbers))
    return (
        every(1, "week", weekdays=days)
        if "EVERY" in context.tokens[context.start].kinds
        else Constraints(weekdays=days)
    )


@rule(
    "EVERY? WEEKDAY:w COMMA|OR NUM:x",
    "EVERY? WEEKDAY:w COMMA|OR NUM:x COMMA|OR NUM:y",
    "EVERY? WEEKDAY:w COMMA|OR NUM:x COMMA|OR NUM:y COMMA|OR NUM:z",
)
def listed_weekdays(context: TokenContext, w: int, **more: int) -> Constraints | None:
    """每周一、三、五."""
    return _listed(context, more.values(), w)


@rule(
    "EVERY ZHOU NUM:x COMMA|OR NUM:y",
    "EVERY ZHOU NUM:x COMMA|OR NUM:y COMMA|OR NUM:z",
    "EVERY ZHOU NUM:w COMMA|OR NUM:x COMMA|OR NUM:y COMMA|OR NUM:z",
)
def numbered_weekdays(context: TokenContext, **numbers: int) -> Constraints | None:
    """每周1、3、5."""
    return _listed(context, numbers.values())


@rule("EVERY NUM|ROUGH")
def every_few_weekdays(context: TokenContext) -> Constraints | None:
    """逢一三五."""
    raw = context.tokens[context.end - 1].raw
    if (
        "逢" not in context.raw()
        or len(raw) < 2
        or not set(raw) <= _DIGITS.keys()
        or context.precedes(*_NO_LIST)
    ):
        return None
    return every(1, "week", weekdays=tuple(_DIGITS[c] for c in raw))


@rule(
    "ON? EVERY? WEEKDAY|WEAKDAY:w DOT? TO|DASH|OR WEEKDAY|WEAKDAY:x",
    "EVERY? WEEKDAY:w TO|DASH NUM:n",
    "OF WEEKDAY:w TO WEEKDAY:x",
)
def weekday_range(context: TokenContext, w: int, x: int | None = None, n: int = 1) -> Constraints | None:
    """Monday to Friday, 周一到周五, du lundi au vendredi."""
    last = x if x is not None else n - 1
    joined = [t for t in context.tokens[context.start : context.end] if t.kinds.keys() & {"TO", "DASH"}]
    if not joined or last <= w or last > 6 or last % 1:
        return None
    return every(1, "week", weekdays=tuple(range(w, int(last) + 1)))
