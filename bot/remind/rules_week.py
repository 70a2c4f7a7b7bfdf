"""Rules for weekdays, weeks and the edges of months: next Monday, 下下周一, fin du mois."""

from fractions import Fraction
from typing import Any

from bot.remind.clues import Amount, Clues
from bot.remind.grammar import RULES
from bot.remind.pattern import Site
from bot.remind.rules_day import counts_goods

_WEEK = (Amount(Fraction(1), "week"),)
_RELATIVE = {"week": "week", "month": "months", "year": "years", "quarter": "quarters"}


def relative(unit: str, number: int) -> Clues | None:
    """This, next, … week, month, year or quarter."""
    if unit not in _RELATIVE:
        return None
    return Clues(**{_RELATIVE[unit]: number})  # type: ignore[arg-type]


@RULES(
    "ON? COMING? WEEKDAY:w DOT?",
    "ON? THE? COMING WEEKDAY:w",
    "THIS? COMING WEEKDAY:w",
    "ON? THE? WEEKDAY:w VIENT",
)
def weekday(site: Site, w: int) -> Clues | None:
    """Friday, 周五, lundi qui vient; le lundi may be every one."""
    habit = (
        site.raw() == "le" and site.end - site.start == 2 and "WEEKDAY" in site.tokens[site.start + 1].kinds
    )
    return Clues(weekdays=(w,), flags=frozenset({"habit"} if habit else ()))


@RULES("ZHOU NUM:n", "NEXT:r GE? ZHOU NUM:n", "THIS:r ZHOU NUM:n", "EVERY:e ZHOU NUM:n")
def weekday_number(site: Site, n: int, r: Any = None, e: int | None = None) -> Clues | None:
    """周5, 下星期1."""
    if not 1 <= n <= 7 or n % 1 or site.precedes("TIMESWORD", "UNIT", "GE", "HAO", "YUE", "DIAN", "CJK"):
        return None
    week = r[0] if isinstance(r, tuple) else r
    every = (Fraction(1), "week") if e else None
    return Clues(weekdays=(int(n) - 1,), week=week, every=every)


@RULES("ON? THE? WEEKDAY:w COMMA? THE? NUM|ORD:d", "WEAKDAY:w DOT? NUM|ORD:d")
def weekday_and_number(site: Site, w: int, d: int) -> Clues | None:
    """Vendredi 27, Monday the 23rd; where it is no such day, it is asked about."""
    token = site.tokens[site.end - 1]
    short = "WEAKDAY" in site.tokens[site.start].kinds
    if counts_goods(site) or d % 1 or not 1 <= d <= 31 or not site.raw().isascii():
        return None
    if site.precedes("AMPM", "COLON", "OCLOCK", "CLOCKPAST", "PART") or (short and site.raw() == "mon"):
        return None
    return Clues(weekdays=(w,), days=(int(d),)) if token.raw[0].isdecimal() else None


@RULES("LPAR NUM:n RPAR", "LPAR HAO RPAR")
def weekday_in_brackets(site: Site, n: int = 7) -> Clues | None:
    """12/15（二）."""
    raw = site.raw(1)
    if not site.follows("DATE", "HAO", "NUM") or raw not in "一二三四五六日":
        return None
    return Clues(weekdays=(int(n) - 1,))


@RULES("NOWEEKDAY")
def no_weekday(site: Site) -> Clues | None:
    """周八."""
    return Clues(flags=frozenset({"impossible"}))


@RULES("ON|NEXT|THIS|EVERY WEAKDAY:w DOT?", "WEAKDAY:w DOT", "WEAKDAY:w")
def short_weekday(site: Site, w: int) -> Clues | None:
    """Fri, lun.; `mon` is also French for my, so it needs company."""
    first = site.tokens[site.start]
    if "EVERY" in first.kinds:
        return None
    alone = "WEAKDAY" in first.kinds
    following = site.tokens[site.end + 1 : site.end + 2]
    listed = site.precedes("OR", "COMMA") and any(t.kinds.keys() & {"WEEKDAY", "WEAKDAY"} for t in following)
    telling = listed or site.precedes(
        "NUM", "ORD", "CLOCK", "HCLOCK", "PART", "NEXT", "DATE", "MONTH", "AT", "COMMA"
    )
    if alone and site.tongue == "fr" and first.raw in ("mon", "sun", "sat"):
        return None
    if alone and not telling and site.after is not None:
        return None
    if "NEXT" in first.kinds:
        return Clues(weekdays=(w,), week=1, style="en")
    return Clues(weekdays=(w,), week=0 if "THIS" in first.kinds and "ON" not in first.kinds else None)


