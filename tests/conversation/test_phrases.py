"""Cue words in normalized text: Latin ones as whole words, Chinese ones anywhere."""

import pytest

from bot.conversation.phrases import Phrases, words_of
from bot.match import chinese
from bot.match.lexicon import regional
from bot.match.normalize import Normalizer


@pytest.fixture(scope="module")
def phrases() -> Phrases:
    return Phrases(["no, no i meant", "不对"], Normalizer(chinese.build(), regional()))


def test_words_are_read_from_lists_mappings_and_commas() -> None:
    assert words_of({"a": ["x, y", "z"], "b": "w"}) == ["x", "y", "z", "w"]


@pytest.mark.parametrize(
    ("text", "after"),
    [
        ("no i meant pin", "pin"),
        ("no pin", "pin"),
        ("nobody", None),
        ("不对我要销号", "我要销号"),
        ("pin no", None),
    ],
)
def test_the_longest_one_at_the_head_is_taken_off(phrases: Phrases, text: str, after: str | None) -> None:
    assert phrases.after(text) == after


def test_all_are_removed_and_ends_stripped(phrases: Phrases) -> None:
    assert phrases.removed("no pin 不对 no") == "pin"
    assert phrases.without_tails("pin no no") == "pin"
    assert phrases.without_heads("no 不对 pin") == "pin"
