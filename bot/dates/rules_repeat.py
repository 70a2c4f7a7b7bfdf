"""Rules for what comes again: 每月15号, every other week, un lundi sur deux, daily."""

from dataclasses import replace
from fractions import Fraction
from typing import Any

from bot.dates.amounts import SIZES
from bot.dates.constraints import Constraints, Duration
from bot.dates.pattern import DATES, TIMES, TokenContext, rule

DOUBT = frozenset({"doubt"})
TIMES_ASKED = frozenset({"times"})
# A daily pass or a monthly plan is a thing, not a repetition.
_THINGS = frozenset(
    (
        "plan plans pass bill bills fee fees package packages subscription forfait abonnement payment "
        "payments charge rent allowance limit data facture paiement prelevement cost price option offre "
        "offer report statement"
    ).split()
)
_SMALL_GAPS = range(2, 7)


def every(number: Any, unit: str | None, **more: Any) -> Constraints:
    """Once in so many units."""
    return Constraints(every=(Fraction(number), unit), **more)


def _every(amounts: Duration) -> Constraints:
    if len(amounts) == 1:
        amount = amounts[0]
        if amount.number is None:
            return Constraints(flags=TIMES_ASKED)
        return every(amount.number, amount.unit, flags=DOUBT if amount.doubt else frozenset())
    months = [SIZES.get(a.unit, (0,))[0] * (a.number or Fraction(0)) for a in amounts]
    if all(m and m.denominator == 1 for m in months):
        return every(sum(months), "month")
    return Constraints(flags=TIMES_ASKED)


@rule("EVERY ABT? dur:a ONCE?", "ON? EVERY dur:a")
def every_so_long(context: TokenContext, a: Duration) -> Constraints | None:
    """Every 3 months, 每180天, tous les 15 jours."""
    return _every(a)


@rule("GAP dur:a ONCE?")
def every_gap(context: TokenContext, a: Duration) -> Constraints | None:
    """每隔30天; 每隔两天 is every second or every third day."""
    constraints = _every(a)
    if constraints.every is None or len(a) > 1:
        return constraints
    number, unit = constraints.every
    if number == 1:
        return every(2, unit)
    return replace(constraints, flags=DOUBT) if unit == "day" and number in _SMALL_GAPS else constraints


@rule("dur:a CJK:x? CJK:y? ONCE", keep="x y")
def so_long_once(context: TokenContext, a: Duration, x: str = "", y: str = "") -> Constraints | None:
    """3个月充一次, 一年一次."""
    return _every(a) if not context.follows("IN") else None


@rule("NUM:n UNITONCE:u", "EVERY NUM:n UNITONCE:u", "EVERY UNITONCE:u")
def unit_once(context: TokenContext, u: str, n: int = 1) -> Constraints | None:
    """每周一次, 两周一次."""
    return every(n, u)


@rule("OF? EVERY UNIT:u", "EVERY UNIT:u ONCE", "EVERY ONE UNIT:u")
def every_unit(context: TokenContext, u: str) -> Constraints | None:
    """Every week, chaque mois, of each month, 每天."""
    return every(1, u) if u in SIZES else Constraints(flags=TIMES_ASKED)


@rule("EVERY OTHER:o UNIT:u", "EVERY NTH:o UNIT:u")
def every_other_unit(context: TokenContext, o: int, u: str) -> Constraints | None:
    """Every other week, every third month."""
    return every(o, u) if o > 1 and u in SIZES else None


@rule("ONE UNIT:u SUR NUM:n", "ONE WEEKDAY:w SUR NUM:n", "THE? ONE UNIT:u SUR NUM:n")
def one_in(context: TokenContext, n: int, u: str = "week", w: int | None = None) -> Constraints | None:
    """Une semaine sur deux, un lundi sur deux."""
    return every(n, u, weekdays=() if w is None else (w,))


