"""Rules for what comes again: 每月15号, every other week, un lundi sur deux, daily."""

from dataclasses import replace
from fractions import Fraction
from typing import Any

from bot.remind.amounts import SIZES
from bot.remind.clues import Clues, Duration
from bot.remind.grammar import DATES, RULES, TIMES
from bot.remind.lists import listed
from bot.remind.pattern import Site

DOUBT = frozenset({"doubt"})
TIMES_ASKED = frozenset({"times"})
# A daily pass or a monthly plan is a thing, not a repetition.
_THINGS = frozenset(
    listed(
        "plan plans pass bill bills fee fees package packages subscription forfait abonnement payment "
        "payments charge rent allowance limit data facture paiement prelevement cost price option offre "
        "offer report statement"
    )
)
_SMALL_GAPS = range(2, 7)


def every(number: Any, unit: str | None, **more: Any) -> Clues:
    """Once in so many units."""
    return Clues(every=(Fraction(number), unit), **more)


def _every(amounts: Duration) -> Clues:
    if len(amounts) == 1:
        amount = amounts[0]
        if amount.number is None:
            return Clues(flags=TIMES_ASKED)
        return every(amount.number, amount.unit, flags=DOUBT if amount.doubt else frozenset())
    months = [SIZES.get(a.unit, (0,))[0] * (a.number or Fraction(0)) for a in amounts]
    if all(m and m.denominator == 1 for m in months):
        return every(sum(months), "month")
    return Clues(flags=TIMES_ASKED)


@RULES("EVERY ABT? dur:a ONCE?", "ON? EVERY dur:a")
def every_so_long(site: Site, a: Duration) -> Clues | None:
    """Every 3 months, 每180天, tous les 15 jours."""
    return _every(a)


@RULES("GAP dur:a ONCE?")
def every_gap(site: Site, a: Duration) -> Clues | None:
    """每隔30天; 每隔两天 is every second or every third day."""
    clues = _every(a)
    if clues.every is None or len(a) > 1:
        return clues
    number, unit = clues.every
    if number == 1:
        return every(2, unit)
    return replace(clues, flags=DOUBT) if unit == "day" and number in _SMALL_GAPS else clues


@RULES("dur:a CJK:x? CJK:y? ONCE", keep="x y")
def so_long_once(site: Site, a: Duration, x: str = "", y: str = "") -> Clues | None:
    """3个月充一次, 一年一次."""
    return _every(a) if not site.follows("IN") else None


@RULES("NUM:n UNITONCE:u", "EVERY NUM:n UNITONCE:u", "EVERY UNITONCE:u")
def unit_once(site: Site, u: str, n: int = 1) -> Clues | None:
    """每周一次, 两周一次."""
    return every(n, u)


@RULES("OF? EVERY UNIT:u", "EVERY UNIT:u ONCE", "EVERY ONE UNIT:u")
def every_unit(site: Site, u: str) -> Clues | None:
    """Every week, chaque mois, of each month, 每天."""
    return every(1, u) if u in SIZES else Clues(flags=TIMES_ASKED)


@RULES("EVERY OTHER:o UNIT:u", "EVERY NTH:o UNIT:u")
def every_other_unit(site: Site, o: int, u: str) -> Clues | None:
    """Every other week, every third month."""
    return every(o, u) if o > 1 and u in SIZES else None


@RULES("ONE UNIT:u SUR NUM:n", "ONE WEEKDAY:w SUR NUM:n", "THE? ONE UNIT:u SUR NUM:n")
def one_in(site: Site, n: int, u: str = "week", w: int | None = None) -> Clues | None:
    """Une semaine sur deux, un lundi sur deux."""
    return every(n, u, weekdays=() if w is None else (w,))


@RULES(
    "EVERY THE? ORD:d",
    "EVERY THE? ORD|NUM:d OF THE? UNIT:u",
    "EVERY NUM:d HAO",
    "ORD|NUM:d OF? EVERY UNIT:u",
    "THE ORD|NUM:d OF? EVERY UNIT:u",
)
def every_day_of_month(site: Site, d: int, u: str = "month") -> Clues | None:
    """Every 15th, tous les 15 du mois, 15 de chaque mois."""
    if u != "month" or d % 1 or site.precedes("MONTH", "WEAKMONTH", "UNIT", "WEEKDAY"):
        return None
    return every(1, "month", days=(int(d),))


