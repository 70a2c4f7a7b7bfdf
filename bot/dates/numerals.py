"""Numbers as people write them in words: 二十五, 廿五, twenty-five, vingt-cinq."""

from typing import Final

_DIGITS: Final = (
    {c: n for n, c in enumerate("零一二三四五六七八九")}
    | {c: n for n, c in enumerate("壹贰叁肆伍陆柒捌玖", 1)}
    | {"〇": 0, "两": 2, "俩": 2, "仨": 3}
)
_TENS: Final = {"十": 10, "拾": 10, "廿": 20, "卅": 30}
CHARACTERS: Final = frozenset(_DIGITS) | frozenset(_TENS) | {"百", "千"}


def chinese(run: str) -> int | None:
    """The value of a run of Chinese numerals; None where it is no single number (三五, 一两)."""
    if not any(c in run for c in "十拾廿卅百千"):
        return _by_digits(run)
    total, digit = 0, None
    for char in run:
        if char in _DIGITS:
            if digit not in (None, 0):
                return None
            digit = _DIGITS[char]
        elif char in "廿卅":
            total += _TENS[char]
            digit = None
        else:
            total += (1 if digit is None else digit) * {"十": 10, "拾": 10, "百": 100, "千": 1000}[char]
            digit = None
    return total + (digit or 0)


def _by_digits(run: str) -> int | None:
    if len(run) == 1 or (len(run) == 2 and run[0] in "零〇") or len(run) == 4:
        return int("".join(str(_DIGITS[c]) for c in run))
    return None


_EN_UNITS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen"
).split()
_EN_TENS = (". . twenty thirty forty fifty sixty seventy eighty ninety").split()
_FR_UNITS = (
    "zero un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize dix_sept "
    "dix_huit dix_neuf"
).replace("_", " ")
_FR_TENS = {2: "vingt", 3: "trente", 4: "quarante", 5: "cinquante", 6: "soixante", 8: "quatre vingt"}


def english(number: int) -> str:
    """A number below 1000 in English words, without hyphens."""
    if number < 20:
        return _EN_UNITS[number]
    if number < 100:
        tens, units = divmod(number, 10)
        return _EN_TENS[tens] + (f" {_EN_UNITS[units]}" if units else "")
    hundreds, rest = divmod(number, 100)
    return f"{_EN_UNITS[hundreds]} hundred" + (f" {english(rest)}" if rest else "")


def french(number: int) -> str:
    """A number below 1000 in French words, without hyphens or accents."""
    if number < 20:
        return _french_small(number)
    if number < 100:
        tens, units = divmod(number, 10)
        if tens in (7, 9):
            tens, units = tens - 1, units + 10
        joint = " et " if units in (1, 11) and tens != 8 else " "
        return _FR_TENS[tens] + (f"{joint}{_french_small(units)}" if units else "")
    hundreds, rest = divmod(number, 100)
    head = "cent" if hundreds == 1 else f"{_french_small(hundreds)} cent"
    return head + (f" {french(rest)}" if rest else "")


def _french_small(number: int) -> str:
    names = _FR_UNITS.split(" ")
    return names[number] if number < 17 else f"dix {names[number - 10]}"
