"""The time zones that people name: those offered as buttons, and what each is called in four languages."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Final

from bot.content.plain_text import normalize_text

_EDGES: Final = re.compile(r"[^\w+]+")
_UNIVERSAL: Final = {"utc": "UTC", "gmt": "UTC"}


def plain_name(name: str) -> str:
    """A name in the spelling that names are compared in: Côte d’Ivoire is `cote d ivoire`."""
    return _EDGES.sub(" ", normalize_text(name)).replace("_", " ").strip()


@dataclass(frozen=True)
class TimeZones:
    """What zones.yaml says. `places`: zone -> language -> names, of which the first is shown.

    `words_too` are also ordinary words (Nice): typed alone they are places, in a phrase they are not.
    """

    offered: tuple[str, ...] = ()
    places: Mapping[str, Mapping[str, Sequence[str]]] = field(default_factory=dict)
    words_too: tuple[str, ...] = ()

    @classmethod
    def of(cls, data: Mapping[str, Any]) -> "TimeZones":
        """From the mapping of the file; what lacks is empty."""
        return cls(
            tuple(data.get("offered") or ()), data.get("places") or {}, tuple(data.get("words_too") or ())
        )

    @cached_property
    def by_name(self) -> Mapping[str, str]:
        """Every name, as `plain_name` spells it, with its IANA zone."""
        named = (
            (plain_name(name), zone)
            for zone, languages in self.places.items()
            for names in languages.values()
            for name in names
        )
        return dict(named) | _UNIVERSAL

    @cached_property
    def in_phrases(self) -> Mapping[str, str]:
        """The names that mean a place also in the middle of a phrase."""
        words = set(map(plain_name, self.words_too))
        return {name: zone for name, zone in self.by_name.items() if name not in words}
