"""`{name}` lines name facts."""

from tests.content.tiny import Faq, fact

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
