"""Rules for whole weeks, months, years and their edges: next month, fin du mois, 月底, the first Monday."""

from fractions import Fraction
from typing import Any

from bot.dates.constraints import Constraints
from bot.dates.pattern import TokenContext, rule
from bot.dates.rules_repeat import DOUBT, every

_RELATIVE = {"week": "week", "month": "months", "year": "years", "quarter": "quarters"}


def relative(unit: str, number: int) -> Constraints | None:
    """This, next, … week, month, year or quarter."""
    if unit not in _RELATIVE:
        return None
    return Constraints(**{_RELATIVE[unit]: number})  # type: ignore[arg-type]


@rule(
    "OF? THE? NEXT:n GE? UNIT:u",
    "OF? THE? UNIT:u NEXT:n",
    "OF? THIS:n UNIT:u",
    "OF? UNITREL:n",
    "OF? THE? UNIT:u VIENT:n",
)
def relative_unit(context: TokenContext, n: Any, u: str | None = None) -> Constraints | None:
    """Next week, le mois prochain, 下下个月, 今年."""
    if u is None:
        return relative(n[0], n[1])
    return relative(u, n[0] if isinstance(n, tuple) else n)


@rule("OF THE UNIT:u", "OF UNIT:u")
def of_the_month(context: TokenContext, u: str) -> Constraints | None:
    """The 15th of the month: no more than the 15th."""
    gone = context.precedes("LASTFR", "NEXT", "VIENT")
    return (
        Constraints()
        if u == "month" and not gone and context.follows("ORD", "NUM", "WEEKDAY", "LASTDAY")
        else None
    )


@rule(
    "ON? THE? EDGE:e DASH? OF? THE? UNIT:u",
    "ON? THE? EDGE:e OF? THE? THIS UNIT:u",
    "ON? THE? EDGE:e OF? THE? UNIT:u THIS",
)
def edge_of(context: TokenContext, e: str, u: str) -> Constraints | None:
    """End of the month, fin d'année."""
    if u == "day":
        return Constraints(rel=0, flags=frozenset({"needs_time"}))
    return Constraints(edge=(e, u)) if u in _RELATIVE else None


@rule("ON? THE? EDGE|LASTDAY:e OF? THE? EVERY UNIT:u")
def edge_of_every(context: TokenContext, e: str, u: str) -> Constraints | None:
    """Fin de chaque mois, the last day of every month."""
    return Constraints(every=(Fraction(1), u), edge=(e, u)) if u in _RELATIVE else None


@rule("ON? THE? EDGE:e OF? REL:r")
def edge_of_day(context: TokenContext, e: str, r: int) -> Constraints | None:
    """End of today."""
    return Constraints(rel=r, flags=frozenset({"needs_time"}))


@rule(
    "ON? THE? EDGE:e DASH? OF? THE? NEXT:n UNIT:u",
    "ON? THE? EDGE:e DASH? OF? THE? UNIT:u NEXT|VIENT:n",
    "ON? THE? EDGE:e OF? UNITREL:n",
)
def edge_of_next(context: TokenContext, e: str, n: Any, u: str | None = None) -> Constraints | None:
    """End of next month, fin d'année prochaine."""
    unit, number = (u, n[0] if isinstance(n, tuple) else n) if u else n
    constraints = relative(unit, number)
    return constraints and Constraints(
        week=constraints.week,
        months=constraints.months,
        years=constraints.years,
        quarters=constraints.quarters,
        edge=(e, unit),
    )


@rule("ON? THE? EDGE:e DASH? OF? THE? MONTH|WEAKMONTH:m DOT? YEAR:y?", "MONTH|WEAKMONTH:m EDGE:e")
def edge_of_month(context: TokenContext, e: str, m: int, y: int | None = None) -> Constraints | None:
    """Fin janvier, end of December 2026, mid-June."""
    return Constraints(month=m, year=y, edge=(e, "month"))


@rule("ON? THE? EDGE:e OF? YEAR:y")
def edge_of_year(context: TokenContext, e: str, y: int) -> Constraints | None:
    """End of 2026."""
    return Constraints(year=y, edge=(e, "year"))


