"""What stands on buttons must fit on a phone."""

import pytest

from bot.content.markup import width
from tests.content.tiny import Faq


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
