"""Repetitions as RFC 5545 rules in wall-clock time: 09:00 stays 09:00 over both changes of clock."""

import re
from datetime import UTC, datetime, timedelta
from typing import Final

from dateutil.rrule import rrule, rrulestr

from bot.cards.zones import localise, zone_info

PARTS: Final = ("FREQ", "INTERVAL", "BYMONTH", "BYMONTHDAY", "BYDAY", "BYSETPOS")
FREQUENCIES: Final = ("MINUTELY", "HOURLY", "DAILY", "WEEKLY", "MONTHLY", "YEARLY")
MOST: Final = 1200
"""The largest INTERVAL."""
SHORTEST_MINUTES: Final = 5
_TOLD_YEARS: Final = 10
_TOLD_LEAST, _TOLD_MOST = 24, 12 * _TOLD_YEARS + 1
_DAY: Final = re.compile(r"(?:[+-]?[1-5])?(?:MO|TU|WE|TH|FR|SA|SU)")
_RANGES: Final = {"BYMONTH": range(1, 13), "BYMONTHDAY": range(1, 32), "BYSETPOS": range(1, 6)}


def compose(frequency: str, interval: int = 1, **by: str) -> str:
    """A rule's text, its parts in the fixed order; `by` in small letters (bymonth="1")."""
    values = {"FREQ": frequency, "INTERVAL": str(interval) if interval > 1 else ""}
    values |= {name.upper(): value for name, value in by.items()}
    return ";".join(f"{part}={values[part]}" for part in PARTS if values.get(part))


def parse(rule: str) -> dict[str, str]:
    """The parts of a rule; raises ValueError for what this house does not write or what never comes."""
    parts: dict[str, str] = {}
    for item in rule.split(";"):
        name, equals, value = item.partition("=")
        if not equals or not value or name not in PARTS or name in parts:
            raise ValueError(f"not a rule of ours: {rule}")
        parts[name] = value
    _check(rule, parts)
    return parts


def validate(rule: str) -> str:
    """The rule itself; raises ValueError."""
    parse(rule)
    return rule


def _check(rule: str, parts: dict[str, str]) -> None:
    if parts.get("FREQ") not in FREQUENCIES:
        raise ValueError(f"unknown frequency: {rule}")
    interval = parts.get("INTERVAL", "1")
    if not re.fullmatch(r"[1-9]\d{0,3}", interval) or int(interval) > MOST:
        raise ValueError(f"interval out of range: {rule}")
    if parts["FREQ"] == "MINUTELY" and int(interval) < SHORTEST_MINUTES:
        raise ValueError(f"too often: {rule}")
    for name, allowed in _RANGES.items():
        for number in filter(None, parts.get(name, "").split(",")):
            if not re.fullmatch(r"-?[1-9]\d?", number) or abs(int(number)) not in allowed:
                raise ValueError(f"{name} out of range: {rule}")
    if not all(_DAY.fullmatch(day) for day in filter(None, parts.get("BYDAY", "").split(","))):
        raise ValueError(f"no such weekday: {rule}")
    if {"BYMONTHDAY", "BYMONTH", "BYSETPOS"} & parts.keys() and parts["FREQ"] not in ("MONTHLY", "YEARLY"):
        raise ValueError(f"parts that do not go together: {rule}")


def occurrences(rule: str, anchor: datetime) -> rrule:
    """All wall-clock times of a rule from its anchor (naive) on."""
    validate(rule)
    if anchor.tzinfo is not None:
        raise ValueError("the anchor is wall-clock time without a zone")
    found = rrulestr(rule, dtstart=anchor)
    assert isinstance(found, rrule)
    return found


def portable(rule: str, anchor: datetime) -> tuple[str | None, tuple[datetime, ...]]:
    """A rule in a form that every calendar reads, else its single wall-clock times (naive) from the anchor.

    ical.js (Thunderbird, Nextcloud) ignores BYSETPOS over BYMONTHDAY, Outlook skips such a rule. The 31st and
    29 February are the last day of their month for ever; of the 29th and 30th the times of ten years are
    told, and 24 at least.
    """
    parts = parse(rule)
    days = parts.get("BYMONTHDAY", "").split(",")
    if len(days) == 1 or parts.get("BYSETPOS") != "-1":
        return rule, ()
    if days[-1] == "31" or (parts.get("BYMONTH") == "2" and days[-1] == "29"):
        kept = {name: value for name, value in parts.items() if name != "BYSETPOS"} | {"BYMONTHDAY": "-1"}
        return ";".join(f"{name}={value}" for name, value in kept.items()), ()
    times = list(occurrences(rule, anchor).xafter(anchor, count=_TOLD_MOST, inc=True))
    end = anchor + timedelta(days=366 * _TOLD_YEARS)
    return None, tuple(wall for n, wall in enumerate(times) if n < _TOLD_LEAST or wall <= end)


def next_after(rule: str, anchor_wall: datetime, zone: str, after_utc: datetime) -> datetime | None:
    """The first wall-clock time (naive) of the rule whose moment in the zone lies after `after_utc` (aware).

    None when the rule has no further time. Raises ValueError for a rule that is not valid.
    """
    if after_utc.tzinfo is None:
        raise ValueError("after_utc must be aware")
    wall = after_utc.astimezone(zone_info(zone)).replace(tzinfo=None, fold=0)
    series = occurrences(rule, anchor_wall)
    start = max(wall - timedelta(days=1), anchor_wall)
    later = (w for w in series.xafter(start, inc=True) if localise(w, zone) > after_utc.astimezone(UTC))
    return next(later, None)
