"""The labelled talks: enough of them, in every language, unlike each other, with ids that exist."""

import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

TESTS = Path(__file__).parent
FAQ = TESTS.parent / "faq"
PROMPTS = {"date", "name", "amount", "words", "zone", "operator"}


def _ids(folder: str) -> set[str]:
    return {file.stem for file in (FAQ / folder).glob("*.yaml")}


def _dialogues(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (TESTS / name).read_text("utf-8").splitlines()]


OWN, HOLDOUT = _dialogues("dialogues.jsonl"), _dialogues("dialogues-holdout.jsonl")
TURNS = [turn for dialogue in OWN + HOLDOUT for turn in dialogue["turns"]]


def _listed(value: object) -> list[Any]:
    return value if isinstance(value, list) else [value]


def test_there_are_two_hundred_in_four_languages_and_half_know_something_before() -> None:
    languages = Counter(dialogue["lang"] for dialogue in OWN)
    assert len(OWN) >= 200
    assert languages.keys() == {"zh-Hans", "zh-Hant", "en", "fr", "mixed"}
    assert sum(bool(dialogue.get("given")) for dialogue in OWN) * 2 >= len(OWN)
    assert all(2 <= len(dialogue["turns"]) <= 6 for dialogue in OWN + HOLDOUT)


def test_no_two_begin_alike_and_five_at_most_share_a_frame() -> None:
    firsts = [dialogue["turns"][0]["say"] for dialogue in OWN + HOLDOUT]
    assert len(set(firsts)) == len(firsts)
    names = re.compile("|".join(sorted(_ids("operators") | {"lyca", "b&you"}, key=len, reverse=True)))
    frames = Counter(re.sub(r"\d+", "0", names.sub("_", first.lower())) for first in firsts)
    assert max(frames.values()) <= 5


@pytest.mark.parametrize(
    ("key", "known"),
    [
        ("expect_topic", _ids("topics")),
        ("expect_operator", _ids("operators")),
        ("expect_act", _ids("acts")),
    ],
)
def test_every_label_is_an_id(key: str, known: set[str]) -> None:
    labels = {label for turn in TURNS for label in _listed(turn.get(key)) if label is not None}
    assert labels <= known


def test_what_is_expected_fits_its_topics() -> None:
    for turn in TURNS:
        assert turn["expect"] in {"answer", "choose", "none", "any"}, turn
        if turn["expect"] in {"answer", "choose"}:
            assert turn["expect_topic"], turn
        if turn["expect"] == "none":
            assert turn["expect_topic"] is None, turn


def test_replies_point_back_and_prompts_are_known() -> None:
    for dialogue in OWN + HOLDOUT:
        given = dialogue.get("given", {})
        assert given.keys() <= {"cards", "notice", "prompt", "answered", "now"}
        assert given.get("prompt", "date") in PROMPTS
        assert given.get("answered", "refund") in _ids("topics")
        for number, turn in enumerate(dialogue["turns"], 1):
            assert 0 < turn.get("reply_to", 0) < number or "reply_to" not in turn
