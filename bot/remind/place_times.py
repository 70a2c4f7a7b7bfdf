"""The time of another place: 北京时间, Paris time, heure de Dakar, (heure d’Alger)."""

import re
from collections.abc import Mapping
from typing import Any, Final

from bot.remind.places import PLACES

_GAP: Final = re.compile(r"[-'_ ]+")
_NAME: Final = r"[a-z]+(?:[-' ][a-z]+){0,3}"
_HEURE: Final = r"heure (?:locale )?(?:de |d'|du |a )?"
_BRACKET: Final = re.compile(rf"\((?:{_HEURE}([^()]{{1,30}})|([^()]{{1,30}}?)(?:当地)? ?(?:时间|time))\)")
_BEHIND: Final = re.compile(rf"({_NAME}) time(?![a-z])|([一-鿿]{{1,8}}?)(?:当地)?时间")
_AHEAD: Final = re.compile(_HEURE)
_WORD: Final = re.compile(r"[-' ]?[a-z]+")
_MOST_WORDS: Final = 4
UNKNOWN: Final = "?"
"""Stands before a name that is no known place."""


def at(text: str, place: int) -> tuple[int, Mapping[str, Any]] | None:
    """The place whose time is named from here on: where the words end, and its zone."""
    if found := _BRACKET.match(text, place):
        name = _plain(found[1] or found[2])
        return found.end(), {"ZONE": PLACES.get(name, UNKNOWN + name)}
    if found := _BEHIND.match(text, place):
        zone = PLACES.get(_plain(found[1] or found[2]))
        return (found.end(), {"ZONE": zone}) if zone else None
    found = _AHEAD.match(text, place)
    return _first_words(text, found.end()) if found else None


def _first_words(text: str, place: int) -> tuple[int, Mapping[str, Any]] | None:
    """The longest run of words that is a place (La Réunion, not La Réunion demain)."""
    ends: list[int] = []
    end = place
    while len(ends) < _MOST_WORDS and (word := _WORD.match(text, end)):
        end = word.end()
        ends.append(end)
    for end in reversed(ends):
        if zone := PLACES.get(_plain(text[place:end])):
            return end, {"ZONE": zone}
    return None


def _plain(name: str) -> str:
    return _GAP.sub(" ", name).strip()
