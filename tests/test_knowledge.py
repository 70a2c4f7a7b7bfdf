"""Which words serve: those of the folder, or the last good ones; never what the check refuses."""

from pathlib import Path

import pytest

from bot.content.problem import ContentError
from bot.knowledge import learn, load_knowledge, open_knowledge, wanted_key
from bot.knowledge_refresh import KnowledgeRefresh
from bot.learnt_states import LearntStates
from tests.auxil.small import small, spoil
from tests.content.tiny import Faq

# Learning is work, and a machine may have more of it.
pytestmark = pytest.mark.timeout(300)


@pytest.fixture
def faq(tmp_path: Path) -> Faq:
    return small(tmp_path / "faq")


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    # As in a clone that was installed to be worked on: nothing learnt came with the package.
    monkeypatch.setattr("bot.learnt_states.PACKAGED", tmp_path / "none")
    monkeypatch.setattr(LearntStates.__init__, "__defaults__", (tmp_path / "none",))
    return tmp_path / "data"


def test_words_are_learnt_once(faq: Faq, data: Path) -> None:
    faq.write()
    told: list[str] = []
    for _ in range(2):
        knowledge = load_knowledge(faq.folder, data, lambda: told.append("learning"))
        assert len(knowledge.library.topics) == 9
    assert told == ["learning"]


def test_a_bot_starts_with_the_last_good_words_where_the_new_ones_are_broken(faq: Faq, data: Path) -> None:
    good = open_knowledge(faq.write(), data)
    spoil(faq.folder)
    serving = open_knowledge(faq.folder, data)
    assert serving.library.key == good.library.key
    with pytest.raises(ContentError, match=r"pay\.yaml:2"):
        load_knowledge(faq.folder, data)


def test_broken_words_that_nothing_came_before_are_named(faq: Faq, data: Path) -> None:
    faq.write()
    spoil(faq.folder)
    with pytest.raises(ContentError, match=r"pay\.yaml:2"):
        open_knowledge(faq.folder, data)


@pytest.mark.parametrize("folder", ["nowhere", "."])
def test_a_folder_without_words_is_one_line(folder: str, data: Path, tmp_path: Path) -> None:
    with pytest.raises(ContentError, match="FAQ_DIR names the folder of the words") as told:
        load_knowledge(tmp_path / folder, data)
    assert len(str(told.value).splitlines()) == 1


def test_words_that_served_are_learnt_anew_by_newer_code(faq: Faq, data: Path) -> None:
    good = open_knowledge(faq.write(), data)
    for learnt in LearntStates(data).folder(good.library.key).glob("*.*"):
        learnt.write_bytes(b"learnt by older code")
    spoil(faq.folder)
    assert open_knowledge(faq.folder, data).library.key == good.library.key


async def test_new_words_are_taken_in_while_the_old_ones_serve(faq: Faq, data: Path) -> None:
    old = open_knowledge(faq.write(), data)
    faq["topics/pay.yaml"]["title"]["en"] = "Paying it"
    faq.write()
    assert open_knowledge(faq.folder, data).library.key == old.library.key
    refresh = KnowledgeRefresh(faq.folder, data, old.library.key)
    assert refresh.is_behind()
    new = await refresh.run()
    assert new is not None and new.library.topics["pay"].title["en"] == "Paying it"
    offer = refresh.offer(new, [], 0)
    assert (refresh.is_behind(), refresh.serving) == (False, old.library.key)
    refresh.publish(offer)
    assert (refresh.is_behind(), refresh.state, refresh.serving) == (False, "current", new.library.key)
    assert open_knowledge(faq.folder, data).library.key == new.library.key


async def test_what_the_check_refuses_is_never_taken(faq: Faq, data: Path) -> None:
    old = open_knowledge(faq.write(), data)
    wrong = ["<b>never closed", "{nosuch}", '<a href="javascript:x">x</a>', "x" * 6000]
    pages = [f"topics/{name}.yaml" for name in ("pay", "website", "scam", "invoice")]
    for page, words in zip(pages, wrong, strict=True):
        faq[page]["answer"]["en"] += f"\n{words}"
    faq.write()
    load_knowledge(faq.folder, data)  # as `xufei ask` does
    refresh = KnowledgeRefresh(faq.folder, data, old.library.key)
    with pytest.raises(ContentError) as told:
        await refresh.run()
    assert set(pages) <= {problem.file for problem in told.value.problems}
    assert refresh.state == "broken"
    assert open_knowledge(faq.folder, data).library.key == old.library.key


async def test_faults_are_told_once_until_they_change(faq: Faq, data: Path) -> None:
    old = open_knowledge(faq.write(), data)
    spoil(faq.folder)
    for times in range(2):
        refresh = KnowledgeRefresh(faq.folder, data, old.library.key)
        with pytest.raises(ContentError):
            await refresh.run()
        assert refresh.is_told() is bool(times)


def test_what_served_stays_and_the_rest_is_cleared_away(data: Path) -> None:
    states = LearntStates(data)
    for number in range(8):
        states.folder(f"key{number}").mkdir(parents=True)
        states.serve(f"key{number}")
    left = {each.name for each in (data / "learnt").iterdir() if each.is_dir()}
    assert {"key7", "key6", "key5"} <= left and len(left) <= 6


def test_the_hash_of_a_missing_folder_is_empty(tmp_path: Path) -> None:
    assert wanted_key(tmp_path / "nowhere") == ""


def test_what_came_with_the_package_serves_at_once(
    faq: Faq, data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    packaged = tmp_path / "packaged"
    learn(faq.write(), packaged)
    monkeypatch.setattr(LearntStates.__init__, "__defaults__", (packaged,))
    told: list[str] = []

    def announce() -> None:
        told.append("learning")

    knowledge = open_knowledge(faq.folder, data, announce)
    assert (told, knowledge.library.key) == ([], wanted_key(faq.folder))
    # With words of their own, it serves until those are learnt.
    faq["topics/pay.yaml"]["title"]["en"] = "Paying it"
    faq.write()
    assert open_knowledge(faq.folder, data, announce).library.key == knowledge.library.key
    assert told == []
    # Half of it is nothing: it is learnt anew.
    (packaged / "acts.npz").write_bytes(b"cut")
    assert open_knowledge(faq.folder, data, announce).library.topics["pay"]
    assert told == ["learning"]
