"""All words of time in one table: folded form -> the kinds it may be, each with its value."""

from collections.abc import Iterable, Mapping
from typing import Any, Final

from rapidfuzz.distance import OSA

from bot.dates import words_en, words_fr, words_zh

Kinds = Mapping[str, Any]


def _table(*lists: Iterable[tuple[str, Any, str]]) -> dict[str, dict[str, Any]]:
    table: dict[str, dict[str, Any]] = {}
    for words in lists:
        for kind, value, forms in words:
            for form in forms.split("|"):
                table.setdefault(form, {}).setdefault(kind, value)
    return table


LATIN: Final[Mapping[str, Kinds]] = _table(words_en.WORDS, words_fr.WORDS)
HAN: Final[Mapping[str, Kinds]] = _table(words_zh.WORDS)
LONGEST_LATIN: Final = max(len(form.split()) for form in LATIN)
LONGEST_HAN: Final = max(map(len, HAN))

# Only these long names may be mistyped at random: other words are too near to ordinary ones (jours, cours).
_SPELLED: Final = tuple(
    form
    for form, kinds in LATIN.items()
    if " " not in form and len(form) >= 6 and kinds.keys() & {"WEEKDAY", "MONTH", "REL"}
)
_REAL: Final = frozenset(
    ("sundae mondial mardis lundis samedis juliet membre membres remember fridge").split()
)


def mistyped(word: str) -> Kinds | None:
    """The name that an unknown word is one slip away from (two in a long word); None when there is none."""
    if len(word) < 5 or word in _REAL:
        return None
    for form in _SPELLED:
        slips = 2 if len(form) >= 8 and len(word) >= 8 else 1
        if form[0] == word[0] and abs(len(form) - len(word)) <= slips and OSA.distance(form, word) <= slips:
            return LATIN[form]
    return None
