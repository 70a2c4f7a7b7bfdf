"""Names of places, as zones are called by: "in Lyon" is said of France, 在上海 of somewhere else."""

import re

from bot.cards.zones import FALLBACK
from bot.content.library import Library
from bot.conversation.phrases import joined, words_of
from bot.match.normalize import Normalizer

_LONGEST = 3  # words, and twice as many Chinese characters
_HOME, _AWAY = "france", "abroad"


class Whereabouts:
    """Knows by its name whether a place is in France; `cues.yaml` says how one tells of being there."""

    def __init__(self, library: Library, normalizer: Normalizer) -> None:
        self._side: dict[str, str] = {}
        for zone, names in library.zones.places.items():
            side = _HOME if zone == FALLBACK else _AWAY
            for name in (name for of in names.values() for name in of):
                self._side[joined(normalizer.tokens(name))] = side
        before = [joined(normalizer.tokens(word)) for word in words_of(library.cues.get("place-before", ()))]
        latin = [word for word in before if word.isascii()]
        self._within = re.compile(
            rf"\b({'|'.join(latin) or '(?!)'}) (?=\S)|(?:{'|'.join(set(before) - set(latin)) or '(?!)'})"
        )
        # Any way to say it will do: the first of each list.
        said = library.cues.get("place", {})
        self._general = {side: next(iter(words_of(said.get(side, ()))), "") for side in (_HOME, _AWAY)}

    def of(self, name: str) -> str | None:
        """`france` or `abroad`, for a normalized name of a place."""
        return self._side.get(name)

    def generalised(self, line: str) -> str:
        """A normalized line with "in Lyon" as the list of places has it: in France."""
        for found in self._within.finditer(line):
            rest = line[found.end() :]
            for name in _beginnings(rest):
                if name in self._side:
                    general = self._general[self._side[name]]
                    return f"{line[: found.start()]} {general} {rest[len(name) :]}".strip()
        return line


def _beginnings(rest: str) -> list[str]:
    """What a name of a place may be at the head of a line, the longest first."""
    if rest[:1].isascii():
        words = rest.split(" ")[:_LONGEST]
        return [" ".join(words[:count]) for count in range(len(words), 0, -1)]
    return [rest[:count] for count in range(2 * _LONGEST, 1, -1)]
