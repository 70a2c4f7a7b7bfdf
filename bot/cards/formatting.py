"""Moments, repetitions and days left in words; what is said here can be read by `phrase.read`.

`words` is the mapping of faq/dates/<language>.yaml.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime, time
from typing import Any, Final

from bot.cards.recurrence import parse
from bot.cards.zones import walls_twice
from bot.content.plain_text import normalize_text

Words = Mapping[str, Any]

_DAYS: Final = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_WORKDAYS: Final = "MO,TU,WE,TH,FR"
_UNITS: Final = {
    "MINUTELY": "minute", "HOURLY": "hour", "DAILY": "day",
    "WEEKLY": "week", "MONTHLY": "month", "YEARLY": "year",
}  # fmt: skip
_CLAMPED: Final = "28,29"


def moment(when: datetime, now: datetime, words: Words, place: str | None = None) -> str:
    """A moment (aware) with weekday and time; the year when it isn't this one; `place` is its zone's label.

    The second of two equal wall-clock times, when the clocks go back, gets its offset instead of the place.
    """
    text = str(words["moment"]).format(
        date=date(when, words, with_year=when.year != now.year),
        weekday=words["weekdays"][when.weekday()],
        time=clock(when.time()),
    )
    if walls_twice(when):
        return text + str(words["offset_place"]).format(offset=_offset(when))
    return text + (_place(place, words) if place else "")


def date(day: datetime, words: Words, *, with_year: bool) -> str:
    """Day and month, with the year if asked."""
    form = words["date_with_year" if with_year else "date"]
    return str(form).format(year=day.year, month=words["months"][day.month - 1], day=_day(day.day, words))


def clock(at: time) -> str:
    """Hours and minutes of the 24-hour clock: 09:00."""
    return f"{at.hour:02d}:{at.minute:02d}"


def repeat(rule: str, words: Words, at: time | None = None) -> str:
    """A repetition in words, with its time of day if given; raises ValueError for a rule that isn't ours."""
    parts = parse(rule)
    text = _repeat(parts, words)
    if at is not None:
        text = str(words["repeat"]["at"]).format(repeat=text, time=clock(at))
    clamped = parts.get("BYMONTHDAY", "").startswith(_CLAMPED)
    return str(words["repeat"]["shorter"]).format(repeat=text) if clamped else text


def left(days: int, words: Words) -> str:
    """Days left (negative: days over)."""
    forms = words["left"]
    if days == 0:
        return str(forms["today"])
    key = ("" if days > 0 else "past_") + ("one" if abs(days) == 1 else "many")
    return str(forms[key]).format(n=abs(days))


def question(why: str, words: Words) -> str:
    """The question to ask where a line could not be read; `why` is a `dates.Clarification`."""
    return str(words["problems"][why])


def _day(day: int, words: Words) -> str:
    return str(words["first"]) if day == 1 and "first" in words else str(day)


def _place(place: str, words: Words) -> str:
    vowel = normalize_text(place)[:1] in tuple("aeiouh")
    form = words["place_before_vowel"] if vowel and "place_before_vowel" in words else words["place"]
    return str(form).format(place=place)


def _offset(when: datetime) -> str:
    offset = when.strftime("%z")
    return f"{offset[0]}{int(offset[1:3])}" + (f":{offset[3:5]}" if offset[3:5] != "00" else "")


def _repeat(parts: Mapping[str, str], words: Words) -> str:
    unit, number = _UNITS[parts["FREQ"]], int(parts.get("INTERVAL", "1"))
    key, values = _form(parts, unit, words)
    form = words["repeat"].get(key)
    if form is None:
        return str(words["repeat"]["other"])
    if key == "weekday" and number > 1 and "weekdays_plural" not in words:
        return str(form["many"]).format(n=number, **values)
    return str(form["one" if number == 1 else "many"]).format(n=number, **values)


def _form(parts: Mapping[str, str], unit: str, words: Words) -> tuple[str, dict[str, str]]:
    """Which form of words a rule takes, and what goes into it."""
    by = {name: parts[name] for name in ("BYMONTH", "BYMONTHDAY", "BYDAY", "BYSETPOS") if name in parts}
    if not by:
        return unit, {}
    if unit == "week" and by.keys() == {"BYDAY"}:
        return (
            ("workdays", {})
            if by["BYDAY"] == _WORKDAYS
            else ("weekday", {"days": _weekdays(by["BYDAY"], words)})
        )
    if unit == "month":
        return _month_form(by, words)
    if unit == "year" and {"BYMONTH", "BYMONTHDAY"} <= by.keys() and by["BYMONTHDAY"] != "-1":
        day = int(by["BYMONTHDAY"].rpartition(",")[2])
        month = words["months"][int(by["BYMONTH"]) - 1]
        return "year_day", {"date": str(words["date"]).format(month=month, day=_day(day, words))}
    return "other", {}


def _month_form(by: Mapping[str, str], words: Words) -> tuple[str, dict[str, str]]:
    days = by.get("BYMONTHDAY", "")
    if by.keys() == {"BYMONTHDAY"} and "-" not in days:
        return "month_day", {"days": _month_days(days.split(","), words)}
    if days == "-1" and len(by) == 1:
        return "last_day", {}
    if days.startswith(_CLAMPED) and by.get("BYSETPOS") == "-1" and len(by) == 2:
        return "month_day", {"days": _month_days([days.rpartition(",")[2]], words)}
    if by.keys() == {"BYDAY"} and "," not in by["BYDAY"] and by["BYDAY"][:-2]:
        nth, weekday = int(by["BYDAY"][:-2]), _DAYS.index(by["BYDAY"][-2:])
        if nth == -1 or nth > 0:
            name = words["last"] if nth == -1 else words["nth"][nth - 1]
            return "nth", {"nth": str(name), "weekday": str(words["weekdays"][weekday])}
    if by == {"BYDAY": _WORKDAYS, "BYSETPOS": "-1"}:
        return "last_workday", {}
    return "other", {}


def _weekdays(days: str, words: Words) -> str:
    names = words.get("weekdays_plural", words["weekdays"])
    return _listed([str(names[_DAYS.index(day)]) for day in days.split(",")], words)


def _month_days(days: Sequence[str], words: Words) -> str:
    if "ordinals" in words:
        return _listed([str(words["ordinals"][int(day) - 1]) for day in days], words)
    return _listed([_day(int(day), words) for day in days], words)


def _listed(names: Sequence[str], words: Words) -> str:
    return str(words["and"]).join(names)
