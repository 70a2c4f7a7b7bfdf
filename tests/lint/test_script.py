"""Simplified characters inside Traditional text."""

from tests.content.tiny import Faq, text


def test_an_override_in_the_wrong_script_is_told(faq: Faq) -> None:
    faq["phrases/receipt.yaml"]["title"]["zh-Hant"] = "要收据"
    assert faq.errors() == ["title.zh-Hant has Simplified characters: 据 (see traditional.yaml)"]


def test_a_phrase_of_the_list_in_the_wrong_script_is_told(faq: Faq) -> None:
    faq["traditional.yaml"]["收据"] = "收据"
    assert faq.errors() == [
        f"{key}.zh-Hant has Simplified characters: 据 (see traditional.yaml)" for key in ("title", "meaning")
    ]


def test_the_interface_is_held_to_it_too(faq: Faq) -> None:
    faq.files["interface/zh-Hant.yaml"] = {"button": {"back": "后退"}}
    assert faq.errors() == ["'button.back' has Simplified characters: 后"]


def test_a_simplified_wording_among_the_traditional_ones_is_a_warning(faq: Faq) -> None:
    faq["topics/pay.yaml"]["wordings"]["zh-Hant"] = ["門號儲值", "门号怎么储值"]
    assert faq.warnings() == ["'门号怎么储值' has Simplified characters: 门 号 么 储"]


def test_generated_text_is_clean(faq: Faq) -> None:
    faq["phrases/receipt.yaml"]["when"] = text("以后充值这张卡的账号", "Later", "Plus tard")
    assert faq.errors() == []
