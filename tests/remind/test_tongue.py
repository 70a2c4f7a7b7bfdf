"""The language of a line."""

import pytest

from bot.remind.fold import fold_text
from bot.remind.tongue import tongue


@pytest.mark.parametrize(
    ("line", "language"),
    [
        ("充值 Lebara", "zh"), ("recharger Lebara", "fr"), ("top up Lebara", "en"), ("le 03/04", "fr"),
        ("renew on 03/04", "en"), ("03/04", None), ("Lebara", None), ("à 9h", "fr"), ("mon forfait", "fr"),
    ],
)  # fmt: skip
def test_words_and_script_tell(line: str, language: str | None) -> None:
    assert tongue(line, fold_text(line)) == language


def test_the_hint_decides_where_nothing_tells() -> None:
    assert tongue("03/04", "03/04", "zh-Hant") == "zh"
    assert tongue("recharger", "recharger", "en") == "fr"
