"""What hurried fingers do to a question: typos, homophones, the other script. Seeded by the text itself."""

import random
import zlib
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from functools import cache

from opencc import OpenCC
from pypinyin import lazy_pinyin

_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_BESIDE = {
    key: row[max(0, at - 1) : at] + row[at + 1 : at + 2] for row in _ROWS for at, key in enumerate(row)
}


def is_chinese(char: str) -> bool:
    return "\u3400" <= char <= "\u9fff"


def seeded(kind: str, text: str) -> random.Random:
    return random.Random(zlib.crc32((kind + text).encode()))


def typos(text: str, count: int) -> str:
    """`count` slips: two letters swapped, one lost, one doubled, or the key beside it."""
    chance, letters = seeded("typo", text), list(text)
    for _ in range(count):
        places = [at for at, letter in enumerate(letters) if letter.isalpha()]
        if len(places) < 4:
            break
        _slip(letters, chance.choice(places), chance)
    return "".join(letters)


def _slip(letters: list[str], at: int, chance: random.Random) -> None:
    kind = chance.choice(("swap", "lose", "double", "beside"))
    beside = _BESIDE.get(letters[at].lower())
    if kind == "beside" and beside:
        letters[at] = chance.choice(beside)
    elif kind == "lose":
        del letters[at]
    elif kind == "double":
        letters.insert(at, letters[at])
    elif at + 1 < len(letters):
        letters[at], letters[at + 1] = letters[at + 1], letters[at]


def homophones_of(texts: Iterable[str], least: int = 3) -> dict[str, list[str]]:
    """For each character those of the same sound that are frequent in these texts."""
    frequent = Counter(char for text in texts for char in text if is_chinese(char))
    by_sound: dict[str, list[str]] = defaultdict(list)
    for char, often in frequent.most_common():
        if often >= least:
            by_sound[lazy_pinyin(char)[0]].append(char)
    return {char: [o for o in same if o != char][:6] for same in by_sound.values() for char in same}


def misheard(text: str, count: int, homophones: dict[str, list[str]]) -> str:
    """`count` characters written as others of the same sound."""
    chance, letters = seeded("sound", text), list(text)
    places = [at for at, letter in enumerate(letters) if homophones.get(letter)]
    for at in chance.sample(places, min(count, len(places))):
        letters[at] = chance.choice(homophones[letters[at]])
    return "".join(letters)


@cache
def converter(config: str) -> Callable[[str], str]:
    convert: Callable[[str], str] = OpenCC(config).convert
    return convert


def noises(texts: Sequence[str]) -> dict[str, Callable[[str], str]]:
    """The noises that are measured, by name."""
    homophones = homophones_of(texts)
    return {
        "two typos": lambda text: typos(text, 2),
        "two homophones": lambda text: misheard(text, 2, homophones),
    }
