"""What digits look like."""

import pytest

from bot.dates.regex_tokens import at, readings


@pytest.mark.parametrize(
    "text",
    [
        "10 euros",
        "€20",
        "20欧",
        "5gb",
        "30 go",
        "06 12 34 56 78",
        "0612345678",
        "+33 6 12 34 56 78",
        "13812345678",
        "https://lebara.fr/2026/12/01",
        "*144#",
        "24/7",
        "n°15",
        "lebara.fr",
        "+86 138 1234 5678",
        "100%",
    ],
)
def test_money_data_numbers_and_addresses_are_no_dates(text: str) -> None:
    found = at(text, 0)
    assert found is not None
    assert found[0] == len(text)
    assert found[1].keys() == {"NOISE"}


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("2026-12-01", ((2026, 12, 1),)),
        ("2026/12/1", ((2026, 12, 1),)),
        ("20261201", ((2026, 12, 1),)),
        ("15/12", ((None, 12, 15),)),
        ("12/25", ((None, 12, 25),)),
        ("03/04", ((None, 4, 3), (None, 3, 4))),
        ("12/12", ((None, 12, 12),)),
        ("30/02", ()),
        ("1.12.2026", ((2026, 12, 1),)),
    ],
)
def test_gives_every_reading_of_a_date_in_digits(text: str, dates: tuple[object, ...]) -> None:
    found = at(text, 0)
    assert found is not None
    assert found[1]["DATE"] == dates


def test_the_same_day_either_way_is_one_reading() -> None:
    assert readings(5, 5, 2027) == ((2027, 5, 5),)


@pytest.mark.parametrize("text", ["top up", "15", "le 15"])
def test_plain_words_and_numbers_have_no_shape(text: str) -> None:
    assert at(text, 0) is None
