"""From a client's language to one of ours."""

import pytest

from bot.content.languages import from_telegram


@pytest.mark.parametrize(
    ("code", "language"),
    [
        ("zh-hans", "zh-Hans"),
        ("zh-hant", "zh-Hant"),
        ("zh", "zh-Hans"),
        ("zh-CN", "zh-Hans"),
        ("zh-SG", "zh-Hans"),
        ("zh-TW", "zh-Hant"),
        ("zh_HK", "zh-Hant"),
        ("zh-MO", "zh-Hant"),
        ("zh-Hans-HK", "zh-Hans"),
        ("zh-Hant-TW", "zh-Hant"),
        ("yue", "zh-Hant"),
        ("fr", "fr"),
        ("fr-CH", "fr"),
        ("en-GB", "en"),
        ("de", "en"),
        ("frr", "en"),
    ],
)
def test_the_nearest_language_is_taken(code: str, language: str) -> None:
    assert from_telegram(code) == language


@pytest.mark.parametrize("code", [None, ""])
def test_without_a_code_the_default_is_taken(code: str | None) -> None:
    assert from_telegram(code) == "zh-Hans"
    assert from_telegram(code, "fr") == "fr"
