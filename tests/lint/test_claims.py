"""Figures in answers come from facts."""

from typing import Any

import pytest

from tests.content.tiny import Faq, fact


def said(faq: Faq, text: str, facts: list[str]) -> list[str]:
    answer = {"text": dict.fromkeys(("zh-Hans", "en", "fr"), text), "facts": facts}
    faq["operators/orange.yaml"]["answers"] = {"pay": answer}
    return [message for message in faq.warnings() if "without a fact" in message]


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("Pay 25 €.", "an amount without a fact: '25 €'"),
        ("Wait 48 h or 3 months.", "a duration without a fact: '3 months'"),
        ("Dial #123#.", "a code without a fact: '#123#'"),
        ("Write to @orange_help.", "an account without a fact: '@orange_help'"),
    ],
)
def test_a_figure_that_no_fact_gives_is_told(faq: Faq, text: str, what: str) -> None:
    assert said(faq, text, []) == [
        f"answers.pay.text.{language}: {what}" for language in ("zh-Hans", "en", "fr")
    ]


def test_a_figure_of_a_named_fact_is_none(faq: Faq) -> None:
    text: dict[str, Any] = dict.fromkeys(("zh-Hans", "en", "fr"), "A top-up of 25 € keeps it 3 months.")
    faq["operators/orange.yaml"]["facts"]["price"] = fact(text=text, topics=["pay"], page_date="2026-01")
    assert said(faq, "Pay 25 €: 3 months.", ["price"]) == []


def test_a_plain_answer_claims_nothing(faq: Faq) -> None:
    assert said(faq, "Open the site and pay.", []) == []


def test_two_facts_that_say_the_same_have_one_value(faq: Faq) -> None:
    for name, value in (("one", "#123#"), ("two", "#321#")):
        faq["operators/orange.yaml"]["facts"][name] = fact(about="code", value=value, topics=["pay"])
    assert faq.errors() == ["one and two say the same with different values: ['#123#', '#321#']"]


def test_a_word_that_taiwan_avoids_is_told(faq: Faq) -> None:
    faq["taiwan.yaml"] = {"avoid": {"帳戶": "帳號"}, "fine": ["銀行帳戶"]}
    faq["traditional.yaml"] = {"账户": "帳戶"}
    faq["phrases/receipt.yaml"]["when"] = {"zh-Hans": "登录账户", "en": "Sign in", "fr": "Connectez-vous"}
    assert faq.errors() == ["when.zh-Hant says 帳戶, Taiwan says 帳號 (see traditional.yaml)"]
    faq["phrases/receipt.yaml"]["when"]["zh-Hans"] = "银行账户"
    assert faq.errors() == []
