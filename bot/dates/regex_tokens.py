"""What is known by its shape in digits: dates, clock times, prices, amounts of data, telephone numbers."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from fractions import Fraction
from types import MappingProxyType
from typing import Any, Final

from bot.dates import place_names
from bot.dates.constraints import TimeOfDay
from bot.dates.holidays import LunarDay
from bot.dates.numerals import chinese

Shape = Callable[[re.Match[str]], Mapping[str, Any] | None]
Numeric = tuple[int | None, int, int]
"""A reading of a date in digits: year or None, month, day."""

_UNITS_AFTER = (
    r"(?=\s*(?:h\b|hours?\b|hrs?\b|heures?\b|min|days?\b|jours?\b|j\b|weeks?\b|semaines?\b|months?\b|mois\b"
    r"|years?\b|ans?\b|个|小时|天|年|周))"
)


def _noise(_: re.Match[str]) -> Mapping[str, Any]:
    return {"NOISE": True}


def readings(first: int, second: int, year: int | None) -> tuple[Numeric, ...]:
    """Day and month in both orders, only those that exist in some year, day first."""
    both = ((year, second, first), (year, first, second))
    return tuple(dict.fromkeys(r for r in both if _exists(r)))


def _exists(reading: Numeric) -> bool:
    try:
        date(reading[0] or 2028, reading[1], reading[2])
    except ValueError:
        return False
    return True


def _year_first(m: re.Match[str]) -> Mapping[str, Any]:
    year = int(m[1])
    return {"DATE": ((year, int(m[3]), int(m[4])),) if year else ()}


def _year_last(m: re.Match[str]) -> Mapping[str, Any]:
    first, second, last = int(m[1]), int(m[3]), int(m[4])
    if len(m[4]) == 4:
        found = readings(first, second, last) if last else ()
        return {"DATE": found[:1] if m[2] == "." else found}  # with dots it is the day first everywhere
    found = readings(first, second, 2000 + last)
    if len(m[1]) == 2 and _exists((2000 + first, second, last)):
        found = (*found, (2000 + first, second, last))
    return {"DATE": found, "SHORTYEAR": True}


def _day_month(m: re.Match[str]) -> Mapping[str, Any] | None:
    found = readings(int(m[1]), int(m[3]), None)
    if m[2] == "-" and not found:
        return {"RANGE": True}
    return {"DATE": found, "DASHED": m[2] == "-"}


def _dotted(m: re.Match[str]) -> Mapping[str, Any]:
    hour, minute = int(m[1]), int(m[2])
    kinds: dict[str, Any] = {"DOTDATE": readings(hour, minute, None)}
    if len(m[2]) == 2 and hour < 24 and minute < 60:
        kinds["DOTCLOCK"] = TimeOfDay(hour, minute, exact=m[1].startswith("0") or hour > 12)
    return kinds


def _compact(m: re.Match[str]) -> Mapping[str, Any]:
    return {"DATE": ((int(m[1]), int(m[2]), int(m[3])),)}


def _clock(m: re.Match[str]) -> Mapping[str, Any]:
    hour = int(m[1])
    return {"CLOCK": TimeOfDay(hour, int(m[2]), exact=len(m[1]) == 2 and (hour > 12 or m[1][0] == "0"))}


def _half_day(m: re.Match[str]) -> Mapping[str, Any]:
    return {"CLOCK": TimeOfDay(int(m[1]), int(m[2] or 0), half=m[3][0] + "m")}


_PARTS: Final = {"½": Fraction(1, 2), "¼": Fraction(1, 4), "¾": Fraction(3, 4)}


def _part(written: str) -> Fraction:
    return _PARTS[written] if written in _PARTS else Fraction(written.replace(" ", ""))


def _part_of_hour(m: re.Match[str]) -> Mapping[str, Any]:
    return {"QUARTERHOUR": int(_part(m[1]) * 60)}


def _part_of_unit(m: re.Match[str]) -> Mapping[str, Any]:
    return {"NUM": _part(m[1])}


def _mixed(m: re.Match[str]) -> Mapping[str, Any]:
    return {"NUM": int(m[1]) + _part(m[2])}


def _hours_and_part(m: re.Match[str]) -> Mapping[str, Any]:
    hour, minute = int(m[1]), int(_part(m[2]) * 60)
    return {"HCLOCK": TimeOfDay(hour, minute, exact=True), "HM": (hour, minute)}


def _one_or_two(_: re.Match[str]) -> Mapping[str, Any]:
    """1/2 days: half of them, or one or two?"""
    return {"RANGE": True}


def _decimal_hours(m: re.Match[str]) -> Mapping[str, Any]:
    return {"HM": divmod(int(Fraction(m[1].replace(",", ".")) * 60), 60)}


def _half_sign(m: re.Match[str]) -> Mapping[str, Any]:
    return {"HALF": 1} if m[0] != "¼" else {"QUARTER": 1}


def _french_clock(m: re.Match[str]) -> Mapping[str, Any]:
    hour, minute = int(m[1]), int(m[2] or 0)
    return {"HCLOCK": TimeOfDay(hour, minute, exact=True), "HM": (hour, minute)}


def _ordinal(m: re.Match[str]) -> Mapping[str, Any]:
    return {"ORD": int(m[1]), "NTH": int(m[1])}


def _french_ordinal(m: re.Match[str]) -> Mapping[str, Any]:
    return {"NTH": int(m[1])}


def _times(m: re.Match[str]) -> Mapping[str, Any]:
    return {"ONCE": 1} if m[1] == "1" else {"TIMES": 2}


def _fraction(m: re.Match[str]) -> Mapping[str, Any]:
    return {"NUM": Fraction(m[0].replace(",", "."))}


def _minus_time(m: re.Match[str]) -> Mapping[str, Any]:
    return {"JPLUS": int(m[1])}


def _universal(_: re.Match[str]) -> Mapping[str, Any]:
    return {"ZONE": "UTC"}


def _utc(m: re.Match[str]) -> Mapping[str, Any]:
    return {"ZONE": f"{m[1]}{int(m[2]):02d}:{m[3] or '00'}"}


_MOON_MONTHS: Final = {"正": 1, "冬": 11, "腊": 12}


def _lunar(m: re.Match[str]) -> Mapping[str, Any] | None:
    """农历八月十五, 腊月初八, 大年初二, 闰六月初一; without a word of the moon it is a day of ours."""
    if m[1]:
        return {"LUNARDATE": LunarDay(1, chinese(m[1]) or 0)}
    month, day = _moon_number(m[4]), _moon_number(m[5].removeprefix("初"))
    told = bool(m[2] or m[3]) or m[4] in _MOON_MONTHS or m[5].startswith("初")
    if not told or not month or not day or month > 12 or day > 30:
        return None
    return {"LUNARDATE": LunarDay(month, day, bool(m[3]))}


def _moon_number(written: str) -> int | None:
    if written in _MOON_MONTHS:
        return _MOON_MONTHS[written]
    return int(written) if written.isdecimal() else chinese(written)


_CURRENCY = (
    r"€|\$|£|¥|₣|欧|元|块|刀|镑|毛|美金|美元|人民币|港币|港纸|台币|euros?\b|eur\b|euro|e\b|usd\b|rmb\b|cny\b|hkd\b|twd\b"
    r"|gbp\b|balles?\b|cents?\b|centimes?\b|cts\b|dollars?\b|pounds?\b|bucks?\b|quid\b"
)
_ONE_UNIT = r"(?:(?:day|week|month|year|jour|journee|semaine|mois|an|annee)(?![a-z])|个?月|天|年|周)"
_ONE_HOUR = r"(?:(?:d'|d |of an |an )?(?:heure|hour|hr|h)(?![a-z])|个?(?:小时|钟头))"
_FRACTION = r"1 ?/ ?2|1 ?/ ?4|3 ?/ ?4|[½¼¾]"
_TABLE: Final[tuple[tuple[str, Shape], ...]] = (
    (r"(?:https?://|www\.)\S+|[\w.+-]+@[\w-]+\.\w+", _noise),
    (r"[a-z0-9][a-z0-9-]*\.(?:fr|com|net|org|top|eu|io|cn)\b\S*", _noise),
    (r"[*#][\d*#]+", _noise),
    (r"(?:\+33|0033)[ .-]?(?:\(0\))?[ .-]?\d(?:[ .-]?\d\d){4}(?!\d)", _noise),
    (r"(?:\+86|0086)[ -]?1\d\d[ -]?\d{4}[ -]?\d{4}(?!\d)|\+\d{7,15}(?!\d)", _noise),
    (r"\+\d{1,3}(?:[ .-]\d{2,4}){2,4}(?!\d)", _noise),
    (r"0[1-9](?:([ .-])\d\d(?:\1\d\d){3}|\d{8})(?!\d)|1[3-9]\d[ -]\d{4}[ -]\d{4}(?!\d)", _noise),
    (r"((?:19|20|21)\d\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?!\d)", _compact),
    (r"\d{7,}", _noise),
    (r"([1-5])e(?= (?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche))", _french_ordinal),
    (rf"[€$£¥]\s?\d+(?:[.,]\d+)?|\d+(?:[.,]\d+)?\s?(?:{_CURRENCY})", _noise),
    (r"(\d) ?x(?= (?:par|per|a|every|each|chaque)\b)", _times),
    (r"\d+(?:[.,]\d+)?\s?(?:gb|go|mb|mo|kb|ko|tb|mbps|兆|%|km)(?![a-z])|\d+(?:[.,]\d+)?(?:g|m|to|x|k|v)(?![a-z0-9])"
     r"|\d+(?:[.,]\d+)? g(?![a-z])|(?:n ?°|no\.|№) ?\d+", _noise),
    (r"大?年初([一二三四五六七八九十])", _lunar),
    (r"()(农历|阴历|旧历)?的?(闰)?(正|冬|腊|[一二三四五六七八九十]{1,2}|\d{1,2})月(?:的)?"
     r"(初[一二三四五六七八九十]|[一二三四五六七八九十廿卅]{1,3}|\d{1,2})[日号]?", _lunar),
    (r"24 ?/ ?7|24 ?h ?/ ?24|7 ?j ?/ ?7", _noise),
    (r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?!\d)(?:t(?=\d))?", _year_first),
    (r"(\d{1,2})([-/.])(\d{1,2})\2(\d{4}|\d\d)(?![\d/])", _year_last),
    (r"(\d{1,2}[.,]\d{1,2}) ?h(?![a-z0-9])", _decimal_hours),
    (rf"\d+[.,]\d+{_UNITS_AFTER}", _fraction),
    (rf"(\d{{1,2}}) ?(?:et ?|and ?)?({_FRACTION}){_UNITS_AFTER}", _mixed),
    (rf"(\d{{1,2}}) ?h(?:eures?)? ?(?:et ?)?({_FRACTION})(?![\d/])", _hours_and_part),
    (rf"({_FRACTION}) ?{_ONE_HOUR}", _part_of_hour),
    (rf"({_FRACTION}) ?(?=(?:a |an )?{_ONE_UNIT})", _part_of_unit),
    (rf"[13] ?/ ?[24]{_UNITS_AFTER}", _one_or_two),
    (r"[½¾¼]", _half_sign),
    (r"(\d{1,2})(?:[:.h](\d\d))?\s?(a\.?m|p\.?m)(?![a-z])\.?", _half_day),
    (r"(\d{1,2}):(\d\d)(?::\d\d(?:\.\d+)?)?(?![\d:])", _clock),
    (r"(\d{1,3})\s?h(?:\s?(\d\d|\d(?!\s?[a-z\d])))?(?:\s?(?:min|mn|m))?(?![a-z0-9])", _french_clock),
    (r"(\d{1,2})([/-])(\d{1,2})(?![\d/]|-\d|[.,]\d)", _day_month),
    (r"(\d{1,2})\.(\d{1,2})\.?(?!\d)", _dotted),
    (r"(1) ?(?:ers?|ier)(?![a-z])", _ordinal),
    (r"(\d{1,2}) ?(?:st|nd|rd|th)(?![a-z])", _ordinal),
    (r"([1-9])(?: ?(?:emes?|eres?|iemes?|nde?s?)|e)(?![a-z])", _french_ordinal),
    (r"\d+ ?(?:emes?|iemes?)(?![a-z])|\d+e(?![a-z])", _noise),
    (r"[jd] ?\+ ?(\d{1,3})(?!\d)", _minus_time),
    (r"\d+[.,]\d+(?!\d| ?[号日])", _noise),
    (r"\(?(?:utc|gmt) ?([+-])(\d{1,2})(?::?(\d\d))?\)?", _utc),
    (r"\(?(?:utc|gmt)\b\)?", _universal),
)  # fmt: skip
_COMPILED: Final = tuple((re.compile(pattern), shape) for pattern, shape in _TABLE)
_MOON: Final = r"(?:农历|阴历|旧历)?的?闰?(?:[正冬腊]|[一二三四五六七八九十]{1,2}|\d{1,2})月|大?年初"
_START: Final = re.compile(rf"{_MOON}|[\d½¼¾€$£¥+*#(№a-z]|[一-鿿]{{1,9}}时间")
_OFFSET: Final = re.compile(r"([+-])(\d\d):(\d\d)|z\b")


def at(
    text: str, place: int, names: Mapping[str, str] = MappingProxyType({})
) -> tuple[int, Mapping[str, Any]] | None:
    """The shape that starts at a place: its end and kinds, or None; `names` are zones by name."""
    if not _START.match(text, place) or _stuck(text, place):
        return None
    for pattern, shape in _COMPILED:
        if (found := pattern.match(text, place)) and (kinds := shape(found)) is not None:
            return found.end(), kinds
    return place_names.at(text, place, names) or _offset(text, place)


def _stuck(text: str, place: int) -> bool:
    """Letters in the middle of a word, or digits in the middle of a number, start nothing."""
    if place == 0:
        return False
    before, here = text[place - 1], text[place]
    return (before.isascii() and before.isalpha() and here.isascii() and here.isalpha()) or (
        before.isdecimal() and here.isdecimal()
    )


def _offset(text: str, place: int) -> tuple[int, Mapping[str, Any]] | None:
    if place == 0 or not text[place - 1].isdecimal() or not (found := _OFFSET.match(text, place)):
        return None
    zone = "+00:00" if found[0] == "z" else f"{found[1]}{found[2]}:{found[3]}"
    return found.end(), {"ZONE": zone}
