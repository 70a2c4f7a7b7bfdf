"""Numbers in words."""

import pytest

from bot.dates.numerals import chinese, english, french


@pytest.mark.parametrize(
    ("run", "value"),
    [
        ("三", 3),
        ("两", 2),
        ("十", 10),
        ("十五", 15),
        ("二十", 20),
        ("二十五", 25),
        ("廿五", 25),
        ("卅一", 31),
        ("一百八十", 180),
        ("一百零五", 105),
        ("二〇二六", 2026),
        ("零五", 5),
        ("俩", 2),
        ("三百六十五", 365),
    ],
)
def test_reads_chinese_numbers(run: str, value: int) -> None:
    assert chinese(run) == value


@pytest.mark.parametrize("run", ["三五", "一两", "七八", "三四五"])
def test_a_guess_of_a_number_is_none(run: str) -> None:
    assert chinese(run) is None


@pytest.mark.parametrize(
    ("number", "words"), [(1, "one"), (21, "twenty one"), (90, "ninety"), (180, "one hundred eighty")]
)
def test_writes_english_numbers(number: int, words: str) -> None:
    assert english(number) == words


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (17, "dix sept"),
        (21, "vingt et un"),
        (71, "soixante et onze"),
        (75, "soixante quinze"),
        (80, "quatre vingt"),
        (81, "quatre vingt un"),
        (91, "quatre vingt onze"),
        (200, "deux cent"),
    ],
)
def test_writes_french_numbers(number: int, words: str) -> None:
    assert french(number) == words
