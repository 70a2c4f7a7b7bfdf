"""Time zones: names in four languages to IANA, and wall-clock time to moments."""

import re
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta, tzinfo
from functools import cache
from typing import Final
from zoneinfo import ZoneInfo, available_timezones

from bot.content.plain_text import normalize_text

# The faq's zones.yaml: {"offered": [zone, …], "places": {zone: {language: [label, other names …]}}}.
Places = Mapping[str, Mapping[str, Sequence[str]]]

_OFFSET: Final = re.compile(r"(?:utc|gmt)? ?([+-]) ?(\d{1,2})(?::?00)?")
_EDGES: Final = re.compile(r"[^\w+]+")
_HIDDEN: Final = ("posix/", "right/")


def resolve(name: str, places: Places) -> str | None:
    """The IANA name for what a person typed: an IANA name in any case, a place, UTC+8; else None."""
    plain = _plain(name)
    if not plain:
        return None
    return _names(places).get(plain) or _iana().get(plain) or _by_city().get(plain) or _by_offset(name)


def label(zone: str, language: str, places: Places) -> str:
    """What a zone is called in a language: the first name given there, else the city of its IANA name."""
    names = places.get(zone, {}).get(language)
    return names[0] if names else zone.rpartition("/")[2].replace("_", " ")


def localise(wall: datetime, zone: str | tzinfo) -> datetime:
    """A wall-clock time as a moment of its zone.

    The hour that does not exist moves forward by the gap (02:30 is 03:30); of the hour that comes twice
    the first is meant.
    """
    if wall.tzinfo is not None:
        raise ValueError("wall-clock time has no zone of its own")
    place = ZoneInfo(zone) if isinstance(zone, str) else zone
    return wall.replace(tzinfo=place, fold=0).astimezone(UTC).astimezone(place)


def walls_twice(moment: datetime) -> bool:
    """Whether this is the second of two moments with the same wall-clock time."""
    first = localise(moment.replace(tzinfo=None, fold=0), moment.tzinfo or UTC)
    return moment.fold == 1 and first.utcoffset() != moment.utcoffset()


def gap(wall: datetime, zone: str) -> timedelta:
    """By how much a wall-clock time moves because it does not exist; zero for nearly all."""
    return localise(wall, zone).replace(tzinfo=None) - wall.replace(fold=0)


def _plain(name: str) -> str:
    return _EDGES.sub(" ", normalize_text(name)).replace("_", " ").strip()


def _names(places: Places) -> dict[str, str]:
    return {
        _plain(name): zone
        for zone, languages in places.items()
        for names in languages.values()
        for name in names
    }


@cache
def _iana() -> dict[str, str]:
    return {_plain(zone): zone for zone in sorted(available_timezones()) if not zone.startswith(_HIDDEN)}


@cache
def _by_city() -> dict[str, str]:
    """Cities of IANA names that only one zone has: Kolkata, Buenos Aires."""
    zones = [
        z
        for z in available_timezones()
        if "/" in z and not z.startswith((*_HIDDEN, "Etc/", "SystemV/", "US/"))
    ]
    cities: dict[str, list[str]] = {}
    for zone in sorted(zones):
        cities.setdefault(_plain(zone.rpartition("/")[2]), []).append(zone)
    return {city: found[0] for city, found in cities.items() if len(found) == 1}


def _by_offset(name: str) -> str | None:
    found = _OFFSET.fullmatch(normalize_text(name).strip())
    if not found or int(found[2]) > 12:
        return None
    sign = "-" if found[1] == "+" else "+"  # Etc names count the other way round
    return f"Etc/GMT{sign}{int(found[2])}" if int(found[2]) else "UTC"
