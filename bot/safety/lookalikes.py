"""Names that look like another one: letters of other alphabets, digits for letters, a letter too many."""

import unicodedata
from functools import cache

from confusable_homoglyphs import confusables
from rapidfuzz.distance import DamerauLevenshtein

_LEET = str.maketrans("0134578", "oleastb")
_PAIRS = (("rn", "m"), ("vv", "w"), ("cl", "d"))
_ONE_SLIP, _TWO_SLIPS = 5, 9


def skeleton(name: str) -> str:
    """The name in plain Latin letters, as it looks: Cyrillic о is o, é is e."""
    return "".join(_plain(char) for char in name)


@cache
def _plain(char: str) -> str:
    if char.isascii():
        return char
    # Sources as well as targets: the list has them one way only.
    for found in confusables.is_confusable(char, preferred_aliases=["latin"], greedy=True) or ():
        for twin in found["homoglyphs"]:
            if twin["c"].isascii() and twin["c"].isalpha():
                return str(twin["c"]).lower()
    base = unicodedata.normalize("NFKD", char)[0]
    return base if base.isascii() else char


def is_mixed(name: str) -> bool:
    """Latin letters together with look-alikes of another alphabet."""
    return any(not char.isascii() and char.isalpha() and not _is_latin(char) for char in name) and any(
        char.isascii() and char.isalpha() for char in name
    )


@cache
def _is_latin(char: str) -> bool:
    return unicodedata.name(char, "").startswith("LATIN")


def resembles(name: str, brand: str) -> bool:
    """Another spelling of a brand, made to be taken for it. The brand itself is none."""
    if name == brand:
        return False
    plain = name.translate(_LEET)
    for pair, single in _PAIRS:
        if plain.replace(pair, single) == brand:
            return True
    if plain == brand:
        return True
    if len(brand) < _ONE_SLIP or abs(len(plain) - len(brand)) > 2:
        return False
    most = 2 if len(brand) >= _TWO_SLIPS else 1
    return DamerauLevenshtein.distance(plain, brand, score_cutoff=most) <= most