@RULES("ON? NEXT:n GE? WEEKDAY:w", "ON? THE? WEEKDAY|WEAKDAY:w DOT? NEXT:n")
def next_weekday(site: Site, n: tuple[int, str], w: int) -> Clues | None:
    """Next Monday, 下周一, lundi prochain; Monday next week is another rule's."""
    if "NEXT" in site.tokens[site.end - 1].kinds and site.precedes("UNIT"):
        return None
    return Clues(weekdays=(w,), week=n[0], style=n[1])


@RULES("ON? THIS WEEKDAY:w", "ON? THIS WEAKDAY:w")
def this_weekday(site: Site, w: int) -> Clues | None:
    """This Friday, 本周五, ce vendredi."""
    return Clues(weekdays=(w,), week=0)


@RULES("ON? WEEKDAY|WEAKDAY:w AFTERNEXT:n", "ON? THE WEEKDAY:w AFTERNEXT:n")
def weekday_after_next(site: Site, w: int, n: int) -> Clues | None:
    """The Monday after next."""
    return Clues(weekdays=(w,), week=n)


@RULES("ON? WEEKDAY|WEAKDAY:w UNIT:u", "ON? THE? WEEKDAY:w EN8:n", "ON? WEEKDAY:w IN ONE UNIT:u")
def weekday_and_week(site: Site, w: int, u: str = "week", n: int = 1) -> Clues | None:
    """Friday week, lundi en huit."""
    if u not in ("week", "fortnight") or site.tokens[site.end - 1].raw in ("w", "周", "星期", "礼拜"):
        return None
    weeks = n * (2 if u == "fortnight" else 1)
    return Clues(weekdays=(w,), shift=(1, (Amount(Fraction(weeks), "week"),)))


@RULES("REL:r UNIT:u", "REL:r EN8:n")
def day_and_week(site: Site, r: int, u: str = "week", n: int = 1) -> Clues | None:
    """Tomorrow week, demain en huit."""
    if u != "week" or r < 0 or not site.tokens[site.start].raw.isascii():
        return None
    return Clues(rel=r, shift=(1, (Amount(Fraction(n), "week"),)))


@RULES("dur:a ON WEEKDAY:w")
def week_on(site: Site, a: tuple[Amount, ...], w: int) -> Clues | None:
    """A week on Monday; in two weeks on Monday is for the resolver to ask about."""
    if site.follows("IN", "EVERY", "GAP") or a != _WEEK:
        return None
    return Clues(weekdays=(w,), shift=(1, a))


@RULES(
    "OF? THE? NEXT:n GE? UNIT:u",
    "OF? THE? UNIT:u NEXT:n",
    "OF? THIS:n UNIT:u",
    "OF? UNITREL:n",
    "OF? THE? UNIT:u VIENT:n",
)
def relative_unit(site: Site, n: Any, u: str | None = None) -> Clues | None:
    """Next week, le mois prochain, 下下个月, 今年."""
    if u is None:
        return relative(n[0], n[1])
    return relative(u, n[0] if isinstance(n, tuple) else n)


@RULES("OF THE UNIT:u", "OF UNIT:u")
def of_the_month(site: Site, u: str) -> Clues | None:
    """The 15th of the month: no more than the 15th."""
    gone = site.precedes("LASTFR", "NEXT", "VIENT")
    return Clues() if u == "month" and not gone and site.follows("ORD", "NUM", "WEEKDAY", "LASTDAY") else None


@RULES(
    "ON? THE? EDGE:e DASH? OF? THE? UNIT:u",
    "ON? THE? EDGE:e OF? THE? THIS UNIT:u",
    "ON? THE? EDGE:e OF? THE? UNIT:u THIS",
)
def edge_of(site: Site, e: str, u: str) -> Clues | None:
    """End of the month, fin d'année."""
    if u == "day":
        return Clues(rel=0, flags=frozenset({"needs_time"}))
    return Clues(edge=(e, u)) if u in _RELATIVE else None


@RULES("ON? THE? EDGE|LASTDAY:e OF? THE? EVERY UNIT:u")
def edge_of_every(site: Site, e: str, u: str) -> Clues | None:
    """Fin de chaque mois, the last day of every month."""
    return Clues(every=(Fraction(1), u), edge=(e, u)) if u in _RELATIVE else None


@RULES("ON? THE? EDGE:e OF? REL:r")
def edge_of_day(site: Site, e: str, r: int) -> Clues | None:
    """End of today."""
    return Clues(rel=r, flags=frozenset({"needs_time"}))


