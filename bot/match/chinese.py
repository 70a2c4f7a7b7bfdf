"""Chinese characters by script and by sound, as two tables built from OpenCC and pypinyin.

Only building needs those packages; what is built is kept with the index, so a running bot loads neither.
"""

import unicodedata
from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

PLANE = 0x10000
FIRST, LAST = 0x3400, 0x9FFF
SOUNDS = 0xE000  # toneless syllables stand in the private area, one character each


@dataclass(frozen=True)
class ChineseTables:
    """`normalized[c]` is the one form of character `c` (0: dropped), `sounds[c]` its syllable (0: none)."""

    normalized: NDArray[np.uint16]
    sounds: NDArray[np.uint16]


@lru_cache(maxsize=1)
def build() -> ChineseTables:
    """Takes about half a second; the same on every machine with the same two packages."""
    normalized = _plain()
    for char, form in _one_script().items():
        normalized[ord(char)] = ord(form)
    return ChineseTables(normalized, _sounds())


def _plain() -> NDArray[np.uint16]:
    """Width, case and accents: every character of the first plane, without marks, small."""
    table = np.arange(PLANE, dtype=np.uint16)
    for code in range(0x80, PLANE):
        if FIRST <= code <= LAST or 0xAC00 <= code <= 0xF8FF:
            continue
        parts = unicodedata.normalize("NFKD", chr(code)).lower()
        kept = [c for c in parts if not unicodedata.combining(c)]
        table[code] = ord(kept[0]) if kept and ord(kept[0]) < PLANE else 0
    for code in range(ord("A"), ord("Z") + 1):
        table[code] = code + 32
    for code in map(ord, "’‘ʼ´`′＇"):
        table[code] = ord("'")
    return table


def _one_script() -> dict[str, str]:
    """Every form of a character, Simplified, of Taiwan or Hong Kong, with the one that stands for all."""
    parent: dict[str, str] = {}

    def root(char: str) -> str:
        while parent.get(char, char) != char:
            char = parent[char]
        return char

    for one, other in _pairs():
        a, b = sorted((root(one), root(other)), key=_rank)
        parent[b] = a
        parent.setdefault(a, a)
    return {char: root(char) for char in parent}


def _rank(char: str) -> tuple[bool, str]:
    """Simplified and common first, so that a group is named by the form that utterances are written in."""
    try:
        return len(char.encode("gb2312")) != 2, char
    except UnicodeEncodeError:
        return True, char


def _pairs() -> list[tuple[str, str]]:
    """Characters that some conversion puts in each other's place, alone or inside a phrase."""
    from opencc import OpenCC
    from pypinyin.phrases_dict import phrases_dict

    chars = "\n".join(chr(code) for code in range(FIRST, LAST + 1))
    phrases = "\n".join(phrases_dict)
    texts = dict.fromkeys(("t2s", "t2tw", "t2hk"), (chars,)) | {"s2t": (chars, phrases)}
    found: dict[tuple[str, str], None] = {}
    for name, its in texts.items():
        for text in its:
            changed = OpenCC(name).convert(text)
            if len(changed) == len(text):
                found.update(dict.fromkeys(zip(text, changed, strict=True)))
    return [(a, b) for a, b in found if a != b and FIRST <= ord(a) <= LAST and FIRST <= ord(b) <= LAST]


def _sounds() -> NDArray[np.uint16]:
    from pypinyin import Style
    from pypinyin.pinyin_dict import pinyin_dict
    from pypinyin.style import convert

    by_syllable: defaultdict[str, list[int]] = defaultdict(list)
    for code, features_of_texts in pinyin_dict.items():
        if FIRST <= code <= LAST:
            first = features_of_texts.split(",")[0]
            by_syllable[convert(first, Style.NORMAL, strict=False)].append(code)
    table = np.zeros(PLANE, dtype=np.uint16)
    for number, syllable in enumerate(sorted(by_syllable)):
        table[by_syllable[syllable]] = SOUNDS + number
    return table
