"""Sums of money and lengths of time that a line names: 9块99, thirty euros, 20e; 十五日, three weeks."""

import re
from collections.abc import Mapping
from typing import Any

from bot.conversation.phrases import words_of
from bot.dates import numerals

_CENTS = 100
_MOST = 1_000_00
_HUNDRED = range(1, 101)
_SIZES = {"day": (0, 1), "week": (0, 7), "month": (1, 0)}  # months, days
# No number stands before it, and what stands behind the decimals makes them no day of a month.
_BARE = re.compile(r"(?<![\d.,/])(\d{1,3})[.,](\d{2})(?![\d/.,])")
_MONTHS = 12


class QuantityReader:
    """`money`: what stands behind a number of euros; `units`: names of days, weeks and months."""

    def __init__(self, money: Any, units: Mapping[str, Any]) -> None:
        self._numbers = _number_words()
        number = rf"\d{{1,3}}(?:[.,]\d{{1,2}})?|[{''.join(sorted(numerals.CHARACTERS))}兩]+|" + "|".join(
            rf"\b{re.escape(word)}" for word in sorted(self._numbers, key=len, reverse=True)
        )
        self._money = re.compile(
            rf"€\s*(?P<after>\d{{1,3}}(?:[.,]\d{{1,2}})?)(?!\d)|(?<![\d.,])(?P<number>{number})[\s-]*"
            rf"(?:{_any_of(words_of(money))})(?:(?P<cents>\d{{1,2}})(?!\d|\s*[月号號日/.-]))?",
            re.IGNORECASE,
        )
        self._spans = [
            (
                size,
                re.compile(
                    rf"(?<![\d.,])(?P<number>{number})[\s-]*(?:{_any_of(words_of(units[unit]))})",
                    re.IGNORECASE,
                ),
            )
            for unit, size in _SIZES.items()
            if unit in units
        ]

    def cents(self, text: str) -> int | None:
        """The amount of money that a text names; None where there is none or it is out of bounds."""
        found = self._money.search(text)
        value = self._value(found["after"] or found["number"]) if found else None
        if not found or value is None:
            return None
        cents = round(value * _CENTS) + int((found["cents"] or "0").ljust(2, "0"))
        return cents if 0 < cents <= _MOST else None

    def bare_cents(self, text: str) -> int | None:
        """A sum without its currency (4.99), where it can be no day of a month."""
        found = _BARE.search(text)
        if not found or int(found[2]) <= _MONTHS:
            return None
        return int(found[1]) * _CENTS + int(found[2]) or None

    def without_money(self, text: str) -> str:
        """The text without its sums, so that their figures are read as no day."""
        text = self._money.sub(" ", text)
        return _BARE.sub(lambda found: found[0] if int(found[2]) <= _MONTHS else " ", text)

    def span(self, text: str) -> tuple[int, int] | None:
        """The first length of time that a text names, in months and days."""
        for (months, days), pattern in self._spans:
            found = pattern.search(text)
            number = self._value(found["number"]) if found else None
            if number and number == int(number):
                return int(number) * months, int(number) * days
        return None

    def _value(self, written: str) -> float | None:
        if written[0].isdigit():
            return float(written.replace(",", "."))
        folded = re.sub(r"[\s-]+", " ", written.lower())
        return self._numbers.get(folded) or numerals.chinese(written.replace("兩", "两"))


def _number_words() -> dict[str, int]:
    words = {numerals.french(number): number for number in _HUNDRED}
    words |= {numerals.english(number): number for number in _HUNDRED} | {"a": 1, "an": 1, "une": 1}
    return words | {word.replace(" ", "-"): number for word, number in words.items()}


def _any_of(words: list[str]) -> str:
    """One of these words; a Latin one ends where a word ends."""
    ends = (rf"{re.escape(word)}(?![a-zé])" if word[-1].isascii() else re.escape(word) for word in words)
    return "|".join(sorted(ends, key=len, reverse=True))
