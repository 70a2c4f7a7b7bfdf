"""The time of another place: 北京时间, Paris time, heure de Dakar, (heure d’Alger)."""

import re
from collections.abc import Mapping
from typing import Any, Final

from bot.content.time_zones import plain_name

_NAME: Final = r"[a-z]+(?:[-' ][a-z]+){0,3}"
_HEURE: Final = r"heure (?:locale )?(?:de |d'|du |a )?"
_BRACKET: Final = re.compile(rf"\((?:{_HEURE}([^()]{{1,30}})|([^()]{{1,30}}?)(?:当地)? ?(?:时间|time))\)")
_BEHIND: Final = re.compile(rf"({_NAME}) time(?![a-z])|([一-鿿]{{1,8}}?)(?:当地)?时间")
_AHEAD: Final = re.compile(_HEURE)
_WORD: Final = re.compile(r"[-' ]?[a-z]+")
_MOST_WORDS: Final = 4
UNKNOWN: Final = "?"
"""Stands before a name that is no known place."""


def at(text: str, place: int, names: Mapping[str, str]) -> tuple[int, Mapping[str, Any]] | None:
    """The place whose time is named from here on: where the words end, and its zone by `names`."""
    if found := _BRACKET.match(text, place):
        name = plain_name(found[1] or found[2])
        return found.end(), {"ZONE": names.get(name, UNKNOWN + name)}
    if found := _BEHIND.match(text, place):
        zone = names.get(plain_name(found[1] or found[2]))
        return (found.end(), {"ZONE": zone}) if zone else None
    found = _AHEAD.match(text, place)
    return _first_words(text, found.end(), names) if found else None


def _first_words(text: str, place: int, names: Mapping[str, str]) -> tuple[int, Mapping[str, Any]] | None:
    """The longest run of words that is a place (La Réunion, not La Réunion demain)."""
    ends: list[int] = []
    end = place
    while len(ends) < _MOST_WORDS and (word := _WORD.match(text, end)):
        end = word.end()
        ends.append(end)
    for end in reversed(ends):
        if zone := names.get(plain_name(text[place:end])):
            return end, {"ZONE": zone}
    return None
