"""Cutting a line."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.content.plain_text import normalize_text
from bot.dates.tokens import tokenize


@pytest.mark.parametrize(
    ("text", "raws"),
    [
        ("下个月15号", ["下个", "月", "15", "号"]),
        ("the day after tomorrow", ["the day after tomorrow"]),
        ("aujourd'hui", ["aujourd'hui"]),
        ("周五三点半", ["周五", "三", "点", "半"]),
        ("le 15/12/2026 a 9h30", ["le", "15/12/2026", "a", "9h30"]),
    ],
)
def test_cuts_at_the_longest_words(text: str, raws: list[str]) -> None:
    assert [token.raw for token in tokenize(text)] == raws


@given(st.text())
def test_tokens_lie_in_order_and_do_not_overlap(line: str) -> None:
    text = normalize_text(line)
    place = 0
    for token in tokenize(text):
        assert place <= token.start < token.end <= len(text)
        assert token.raw == text[token.start : token.end]
        assert token.kinds
        place = token.end
