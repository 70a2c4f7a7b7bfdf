"""An answer is short."""

import pytest

from bot.content.markup import width
from tests.content.tiny import Faq

EIGHT = "\n".join(["Line"] * 8)
SAME = dict.fromkeys(("zh-Hans", "en", "fr"), EIGHT)


def test_one_leading_line_and_six_more_are_enough(faq: Faq) -> None:
    faq["topics/pay.yaml"]["answer"] = dict.fromkeys(("zh-Hans", "en", "fr"), "\n".join(["Line"] * 7))
    assert faq.errors() == []


def test_longer_answers_are_told_in_each_language(faq: Faq) -> None:
    faq["topics/pay.yaml"]["answers"] = {"subscription": SAME}
    assert faq.errors() == [
        f"answers.subscription.text.{language} has 8 lines, at most 7 are read"
        for language in ("zh-Hans", "zh-Hant", "en", "fr")
    ]


def test_an_operators_own_answer_is_held_to_it_too(faq: Faq) -> None:
    faq["operators/orange.yaml"]["answers"] = {"pay": {"text": SAME}}
    assert len(faq.errors()) == 4


def test_a_step_has_one_line_less(faq: Faq) -> None:
    seven = dict.fromkeys(("zh-Hans", "en", "fr"), "\n".join(["Line"] * 7))
    faq["channels/website.yaml"]["guides"]["prepaid"][0]["text"] = seven
    assert faq.errors()[0] == "guides.prepaid.0.text.zh-Hans has 7 lines, at most 6 are read"


def test_what_is_folded_may_have_three_lines_more(faq: Faq) -> None:
    ten, eleven = (dict.fromkeys(("zh-Hans", "en", "fr"), "\n".join(["Line"] * n)) for n in (10, 11))
    faq["topics/pay.yaml"]["more"] = ten
    faq["operators/orange.yaml"]["answers"] = {"pay": {"text": "Do.", "more": ten}}
    assert faq.errors() == []
    faq["topics/pay.yaml"]["more"] = eleven
    assert faq.errors()[0] == "more.zh-Hans has 11 lines, at most 10 are read"


def test_a_chinese_character_takes_two_columns() -> None:
    assert width("充值 €2") == 2 + 2 + 1 + 1 + 1


@pytest.mark.parametrize(
    ("file", "path"),
    [
        ("topics/pay.yaml", ["title"]),
        ("channels/website.yaml", ["title"]),
        ("cards/data.yaml", ["title"]),
        ("phrases/receipt.yaml", ["title"]),
        ("letters/complaint.yaml", ["title"]),
        ("letters/complaint.yaml", ["questions", 0, "options", 0, "label"]),
        ("symptoms/nothing.yaml", ["choices", 0, "label"]),
        ("trees/payment.yaml", ["nodes", "start", "buttons", 0, "label"]),
    ],
)
def test_a_label_too_wide_is_told(faq: Faq, file: str, path: list[str | int]) -> None:
    label = faq[file]
    for part in path:
        label = label[part]
    label["fr"], label["zh-Hans"] = "x" * 29, "充" * 16
    assert [message for message in faq.errors() if "columns" in message] == [
        f"'{'x' * 29}' takes 29 columns, a button has 28"
    ]
    label["fr"], label["zh-Hans"] = "x" * 28, "充" * 17
    # Traditional is made from it, so both are too wide.
    assert len([message for message in faq.errors() if "34 columns, a button has 32" in message]) == 2


def test_a_tree_is_no_button(faq: Faq) -> None:
    faq["trees/payment.yaml"]["title"]["fr"] = "x" * 60
    assert faq.errors() == []


def test_no_markup_stands_on_a_button(faq: Faq) -> None:
    faq["phrases/receipt.yaml"]["title"]["en"] = "<b>Receipt</b>"
    assert faq.errors() == ["'<b>Receipt</b>' stands on a button: no markup, no line break"]


def test_a_fault_of_markup_is_told_with_its_language(faq: Faq) -> None:
    faq["phrases/receipt.yaml"]["when"]["fr"] = "Après <b>le paiement"
    assert faq.errors() == ['when.fr: Can\'t find end tag corresponding to start tag "b"']


def test_the_interface_is_held_to_it_too(faq: Faq) -> None:
    faq["interface/en.yaml"]["button"]["back"] = "B&Y"
    assert faq.errors() == ["'button.back': a bare '&': write '&amp;'"]