@rule("ON? THE? EDGEU:e", "NUM|YEAR:n EDGEU:e", "NEXT:r GE? EDGEU:e", "THIS:r EDGEU:e")
def edge_in_one_word(
    context: TokenContext, e: tuple[str, str], n: int | None = None, r: Any = None
) -> Constraints | None:
    """月底, 12月底, 下个月底, EOM."""
    which, unit = e
    if n is not None:
        if context.tokens[context.start + 1].raw[0] not in "月年" or n % 1:
            return None
        return Constraints(month=int(n), edge=e) if unit == "month" else Constraints(year=int(n), edge=e)
    number = r[0] if isinstance(r, tuple) else r
    constraints = relative(unit, number) if number is not None else Constraints()
    return constraints and Constraints(
        week=constraints.week,
        months=constraints.months,
        years=constraints.years,
        quarters=constraints.quarters,
        edge=(which, unit),
    )


@rule("UNITREL:r ZEDGE:e", "NUM:n YUE ZEDGE:e", "EVERY UNIT:u ZEDGE:e", "ADV:a ZEDGE:e")
def edge_suffix(
    context: TokenContext, e: str, r: Any = None, n: int | None = None, u: str | None = None, a: Any = None
) -> Constraints | None:
    """明年底, 每月底."""
    if r is not None:
        return Constraints(years=r[1], edge=(e, "year")) if r[0] == "year" else None
    if n is not None:
        return Constraints(month=int(n), edge=(e, "month"))
    unit = u or a[0]
    return Constraints(every=(Fraction(1), unit), edge=(e, unit)) if unit in _RELATIVE else None


@rule("LASTDAY:e")
def last_day(context: TokenContext, e: str) -> Constraints | None:
    """最后一天: of what, other constraints say."""
    return Constraints(edge=(e, None))


@rule("ON? THE? WORKDAY:n")
def nth_workday(context: TokenContext, n: int) -> Constraints | None:
    """Le dernier jour ouvré."""
    return Constraints(nth=n, weekdays=(0, 1, 2, 3, 4))


@rule(
    "ON? THE? NTH:n WEEKDAY|WORKDAYS:w", "ON? THE? NTH:n WEEKDAY|WORKDAYS:w OF THE? UNIT:u",
    "ON? THE? NTH:n WEEKDAY|WORKDAYS:w OF THE? UNIT:u NEXT|VIENT:m",
    "ON? THE? NTH:n WEEKDAY|WORKDAYS:w OF THE? NEXT:m UNIT:u",
    "ON? DI NUM:n GE? WEEKDAY|WORKDAYS:w", "ON? LASTONE:n WEEKDAY|WORKDAYS:w", "ON? NTH:n GE? WEEKDAY:w",
)  # fmt: skip
def nth_weekday(
    context: TokenContext, n: int, w: int, u: str | None = None, m: Any = None
) -> Constraints | None:
    """The first Monday of December, 第一个周一, le dernier vendredi du mois."""
    token = context.tokens[context.end - 1 if u is None else context.start]
    if (
        n == -1
        and u is None
        and token.raw.isascii()
        and not context.precedes("OF", "EVERY", "NEXT", "MONTH")
        and not context.follows("EVERY")
    ):
        return None
    if u not in (None, "month") or n % 1 or not -1 <= n <= 5:
        return None
    working = any("WORKDAYS" in t.kinds for t in context.tokens[context.start : context.end])
    months = m[0] if isinstance(m, tuple) else m
    return Constraints(nth=int(n), weekdays=(0, 1, 2, 3, 4) if working else (w,), months=months)


@rule(
    "EVERY THE? NTH|LASTONE:n WEEKDAY|WORKDAYS:w",
    "EVERY THE? NTH:n WEEKDAY|WORKDAYS:w OF THE? UNIT:u",
    "EVERY DI NUM:n GE? WEEKDAY:w",
)
def every_nth_weekday(context: TokenContext, n: int, w: int, u: str | None = None) -> Constraints | None:
    """Every first Monday of the month; every third Friday alone may be every three weeks."""
    if u not in (None, "month") or not -1 <= n <= 5 or n % 1:
        return None
    working = any("WORKDAYS" in t.kinds for t in context.tokens[context.start : context.end])
    flags = (
        DOUBT
        if u is None and n > 1 and context.tokens[context.start].raw.isascii() and not context.precedes("OF")
        else frozenset()
    )
    return every(1, "month", weekdays=(0, 1, 2, 3, 4) if working else (w,), nth=int(n), flags=flags)
