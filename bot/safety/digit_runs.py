"""Numbers as people type them: in groups, with spaces, dots or dashes between."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

from stdnum import luhn

from bot.safety.character_folding import GAP

SEPARATOR = "[ \u200b.\\-·_]"
_GROUPS = re.compile(r"\d+")
_SPELT = (
    "zero|un|une|deux|trois|quatre|cinq|six|sept|huit|neuf",
    "oh|zero|one|two|three|four|five|six|seven|eight|nine",
)
_SPELT_RUNS = [
    re.compile("[零〇一二两兩三四五六七八九幺]{3,20}"),
    *(re.compile(rf"\b(?:{words})(?:[ ,.-]{{1,2}}(?:{words})){{2,19}}\b") for words in _SPELT),
]
_SPELT_DIGIT = re.compile(r"[a-z]+|[^\W\da-z_]")
_BETWEEN = re.compile(f"{SEPARATOR}{{1,3}}")

# 0612345678, 06 12 34 56 78, …; 13812345678, 138 1234 5678, …; and the same after 33 or 86.
_GROUPED = {
    *((10,), (2, 2, 2, 2, 2), (2, 4, 4), (4, 3, 3), (4, 2, 2, 2), (4, 6), (2, 8), (3, 3, 4), (3, 7), (5, 5)),
    *((11,), (3, 4, 4), (3, 8), (4, 3, 4), (3, 3, 5), (7, 4)),
    *((2, 1, 2, 2, 2, 2), (2, 9), (2, 3, 3, 3), (2, 11), (2, 3, 4, 4), (13,), (12,)),
}


@dataclass(frozen=True)
class DigitRun:
    """Groups of digits with nothing but separators between; places are those of the text."""

    groups: tuple[re.Match[str], ...]

    @cached_property
    def digits(self) -> str:
        return "".join(group[0] for group in self.groups)

    @cached_property
    def _ends(self) -> dict[int, int]:
        """How many digits have passed at the end of a group -> which group that is."""
        return {
            passed: number for number, passed in enumerate(accumulate(len(each[0]) for each in self.groups))
        }

    def starts(self) -> Iterator[tuple[int, int]]:
        """(number of a group, how many digits stand before it)."""
        return enumerate([0, *list(self._ends)[:-1]])

    def window(self, first: int, passed: int, length: int) -> tuple[int, int] | None:
        """(start, end) of so many digits from a group on, where they end with a group."""
        last = self._ends.get(passed + length)
        return None if last is None else (self.groups[first].start(), self.groups[last].end())

    def sizes(self, first: int, passed: int, length: int) -> tuple[int, ...]:
        """The sizes of the groups of a window."""
        last = self._ends[passed + length]
        return tuple(len(group[0]) for group in self.groups[first : last + 1])


def digit_runs(folded: str, least: int = 1) -> list[DigitRun]:
    """Every row of at least so many digits in a folded text."""
    # +33 (0)6 …: the nought that is not dialled.
    folded = folded.replace("(0)", GAP * 3)
    rows: list[list[re.Match[str]]] = []
    for group in _GROUPS.finditer(folded):
        last = rows[-1][-1] if rows else None
        if last and _BETWEEN.fullmatch(folded, last.end(), group.start()):
            rows[-1].append(group)
        else:
            rows.append([group])
    return [DigitRun(tuple(row)) for row in rows if sum(len(group[0]) for group in row) >= least]


def spelt_runs(folded: str) -> Iterator[tuple[int, int, int]]:
    """(start, end, how many) of digits written as words in a row: 四七一二, quatre sept un deux."""
    for pattern in _SPELT_RUNS:
        for found in pattern.finditer(folded):
            yield found.start(), found.end(), len(_SPELT_DIGIT.findall(found[0]))


def cards(run: DigitRun) -> Iterator[tuple[int, int]]:
    """Bank card numbers: the length that their first digits ask for, and Luhn's check digit."""
    for first, passed in run.starts():
        for length in _card_lengths(run.digits[passed : passed + 2]):
            span = run.window(first, passed, length)
            if span and luhn.is_valid(run.digits[passed : passed + length]):
                yield span


def _card_lengths(begins: str) -> tuple[int, ...]:
    if begins in ("34", "37"):
        return (15,)
    if begins in ("62", "81"):
        return (16, 17, 18, 19)
    if begins[:1] == "6":
        return (16, 19)
    if begins[:1] in ("4", "5") or begins in ("22", "23", "24", "25", "26", "27", "35"):
        return (16,)
    return (14,) if begins in ("30", "36", "38", "39") else ()


def phones(run: DigitRun, folded: str) -> Iterator[tuple[int, int, str]]:
    """(start, end, digits) of phone numbers of persons. French 08 and 0969 are numbers of companies."""
    for first, passed in run.starts():
        plus = _has_plus(folded, run.groups[first].start())
        for length in _phone_lengths(run.digits[passed : passed + 4], plus):
            span, digits = run.window(first, passed, length), run.digits[passed : passed + length]
            if span is None or not (_is_french(digits) or _is_chinese(digits) or _is_foreign(digits, plus)):
                continue
            if plus or digits[:2] == "00" or _grouped(run.sizes(first, passed, length)):
                yield (*span, digits)


def _has_plus(folded: str, start: int) -> bool:
    return folded[max(0, start - 2) : start].rstrip(" ").endswith("+")


def _phone_lengths(begins: str, plus: bool) -> range | tuple[int, ...]:
    if plus:
        return range(9, 16)
    if begins[:2] == "00":
        return range(12, 18)
    if begins[:2] in ("33", "86"):
        return (11, 12, 13)
    return (10,) if begins[:1] == "0" else (11,) if begins[:1] == "1" else ()


def _is_french(digits: str) -> bool:
    national = digits
    for prefix in ("0033", "33"):
        if digits.startswith(prefix):
            national = "0" + digits.removeprefix(prefix).removeprefix("0")
    return len(national) == 10 and national[0] == "0" and national[1] in "12345679" and national[:4] != "0969"


def _is_chinese(digits: str) -> bool:
    national = digits.removeprefix("00").removeprefix("86")
    return len(national) == 11 and national[0] == "1" and national[1] in "3456789"


def _is_foreign(digits: str, plus: bool) -> bool:
    return (plus and digits[:2] != "33") or (
        digits[:2] == "00" and digits[2:3] not in "03" and len(digits) > 11
    )


def _grouped(sizes: tuple[int, ...]) -> bool:
    """As people group a phone number; a date and an hour (01.12.2026 10) are not grouped so."""
    return sizes in _GROUPED or set(sizes) == {1}
