"""Texts of strangers made comparable, character for character, so that a place found in one is the same place
in the other."""

import unicodedata

LONGEST = 4096
"""What a message of Telegram holds; nothing longer is read."""

GAP = "\u200b"
"""What stands for every character that is not seen: zero width, soft hyphen, marks of direction."""

_UNSEEN = frozenset("Cf")


class _Folds(dict[int, str]):
    """Code point -> one character; remembers those of the scripts in which numbers and words are written."""

    def __missing__(self, code: int) -> str:
        folded = _folded(chr(code))
        if code < 0x3100 or code >= 0xFF00:
            self[code] = folded
        return folded


def _folded(char: str) -> str:
    if unicodedata.category(char) == "Cf":
        return GAP
    if (digit := unicodedata.decimal(char, None)) is not None:
        return str(digit)
    # Han, kana and Hangul have no case and no accents; a ligature of many letters stays what it is.
    if "\u3100" <= char <= "\ufaff":
        return char
    compatible = unicodedata.normalize("NFKD", char)
    plain = compatible[:1] if len(compatible) == 1 or unicodedata.combining(compatible[1]) else char
    lower = plain.lower()
    return lower if len(lower) == 1 else char


_FOLDS = _Folds({ord("’"): "'", ord("‘"): "'", ord("＇"): "'", ord("–"): "-", ord("—"): "-", ord("‐"): "-"})


def fold(text: str) -> str:
    """Lower case, no accents, half width, ASCII digits: as long as the text, cut at 4,096 characters."""
    return text[:LONGEST].translate(_FOLDS)
