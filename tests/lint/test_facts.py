"""Facts: where they come from and how old they are."""

from datetime import date

from tests.content.tiny import Faq, fact


def test_a_sure_fact_without_a_source_is_an_error(faq: Faq) -> None:
    faq["operators/orange.yaml"]["facts"]["price"]["sources"] = []
    assert faq.errors() == ["price: shown without a source"]


def test_a_doubtful_fact_may_lack_one(faq: Faq) -> None:
    faq["operators/orange.yaml"]["facts"]["price"] |= {"sources": [], "confidence": "none"}
    assert faq.errors() == []


def test_after_a_year_a_shown_fact_asks_to_be_looked_at_again(faq: Faq) -> None:
    assert faq.warnings(date(2027, 11, 20)) == []
    assert faq.warnings(date(2027, 11, 21)) == ["porting: last looked at on 2026-11-20, over a year ago"]


def test_a_look_at_the_page_makes_it_fresh_again(faq: Faq) -> None:
    faq["rules.yaml"]["porting"]["checked"] = "2027-06-01"
    assert faq.warnings(date(2027, 11, 21)) == []


def test_no_date_lies_in_the_future(faq: Faq) -> None:
    faq["rules.yaml"]["porting"] |= {"noted": "2026-11-21", "checked": "2026-12-01"}
    assert faq.errors() == [
        "porting: noted lies in the future: 2026-11-21",
        "porting: checked lies in the future: 2026-12-01",
    ]


def test_no_page_is_newer_than_the_day_it_was_read(faq: Faq) -> None:
    faq["rules.yaml"]["porting"]["page_date"] = "2026-12"
    assert faq.errors() == ["porting: the page's date 2026-12 is after the day it was read"]


def test_a_page_of_the_month_it_was_read_in_is_fine(faq: Faq) -> None:
    faq["rules.yaml"]["porting"]["page_date"] = "2026-11"
    assert faq.errors() == []


def test_a_source_that_is_only_named_must_not_become_a_link(faq: Faq) -> None:
    faq["rules.yaml"]["porting"]["sources"] = [{"name": "shop.com", "kind": "other"}]
    assert faq.warnings() == ["porting: Telegram makes a link of 'shop.com'; name it without the ending"]


def test_an_official_source_has_an_address(faq: Faq) -> None:
    faq["rules.yaml"]["porting"]["sources"] = [{"name": "Arcep", "kind": "official"}]
    assert faq.warnings() == ["porting: an official source needs its address"]


SAID = "Lead.\n• {porting}\n3. {pric}"


def same(text: str) -> dict[str, str]:
    return dict.fromkeys(("zh-Hans", "en", "fr"), text)


def test_a_quote_of_nothing_is_told_with_the_nearest_name(faq: Faq) -> None:
    faq["topics/pay.yaml"]["answer"] = same(SAID)
    assert faq.errors() == ["answer: no fact 'pric'; did you mean 'price'?"] * 3


def test_braces_inside_a_line_would_be_shown(faq: Faq) -> None:
    faq["topics/pay.yaml"]["answer"] = same("It is {porting}.")
    message = "answer: {porting} is shown as it stands; a quoted fact has a line of its own"
    assert faq.errors() == [message] * 3


def test_an_operators_answer_quotes_its_own_facts_and_no_others(faq: Faq) -> None:
    other = faq["operators/orange.yaml"] | {"aliases": ["sfr"], "guarded": [], "facts": {"rio": fact()}}
    faq.files["operators/sfr.yaml"] = other
    faq["operators/orange.yaml"]["answers"] = {"pay": {"text": same("Lead.\n{rio}\n{porting}")}}
    assert len(faq.errors()) == 3
    assert all(message.startswith("answers.pay.text: no fact 'rio'") for message in faq.errors())


def test_a_quote_of_a_hidden_fact_is_a_warning(faq: Faq) -> None:
    faq["rules.yaml"]["porting"]["confidence"] = "low"
    assert "answer: 'porting' is never shown, so this line is left out" in faq.warnings()


def test_a_named_source_that_is_hidden_is_a_warning(faq: Faq) -> None:
    faq["rules.yaml"]["rio"] = fact(confidence="low")
    faq["topics/pay.yaml"]["facts"] = ["rio"]
    assert faq.warnings() == ["'rio' is never shown"]
