"""Every screen is drawn and held against Telegram's limits; each fault is told to the editor."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest

from bot.content.interface import Interface
from bot.content.languages import LANGUAGES, Language
from bot.content.library import Library
from bot.content.localized import Text
from bot.content.problem import Problem
from bot.content.tree import Branch, Node, Tree
from bot.lint import screens as limits
from bot.screens import routes
from bot.screens.screen import Button, Screen


@pytest.fixture(scope="module")
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
    changes: dict[str, Any] = {name: {**items, key: items[key].model_copy(update=changed)}}
    return replace(library, **changes)


def everywhere(text: str) -> Text:
    return Text.model_validate(text)


class Mute(Interface):
    """Lacks one sentence."""

    def say(self, key: str, language: Language, **values: object) -> str:
        if key == "french.show":
            raise KeyError(key)
        return super().say(key, language, **values)


@pytest.fixture(scope="module")
def found(small: Library) -> list[Problem]:
    """What is said of words in which all of this is wrong at once: drawing everything takes a while."""
    broken = with_(small, "topics", "refund", answer=everywhere("Lead\n<b>open"))
    broken = with_(broken, "topics", "invoice", answer=everywhere("Lead\nB&You"))
    broken = with_(broken, "topics", "scam", answer=everywhere("x" * 1500))
    broken = with_(broken, "topics", "roaming", answer=everywhere("x" * 5000))
    wide, empty, *_ = small.phrases.values()
    broken = with_(broken, "phrases", wide.id, title=wide.title.model_copy(update={"fr": "x" * 29}))
    broken = with_(broken, "phrases", empty.id, title=empty.title.model_copy(update={"en": " "}))
    long = small.topics["refund"].model_copy(update={"id": "x" * 63})
    trees = {name: tree for name, tree in small.trees.items() if name != "after"}
    tree = trees["payment"]
    trees["payment"] = tree.model_copy(update={"nodes": {**tree.nodes, "lost": tree.nodes[tree.root]}})
    step = small.channels["channel-app"].guides["prepaid"][0].model_copy(update={"copy_text": "x" * 257})
    broken = with_(broken, "channels", "channel-app", guides={"prepaid": (step,)})
    sentences = {language: small.interface.sentences(language) for language in LANGUAGES}
    broken = replace(
        broken,
        topics={**broken.topics, long.id: long},
        trees=trees,
        shortcuts={"go": "nowhere", "old": "a"},
        interface=Mute(sentences),
    )
    return limits.check(broken)[0]


def test_a_sound_library_has_no_fault(small: Library) -> None:
    problems, screens = limits.check(small)
    assert problems == []
    assert screens > 1000


@pytest.mark.parametrize(
    ("file", "message"),
    [
        ("topics/refund.yaml", "end tag corresponding to start tag"),
        ("topics/invoice.yaml", "a bare '&'"),
        ("topics/scam.yaml", "characters, an answer has less than 1500"),
        ("topics/roaming.yaml", "characters, Telegram takes 1 to 4096"),
        (f"topics/{'x' * 63}.yaml", "too long for a button: 65 bytes, 64 fit"),
        ("interface", "takes 29 columns, 28 are shown"),
        ("interface", "a button without a label"),
        ("trees/after.yaml", "a button leads to what is gone"),
        ("phrases/receipt.yaml", "cannot be drawn: KeyError: 'french.show'"),
        ("channels/channel-app.yaml", "a copy button holds 1 to 256 characters, here 257"),
        ("shortcuts.yaml", "'go' opens no place: 'nowhere'"),
    ],
)
def test_each_fault_is_told_with_its_file(found: list[Problem], file: str, message: str) -> None:
    assert [problem for problem in found if problem.file == file and message in problem.message]


def test_a_fault_on_many_screens_is_told_once_and_counted(found: list[Problem]) -> None:
    (told,) = [problem for problem in found if "a bare '&'" in problem.message]
    assert " more)" in told.message


def test_what_no_button_leads_to_is_told(found: list[Problem]) -> None:
    message = "no way of buttons leads from the menu to payment:lost"
    assert Problem("trees/payment.yaml", 0, message) in found


@pytest.mark.parametrize(
    ("button", "fault"),
    [
        (Button("Copy", copy="x" * 256), None),
        (Button("Copy", copy="x" * 257), "a copy button holds 1 to 256 characters, here 257"),
        (Button("Copy", copy=""), "a copy button holds 1 to 256 characters, here 0"),
        (Button("Nothing"), "the button 'Nothing' must do exactly one thing"),
        (Button("Two", url="https://www.free.fr", copy="x"), "the button 'Two' must do exactly one thing"),
        (Button("x" * 40, url="https://www.free.fr"), None),
        (
            Button("x" * 41, url="https://www.free.fr"),
            f"the button '{'x' * 41}' takes 41 columns, 40 are shown",
        ),
        (Button("充" * 16, routes.MenuRoute()), f"the button '{'充' * 16}' takes 32 columns, 28 are shown"),
    ],
)
def test_a_button_does_one_thing_and_fits(button: Button, fault: str | None) -> None:
    faults = list(limits.faults(routes.MenuRoute(), Screen("Text", ((button,),)), "fr"))
    assert faults == ([fault] if fault else [])


def test_a_keyboard_has_at_most_100_buttons() -> None:
    row = (Button("x", routes.MenuRoute()),)
    assert list(limits.faults(routes.MenuRoute(), Screen("Text", (row,) * 100), "en")) == []
    assert list(limits.faults(routes.MenuRoute(), Screen("Text", (row,) * 101), "en")) == [
        "101 buttons, Telegram takes 100"
    ]


def test_no_message_is_empty() -> None:
    assert list(limits.faults(routes.MenuRoute(), Screen("<b></b>"), "en")) == [
        "0 characters, Telegram takes 1 to 4096"
    ]


def test_a_shortcut_that_is_still_a_buttons_data_is_a_warning(found: list[Problem]) -> None:
    (warning,) = [problem for problem in found if problem.severity == "warning"]
    assert (warning.file, "'old: a' is a button's data" in warning.message) == ("shortcuts.yaml", True)