@rule(
    "EVERY THE? ORD:d",
    "EVERY THE? ORD|NUM:d OF THE? UNIT:u",
    "EVERY NUM:d HAO",
    "ORD|NUM:d OF? EVERY UNIT:u",
    "THE ORD|NUM:d OF? EVERY UNIT:u",
)
def every_day_of_month(context: TokenContext, d: int, u: str = "month") -> Constraints | None:
    """Every 15th, tous les 15 du mois, 15 de chaque mois."""
    if u != "month" or d % 1 or context.precedes("MONTH", "WEAKMONTH", "UNIT", "WEEKDAY"):
        return None
    return every(1, "month", days=(int(d),))


@rule("EVERY UNIT:u OF? NUM:d", "ADV:a OF? NUM:d")
def every_month_number(
    context: TokenContext, d: int, u: str | None = None, a: Any = None
) -> Constraints | None:
    """每月15."""
    unit = u or a[0]
    if unit != "month" or not 1 <= d <= 31 or d % 1:
        return None
    if context.precedes("UNIT", "GE", "GEYUE", "DIAN", "TIMESWORD", "CJK", "YUE", "HAO", "WORD", "HEURES"):
        return None
    return every(1, "month", days=(int(d),))


@rule("EVERY THE? EDGE:e OF? THE? UNIT:u", "EVERY THE? EDGE:e OF? THE? MONTH:m")
def every_edge(context: TokenContext, e: str, u: str = "year", m: int | None = None) -> Constraints | None:
    """Every end of month, chaque fin de mois."""
    if u not in ("month", "year", "quarter", "week"):
        return None
    return every(1, u, edge=(e, "month" if m else u), month=m)


@rule("EVERY EDGEU:e")
def every_edge_in_one_word(context: TokenContext, e: tuple[str, str]) -> Constraints | None:
    """每月底, 每个月底."""
    return every(1, e[1], edge=e)


@rule("ADV:a", "ADV:a ONCE")
def adverb(context: TokenContext, a: tuple[str, int]) -> Constraints | None:
    """Daily, mensuel; not a monthly plan nor a forfait mensuel."""
    before, after = context.before, context.after
    if (after is not None and after.raw in _THINGS) or (before is not None and before.raw in _THINGS):
        return None
    return every(a[1], a[0])


@rule("EVERYPART:p", "EVERY PART:p", "EVERY PART:p TO?")
def every_part(context: TokenContext, p: str) -> Constraints | None:
    """Every evening, 每晚, tous les matins."""
    return every(1, "day", part=p)


@rule(
    "ONCE PER UNIT:u", "NUM:n TIMESWORD PER UNIT:u", "ONCE PER THE? UNIT:u", "ONCE EVERY dur:a", "ONCE ADV:v"
)
def once_per(
    context: TokenContext, u: str = "", n: int = 1, a: Duration = (), v: Any = None
) -> Constraints | None:
    """Once a week, une fois par mois."""
    if a:
        return _every(a)
    if v:
        return every(v[1], v[0])
    return every(1, u) if n == 1 and u in SIZES else Constraints(flags=TIMES_ASKED)


@rule(
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
def several_times(context: TokenContext, n: int = 2) -> Constraints | None:
    """Twice a month: on which days?"""
    if n == 1:
        return every(1, next(t.kinds["UNIT"] for t in context.tokens[context.start :] if "UNIT" in t.kinds))
    return Constraints(flags=TIMES_ASKED)


@rule("EVERY NUM:m YUE")
def every_month_name(context: TokenContext, m: int) -> Constraints | None:
    """每3月: every third month, or every March?"""
    return every(m, "month", flags=DOUBT) if m % 1 == 0 else None


@rule("EVERY", "OF? EVERY", weak=True)
def every_something(context: TokenContext) -> Constraints | None:
    """Every … 15 December: the unit follows from what is repeated."""
    return every(1, None) if context.precedes(*DATES, *TIMES, "THE", "AT") else None


@rule("ONCE", weak=True)
def once(context: TokenContext) -> Constraints | None:
    """一次, beside a repetition."""
    return Constraints(flags=frozenset({"once"}))


@rule("EXCEPT", weak=True)
def exception(context: TokenContext) -> Constraints | None:
    """Every day but Sunday: beside a repetition it is asked about."""
    if context.raw() in ("but", "除") and not context.precedes(*DATES, "THE"):
        return None
    return Constraints(flags=frozenset({"except"}))
