"""Rules for days: tomorrow, 12月1日, le 15 décembre, the 15th of next month."""

from typing import Any

from bot.dates.constraints import Constraints
from bot.dates.pattern import COUNTED, DATES, TokenContext, rule

_ON = frozenset((
    "on by le the du au from des depuis before"
).split()) | {
    "pour le", "a partir du", "a compter du", "starting on", "starting", "au plus tard le", "starting from",
}  # fmt: skip


def _year(value: int) -> int:
    return value if value >= 100 else 2000 + value


@rule("REL:rel")
def relative(context: TokenContext, rel: int) -> Constraints | None:
    """明天, tomorrow, demain."""
    return Constraints(rel=rel)


@rule("RELPART:both")
def relative_part(context: TokenContext, both: tuple[int, str]) -> Constraints | None:
    """今晚, tonight, ce matin."""
    return Constraints(rel=both[0], part=both[1])


@rule("TWODAYS")
def two_days(context: TokenContext) -> Constraints | None:
    """明后天: one or the other."""
    return Constraints(flags=frozenset({"two"}))


@rule("DATE:found", "DATE:found COMMA")
def in_digits(context: TokenContext, found: tuple[Any, ...]) -> Constraints | None:
    """15/12/2026, 2026-12-15, 03/04; not 3-5 days."""
    token = context.tokens[context.start]
    if token.kinds.get("DASHED") and (context.precedes(*COUNTED) or context.counts_goods() or not found):
        return None
    return _numeric(found)


@rule("DOTDATE:found")
def in_dotted_digits(context: TokenContext, found: tuple[Any, ...]) -> Constraints | None:
    """12.15 or 15.12; where another word gives the day, 9.30 is a time."""
    token = context.tokens[context.start]
    clock = token.kinds.get("DOTCLOCK")
    if context.precedes("UNIT", "GE") or context.counts_goods():
        return None
    if clock and (
        context.follows("AT", "REL", "WEEKDAY", "PART", "RELPART", "MONTH", "HAO", "DATE")
        or context.precedes("PART")
    ):
        return Constraints(clock=clock)
    alone = context.before is None and context.after is None
    if not found or (context.language != "zh" and len(token.raw) < 5 and not alone):
        return None
    return _numeric(found)


def _numeric(found: tuple[Any, ...]) -> Constraints:
    if not found:
        return Constraints(flags=frozenset({"impossible"}))
    return Constraints(either=found)


@rule(
    "YEAR|FARYEAR|NUM:y NIAN OF? NUM:m YUE OF? NUM:d HAO?",
    "UNITREL:r OF? NUM:m YUE OF? NUM:d HAO?",
    "NUM:m YUE OF? NUM:d HAO?",
)
def chinese_date(
    context: TokenContext, m: int, d: int, y: int | None = None, r: tuple[str, int] | None = None
) -> Constraints | None:
    """2026年12月15日, 明年1月1号, 12月1."""
    if "HAO" not in context.tokens[context.end - 1].kinds and context.counts_goods():
        return None
    if (r and r[0] != "year") or (y is not None and not (y >= 1900 or 20 <= y < 100)) or m % 1 or d % 1:
        return None
    return Constraints(
        year=None if y is None else _year(y), years=r[1] if r else None, month=int(m), days=(int(d),)
    )


@rule("NUM:m YUE", weak=True)
def chinese_month(context: TokenContext, m: int) -> Constraints | None:
    """12月."""
    return Constraints(month=int(m)) if m % 1 == 0 else None


@rule("YEAR:y NIAN", "ON|OF YEAR:y", weak=True)
def year_alone(context: TokenContext, y: int) -> Constraints | None:
    """2027年, in 2027."""
    return None if context.precedes(*COUNTED) else Constraints(year=y)


@rule("NUM:d HAO", "NUM:d HAO OR|COMMA|TO|DASH NUM:e HAO", "NUM:d OR|COMMA|TO|DASH NUM:e HAO")
def chinese_day(context: TokenContext, d: int, e: int | None = None) -> Constraints | None:
    """15号; not 2号卡 nor 14号线."""
    after = context.after
    if after is not None and after.raw == "卡" and not _ends(context):
        return None
    if (after is not None and after.raw in "线楼门店机码") or d % 1:
        return None
    return Constraints(days=(int(d),) if e is None else (int(d), int(e)))


def _ends(context: TokenContext) -> bool:
    following = context.tokens[context.end + 1 : context.end + 2]
    return any(t.raw[0] in "到过失停要快没就会" for t in following)


@rule(
    "ON? THE? NUM|ORD:d DOT? OF? MONTH|WEAKMONTH:m DOT? COMMA? OF? YEAR|FARYEAR:y",
    "ON? THE? NUM|ORD:d DOT? OF? MONTH|WEAKMONTH:m DOT? NEXT?",
    "ON? THE? NUM|ORD:d OR|DASH|TO|COMMA THE? NUM|ORD:e OF? MONTH|WEAKMONTH:m DOT? YEAR|FARYEAR:y?",
    "ON? THE? NUM|ORD:d DASH|SLASH MONTH|WEAKMONTH:m",
    "ON? THE? NUM|ORD:d DASH|SLASH MONTH|WEAKMONTH:m DASH|SLASH YEAR|FARYEAR:y",
)
def day_month(
    context: TokenContext, d: int, m: int, e: int | None = None, y: int | None = None
) -> Constraints | None:
    """15 December 2026, le 1er déc., 15 ou 16 décembre."""
    if d % 1 or d > 99 or (e is not None and (e % 1 or e > 99)):
        return None
    return Constraints(month=m, days=(int(d),) if e is None else (int(d), int(e)), year=y)


