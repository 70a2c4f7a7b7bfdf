"""Rules for days: tomorrow, 12月1日, le 15 décembre, the 15th of next month."""

from typing import Any

from bot.remind.clues import Clues
from bot.remind.grammar import COUNTED, GOODS, HAN_GOODS, RULES
from bot.remind.lists import listed
from bot.remind.pattern import Site

_NOT_ON_A_NUMBER = ("MONTH", "WEAKMONTH", "YUE", "HAO", "DATE", "COLON", *COUNTED)
_ON = frozenset(listed(
    "on by le the du au from des depuis before"
)) | {
    "pour le", "a partir du", "a compter du", "starting on", "starting", "au plus tard le", "starting from",
}  # fmt: skip


def _year(value: int) -> int:
    return value if value >= 100 else 2000 + value


def counts_goods(site: Site, day_word: bool = False) -> bool:
    """Whether the number before counts things: 2 cards, 2张卡, la 2e ligne."""
    after = site.after
    if after is None:
        return False
    if not day_word and not after.kinds.keys().isdisjoint(_NOT_ON_A_NUMBER):
        return True
    return after.raw in GOODS or after.raw in HAN_GOODS


@RULES("REL:rel")
def relative(site: Site, rel: int) -> Clues | None:
    """明天, tomorrow, demain."""
    return Clues(rel=rel)


@RULES("RELPART:both")
def relative_part(site: Site, both: tuple[int, str]) -> Clues | None:
    """今晚, tonight, ce matin."""
    return Clues(rel=both[0], part=both[1])


@RULES("TWODAYS")
def two_days(site: Site) -> Clues | None:
    """明后天: one or the other."""
    return Clues(flags=frozenset({"two"}))


@RULES("DATE:found", "DATE:found COMMA")
def in_digits(site: Site, found: tuple[Any, ...]) -> Clues | None:
    """15/12/2026, 2026-12-15, 03/04; not 3-5 days."""
    token = site.tokens[site.start]
    if token.kinds.get("DASHED") and (site.precedes(*COUNTED) or counts_goods(site) or not found):
        return None
    return _numeric(found)


@RULES("DOTDATE:found")
def in_dotted_digits(site: Site, found: tuple[Any, ...]) -> Clues | None:
    """12.15 or 15.12; where another clue gives the day, 9.30 is a time."""
    token = site.tokens[site.start]
    clock = token.kinds.get("DOTCLOCK")
    if site.precedes("UNIT", "GE") or counts_goods(site):
        return None
    if clock and (
        site.follows("AT", "REL", "WEEKDAY", "PART", "RELPART", "MONTH", "HAO", "DATE")
        or site.precedes("PART")
    ):
        return Clues(clock=clock)
    alone = site.before is None and site.after is None
    if not found or (site.tongue != "zh" and len(token.raw) < 5 and not alone):
        return None
    return _numeric(found)


def _numeric(found: tuple[Any, ...]) -> Clues:
    if not found:
        return Clues(flags=frozenset({"impossible"}))
    return Clues(either=found)


@RULES(
    "YEAR|NUM:y NIAN OF? NUM:m YUE OF? NUM:d HAO?",
    "UNITREL:r OF? NUM:m YUE OF? NUM:d HAO?",
    "NUM:m YUE OF? NUM:d HAO?",
)
def chinese_date(
    site: Site, m: int, d: int, y: int | None = None, r: tuple[str, int] | None = None
) -> Clues | None:
    """2026年12月15日, 明年1月1号, 12月1."""
    if "HAO" not in site.tokens[site.end - 1].kinds and counts_goods(site):
        return None
    if (r and r[0] != "year") or (y is not None and not (y >= 1900 or 20 <= y < 100)) or m % 1 or d % 1:
        return None
    return Clues(
        year=None if y is None else _year(y), years=r[1] if r else None, month=int(m), days=(int(d),)
    )


@RULES("NUM:m YUE", weak=True)
def chinese_month(site: Site, m: int) -> Clues | None:
    """12月."""
    return Clues(month=int(m)) if m % 1 == 0 else None


@RULES("YEAR:y NIAN", "ON|OF YEAR:y", weak=True)
def year_alone(site: Site, y: int) -> Clues | None:
    """2027年, in 2027."""
    return None if site.precedes(*COUNTED) else Clues(year=y)


@RULES("NUM:d HAO", "NUM:d HAO OR|COMMA|TO|DASH NUM:e HAO", "NUM:d OR|COMMA|TO|DASH NUM:e HAO")
def chinese_day(site: Site, d: int, e: int | None = None) -> Clues | None:
    """15号; not 2号卡 nor 14号线."""
    after = site.after
    if after is not None and after.raw == "卡" and not _ends(site):
        return None
    if (after is not None and after.raw in "线楼门店机码") or d % 1:
        return None
    return Clues(days=(int(d),) if e is None else (int(d), int(e)))


def _ends(site: Site) -> bool:
    following = site.tokens[site.end + 1 : site.end + 2]
    return any(t.raw[0] in "到过失停要快没就会" for t in following)


