"""Amounts of time."""

from datetime import date

import pytest

from bot.content.plain_text import normalize_text
from bot.dates.amounts import Inexact, duration, measure, shift
from bot.dates.tokens import tokenize


@pytest.mark.parametrize(
    ("text", "size"),
    [
        ("3天", (0, 3, 0)),
        ("两个半小时", (0, 0, 9000)),
        ("半个月", (0, 15, 0)),
        ("一个半月", (1, 15, 0)),
        ("半年", (6, 0, 0)),
        ("一年半", (18, 0, 0)),
        ("a fortnight", (0, 14, 0)),
        ("half an hour", (0, 0, 1800)),
        ("an hour and a half", (0, 0, 5400)),
        ("two and a half hours", (0, 0, 9000)),
        ("1 an et 2 mois", (14, 0, 0)),
        ("une heure et demie", (0, 0, 5400)),
        ("trois quarts d'heure", (0, 0, 2700)),
        ("1.5小时", (0, 0, 5400)),
        ("2 semaines et 3 jours", (0, 17, 0)),
        ("个半钟头", (0, 0, 5400)),
        ("cent quatre-vingts jours", (0, 180, 0)),
    ],
)
def test_measures(text: str, size: tuple[int, int, int]) -> None:
    found = duration(tokenize(normalize_text(text)), 0)
    assert found is not None
    assert measure(found[0]) == size


@pytest.mark.parametrize(
    "text", ["几天", "三五天", "a few days", "3-5 days", "10多天", "3月", "两天半", "5 business days"]
)
def test_what_is_inexact_has_no_measure(text: str) -> None:
    found = duration(tokenize(text), 0)
    assert found is not None
    with pytest.raises(Inexact):
        measure(found[0])


def test_months_clamp_to_their_last_day() -> None:
    assert shift(date(2027, 1, 31), 1, 0) == date(2027, 2, 28)


def test_a_day_beyond_the_calendar_overflows() -> None:
    with pytest.raises(OverflowError):
        shift(date(2026, 11, 20), 120_000, 0)