@rule("THE? NUM|ORD:d OF? MONTH|WEAKMONTH:m DOT? NUM:y")
def short_year(context: TokenContext, d: int, m: int, y: int) -> Constraints | None:
    """15 Dec 26."""
    raw = context.tokens[context.end - 1].raw
    if context.counts_goods() or len(raw) != 2 or not raw.isdecimal() or not 24 <= y <= 59 or d % 1:
        return None
    return Constraints(month=m, days=(int(d),), year=_year(y))


@rule(
    "ON? MONTH|WEAKMONTH:m DOT? THE? NUM|ORD:d COMMA? OF? YEAR|FARYEAR:y",
    "ON? MONTH|WEAKMONTH:m DOT? THE? NUM|ORD:d",
    "ON? MONTH|WEAKMONTH:m DASH|SLASH NUM|ORD:d",
)
def month_day(context: TokenContext, m: int, d: int, y: int | None = None) -> Constraints | None:
    """December 15th, 2026."""
    if d % 1 or d > 39 or (y is None and context.counts_goods()) or _is_weekday_there(context):
        return None
    return Constraints(month=m, days=(int(d),), year=y)


def _is_weekday_there(context: TokenContext) -> bool:
    """Whether `mar 15` is mardi 15."""
    return context.language == "fr" and any(
        t.raw == "mar" for t in context.tokens[context.start : context.end]
    )


@rule("MONTH|WEAKMONTH:m DOT? YEAR:y")
def month_year(context: TokenContext, m: int, y: int) -> Constraints | None:
    """December 2026."""
    return Constraints(month=m, year=y)


@rule("MONTH:m", "MONTH:m NEXT", "OF|IN|ON|NEXT WEAKMONTH:m", weak=True)
def month_alone(context: TokenContext, m: int) -> Constraints | None:
    """December."""
    return Constraints(month=m)


@rule("ON? THE? ORD:d", "ON ORD:d")
def ordinal(context: TokenContext, d: int) -> Constraints | None:
    """The 15th, le 1er; not the 2nd card."""
    raw = context.tokens[context.end - 1].raw
    if context.counts_goods(day_word=True) or context.precedes(
        "WEEKDAY", "WEAKDAY", "UNIT", "WEEKDAYS", "WORKDAYS"
    ):
        return None
    headed = context.end - context.start > 1
    if raw.isalpha() and not headed and not context.precedes("OF"):
        return None
    if (
        raw in ("premier", "prem", "first", "second")
        and context.after is not None
        and "WORD" in context.after.kinds
    ):
        return None
    return Constraints(days=(int(d),))


@rule("ON|THE NUM:d", "ON THE NUM:d", "ON|THE NUM:d NEXT")
def numbered(context: TokenContext, d: int) -> Constraints | None:
    """Le 15, on 15."""
    end = context.end - ("NEXT" in context.tokens[context.end - 1].kinds)
    heads = {t.raw for t in context.tokens[context.start : end - 1]}
    if not heads <= _ON or context.counts_goods() or d % 1 or d > 39 or d < 1:
        return None
    word = context.tokens[end - 1].raw
    return Constraints(days=(int(d),)) if word.isdecimal() or "le" in heads else None


@rule("NUM:d OF? THE? NEXT:n UNIT:u", "NUM:d OF? THE? UNIT:u NEXT|VIENT:n", "NUM:d OF? THE? THIS UNIT:u")
def numbered_of(context: TokenContext, d: int, u: str, n: Any = 0) -> Constraints | None:
    """15 of next month, 15 du mois prochain."""
    if u != "month" or d % 1:
        return None
    return Constraints(days=(int(d),), months=n[0] if isinstance(n, tuple) else n)


@rule("VAGUE", weak=True)
def vague(context: TokenContext) -> Constraints | None:
    """Soon, 改天, un de ces jours; not 15号以后."""
    if "OPENX" in context.tokens[context.start].kinds and context.follows(*DATES):
        return None
    return Constraints(flags=frozenset({"vague"}))


@rule("ONE UNIT:u", weak=True)
def some_day(context: TokenContext, u: str) -> Constraints | None:
    """One day, un jour: some time."""
    if (
        u != "day"
        or context.raw() in ("a", "an")
        or context.follows("IN", "EVERY")
        or context.precedes("SUR")
    ):
        return None
    return Constraints(flags=frozenset({"vague"}))


@rule(
    "PASTWORD",
    "PASTDAY NUM|WEEKDAY",
    "LAST UNIT|WEEKDAY|MONTH|WEEKEND",
    "THE? UNIT|WEEKDAY LASTFR",
    weak=True,
)
def past(context: TokenContext) -> Constraints | None:
    """昨天, last week, lundi dernier."""
    if context.precedes("OF") and "LAST" in context.tokens[context.start].kinds:
        return None
    return Constraints(flags=frozenset({"past"}))
