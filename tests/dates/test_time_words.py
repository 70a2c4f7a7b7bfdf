"""The words of time and their typos."""

import pytest

from bot.content.plain_text import normalize_text
from bot.dates.time_words import HAN, LATIN, mistyped


def test_every_form_is_written_as_the_fold_leaves_it() -> None:
    assert [form for form in (*LATIN, *HAN) if normalize_text(form) != form] == []


@pytest.mark.parametrize(
    ("word", "kind", "value"),
    [
        ("wednsday", "WEEKDAY", 2),
        ("setembre", "MONTH", 9),
        ("vendrebi", "WEEKDAY", 4),
        ("tomorrwo", "REL", 1),
    ],
)
def test_knows_a_slip_in_a_long_name(word: str, kind: str, value: int) -> None:
    kinds = mistyped(word) or LATIN[word]
    assert kinds[kind] == value


@pytest.mark.parametrize(
    "word", ["remember", "member", "cours", "marche", "sunny", "renew", "orange", "lundis"]
)
def test_an_ordinary_word_is_no_slip(word: str) -> None:
    assert mistyped(word) is None
