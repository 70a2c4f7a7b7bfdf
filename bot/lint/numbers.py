"""The numbers of a text, as far as they can be compared between languages.

Digits are compared: amounts, delays, hours, dates. A number that one language writes in digits and another
in a word (两个月, deux mois) is the same number.
"""

import re
from collections.abc import Iterator
from itertools import pairwise

from bot.content import markup
from bot.content.languages import LANGUAGES, Language
from bot.content.problem import Problem
from bot.lint.checked_words import Said, Words

_STEP = re.compile(r"^\s*\d+\.\s", re.M)
_THOUSANDS = re.compile(r"(?<![\d.,])[1-9]\d{0,2}(?:[ \u00a0\u202f,]\d{3})+(?![\d.,]*\d)")
_COMMA = re.compile(r"(?<=\d),(?=\d)")
_MYRIAD = re.compile(r"(\d+(?:\.\d+)?)\s*[万萬]")
_CLOCK = re.compile(r"(\d{1,2})\s?[:h]\s?(\d{2})(?!\d)", re.I)
_AFTERNOON = re.compile(r"(\d{1,2})(?:[:.](\d{2}))?\s?([ap])\.?m\b", re.I)
_EVENING = re.compile(r"(?:下午|晚上)\s?(\d{1,2})\s?[点點]")
_NUMBER = re.compile(r"\d+(?:\.\d+)?")

_MONTHS = (
    ("january", "janvier"),
    ("february", "février"),
    ("march", "mars"),
    ("april", "avril"),
    ("may", "mai"),
    ("june", "juin"),
    ("july", "juillet"),
    ("august", "août"),
    ("september", "septembre"),
    ("october", "octobre"),
    ("november", "novembre"),
    ("december", "décembre"),
)
# Words that stand for a number; what follows a bar stands for it only loosely (a day for 24 hours).
_SPELT: dict[str, str] = {
    "0": "零|〇|zero|zéro|no |free|免费|gratuit|aucun",
    "0.5": "半|half|demi",
    "1": "一|每|首|单|one|once|first|an |a |each|every|per |un |une |premi|chaque|par |une fois|1",
    "2": "二|两|双|兩|雙|two|twice|second|both|pair|couple|deux|double|bi",
    "3": "三|three|third|triple|trois|trimestr|tiers",
    "4": "四|four|quarter|quatre|quart",
    "5": "五|five|fifth|cinq",
    "6": "六|半年|six|half a year|half-year|semestre",
    "7": "七|周|星期|seven|week|sept|semaine|hebdo",
    "8": "八|eight|huit",
    "9": "九|nine|neuf",
    "10": "十|ten|dix",
    "11": "十一|eleven|onze",
    "12": "十二|一年|twelve|noon|year|douze|midi|an",
    "14": "十四|两周|fourteen|two weeks|fortnight|quatorze|deux semaines|quinzaine|quinze",
    "15": "十五|半个月|半月|刻|fifteen|quarter|fortnight|quinze|quart",
    "20": "二十|twenty|vingt",
    "24": "二十四|一天|24|day|twenty-four|jour|vingt-quatre",
    "30": "三十|半小时|半个小时|一个月|month|thirty|half an hour|half-hour|trente|mois|demi-heure",
    "48": "两天|two days|deux jours",
    "60": "六十|一小时|hour|sixty|soixante|heure",
    "100": "百|hundred|cent",
    "1000": "千|thousand|mille",
}


def same_numbers(words: Words) -> Iterator[Problem]:
    """Each language against Chinese: a number that stands in one and in no form in the other."""
    for said in words.texts():
        for language in LANGUAGES[1:]:
            if lost := differing(said, language):
                message = f"{said.key}: numbers differ between zh-Hans and {language}: {', '.join(lost)}"
                yield words.error(said.file, (*said.path, language), message)


def differing(said: Said, language: Language) -> list[str]:
    """Numbers of either text that the other one lacks."""
    ours, theirs = said.text["zh-Hans"], said.text[language]
    mine, other = numbers(ours), numbers(theirs)
    lost = [n for n in mine if n not in other and not spelt(n, theirs)]
    return lost + [n for n in other if n not in mine and not spelt(n, ours)]


def numbers(text: str) -> list[str]:
    """The numbers written in digits, in one spelling: `19,99` and `19.99`, `20h` and `8 pm`."""
    plain = _STEP.sub("", markup.plain(text))
    plain = _EVENING.sub(lambda found: f"{int(found[1]) % 12 + 12}", plain)
    plain = _AFTERNOON.sub(_hours, plain)
    plain = _CLOCK.sub(lambda found: f"{found[1]} {found[2] if found[2] != '00' else ''}", plain)
    plain = _COMMA.sub(".", _THOUSANDS.sub(_joined, plain))
    plain = _MYRIAD.sub(lambda found: f"{float(found[1]) * 10_000:.0f}", plain)
    return sorted({_short(number) for number in _NUMBER.findall(plain)}, key=float)


def _hours(found: re.Match[str]) -> str:
    hour = int(found[1]) % 12 + (12 if found[3].lower() == "p" else 0)
    return f"{hour}:{found[2] or '00'}"


def _joined(found: re.Match[str]) -> str:
    return "".join(filter(str.isdigit, found[0]))


def _short(number: str) -> str:
    """19.90 is 19.9, 08 is 8."""
    whole, _, part = number.partition(".")
    part = part.rstrip("0")
    return f"{int(whole)}.{part}" if part else str(int(whole))


def spelt(number: str, text: str) -> bool:
    """Whether a text says this number in a word."""
    lower = f"{markup.plain(text).lower()} "
    if any(word in lower for word in _SPELT.get(number, "\0").split("|")):
        return True
    whole = int(number) if number.isdigit() else 0
    if 1 <= whole <= 12 and any(month in lower for month in _MONTHS[whole - 1]):
        return True
    return any(a != b and word in lower for word, (a, b) in _ranges(whole))


def _ranges(number: int) -> Iterator[tuple[str, tuple[int, int]]]:
    """两三天 says 2 and 3."""
    digits = "零一二三四五六七八九"
    for low, high in pairwise(range(1, 10)):
        if number in (low, high):
            yield digits[low] + digits[high], (low, high)
