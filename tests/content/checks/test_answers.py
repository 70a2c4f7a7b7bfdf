"""An answer is short."""

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
