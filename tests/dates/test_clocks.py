"""Times of day in words."""

import pytest

from bot.content.plain_text import normalize_text
from bot.dates.clocks import clock, french_hours, spoken
from bot.dates.tokens import tokenize


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("9:30", (9, 30)),
        ("9h30", (9, 30)),
        ("21h", (21, 0)),
        ("八点半", (8, 30)),
        ("八点一刻", (8, 15)),
        ("8點三刻", (8, 45)),
        ("8点15分", (8, 15)),
        ("八点零五分", (8, 5)),
        ("差一刻八点", (7, 45)),
        ("九点差五分", (8, 55)),
        ("half past nine", (9, 30)),
        ("quarter to nine", (8, 45)),
        ("twenty past eight", (8, 20)),
        ("half nine", (9, 30)),
        ("9h moins le quart", (8, 45)),
        ("9h et demie", (9, 30)),
        ("十一点五十", (11, 50)),
        ("20点", (20, 0)),
    ],
)
def test_reads_a_time(text: str, time: tuple[int, int]) -> None:
    found = clock(tokenize(normalize_text(text)), 0)
    assert found is not None
    assert (found[0].hour, found[0].minute) == time


@pytest.mark.parametrize("text", ["九", "3 days", "48h", "half a month", "2个"])
def test_leaves_other_numbers(text: str) -> None:
    assert clock(tokenize(text), 0) is None


def test_reads_french_hours_where_they_are_expected() -> None:
    found = french_hours(tokenize("neuf heures trente"), 0)
    assert found is not None
    assert (found[0].hour, found[0].minute) == (9, 30)


def test_reads_spoken_english_hours() -> None:
    found = spoken(tokenize("nine o'clock pm"), 0)
    assert found is not None
    assert (found[0].hour, found[0].half) == (9, "pm")
