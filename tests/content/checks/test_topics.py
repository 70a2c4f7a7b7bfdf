"""Every answer leads on."""

from tests.content.tiny import Faq


def test_a_topic_without_next_steps_is_a_dead_end(faq: Faq) -> None:
    faq["topics/pay.yaml"]["next"] = []
    assert faq.errors() == ["a dead end: name two or three natural next topics"]


def test_a_topic_leads_neither_to_itself_nor_twice_to_another(faq: Faq) -> None:
    faq["topics/pay.yaml"]["next"] = ["pay", "website", "website"]
    assert faq.errors() == ["'pay' leads nowhere new", "'website' leads nowhere new"]


def test_a_symptom_with_one_way_on_is_no_question(faq: Faq) -> None:
    faq["symptoms/nothing.yaml"]["choices"][1]["to"] = "pay"
    assert faq.errors() == ["needs two different ways on"]


def test_a_card_leads_on(faq: Faq) -> None:
    faq["cards/data.yaml"] |= {"channels": [], "next": []}
    assert faq.errors() == ["a dead end: name channels or next topics"]
