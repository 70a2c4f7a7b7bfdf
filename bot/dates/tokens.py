"""Cut a folded line into tokens, each with the kinds it may be."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Final

from bot.dates import numerals, regex_tokens
from bot.dates.time_words import HAN, LATIN, LONGEST_HAN, LONGEST_LATIN, mistyped

_CHUNK: Final = re.compile(r"[a-z]+|\d+")
_GAPS: Final = re.compile(r"[ '.\-]+")
_PUNCTUATION: Final = {
    ",": "COMMA", "，": "COMMA", "、": "COMMA", "/": "SLASH", "-": "DASH", "~": "DASH",
    "(": "LPAR", ")": "RPAR",
    ".": "DOT", ":": "COLON", "+": "PLUS", "&": "OR", "@": "AT",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class TimeToken:
    """A piece of the folded line [start, end): `kinds` maps what it may be to its value."""

    start: int
    end: int
    raw: str
    kinds: Mapping[str, Any]


def kind_of(tokens: Sequence[TimeToken], at: int, *names: str) -> Any:
    """What the token at a place means as the first of these kinds that it is of, else None."""
    if 0 <= at < len(tokens):
        for name in names:
            if name in tokens[at].kinds:
                return tokens[at].kinds[name]
    return None


def tokenize(text: str, names: Mapping[str, str] = MappingProxyType({})) -> tuple[TimeToken, ...]:
    """All tokens of a normalised line without its white space; `names` are zones by the name of a place."""
    return tuple(_walk(text, names))


def _walk(text: str, names: Mapping[str, str]) -> Iterator[TimeToken]:
    place = 0
    while place < len(text):
        if text[place] in " '":
            place += 1
            continue
        token = _next(text, place, names)
        yield token
        place = token.end


def _next(text: str, place: int, names: Mapping[str, str]) -> TimeToken:
    char = text[place]
    if "a" <= char <= "z" or char.isdecimal():
        found = _phrase(text, place)
        if found and char.isdecimal():
            return found
        return _shape(text, place, names) or found or _word(text, place)
    if token := _shape(text, place, names) or _han(text, place):
        return token
    kind = _PUNCTUATION.get(char)
    name = kind or ("CJK" if "一" <= char <= "鿿" else "WORD" if char.isalpha() else "MARK")
    return TimeToken(place, place + 1, char, {name: char})


def _shape(text: str, place: int, names: Mapping[str, str]) -> TimeToken | None:
    """A token that is known by its shape (a date in digits, a price, a telephone number)."""
    shape = regex_tokens.at(text, place, names)
    return TimeToken(place, shape[0], text[place : shape[0]], shape[1]) if shape else None


def _phrase(text: str, place: int) -> TimeToken | None:
    """The longest known run of words, such as `the day after tomorrow`."""
    ends: list[int] = []
    end = place
    while len(ends) < LONGEST_LATIN + 2 and (chunk := _CHUNK.match(text, end)):
        ends.append(chunk.end())
        gap = _GAPS.match(text, chunk.end())
        end = gap.end() if gap else chunk.end()
    for end in reversed(ends):
        raw = text[place:end]
        if raw.isdecimal() or _inside(text, end):
            continue
        if kinds := LATIN.get(_GAPS.sub(" ", raw)):
            return TimeToken(place, end, raw, kinds)
    return None


def _inside(text: str, end: int) -> bool:
    return end < len(text) and "a" <= text[end] <= "z" and "a" <= text[end - 1] <= "z"


def _word(text: str, place: int) -> TimeToken:
    chunk = _CHUNK.match(text, place)
    if chunk is None:
        return TimeToken(place, place + 1, text[place], {"MARK": text[place]})
    raw = chunk.group()
    if raw.isdecimal():
        return TimeToken(place, chunk.end(), raw, number(text, place, raw))
    return TimeToken(place, chunk.end(), raw, mistyped(raw) or {"WORD": raw})


def number(text: str, place: int, raw: str) -> Mapping[str, Any]:
    """What a run of digits may be: a number, also a year; nothing when it sticks to a strange word."""
    head = re.search(r"[a-z]+$", text[:place][-12:])
    if len(raw) > 6 or not raw.isascii() or (head and head.group() not in LATIN):
        return {"NOISE": raw}
    value = int(raw)
    kinds: dict[str, Any] = {"NUM": value}
    if len(raw) == 4 and 1900 <= value <= 2199:
        kinds["YEAR"] = value
    elif len(raw) == 4:
        kinds["FARYEAR"] = value
    return kinds


def _han(text: str, place: int) -> TimeToken | None:
    longest = min(LONGEST_HAN, len(text) - place)
    known = next((n for n in range(longest, 0, -1) if text[place : place + n] in HAN), 0)
    run = place
    while run < len(text) and text[run] in numerals.CHARACTERS:
        run += 1
    if known and (
        known > run - place or (known == run - place and "HOLIDAY" in HAN[text[place : place + known]])
    ):
        return TimeToken(place, place + known, text[place : place + known], HAN[text[place : place + known]])
    if run == place:
        return None
    raw = text[place:run]
    value = numerals.chinese(raw)
    if value is None:
        return TimeToken(place, run, raw, {"ROUGH": raw})
    kinds = {"NUM": value} | ({"YEAR": value} if 1900 <= value <= 2199 else {})
    return TimeToken(place, run, raw, kinds)
