"""Days that are typed about a card lie behind as often as ahead."""

from datetime import UTC, date, datetime

import pytest

from bot.handlers.card_dates import read_day
from bot.screens.card_screens import as_cents
from bot.screens.render_context import UserClock

HERE = UserClock(datetime(2026, 11, 20, 9, tzinfo=UTC), "Europe/Paris")


@pytest.mark.parametrize(
    ("text", "language", "day"),
    [
        ("12月12日", "zh-Hans", date(2026, 12, 12)),
        ("11月3号", "zh-Hans", date(2026, 11, 3)),
        ("2026年10月30日", "zh-Hans", date(2026, 10, 30)),
        ("三十天后", "zh-Hans", date(2026, 12, 20)),
        ("12月1號", "zh-Hant", date(2026, 12, 1)),
        ("3 November", "en", date(2026, 11, 3)),
        ("in 2 weeks", "en", date(2026, 12, 4)),
        ("le 3 novembre", "fr", date(2026, 11, 3)),
        ("dans un mois", "fr", date(2026, 12, 20)),
    ],
)
def test_a_day_is_the_nearest_that_was_meant(text: str, language: str, day: date) -> None:
    assert read_day(text, HERE, language) == day


def test_a_top_up_lies_behind() -> None:
    assert read_day("12月12日", HERE, "zh-Hans", past=True) == date(2025, 12, 12)


@pytest.mark.parametrize("text", ["", "充 Lebara", "2月30日", "soon"])
def test_what_is_no_day_is_none(text: str) -> None:
    assert read_day(text, HERE, "zh-Hans") is None


@pytest.mark.parametrize(
    ("text", "cents"),
    [
        ("10", 1000),
        ("9,99 €", 999),
        ("9.9", 990),
        ("10欧", 1000),
        ("ten", None),
        ("10 20", None),
        ("10.123", None),
    ],
)
def test_an_amount_is_one_number_of_euros(text: str, cents: int | None) -> None:
    assert as_cents(text) == cents
