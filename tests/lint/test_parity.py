"""All languages of a text have the same lines, codes, links and quoted facts."""

import pytest

from tests.content.tiny import Faq


def broken(faq: Faq, english: str) -> list[str]:
    faq["topics/pay.yaml"]["answer"]["en"] = english
    return faq.errors()


def test_a_step_that_is_missing_is_told(faq: Faq) -> None:
    assert broken(faq, "You can, <code>Recharger</code>.\n{porting}\nAt most 2 days.") == [
        "answer: lines differ between zh-Hans and en: without 1."
    ]


def test_steps_in_another_order_are_told(faq: Faq) -> None:
    assert broken(faq, "You can.\n{porting}\n1. Open <code>Recharger</code>\nAt most 2 days.") == [
        "answer: lines differ between zh-Hans and en: in another order"
    ]


def test_a_code_of_one_language_only_is_told(faq: Faq) -> None:
    assert broken(faq, "You can.\n1. Open <code>Rechargez</code>\n{porting}\nAt most 2 days.") == [
        "answer: codes differ between zh-Hans and en: without Recharger; with Rechargez"
    ]


def test_a_code_may_be_said_again(faq: Faq) -> None:
    english = (
        "You can.\n1. Open <code>Recharger</code>, yes <code>Recharger</code>\n{porting}\nAt most 2 days."
    )
    assert broken(faq, english) == []


def test_another_fact_is_told(faq: Faq) -> None:
    faq["rules.yaml"]["rio"] = faq["rules.yaml"]["porting"]
    assert broken(faq, "You can.\n1. Open <code>Recharger</code>\n{rio}\nAt most 2 days.") == [
        "answer: quoted facts differ between zh-Hans and en: without porting; with rio"
    ]


def test_a_link_of_one_language_only_is_told(faq: Faq) -> None:
    linked = '<a href="https://www.orange.fr">Open</a>'
    (message,) = broken(faq, f"You can.\n1. {linked} <code>Recharger</code>\n{{porting}}\nAt most 2 days.")
    assert message == "answer: links differ between zh-Hans and en: with https://www.orange.fr/"


def test_the_problem_stands_at_the_language_that_differs(faq: Faq) -> None:
    broken(faq, "You can.")
    problem = next(problem for problem in faq.problems() if "lines" in problem.message)
    line = (faq.folder / problem.file).read_text("utf-8").splitlines()[problem.line - 1]
    assert line.strip().startswith("en: ")


@pytest.mark.parametrize("written", [None, "打開 <code>帳號主體</code>"])
def test_chinese_codes_may_be_written_in_each_script(faq: Faq, written: str | None) -> None:
    text = dict.fromkeys(("zh-Hans", "en", "fr"), "打开 <code>账号主体</code>")
    faq["phrases/receipt.yaml"]["when"] = text | ({"zh-Hant": written} if written else {})
    assert faq.errors() == []
