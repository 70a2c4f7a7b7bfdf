"""The same numbers in every language, however they are written."""

import pytest

from bot.lint.numbers import numbers, spelt
from tests.content.tiny import Faq, text


@pytest.mark.parametrize(
    ("chinese", "english", "french"),
    [
        ("2 天", "2 days", "2 jours"),
        ("两天", "two days", "deux jours"),
        ("2 天", "two days", "deux jours"),
        ("两天", "2 days", "2 jours"),
        ("19.99 欧", "€19.99", "19,99 €"),
        ("1.10 欧", "€1.10", "1,10 €"),
        ("0.019 欧", "€0.019", "0,019 €"),
        ("1000 GB", "1,000 GB", "1 000 Go"),
        ("2 万", "20,000", "20 000"),
        ("早上 8 点到晚上 20 点", "8 am to 8 pm", "de 8 h à 20 h"),
        ("下午 2 点到晚上 8 点", "2 pm to 8 pm", "de 14 h à 20 h"),
        ("8:00–20:30", "8 am to 8.30 pm", "de 8h à 20h30"),
        ("2021 年 3 月", "March 2021", "mars 2021"),
        ("两三天", "2 or 3 days", "2 ou 3 jours"),
        ("24 小时", "a day", "un jour"),
        ("半年", "6 months", "6 mois"),
        ("十二个月", "12 months", "12 mois"),
        ("3-D Secure", "3-D Secure", "3-D Secure"),
    ],
)
def test_one_number_in_three_spellings_is_no_difference(
    faq: Faq, chinese: str, english: str, french: str
) -> None:
    faq["phrases/receipt.yaml"]["when"] = text(chinese, english, french)
    assert faq.errors() == []


@pytest.mark.parametrize(
    ("chinese", "english", "french", "lost"),
    [
        ("40 天", "45 days", "40 jours", "en: 40, 45"),
        ("19.99 欧", "€19.99", "19,90 €", "fr: 19.99, 19.9"),
        ("最多 2 天", "at most 3 days", "2 jours au plus", "en: 2, 3"),
        ("打 3179", "Call 3179", "Appelez le 3197", "fr: 3179, 3197"),
        ("2 到 10 欧", "from €2", "de 2 à 10 €", "en: 10"),
    ],
)
def test_another_number_is_told(faq: Faq, chinese: str, english: str, french: str, lost: str) -> None:
    faq["phrases/receipt.yaml"]["when"] = text(chinese, english, french)
    assert faq.errors() == [f"when: numbers differ between zh-Hans and {lost}"]


def test_the_numbers_of_steps_do_not_count() -> None:
    assert numbers("Do this.\n1. Wait 3 days\n2. Call") == ["3"]


def test_numbers_inside_addresses_do_not_count() -> None:
    assert numbers('<a href="https://a.fr/904">page</a> of 7') == ["7"]


def test_a_word_is_no_other_number() -> None:
    assert not spelt("3", "两天")
    assert not spelt("40", "quatre jours")