@RULES(
    "ON? THE? EDGE:e DASH? OF? THE? NEXT:n UNIT:u",
    "ON? THE? EDGE:e DASH? OF? THE? UNIT:u NEXT|VIENT:n",
    "ON? THE? EDGE:e OF? UNITREL:n",
)
def edge_of_next(site: Site, e: str, n: Any, u: str | None = None) -> Clues | None:
    """End of next month, fin d'année prochaine."""
    unit, number = (u, n[0] if isinstance(n, tuple) else n) if u else n
    clues = relative(unit, number)
    return clues and Clues(
        week=clues.week, months=clues.months, years=clues.years, quarters=clues.quarters, edge=(e, unit)
    )


@RULES("ON? THE? EDGE:e DASH? OF? THE? MONTH|WEAKMONTH:m DOT? YEAR:y?", "MONTH|WEAKMONTH:m EDGE:e")
def edge_of_month(site: Site, e: str, m: int, y: int | None = None) -> Clues | None:
    """Fin janvier, end of December 2026, mid-June."""
    return Clues(month=m, year=y, edge=(e, "month"))


@RULES("ON? THE? EDGE:e OF? YEAR:y")
def edge_of_year(site: Site, e: str, y: int) -> Clues | None:
    """End of 2026."""
    return Clues(year=y, edge=(e, "year"))


@RULES("ON? THE? EDGEU:e", "NUM|YEAR:n EDGEU:e", "NEXT:r GE? EDGEU:e", "THIS:r EDGEU:e")
def edge_in_one_word(site: Site, e: tuple[str, str], n: int | None = None, r: Any = None) -> Clues | None:
    """月底, 12月底, 下个月底, EOM."""
    which, unit = e
    if n is not None:
        if site.tokens[site.start + 1].raw[0] not in "月年" or n % 1:
            return None
        return Clues(month=int(n), edge=e) if unit == "month" else Clues(year=int(n), edge=e)
    number = r[0] if isinstance(r, tuple) else r
    clues = relative(unit, number) if number is not None else Clues()
    return clues and Clues(
        week=clues.week, months=clues.months, years=clues.years, quarters=clues.quarters, edge=(which, unit)
    )


@RULES("UNITREL:r ZEDGE:e", "NUM:n YUE ZEDGE:e", "EVERY UNIT:u ZEDGE:e", "ADV:a ZEDGE:e")
def edge_suffix(
    site: Site, e: str, r: Any = None, n: int | None = None, u: str | None = None, a: Any = None
) -> Clues | None:
    """明年底, 每月底."""
    if r is not None:
        return Clues(years=r[1], edge=(e, "year")) if r[0] == "year" else None
    if n is not None:
        return Clues(month=int(n), edge=(e, "month"))
    unit = u or a[0]
    return Clues(every=(Fraction(1), unit), edge=(e, unit)) if unit in _RELATIVE else None


@RULES("LASTDAY:e")
def last_day(site: Site, e: str) -> Clues | None:
    """最后一天: of what, other clues say."""
    return Clues(edge=(e, None))


@RULES("ON? THE? WEEKEND", "ON? THIS WEEKEND", "ON? NEXT:n GE? WEEKEND", "ON? THE? WEEKEND NEXT:n")
def weekend(site: Site, n: tuple[int, str] | None = None) -> Clues | None:
    """The weekend: Saturday or Sunday?"""
    return Clues(edge=("weekend", "week"), week=n[0] if n else 0)


@RULES("ON? THE? WORKDAY:n")
def nth_workday(site: Site, n: int) -> Clues | None:
    """Le dernier jour ouvré."""
    return Clues(nth=n, weekdays=(0, 1, 2, 3, 4))


@RULES(
    "ON? THE? NTH:n WEEKDAY|WORKDAYS:w", "ON? THE? NTH:n WEEKDAY|WORKDAYS:w OF THE? UNIT:u",
    "ON? DI NUM:n GE? WEEKDAY|WORKDAYS:w", "ON? LASTONE:n WEEKDAY|WORKDAYS:w", "ON? NTH:n GE? WEEKDAY:w",
)  # fmt: skip
def nth_weekday(site: Site, n: int, w: int, u: str | None = None) -> Clues | None:
    """The first Monday of December, 第一个周一, le dernier vendredi du mois."""
    token = site.tokens[site.end - 1 if u is None else site.start]
    if (
        n == -1
        and u is None
        and token.raw.isascii()
        and not site.precedes("OF", "EVERY", "NEXT", "MONTH")
        and not site.follows("EVERY")
    ):
        return None
    if u not in (None, "month") or n % 1 or not -1 <= n <= 5:
        return None
    working = any("WORKDAYS" in t.kinds for t in site.tokens[site.start : site.end])
    return Clues(nth=int(n), weekdays=(0, 1, 2, 3, 4) if working else (w,))
