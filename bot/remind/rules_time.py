"""Rules for the time of day: 9am, 晚上八点半, half past nine, à 9h30, noon."""

from bot.remind.clues import Clock, Clues
from bot.remind.grammar import COUNTED, DATES, RULES, TIMES
from bot.remind.pattern import Site
from bot.remind.rules_day import counts_goods

# One character that is also part of other words: a time only in the company of one.
_SHORT = frozenset("早晚晨夜")
_COMPANY = ("AT", "COMMA", "ON", "DOT", *DATES, *TIMES)


@RULES("AT? clock:c", "AT? spoken:c", "ON spoken:c", "ON clock:c")
def clock_time(site: Site, c: Clock) -> Clues | None:
    """9:30, 9am, 八点半, nine o'clock."""
    raw = site.raw()
    if raw.endswith("时") and site.follows("CJK"):
        return None
    alone = site.before is None and site.after is None
    if not alone and site.tokens[site.start].raw == "一" and not site.follows(*_COMPANY, "IN"):
        return None  # 便宜一点 is no one o'clock
    return Clues(clock=c)


@RULES("AT heures:c", "heures:c")
def french_time(site: Site, c: Clock) -> Clues | None:
    """À 9 heures, neuf heures trente; not forfait 2 heures."""
    named = "AT" in site.tokens[site.start].kinds and site.tokens[site.start].raw != "a"
    alone = site.before is None and site.after is None and c.hour > 6
    headed = alone or named or "HEURES" not in site.tokens[site.end - 1].kinds
    if (
        not headed
        and not site.follows(*_COMPANY)
        and not site.precedes("PART")
        and site.raw() not in ("a", "vers")
    ):
        return None
    return None if site.follows("IN", "EVERY", "GAP") else Clues(clock=c)


@RULES("AT NUM:h", "AT ONE:h")
def bare_hour(site: Site, h: int) -> Clues | None:
    """At 9, à 21."""
    raw, word = site.raw(), site.tokens[site.end - 1].raw
    if (
        counts_goods(site)
        or site.precedes(*COUNTED, "DASH", "SLASH")
        or raw not in ("at", "a", "vers", "around", "@")
    ):
        return None
    if raw == "a" and site.tongue != "fr":
        return None
    if len(word) == 4 and word.isdecimal():
        return Clues(clock=Clock(int(word[:2]), int(word[2:]), exact=True))
    if h % 1 or h > 29 or word in ("a", "an", "un", "une"):
        return None
    return Clues(clock=Clock(int(h), exact=word.startswith("0") or h > 12))


@RULES("REL:r NUM:h", "NUM:h REL:r")
def day_and_hour(site: Site, r: int, h: int) -> Clues | None:
    """Tomorrow 9, at either end of the line."""
    if h % 1 or not 1 <= h <= 24 or r < 0 or counts_goods(site):
        return None
    last = "NUM" in site.tokens[site.end - 1].kinds
    if (site.after if last else site.before) is not None:
        return None
    return Clues(rel=r, clock=Clock(int(h), exact=h > 12))


@RULES("AT NUM:h NUM:m", "NUM:h NUM:m")
def spoken_minutes(site: Site, h: int, m: int) -> Clues | None:
    """Nine thirty."""
    words = site.raw().isalpha() and site.tokens[site.end - 1].raw.isalpha()
    if h % 1 or not 1 <= h <= 12 or m % 5 or not 10 <= m <= 55 or not words or counts_goods(site):
        return None
    return Clues(clock=Clock(int(h), int(m)))


@RULES("NUM:h", "AT NUM:h")
def four_digits(site: Site, h: int) -> Clues | None:
    """0900 beside a day."""
    raw = site.tokens[site.end - 1].raw
    if len(raw) != 4 or not raw.startswith("0") or not (site.follows(*DATES) or site.precedes(*DATES)):
        return None
    return Clues(clock=Clock(int(raw[:2]), int(raw[2:]), exact=True))


@RULES("NUM:h PART:p", "AT NUM:h PART:p")
def hour_in_part(site: Site, h: int, p: str) -> Clues | None:
    """5 in the afternoon, 11 at night, 8 du soir."""
    if site.before is not None and "AT" not in site.tokens[site.start].kinds and not site.follows(*_COMPANY):
        return None
    if h % 1 or h > 24 or not site.tokens[site.end - 1].raw.startswith(("in ", "at ", "du ", "de ")):
        return None
    return Clues(part=p, clock=Clock(int(h)))


@RULES("AT NUM:h OR NUM:e", "AT? clock:c OR NUM:e")
def one_of_two_hours(site: Site, e: int, h: int | None = None, c: Clock | None = None) -> Clues | None:
    """At 9 or 10: which?"""
    joint = site.tokens[site.end - 2].raw
    if joint not in ("or", "ou", "或", "或者", "还是") or e % 1 or e > 24 or counts_goods(site):
        return None
    return Clues(clock=c, flags=frozenset({"doubt"}))


@RULES("PART:p", "OF? THE? PART:p", "AT PART:p", "THIS PART:p")
def part_of_day(site: Site, p: str) -> Clues | None:
    """Morning, 晚上, du soir."""
    raw = site.tokens[site.end - 1].raw
    if raw in _SHORT and not site.follows(*DATES) and not site.precedes("NUM", "CLOCK", "HCLOCK"):
        return None
    return Clues(part=p)


@RULES("PART:p NUM:h")
def part_and_hour(site: Site, p: str, h: int) -> Clues | None:
    """早8, 晚上8."""
    if site.raw().isascii() or counts_goods(site) or site.precedes(*COUNTED, "CJK") or h % 1 or h > 24:
        return None
    return Clues(part=p, clock=Clock(int(h), exact=False))


@RULES("PART:p AND ONE? HALF|QUARTER")
def noon_and(site: Site, p: str) -> Clues | None:
    """Midi et demi, minuit et quart."""
    if p not in ("noon", "midnight") or not site.raw().isascii():
        return None
    minutes = 30 if "HALF" in site.tokens[site.end - 1].kinds else 15
    return Clues(part=p, clock=Clock(12, minutes))


@RULES("ZONE:z")
def zone(site: Site, z: str | None) -> Clues | None:
    """北京时间, (heure de Paris), UTC+8."""
    return Clues(zone=z)
