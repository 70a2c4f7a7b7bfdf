"""Traditional Chinese from Simplified: OpenCC's `s2twp` behind a checked list of our own phrases.

OpenCC alone writes 賬號 for 账号 and 簽帳金融卡 for 借记卡; the list in `faq/traditional.yaml` comes first.
"""

import re
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

_CHINESE = re.compile(r"[\u3400-\u9fff]")
_QUOTES = str.maketrans("“”", "「」")
_EDGE = "\0"  # where a phrase of ours begins or ends with a Latin letter, as in QR Code
_LATIN_END = re.compile("^(?=[A-Za-z])|(?<=[A-Za-z])$")
_TOUCHING = re.compile(f"(?<=[\u3400-\u9fff]){_EDGE}|{_EDGE}(?=[\u3400-\u9fff])")

Convert = Callable[[str], str]


@cache
def _opencc(config: str) -> Convert:
    from opencc import OpenCC  # heavy, and needed only when the words are learnt

    convert: Convert = OpenCC(config).convert
    return convert


def converter(phrases: Mapping[str, str]) -> Convert:
    """A function that writes Simplified text in Traditional characters, with Taiwan's words and quotes."""
    convert = _opencc("s2twp")
    ours = {key: _LATIN_END.sub(_EDGE, value) for key, value in phrases.items()}
    pattern = re.compile("(" + "|".join(sorted(map(re.escape, phrases), key=len, reverse=True)) + ")")

    def traditional(text: str) -> str:
        parts = pattern.split(text) if phrases else [text]
        pieces = (ours[part] if part in ours else convert(part) for part in parts if part)
        spaced = _TOUCHING.sub(" ", "".join(pieces)).replace(_EDGE, "")
        return spaced.translate(_QUOTES)

    return traditional


def fill(data: Any, convert: Convert) -> Any:
    """The same data in which every mapping with a `zh-Hans` text has a `zh-Hant` one."""
    if isinstance(data, list):
        return [fill(item, convert) for item in data]
    if not isinstance(data, dict):
        return data
    filled = {key: fill(value, convert) for key, value in data.items()}
    simplified = filled.get("zh-Hans")
    if isinstance(simplified, str) and filled.get("zh-Hant") is None:
        filled["zh-Hant"] = convert(simplified)
    return filled


def converted(data: Any, convert: Convert) -> Any:
    """All texts of a tree in Traditional characters (a file that stands for one language)."""
    if isinstance(data, dict):
        return {key: converted(value, convert) for key, value in data.items()}
    if isinstance(data, list):
        return [converted(item, convert) for item in data]
    return convert(data) if isinstance(data, str) and _CHINESE.search(data) else data


def simplified(text: str) -> str:
    """The same text in Simplified characters, word by word unchanged."""
    return _opencc("t2s")(text) if _CHINESE.search(text) else text


# Big5's first level holds the characters of everyday Taiwan: 台, 吃, 群, 秘 … are written in both scripts.
_BIG5_SECOND_LEVEL = 0xC9
# Of that level, what only Simplified text means by these (a stool 几, an ancient mouth 听 …).
_NEVERTHELESS = frozenset("么儿几听夸坏帘愿挂荐虫辟后里")


def _everyday_in_taiwan(char: str) -> bool:
    if char in _NEVERTHELESS:
        return False
    try:
        return char.encode("big5")[0] < _BIG5_SECOND_LEVEL
    except UnicodeEncodeError:
        return False


def simplified_left(text: str) -> list[str]:
    """Characters of a Traditional text that are written only in Simplified Chinese.

    Judged in their place: 后 in 以后 is Simplified, in 皇后 it is not.
    """
    if not _CHINESE.search(text):
        return []
    pairs = zip(text, _opencc("s2t")(text), strict=False)
    left = (char for char, spelt in pairs if char != spelt and not _everyday_in_taiwan(char))
    return list(dict.fromkeys(left))
