"""Every screen is drawn and held against Telegram's limits; each fault is told to the editor."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest

from bot.content.library import Library
from bot.content.problem import Problem
from bot.content.text import Text
from bot.content.tree import Branch, Node, Tree
from bot.screens import limits


@pytest.fixture
def small(library: Library) -> Library:
    """The real words with one operator, so that drawing all is quick."""
    trees = {name: tree.model_copy(update={"nodes": _apart(tree)}) for name, tree in library.trees.items()}
    return replace(library, operators={"free": library.operators["free"]}, trees=trees)


def _apart(tree: Tree) -> dict[str, Node]:
    """The nodes of a tree, with the list of operators in the place of each of them."""
    return {
        name: node.model_copy(update={"buttons": tuple(_to_all(branch) for branch in node.buttons)})
        for name, node in tree.nodes.items()
    }


def _to_all(branch: Branch) -> Branch:
    return branch.model_copy(update={"to": "operators"}) if branch.to.startswith("operator:") else branch


def with_(library: Library, name: str, key: str, **changed: Any) -> Library:
    """The same library with one item changed."""
    items: Mapping[str, Any] = getattr(library, name)
    return replace(library, **{name: {**items, key: items[key].model_copy(update=changed)}})


def said(library: Library) -> list[Problem]:
    return limits.check(library)[0]


def everywhere(text: str) -> Text:
    return Text.model_validate(text)


def test_a_sound_library_has_no_fault(small: Library) -> None:
    problems, screens = limits.check(small)
    assert problems == []
    assert screens > 1000


@pytest.mark.parametrize(
    ("answer", "message"),
    [
        ("Lead\n<b>open", "<b> is never closed"),
        ("Lead\nB&You", "a bare '&'"),
        ("x" * 1500, "characters, an answer has less than 1500"),
        ("x" * 5000, "characters, Telegram takes 1 to 4096"),
    ],
)
def test_a_broken_answer_is_told_with_its_file(small: Library, answer: str, message: str) -> None:
    broken = with_(small, "topics", "refund", answer=everywhere(answer))
    found = [problem for problem in said(broken) if problem.file == "topics/refund.yaml"]
    assert any(message in problem.message for problem in found)


def test_a_fault_on_many_screens_is_told_once_and_counted(small: Library) -> None:
    found = said(with_(small, "topics", "refund", answer=everywhere("Lead\nB&You")))
    assert len([problem for problem in found if "bare '&'" in problem.message]) == 1
    assert "more)" in found[0].message


def test_a_label_too_wide_or_empty_is_told(small: Library) -> None:
    for label, message in (("x" * 29, "takes 29 columns, 28 are shown"), (" ", "a button without a label")):
        title = everywhere("x").model_copy(update={"fr": label})
        broken = with_(small, "phrases", next(iter(small.phrases)), title=title)
        assert any(message in problem.message for problem in said(broken))


def test_a_name_too_long_for_a_button_is_told(small: Library) -> None:
    long = "x" * 63
    topics = {**small.topics, long: small.topics["refund"].model_copy(update={"id": long})}
    broken = replace(small, topics=topics)
    assert any("too long for a button: 65 bytes, 64 fit" in problem.message for problem in said(broken))


def test_what_no_button_leads_to_is_told(small: Library) -> None:
    tree = next(iter(small.trees.values()))
    node = tree.nodes[tree.root]
    broken = with_(small, "trees", tree.id, nodes={**tree.nodes, "lost": node})
    lost = [problem for problem in said(broken) if "no way of buttons" in problem.message]
    assert [(problem.file, problem.message) for problem in lost] == [
        (f"trees/{tree.id}.yaml", f"no way of buttons leads from the menu to {tree.id}:lost")
    ]


def test_a_tree_that_the_bot_itself_needs_is_missed(small: Library) -> None:
    trees = {name: tree for name, tree in small.trees.items() if name != "after"}
    assert any("gone" in problem.message for problem in said(replace(small, trees=trees)))


def test_a_sentence_that_is_missing_is_told_and_does_not_stop_the_check(small: Library) -> None:
    class Mute(type(small.interface)):  # type: ignore[misc]
        def say(self, key: str, language: Any, **values: object) -> str:
            if key == "button.stuck":
                raise KeyError(key)
            sentence: str = super().say(key, language, **values)
            return sentence

    words = {language: small.interface.sentences(language) for language in ("zh-Hans", "zh-Hant", "en", "fr")}
    found = said(replace(small, interface=Mute(words)))
    assert any("cannot be drawn: KeyError: 'button.stuck'" in problem.message for problem in found)


def test_a_shortcut_to_nowhere_is_told(small: Library) -> None:
    assert said(replace(small, shortcuts={"go": "nowhere"})) == [
        Problem("shortcuts.yaml", 0, "'go' opens no place: 'nowhere' (go)")
    ]


def test_a_copy_text_over_256_characters_is_told(small: Library) -> None:
    channel = next(iter(small.channels.values()))
    step = channel.guides["prepaid"][0].model_copy(update={"copy_text": "x" * 257})
    broken = with_(small, "channels", channel.id, guides={**channel.guides, "prepaid": (step,)})
    assert any(
        "a copy button holds 1 to 256 characters, here 257" in problem.message for problem in said(broken)
    )
