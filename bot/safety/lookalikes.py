"""Names that look like another one: letters of other alphabets, digits for letters, a letter too many."""

import re
import unicodedata
from collections.abc import Sequence
from functools import cache

from confusable_homoglyphs import confusables
from rapidfuzz import process
from rapidfuzz.distance import DamerauLevenshtein

_LEET = str.maketrans("0134578", "oleastb")
_PAIRS = (("rn", "m"), ("vv", "w"), ("cl", "d"))
_TWICE = re.compile(r"(.)\1+")
_ONE_SLIP, _TWO_SLIPS, _LONGEST = 5, 9, 24


def skeleton(name: str) -> str:
    """The name in plain Latin letters, as it looks: Cyrillic о is o, é is e."""
    return "".join(_plain(char) for char in name)


@cache
def _plain(char: str) -> str:
    if char.isascii():
        return char
    # Sources as well as targets: the list has them one way only.
    for found in confusables.is_confusable(char, greedy=True) or ():
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


def resembled(name: str, brands: Sequence[str]) -> str | None:
    """The brand of which this is another spelling, made to be taken for it. A brand itself is none."""
    if name in brands:
        return None
    plain = name.translate(_LEET)
    for form in (plain, *(plain.replace(pair, single) for pair, single in _PAIRS if pair in plain)):
        if form in brands:
            return form
    if _TWICE.search(plain):
        stuttered = next((brand for brand in brands if is_stuttered(plain, brand)), None)
        if stuttered:
            return stuttered
    if len(plain) < _ONE_SLIP or len(plain) > _LONGEST:
        return None
    found = process.extract(plain, brands, scorer=DamerauLevenshtein.distance, score_cutoff=2, limit=8)
    near = (brand for brand, slips, _ in found if slips <= _slips(brand))
    return next(near, None)


def is_stuttered(name: str, brand: str) -> bool:
    """The brand with a letter struck twice: sffr, orangge. Of red that would be a word, reed."""
    if len(name) <= len(brand) or brand == "red":
        return False
    return _TWICE.search(name) is not None and _TWICE.sub(r"\1", name) == _struck_once(brand)


@cache
def _struck_once(brand: str) -> str:
    return _TWICE.sub(r"\1", brand)


def _slips(brand: str) -> int:
    """How many letters may be wrong before it is another word."""
    return 0 if len(brand) < _ONE_SLIP else 1 if len(brand) < _TWO_SLIPS else 2