@RULES(
    "ON? THE? NUM|ORD:d DOT? OF? MONTH|WEAKMONTH:m DOT? COMMA? OF? YEAR:y",
    "ON? THE? NUM|ORD:d DOT? OF? MONTH|WEAKMONTH:m DOT? NEXT?",
    "ON? THE? NUM|ORD:d OR|DASH|TO|COMMA THE? NUM|ORD:e OF? MONTH|WEAKMONTH:m DOT? YEAR:y?",
    "ON? THE? NUM|ORD:d DASH|SLASH MONTH|WEAKMONTH:m",
    "ON? THE? NUM|ORD:d DASH|SLASH MONTH|WEAKMONTH:m DASH|SLASH YEAR:y",
)
def day_month(site: Site, d: int, m: int, e: int | None = None, y: int | None = None) -> Clues | None:
    """15 December 2026, le 1er déc., 15 ou 16 décembre."""
    if d % 1 or d > 99 or (e is not None and (e % 1 or e > 99)):
        return None
    return Clues(month=m, days=(int(d),) if e is None else (int(d), int(e)), year=y)


@RULES("THE? NUM|ORD:d OF? MONTH|WEAKMONTH:m DOT? NUM:y")
def short_year(site: Site, d: int, m: int, y: int) -> Clues | None:
    """15 Dec 26."""
    raw = site.tokens[site.end - 1].raw
    if counts_goods(site) or len(raw) != 2 or not raw.isdecimal() or not 24 <= y <= 59 or d % 1:
        return None
    return Clues(month=m, days=(int(d),), year=_year(y))


@RULES(
    "ON? MONTH|WEAKMONTH:m DOT? THE? NUM|ORD:d COMMA? OF? YEAR:y",
    "ON? MONTH|WEAKMONTH:m DOT? THE? NUM|ORD:d",
    "ON? MONTH|WEAKMONTH:m DASH|SLASH NUM|ORD:d",
)
def month_day(site: Site, m: int, d: int, y: int | None = None) -> Clues | None:
    """December 15th, 2026."""
    if d % 1 or d > 39 or (y is None and counts_goods(site)) or _is_weekday_there(site):
        return None
    return Clues(month=m, days=(int(d),), year=y)


def _is_weekday_there(site: Site) -> bool:
    """Whether `mar 15` is mardi 15."""
    return site.tongue == "fr" and any(t.raw == "mar" for t in site.tokens[site.start : site.end])


@RULES("MONTH|WEAKMONTH:m DOT? YEAR:y")
def month_year(site: Site, m: int, y: int) -> Clues | None:
    """December 2026."""
    return Clues(month=m, year=y)


@RULES("MONTH:m", "MONTH:m NEXT", "OF|IN|ON|NEXT WEAKMONTH:m", weak=True)
def month_alone(site: Site, m: int) -> Clues | None:
    """December."""
    return Clues(month=m)


@RULES("ON? THE? ORD:d", "ON ORD:d")
def ordinal(site: Site, d: int) -> Clues | None:
    """The 15th, le 1er; not the 2nd card."""
    raw = site.tokens[site.end - 1].raw
    if counts_goods(site, day_word=True) or site.precedes(
        "WEEKDAY", "WEAKDAY", "UNIT", "WEEKDAYS", "WORKDAYS"
    ):
        return None
    headed = site.end - site.start > 1
    if raw.isalpha() and not headed and not site.precedes("OF"):
        return None
    if (
        raw in ("premier", "prem", "first", "second")
        and site.after is not None
        and "WORD" in site.after.kinds
    ):
        return None
    return Clues(days=(int(d),))


@RULES("ON|THE NUM:d", "ON THE NUM:d", "ON|THE NUM:d NEXT")
def numbered(site: Site, d: int) -> Clues | None:
    """Le 15, on 15."""
    end = site.end - ("NEXT" in site.tokens[site.end - 1].kinds)
    heads = {t.raw for t in site.tokens[site.start : end - 1]}
    if not heads <= _ON or counts_goods(site) or d % 1 or d > 39 or d < 1:
        return None
    word = site.tokens[end - 1].raw
    return Clues(days=(int(d),)) if word.isdecimal() or "le" in heads else None


@RULES("NUM:d OF? THE? NEXT:n UNIT:u", "NUM:d OF? THE? UNIT:u NEXT|VIENT:n", "NUM:d OF? THE? THIS UNIT:u")
def numbered_of(site: Site, d: int, u: str, n: Any = 0) -> Clues | None:
    """15 of next month, 15 du mois prochain."""
    if u != "month" or d % 1:
        return None
    return Clues(days=(int(d),), months=n[0] if isinstance(n, tuple) else n)


@RULES("LUNAR")
def lunar(site: Site) -> Clues | None:
    """正月初一: the moon's calendar is not read."""
    return Clues(flags=frozenset({"lunar"}))


@RULES("HOLIDAY", weak=True)
def holiday(site: Site) -> Clues | None:
    """Christmas, 春节: holidays are not read."""
    return Clues(flags=frozenset({"holiday"}))


@RULES("VAGUE", weak=True)
def vague(site: Site) -> Clues | None:
    """Soon, 改天, un de ces jours."""
    return Clues(flags=frozenset({"vague"}))


@RULES("ONE UNIT:u", weak=True)
def some_day(site: Site, u: str) -> Clues | None:
    """One day, un jour: some time."""
    if u != "day" or site.raw() in ("a", "an") or site.follows("IN", "EVERY") or site.precedes("SUR"):
        return None
    return Clues(flags=frozenset({"vague"}))


@RULES(
    "PASTWORD",
    "PASTDAY NUM|WEEKDAY",
    "LAST UNIT|WEEKDAY|MONTH|WEEKEND",
    "THE? UNIT|WEEKDAY LASTFR",
    weak=True,
)
def past(site: Site) -> Clues | None:
    """昨天, last week, lundi dernier."""
    if site.precedes("OF") and "LAST" in site.tokens[site.start].kinds:
        return None
    return Clues(flags=frozenset({"past"}))
