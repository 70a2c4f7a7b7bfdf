"""Days by their names: Noël, 除夕, Easter Monday, 农历八月十五.

Feasts of the moon's calendar come from borax, those around Easter from dateutil. The package `holidays`
knows the rest as well, but costs 0.3 s and 19 MB at its first question: the tests hold these tables to it.
"""

from collections.abc import Callable, Iterable
from datetime import date, timedelta
from typing import Final, NamedTuple

from borax.calendars.lunardate import LunarDate
from dateutil.easter import easter

_FIRST, _LAST = 1901, 2098
"""The years of which borax knows both ends."""
_THURSDAY, _SUNDAY = 3, 6


class LunarDay(NamedTuple):
    """A day of the moon's calendar; `leap` is the second month of its number."""

    month: int
    day: int
    leap: bool = False


FIXED: Final = {
    "new_year": (1, 1), "epiphany": (1, 6), "candlemas": (2, 2), "valentine": (2, 14), "womens_day": (3, 8),
    "april_fools": (4, 1), "may_day": (5, 1), "victory_day": (5, 8), "childrens_day": (6, 1),
    "bastille_day": (7, 14), "assumption": (8, 15), "teachers_day": (9, 10), "china_day": (10, 1),
    "double_ten": (10, 10), "halloween": (10, 31), "all_saints": (11, 1), "all_souls": (11, 2),
    "singles_day": (11, 11), "armistice": (11, 11), "double_twelve": (12, 12), "christmas_eve": (12, 24),
    "christmas": (12, 25), "boxing_day": (12, 26), "new_years_eve": (12, 31),
}  # fmt: skip
"""Month and day of what never moves."""
_AROUND_EASTER: Final = {
    "mardi_gras": -47, "ash_wednesday": -46, "palm_sunday": -7, "good_friday": -2, "easter": 0,
    "easter_monday": 1, "ascension": 39, "pentecost": 49, "whit_monday": 50,
}  # fmt: skip
_LUNAR: Final = {
    "spring_festival": LunarDay(1, 1), "lantern_festival": LunarDay(1, 15), "dragon_head": LunarDay(2, 2),
    "dragon_boat": LunarDay(5, 5), "qixi": LunarDay(7, 7), "ghost_festival": LunarDay(7, 15),
    "mid_autumn": LunarDay(8, 15), "double_ninth": LunarDay(9, 9), "laba": LunarDay(12, 8),
}  # fmt: skip
EITHER: Final = {
    "new_year_or_spring": ("new_year", "spring_festival"),
    "reveillon": ("christmas_eve", "new_years_eve"),
    "labour_day": ("may_day", "us_labour_day"),
    "mothers_day": ("mothers_day_us", "mothers_day_fr"),
    "china_or_taiwan_day": ("china_day", "double_ten"),
    "lovers_day": ("valentine", "qixi"),
}
"""Names that mean two days; they are asked about."""


def _nth(year: int, month: int, weekday: int, nth: int) -> date:
    """The nth (from 1; -1 the last) weekday of a month."""
    if nth < 0:
        after = date(year + month // 12, month % 12 + 1, 1)
        return after - timedelta(days=(after.weekday() - weekday - 1) % 7 + 1)
    first = date(year, month, 1)
    return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (nth - 1))


def _mothers_day_fr(year: int) -> date:
    """The last Sunday of May, or the first of June where Pentecost falls on it."""
    day = _nth(year, 5, _SUNDAY, -1)
    return day + timedelta(days=7) if day == easter(year) + timedelta(days=49) else day


def _solar_term(year: int, coefficient: float) -> int:
    """The day of a solar term by the usual formula of this century."""
    return int((year % 100) * 0.2422 + coefficient) - (year % 100) // 4


_BY_RULE: Final[dict[str, Callable[[int], date]]] = {
    "thanksgiving": lambda year: _nth(year, 11, _THURSDAY, 4),
    "black_friday": lambda year: _nth(year, 11, _THURSDAY, 4) + timedelta(days=1),
    "us_labour_day": lambda year: _nth(year, 9, 0, 1),
    "mothers_day_us": lambda year: _nth(year, 5, _SUNDAY, 2),
    "mothers_day_fr": _mothers_day_fr,
    "fathers_day": lambda year: _nth(year, 6, _SUNDAY, 3),
    "qingming": lambda year: date(year, 4, _solar_term(year, 4.81)),
    "winter_solstice": lambda year: date(year, 12, _solar_term(year, 21.94)),
    "chinese_new_years_eve": lambda year: LunarDate(year, 1, 1).to_solar_date() - timedelta(days=1),
}
NAMES: Final = frozenset({*FIXED, *_AROUND_EASTER, *_LUNAR, *_BY_RULE})


def dates_of(name: str | LunarDay, years: Iterable[int]) -> tuple[date, ...]:
    """The days of that name in the given years of our calendar; a lunar one may come twice or never.

    KeyError for a name that is not in NAMES.
    """
    if isinstance(name, LunarDay):
        return _lunar(name, years)
    if name in _LUNAR:
        return _lunar(_LUNAR[name], years)
    return tuple(_in_year(name, year) for year in sorted(years) if _FIRST <= year <= _LAST)


def _in_year(name: str, year: int) -> date:
    if name in FIXED:
        return date(year, *FIXED[name])
    if name in _AROUND_EASTER:
        return easter(year) + timedelta(days=_AROUND_EASTER[name])
    return _BY_RULE[name](year)


def _lunar(day: LunarDay, years: Iterable[int]) -> tuple[date, ...]:
    """A lunar year ends in the next of ours, so each is looked for in two."""
    wanted = {year for year in years if _FIRST <= year <= _LAST}
    found = {_solar(day, lunar) for year in wanted for lunar in (year - 1, year)}
    return tuple(sorted(each for each in found if each is not None and each.year in wanted))


def _solar(day: LunarDay, lunar_year: int) -> date | None:
    """The day in our calendar; None where the lunar year has no such day."""
    try:
        solar: date = LunarDate(lunar_year, day.month, day.day, int(day.leap)).to_solar_date()
        return solar
    except ValueError:
        return None
