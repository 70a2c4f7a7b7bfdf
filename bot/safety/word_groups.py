"""Groups of words that mean the same, found in a folded text as one pattern each."""

import re
from collections.abc import Iterable, Mapping

from bot.safety.character_folding import fold

_GAP = "…"


class WordGroups:
    """Lists of words by name, as `faq/safety/` has them.

    A word of Latin letters is found as a whole word; `*` is the rest of a word, `…` up to twenty characters.
    A group `name_not` takes its words out of what `name` reads.
    """

    def __init__(self, words: Mapping[str, Iterable[str]]) -> None:
        self._groups = {name: _any_of(listed) for name, listed in words.items()}

    def has(self, group: str, folded: str) -> bool:
        """Whether a word of the group is said."""
        return self.search(group, folded) is not None

    def search(self, group: str, folded: str) -> re.Match[str] | None:
        """Where a group is said first."""
        pattern = self._groups.get(group)
        return pattern.search(folded) if pattern else None

    def has_beyond(self, group: str, folded: str) -> bool:
        """Whether the group is said outside the words of `group_not`."""
        others = self._groups.get(f"{group}_not")
        return self.has(group, others.sub(" ", folded) if others else folded)


def _any_of(words: Iterable[str]) -> re.Pattern[str]:
    """One pattern of all. Those with the same first letter stand together behind it: Python's search then
    passes over all other places at once."""
    listed = sorted({fold(str(word)) for word in words}, key=len, reverse=True)
    latin = [word for word in listed if _is_latin(word)]
    other = [re.escape(word).replace(_GAP, ".{0,20}") for word in listed if not _is_latin(word)]
    parts = [_beginning_with(first, latin) for first in dict.fromkeys(word[0] for word in latin)]
    return re.compile("|".join([*parts, *other]) or r"(?!)")


def _beginning_with(first: str, words: Iterable[str]) -> str:
    own = [word for word in words if word[0] == first]
    if first == "*":
        return rf"(?<![a-z0-9])(?:{'|'.join(map(_pattern, own))})(?![a-z0-9])"
    rest = "|".join(_pattern(word[1:]) for word in own)
    return rf"{first}(?<![a-z0-9]{first})(?:{rest})(?![a-z0-9])"


def _is_latin(word: str) -> bool:
    """Begins with a letter and ends with one, or with the rest of a word."""
    return word.replace(_GAP, "").isascii() and word[0] in "*abcdefghijklmnopqrstuvwxyz0123456789"


def _pattern(word: str) -> str:
    rest = re.escape(word).replace(r"\*", r"[\w']*").replace(r"\ ", r"[\s-]+")
    return rest.replace(_GAP, r"\b.{0,20}\b")
