"""Rules for what is counted: in 3 days, 半个月后, J+3, three days before the 15th, il y a un mois."""

from fractions import Fraction

from bot.remind.clues import Amount, Clues, Duration
from bot.remind.grammar import DATES, RULES
from bot.remind.pattern import Site
from bot.remind.rules_day import counts_goods

_DAY = (Amount(Fraction(1), "day"),)
_HEADS = (*DATES, "THE", "ON", "OF", "CLOCK", "HCLOCK")


@RULES("dur:a PIVOT:s", "THE dur:a PIVOT:s")
def counted_from(site: Site, a: Duration, s: int) -> Clues | None:
    """3 days before the 15th, a week from Monday."""
    if not site.tokens[site.end - 1].raw.isascii():
        return Clues(shift=(s, a)) if site.follows("OF") else None
    return Clues(shift=(s, a)) if s < 0 or site.precedes(*_HEADS) else None


@RULES("AHEAD:s dur:a", "dur:a AHEAD:s")
def ahead_of_it(site: Site, a: Duration, s: int) -> Clues | None:
    """提前3天, a week in advance, 3 jours à l'avance."""
    return Clues(shift=(s, a))


@RULES("IN ABT? dur:a ABT? AFTER?", "ABT? IN ABT? dur:a AFTER", "ABT? dur:a ABT? AFTER")
def counted_from_now(site: Site, a: Duration) -> Clues | None:
    """In 3 days, dans un mois, 三天后, 2 weeks from now."""
    first = site.tokens[site.start]
    if first.raw in ("过", "再过") and site.follows("REL"):
        return None
    if "IN" in first.kinds and site.follows("EVERY", "GAP"):
        return None
    return Clues(after=a)


@RULES("JPLUS:n")
def counted_short(site: Site, n: int) -> Clues | None:
    """J+3."""
    return Clues(after=(Amount(Fraction(n), "day"),))


@RULES("dur:a AGO", "AGOPRE dur:a", "AGOPRE ABT dur:a", weak=True)
def ago(site: Site, a: Duration) -> Clues | None:
    """3 days ago, il y a un mois, 三天前."""
    if site.follows("HAO", "LASTDAY", "EDGEU", "PIVOT", "EVERY"):
        return None
    after = site.after
    asked = not site.tokens[site.end - 1].raw.isascii() and (after is None or after.raw[0] in "提叫通喊告")
    return Clues(flags=frozenset({"past"}), shift=(-1, a) if asked else None)


@RULES("THE? UNIT:u PIVOT:s")
def unit_before(site: Site, u: str, s: int) -> Clues | None:
    """The day before Friday."""
    if not site.tokens[site.end - 1].raw.isascii() or (s > 0 and not site.precedes(*_HEADS)):
        return None
    return Clues(shift=(s, (Amount(Fraction(1), u),)))


@RULES("OF? PIVOT:s OF? dur:a", "OF dur:a PIVOT:s")
def counted_from_behind(site: Site, a: Duration, s: int) -> Clues | None:
    """12月15日前3天, 15号的三天前."""
    chinese = not any(t.raw.isascii() and t.raw.isalpha() for t in site.tokens[site.start : site.end])
    expiry = site.follows("CJK") and "PIVOT" in site.tokens[site.start].kinds and s < 0  # 到期前3天
    return Clues(shift=(s, a)) if chinese and (expiry or site.follows(*_DATED)) else None


_DATED = (
    "HAO",
    "YUE",
    "WEEKDAY",
    "REL",
    "EDGEU",
    "ZEDGE",
    "LASTDAY",
    "DATE",
    "ORD",
    "NUM",
    "UNIT",
    "WEEKEND",
)


@RULES("OF? PIVOTDAY:s")
def day_before(site: Site, s: int) -> Clues | None:
    """15号的前一天."""
    return (
        Clues(shift=(s, _DAY))
        if site.follows(*_DATED) or site.raw(-1 + site.end - site.start)[0] == "前"
        else None
    )


@RULES("VEILLE:s OF", "VEILLE:s OF THE", "VEILLE:s")
def eve(site: Site, s: int) -> Clues | None:
    """La veille du 15; le 15, rappelle-moi la veille."""
    return Clues(shift=(s, _DAY)) if s < 0 or site.precedes(*_HEADS) else None


@RULES("OPEN NUM:d")
def open_number(site: Site, d: int) -> Clues | None:
    """Jusqu'au 15."""
    if counts_goods(site) or d % 1 or not 1 <= d <= 31 or not site.raw().startswith("jusq"):
        return None
    return Clues(days=(int(d),), flags=frozenset({"open"}))


@RULES("OPEN", weak=True)
def open_ahead(site: Site) -> Clues | None:
    """Before Friday, avant le 15: that day, or one before it?"""
    return Clues(flags=frozenset({"open"})) if site.precedes(*_HEADS, "PART") else None


@RULES("OPENX", weak=True)
def open_behind(site: Site) -> Clues | None:
    """15号之前."""
    return Clues(flags=frozenset({"open"})) if site.follows(*_DATED, "DIAN", "CLOCK", "FEN", "HALF") else None