@RULES("EVERY UNIT:u OF? NUM:d", "ADV:a OF? NUM:d")
def every_month_number(site: Site, d: int, u: str | None = None, a: Any = None) -> Clues | None:
    """每月15."""
    unit = u or a[0]
    if unit != "month" or not 1 <= d <= 31 or d % 1:
        return None
    if site.precedes("UNIT", "GE", "GEYUE", "DIAN", "TIMESWORD", "CJK", "YUE", "HAO", "WORD", "HEURES"):
        return None
    return every(1, "month", days=(int(d),))


@RULES("EVERY THE? EDGE:e OF? THE? UNIT:u", "EVERY THE? EDGE:e OF? THE? MONTH:m")
def every_edge(site: Site, e: str, u: str = "year", m: int | None = None) -> Clues | None:
    """Every end of month, chaque fin de mois."""
    if u not in ("month", "year", "quarter", "week"):
        return None
    return every(1, u, edge=(e, "month" if m else u), month=m)


@RULES("EVERY EDGEU:e")
def every_edge_in_one_word(site: Site, e: tuple[str, str]) -> Clues | None:
    """每月底, 每个月底."""
    return every(1, e[1], edge=e)


@RULES("ADV:a", "ADV:a ONCE")
def adverb(site: Site, a: tuple[str, int]) -> Clues | None:
    """Daily, mensuel; not a monthly plan nor a forfait mensuel."""
    before, after = site.before, site.after
    if (after is not None and after.raw in _THINGS) or (before is not None and before.raw in _THINGS):
        return None
    return every(a[1], a[0])


@RULES("EVERYPART:p", "EVERY PART:p", "EVERY PART:p TO?")
def every_part(site: Site, p: str) -> Clues | None:
    """Every evening, 每晚, tous les matins."""
    return every(1, "day", part=p)


@RULES(
    "ONCE PER UNIT:u", "NUM:n TIMESWORD PER UNIT:u", "ONCE PER THE? UNIT:u", "ONCE EVERY dur:a", "ONCE ADV:v"
)
def once_per(site: Site, u: str = "", n: int = 1, a: Duration = (), v: Any = None) -> Clues | None:
    """Once a week, une fois par mois."""
    if a:
        return _every(a)
    if v:
        return every(v[1], v[0])
    return every(1, u) if n == 1 and u in SIZES else Clues(flags=TIMES_ASKED)


@RULES(
    "TIMES PER UNIT",
    "TIMES EVERY UNIT",
    "EVERY UNIT TIMES",
    "TWICE",
    "EVERY UNIT NUM:n TIMESWORD",
    "EVERY? dur TIMES",
    "NUM:n TIMESWORD EVERY UNIT",
    "TIMES ADV",
    "EVERY UNIT FEW TIMESWORD",
    "EVERY WEEKTIMES",
    "EVERY UNIT EARLYLATE",
    "ADV EARLYLATE",
)
def several_times(site: Site, n: int = 2) -> Clues | None:
    """Twice a month: on which days?"""
    if n == 1:
        return every(1, next(t.kinds["UNIT"] for t in site.tokens[site.start :] if "UNIT" in t.kinds))
    return Clues(flags=TIMES_ASKED)


@RULES("EVERY NUM:m YUE")
def every_month_name(site: Site, m: int) -> Clues | None:
    """每3月: every third month, or every March?"""
    return every(m, "month", flags=DOUBT) if m % 1 == 0 else None


@RULES("EVERY", "OF? EVERY", weak=True)
def every_something(site: Site) -> Clues | None:
    """Every … 15 December: the unit follows from what is repeated."""
    return every(1, None) if site.precedes(*DATES, *TIMES, "THE", "AT") else None


@RULES("ONCE", weak=True)
def once(site: Site) -> Clues | None:
    """一次, beside a repetition."""
    return Clues(flags=frozenset({"once"}))


@RULES("EXCEPT", weak=True)
def exception(site: Site) -> Clues | None:
    """Every day but Sunday: beside a repetition it is asked about."""
    if site.raw() in ("but", "除") and not site.precedes(*DATES, "THE"):
        return None
    return Clues(flags=frozenset({"except"}))
