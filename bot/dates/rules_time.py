"""Rules for the time of day: 9am, 晚上八点半, half past nine, à 9h30, noon."""

from bot.dates.constraints import Constraints, TimeOfDay
from bot.dates.pattern import COUNTED, DATES, TIMES, TokenContext, rule

# One character that is also part of other words: a time only in the company of one.
_SHORT = frozenset("早晚晨夜")
_COMPANY = ("AT", "COMMA", "ON", "DOT", *DATES, *TIMES)


@rule("AT? clock:c", "AT? spoken:c", "ON spoken:c", "ON clock:c")
def clock_time(context: TokenContext, c: TimeOfDay) -> Constraints | None:
    """9:30, 9am, 八点半, nine o'clock."""
    raw = context.raw()
    if raw.endswith("时") and context.follows("CJK"):
        return None
    alone = context.before is None and context.after is None
    if not alone and context.tokens[context.start].raw == "一" and not context.follows(*_COMPANY, "IN"):
        return None  # 便宜一点 is no one o'clock
    return Constraints(clock=c)


@rule("AT heures:c", "heures:c")
def french_time(context: TokenContext, c: TimeOfDay) -> Constraints | None:
    """À 9 heures, neuf heures trente; not forfait 2 heures."""
    named = "AT" in context.tokens[context.start].kinds and context.tokens[context.start].raw != "a"
    alone = context.before is None and context.after is None and c.hour > 6
    headed = alone or named or "HEURES" not in context.tokens[context.end - 1].kinds
    if (
        not headed
        and not context.follows(*_COMPANY)
        and not context.precedes("PART")
        and context.raw() not in ("a", "vers")
    ):
        return None
    return None if context.follows("IN", "EVERY", "GAP") else Constraints(clock=c)


@rule("AT NUM:h", "AT ONE:h")
def bare_hour(context: TokenContext, h: int) -> Constraints | None:
    """At 9, à 21."""
    raw, word = context.raw(), context.tokens[context.end - 1].raw
    if (
        context.counts_goods()
        or context.precedes(*COUNTED, "DASH", "SLASH")
        or raw not in ("at", "a", "vers", "around", "@")
    ):
        return None
    if raw == "a" and context.language != "fr":
        return None
    if len(word) == 4 and word.isdecimal():
        return Constraints(clock=TimeOfDay(int(word[:2]), int(word[2:]), exact=True))
    if h % 1 or h > 29 or word in ("a", "an", "un", "une"):
        return None
    return Constraints(clock=TimeOfDay(int(h), exact=word.startswith("0") or h > 12))


@rule("REL:r NUM:h", "NUM:h REL:r")
def day_and_hour(context: TokenContext, r: int, h: int) -> Constraints | None:
    """Tomorrow 9, at either end of the line."""
    if h % 1 or not 1 <= h <= 24 or r < 0 or context.counts_goods():
        return None
    last = "NUM" in context.tokens[context.end - 1].kinds
    if (context.after if last else context.before) is not None:
        return None
    return Constraints(rel=r, clock=TimeOfDay(int(h), exact=h > 12))


@rule("AT NUM:h NUM:m", "NUM:h NUM:m")
def spoken_minutes(context: TokenContext, h: int, m: int) -> Constraints | None:
    """Nine thirty."""
    words = context.raw().isalpha() and context.tokens[context.end - 1].raw.isalpha()
    if h % 1 or not 1 <= h <= 12 or m % 5 or not 10 <= m <= 55 or not words or context.counts_goods():
        return None
    return Constraints(clock=TimeOfDay(int(h), int(m)))


@rule("NUM:h", "AT NUM:h")
def four_digits(context: TokenContext, h: int) -> Constraints | None:
    """0900 beside a day."""
    raw = context.tokens[context.end - 1].raw
    if len(raw) != 4 or not raw.startswith("0") or not (context.follows(*DATES) or context.precedes(*DATES)):
        return None
    return Constraints(clock=TimeOfDay(int(raw[:2]), int(raw[2:]), exact=True))


@rule("NUM:h PART:p", "AT NUM:h PART:p")
def hour_in_part(context: TokenContext, h: int, p: str) -> Constraints | None:
    """5 in the afternoon, 11 at night, 8 du soir."""
    if (
        context.before is not None
        and "AT" not in context.tokens[context.start].kinds
        and not context.follows(*_COMPANY)
    ):
        return None
    if h % 1 or h > 24 or not context.tokens[context.end - 1].raw.startswith(("in ", "at ", "du ", "de ")):
        return None
    return Constraints(part=p, clock=TimeOfDay(int(h)))


@rule("AT NUM:h OR NUM:e", "AT? clock:c OR NUM:e")
def one_of_two_hours(
    context: TokenContext, e: int, h: int | None = None, c: TimeOfDay | None = None
) -> Constraints | None:
    """At 9 or 10: which?"""
    joint = context.tokens[context.end - 2].raw
    if joint not in ("or", "ou", "或", "或者", "还是") or e % 1 or e > 24 or context.counts_goods():
        return None
    return Constraints(clock=c, flags=frozenset({"doubt"}))


@rule("PART:p", "OF? THE? PART:p", "AT PART:p", "THIS PART:p")
def part_of_day(context: TokenContext, p: str) -> Constraints | None:
    """Morning, 晚上, du soir."""
    raw = context.tokens[context.end - 1].raw
    if raw in _SHORT and not context.follows(*DATES) and not context.precedes("NUM", "CLOCK", "HCLOCK"):
        return None
    return Constraints(part=p)


@rule("HABIT:p", "ON HABIT:p", "AT HABIT:p")
def habit(context: TokenContext, p: str) -> Constraints | None:
    """After work, 午饭后, au coucher: what hour that is, only the person knows."""
    return Constraints(part=p, flags=frozenset({"habit_hour"}))


@rule("PART:p NUM:h")
def part_and_hour(context: TokenContext, p: str, h: int) -> Constraints | None:
    """早8, 晚上8."""
    if (
        context.raw().isascii()
        or context.counts_goods()
        or context.precedes(*COUNTED, "CJK")
        or h % 1
        or h > 24
    ):
        return None
    return Constraints(part=p, clock=TimeOfDay(int(h), exact=False))


@rule("PART:p AND ONE? HALF|QUARTER")
def noon_and(context: TokenContext, p: str) -> Constraints | None:
    """Midi et demi, minuit et quart."""
    if p not in ("noon", "midnight") or not context.raw().isascii():
        return None
    minutes = 30 if "HALF" in context.tokens[context.end - 1].kinds else 15
    return Constraints(part=p, clock=TimeOfDay(12, minutes))


@rule("ZONE:z")
def zone(context: TokenContext, z: str | None) -> Constraints | None:
    """北京时间, (heure de Paris), UTC+8."""
    return Constraints(zone=z)
