"""Trees: reached, ended, within their limit."""

from typing import Any

import pytest

from tests.content.tiny import Faq


def grown(faq: Faq, limit: int, **nodes: list[str]) -> list[str]:
    """The errors of a tree with these nodes and their buttons."""
    tree = faq["trees/payment.yaml"]
    pattern: dict[str, Any] = tree["nodes"]["start"]
    label = pattern["buttons"][0]["label"]
    tree["limit"] = limit
    tree["nodes"] = {
        name: {"text": pattern["text"], "buttons": [{"label": label, "to": to} for to in targets]}
        for name, targets in nodes.items()
    }
    return faq.errors()


def test_a_tree_that_branches_and_ends_is_sound(faq: Faq) -> None:
    assert grown(faq, 3, start=["a", "b"], a=["topic:pay", "b"], b=["human"]) == []


def test_a_node_that_no_button_leads_to_is_told(faq: Faq) -> None:
    assert grown(faq, 2, start=["human"], lost=["human"]) == ["no button leads to 'lost'"]


@pytest.mark.parametrize("buttons", [[], ["start"], ["a"]])
def test_a_node_that_only_leads_back_is_a_dead_end(faq: Faq, buttons: list[str]) -> None:
    found = grown(faq, 2, start=["a", "human"], a=buttons)
    assert "'a' is a dead end: its buttons only lead back" in found


def test_a_loop_without_an_exit_is_told(faq: Faq) -> None:
    found = grown(faq, 9, start=["a", "human"], a=["b"], b=["c"], c=["a"])
    assert [message for message in found if "loops" in message] == [
        f"from '{name}' the tree loops without an exit" for name in "abc"
    ]


def test_the_longest_way_is_told_when_it_passes_the_limit(faq: Faq) -> None:
    assert grown(faq, 2, start=["a", "b"], a=["b"], b=["human", "start"]) == [
        "a way through takes 3 taps, the limit is 2: start › a › b"
    ]


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


@pytest.mark.parametrize(
    ("french", "message"),
    [
        ("Bonjour, {what} et {when}.", "no question fills {when}"),
        ("Bonjour.", "the answer to 'what' stands nowhere in the letter"),
        ("Bonjour, {what.", "a brace is not closed: expected '}' before end of string"),
    ],
)
def test_slots_and_questions_must_match(faq: Faq, french: str, message: str) -> None:
    faq["letters/complaint.yaml"]["french"] = french
    assert faq.errors() == [message]


def test_two_options_of_one_id_are_told(faq: Faq) -> None:
    faq["letters/complaint.yaml"]["questions"][0]["options"][1]["id"] = "a"
    assert faq.errors() == ["the id 'a' stands here twice"]
