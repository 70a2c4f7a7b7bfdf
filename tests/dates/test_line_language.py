"""The language of a line."""

import pytest

from bot.content.plain_text import normalize_text
from bot.dates.line_language import line_language


@pytest.mark.parametrize(
    ("line", "language"),
    [
        ("充值 Lebara", "zh"), ("recharger Lebara", "fr"), ("top up Lebara", "en"), ("le 03/04", "fr"),
        ("renew on 03/04", "en"), ("03/04", None), ("Lebara", None), ("à 9h", "fr"), ("mon forfait", "fr"),
    ],
)  # fmt: skip
def test_words_and_script_tell(line: str, language: str | None) -> None:
    assert line_language(line, normalize_text(line)) == language


def test_the_hint_decides_where_nothing_tells() -> None:
    assert line_language("03/04", "03/04", "zh-Hant") == "zh"
    assert line_language("recharger", "recharger", "en") == "fr"
