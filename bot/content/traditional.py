"""Traditional Chinese from Simplified: OpenCC's `s2twp` behind a checked list of our own phrases.

OpenCC alone writes 賬號 for 账号 and 簽帳金融卡 for 借记卡; the list in `faq/traditional.yaml` comes first.
"""

import re
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

_CHINESE = re.compile(r"[\u3400-\u9fff]")

Convert = Callable[[str], str]


@cache
def _opencc(config: str) -> Convert:
    from opencc import OpenCC  # heavy, and needed only when the words are learnt

    convert: Convert = OpenCC(config).convert
    return convert


def converter(phrases: Mapping[str, str]) -> Convert:
    """A function that writes Simplified text in Traditional characters with Taiwan's words."""
    convert = _opencc("s2twp")
    if not phrases:
        return convert
    pattern = re.compile("(" + "|".join(sorted(map(re.escape, phrases), key=len, reverse=True)) + ")")

    def traditional(text: str) -> str:
        parts = pattern.split(text)
        return "".join(phrases[part] if part in phrases else convert(part) for part in parts if part)

    return traditional


def fill(data: Any, convert: Convert) -> Any:
    """The same data in which every mapping with a `zh-Hans` text has a `zh-Hant` one."""
    if isinstance(data, list):
        chinese = filter(_CHINESE.match, dict.fromkeys(text))
    return [char for char in chinese if not _is_traditional(char, convert)]


def _is_traditional(char: str, convert: Convert) -> bool:
    # 台, 里, 后, 面 … are written in both scripts: only a character that Taiwan never writes counts.
    return convert(char) == char or char in _BOTH


_BOTH = frozenset("台里后面只系干斗谷余云松丑辟致采布才升占卷出千回家向准克几划别合同吃咸姜尸岩征志托扎折据")
