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
