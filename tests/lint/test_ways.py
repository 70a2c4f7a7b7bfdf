"""Ways to renew."""

from tests.content.tiny import Faq


def test_every_answer_of_the_advisor_must_be_judged(faq: Faq) -> None:
    suits = faq["channels/website.yaml"]["suits"]
    del suits["where"]["abroad"], suits["pay"]["cash"], suits["kind"]["travel"]
    assert faq.errors() == [
        f"'{name}' is missing: good, maybe or no" for name in ("abroad", "cash", "travel")
    ]


def test_a_default_reason_is_needed_and_no_unknown_one(faq: Faq) -> None:
    reasons = faq["channels/website.yaml"]["reasons"]
    reasons["abrod"] = reasons.pop("default")
    assert faq.errors() == [
        "'default' is missing: what is said when nothing else decides",
        "no reason is called 'abrod'; did you mean 'abroad'?",
    ]


def test_a_prepaid_guide_is_needed(faq: Faq) -> None:
    faq["channels/website.yaml"]["guides"] = {"travel": faq["channels/website.yaml"]["guides"]["prepaid"]}
    assert faq.errors() == ["'prepaid' is missing: the guide that others fall back to"]


def test_a_step_stands_once_and_phases_follow_each_other(faq: Faq) -> None:
    steps = faq["channels/website.yaml"]["guides"]["prepaid"]
    steps.append(steps[0] | {"phase": "prepare"})
    assert faq.errors() == ["the step 'open' stands in this guide twice", "'prepare' comes after 'do'"]


def test_a_page_or_fact_that_no_operator_has_is_told(faq: Faq) -> None:
    faq["channels/website.yaml"]["guides"]["prepaid"][0] |= {"page": "sit", "copy_fact": "prize"}
    assert faq.errors() == [
        "no operator has the page 'sit'; did you mean 'site'?",
        "no operator has the copy_fact 'prize'; did you mean 'price'?",
    ]
