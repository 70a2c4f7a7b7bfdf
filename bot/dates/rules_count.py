"""Rules for what is counted: in 3 days, 半个月后, J+3, three days before the 15th, il y a un mois."""

from fractions import Fraction

from bot.dates.constraints import Amount, Constraints, Duration
from bot.dates.pattern import DATES, TokenContext, rule

_DAY = (Amount(Fraction(1), "day"),)
_HEADS = (*DATES, "THE", "ON", "OF", "CLOCK", "HCLOCK")


@rule("dur:a PIVOT:s", "THE dur:a PIVOT:s")
def counted_from(context: TokenContext, a: Duration, s: int) -> Constraints | None:
    """3 days before the 15th, a week from Monday."""
    if not context.tokens[context.end - 1].raw.isascii():
        return Constraints(shift=(s, a)) if context.follows("OF") else None
    return Constraints(shift=(s, a)) if s < 0 or context.precedes(*_HEADS) else None


@rule("AHEAD:s dur:a", "dur:a AHEAD:s")
def ahead_of_it(context: TokenContext, a: Duration, s: int) -> Constraints | None:
    """提前3天, a week in advance, 3 jours à l'avance."""
    return Constraints(shift=(s, a))


@rule("IN ABT? dur:a ABT? AFTER?", "ABT? IN ABT? dur:a AFTER", "ABT? dur:a ABT? AFTER")
def counted_from_now(context: TokenContext, a: Duration) -> Constraints | None:
    """In 3 days, dans un mois, 三天后, 2 weeks from now."""
    first = context.tokens[context.start]
    if first.raw in ("过", "再过") and context.follows("REL"):
        return None
    if "IN" in first.kinds and context.follows("EVERY", "GAP"):
        return None
    return Constraints(after=a)


@rule("JPLUS:n")
def counted_short(context: TokenContext, n: int) -> Constraints | None:
    """J+3."""
    return Constraints(after=(Amount(Fraction(n), "day"),))


@rule("dur:a AGO", "AGOPRE dur:a", "AGOPRE ABT dur:a", weak=True)
def ago(context: TokenContext, a: Duration) -> Constraints | None:
    """3 days ago, il y a un mois, 三天前."""
    if context.follows("HAO", "LASTDAY", "EDGEU", "PIVOT", "EVERY"):
        return None
    after = context.after
    asked = not context.tokens[context.end - 1].raw.isascii() and (
        after is None or after.raw[0] in "提叫通喊告"
    )
    return Constraints(flags=frozenset({"past"}), shift=(-1, a) if asked else None)


@rule("THE? UNIT:u PIVOT:s")
def unit_before(context: TokenContext, u: str, s: int) -> Constraints | None:
    """The day before Friday."""
    if not context.tokens[context.end - 1].raw.isascii() or (s > 0 and not context.precedes(*_HEADS)):
        return None
    return Constraints(shift=(s, (Amount(Fraction(1), u),)))


@rule("OF? PIVOT:s OF? dur:a", "OF dur:a PIVOT:s")
def counted_from_behind(context: TokenContext, a: Duration, s: int) -> Constraints | None:
    """12月15日前3天, 15号的三天前."""
    chinese = not any(
        t.raw.isascii() and t.raw.isalpha() for t in context.tokens[context.start : context.end]
    )
    expiry = context.follows("CJK") and "PIVOT" in context.tokens[context.start].kinds and s < 0  # 到期前3天
    return Constraints(shift=(s, a)) if chinese and (expiry or context.follows(*_DATED)) else None


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
    "HOLIDAY",
    "LUNARDATE",
)


@rule("OF? PIVOTDAY:s")
def day_before(context: TokenContext, s: int) -> Constraints | None:
    """15号的前一天."""
    return (
        Constraints(shift=(s, _DAY))
        if context.follows(*_DATED) or context.raw(-1 + context.end - context.start)[0] == "前"
        else None
    )


@rule("VEILLE:s OF", "VEILLE:s OF THE", "VEILLE:s")
def eve(context: TokenContext, s: int) -> Constraints | None:
    """La veille du 15; le 15, rappelle-moi la veille."""
    return Constraints(shift=(s, _DAY)) if s < 0 or context.precedes(*_HEADS) else None


@rule("OPEN NUM:d")
def open_number(context: TokenContext, d: int) -> Constraints | None:
    """Jusqu'au 15."""
    if context.counts_goods() or d % 1 or not 1 <= d <= 31 or not context.raw().startswith("jusq"):
        return None
    return Constraints(days=(int(d),), flags=frozenset({"open"}))


def _open(sign: int) -> Constraints:
    """Some time before or after a day: which, has to be asked."""
    return Constraints(flags=frozenset({"open", "later"} if sign > 0 else {"open"}))


@rule("OPEN:s", weak=True)
def open_ahead(context: TokenContext, s: int) -> Constraints | None:
    """Before Friday, avant le 15: that day, or one before it?"""
    return _open(s) if context.precedes(*_HEADS, "PART") else None


@rule("OPENX:s", weak=True)
def open_behind(context: TokenContext, s: int) -> Constraints | None:
    """15号之前."""
    return _open(s) if context.follows(*_DATED, "DIAN", "CLOCK", "FEN", "HALF") else None
