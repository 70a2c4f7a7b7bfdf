"""Time zones: names in four languages to IANA, and wall-clock time to moments."""

import re
from datetime import UTC, datetime, timedelta, tzinfo
from functools import cache
from importlib.resources import files
from typing import Final
from zoneinfo import ZoneInfo

from bot.content.plain_text import normalize_text
from bot.content.time_zones import TimeZones, plain_name

_OFFSET: Final = re.compile(r"(?:utc|gmt)? ?([+-]) ?(\d{1,2})(?::?00)?")
_LONGEST_NAME: Final = 100
FALLBACK: Final = "Europe/Paris"
"""Where a stored name is unknown: the bot is about French cards."""


def resolve(name: str, zones: TimeZones) -> str | None:
    """The IANA name for what a person typed: an IANA name in any case, a place, UTC+8; else None."""
    plain = plain_name(name[:_LONGEST_NAME])
    if not plain:
        return None
    return zones.by_name.get(plain) or _iana().get(plain) or _by_city().get(plain) or _by_offset(name)


def label(zone: str, language: str, zones: TimeZones) -> str:
    """What a zone is called in a language: the first name given there, else the city of its IANA name.

    A name that is none of IANA's is called what it is taken for.
    """
    zone = zone if zone in iana_names() else FALLBACK
    names = zones.places.get(zone, {}).get(language)
    return names[0] if names else zone.rpartition("/")[2].replace("_", " ")


def localise(wall: datetime, zone: str | tzinfo) -> datetime:
    """A wall-clock time as a moment of its zone.

    The hour that does not exist moves forward by the gap (02:30 is 03:30); of the hour that comes twice
    the first is meant.
    """
    if wall.tzinfo is not None:
        raise ValueError("wall-clock time has no zone of its own")
    place = zone_info(zone) if isinstance(zone, str) else zone
    return wall.replace(tzinfo=place, fold=0).astimezone(UTC).astimezone(place)


def walls_twice(moment: datetime) -> bool:
    """Whether this is the second of two moments with the same wall-clock time."""
    first = localise(moment.replace(tzinfo=None, fold=0), moment.tzinfo or UTC)
    return moment.fold == 1 and first.utcoffset() != moment.utcoffset()


def gap(wall: datetime, zone: str) -> timedelta:
    """By how much a wall-clock time moves because it does not exist; zero for nearly all."""
    return localise(wall, zone).replace(tzinfo=None) - wall.replace(fold=0)


@cache
def iana_names() -> frozenset[str]:
    """The names of IANA's list (of the tzdata package, the same on every host), `Factory` left out."""
    listed = files("tzdata").joinpath("zones").read_text("utf-8").split()
    return frozenset(listed) - {"Factory"}


def zone_info(zone: str) -> ZoneInfo:
    """The zone of a name; `FALLBACK` where the name, once stored, is none of IANA's (any more)."""
    return ZoneInfo(zone if zone in iana_names() else FALLBACK)


@cache
def _iana() -> dict[str, str]:
    return {plain_name(zone): zone for zone in sorted(iana_names())}


@cache
def _by_city() -> dict[str, str]:
    """Cities of IANA names that only one zone has: Kolkata, Buenos Aires."""
    zones = [z for z in iana_names() if "/" in z and not z.startswith(("Etc/", "US/"))]
    cities: dict[str, list[str]] = {}
    for zone in sorted(zones):
        cities.setdefault(plain_name(zone.rpartition("/")[2]), []).append(zone)
    return {city: found[0] for city, found in cities.items() if len(found) == 1}


def _by_offset(name: str) -> str | None:
    found = _OFFSET.fullmatch(normalize_text(name).strip())
    if not found or int(found[2]) > 12:
        return None
    sign = "-" if found[1] == "+" else "+"  # Etc names count the other way round
    return f"Etc/GMT{sign}{int(found[2])}" if int(found[2]) else "UTC"
