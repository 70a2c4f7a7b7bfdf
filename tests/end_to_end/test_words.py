"""Words that change under a bot at work, as those who run it see it."""

import asyncio
import json
import urllib.request
from dataclasses import replace
from pathlib import Path

import pytest

from bot.app import local_chat
from bot.clock import MovableClock
from bot.knowledge import open_knowledge
from bot.settings import Settings
from tests.auxil.local import Person, button
from tests.auxil.small import small, spoil
from tests.content.tiny import Faq

# Learning is work, and a machine may have more of it.
pytestmark = pytest.mark.timeout(300)


@pytest.fixture
def small_bot(settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """Settings over a few topics; person 1 runs the bot, and waits as long as learning takes."""
    monkeypatch.setattr("tests.auxil.local.PATIENCE", 100)
    faq = small(tmp_path / "faq").write()
    return replace(settings, faq_dir=faq, admin_ids=frozenset({1}))


async def ready(url: str) -> dict[str, object]:
    def ask() -> dict[str, object]:
        with urllib.request.urlopen(f"{url}/readyz") as answer:
            found: dict[str, object] = json.load(answer)
            return found

    return await asyncio.to_thread(ask)


async def with_a_kept_question(person: Person, folder: Path) -> Faq:
    """The words that serve, and one question kept that they answer."""
    faq = small(folder / "faq")
    await person.ask(faq["topics/pay.yaml"]["wordings"]["en"][0])
    return faq


async def test_broken_words_do_not_stop_a_start_and_are_told_once(small_bot: Settings) -> None:
    knowledge = open_knowledge(small_bot.faq_dir, small_bot.data_dir)
    async with local_chat(small_bot, knowledge, MovableClock(), port=0) as local:
        admin = Person(local.server, language="en")
        await admin.ask("/start")
        admin.close()
    spoil(small_bot.faq_dir)
    for told in (True, False):
        knowledge = open_knowledge(small_bot.faq_dir, small_bot.data_dir)
        async with local_chat(small_bot, knowledge, MovableClock(), port=0) as local:
            admin = Person(local.server, language="en")
            if told:
                assert "topics/pay.yaml:2" in (await admin.hear())["text"]
            assert "Recharger" in (await admin.ask("/start pay"))["text"]
            while (state := await ready(local.server.url))["status"] != "degraded":
                assert state["words"]["state"] in ("current", "learning")  # type: ignore[index]
            admin.close()
            assert len([each for each in admin.messages if "pay.yaml" in each["text"]]) == 1


async def test_reload_takes_new_words_and_refuses_broken_ones(
    small_bot: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # The command is tried here, not the watch.
    monkeypatch.setattr("bot.handlers.new_words.SETTLED", 1_000)
    knowledge = open_knowledge(small_bot.faq_dir, small_bot.data_dir)
    async with local_chat(small_bot, knowledge, MovableClock(), port=0) as local:
        admin = Person(local.server, language="en")
        await admin.ask("/start")
        faq = await with_a_kept_question(admin, tmp_path)
        for language, words in (("zh-Hans", "全部付清。"), ("en", "Paying it all."), ("fr", "Tout payer.")):
            faq["topics/pay.yaml"]["answer"][language] += f"\n{words}"
        faq["topics/pay.yaml"]["title"]["en"] = "Paying it all"
        faq.write()
        assert "Reading the new words" in (await admin.ask("/reload"))["text"]
        told = await admin.hear()
        assert "9 topics. Of 1 kept questions, 1 would be answered otherwise" in told["text"]
        # Until somebody has decided, nothing changes.
        assert "Paying it all" not in (await admin.ask("/start pay"))["text"]
        both = await admin.tap("1", told)
        now, _, then = both["text"].partition("With the new words:")
        assert "Paying it all" in then and "Paying it all" not in now
        listed = await admin.tap("‹ All changes", both)
        assert listed["text"] == told["text"]
        assert "9 topics" in (await admin.tap("Publish", told))["text"]
        assert "Paying it all" in (await admin.ask("/start pay"))["text"]
        faq["topics/pay.yaml"]["answer"]["en"] += "\n{nosuch}"
        faq.write()
        await admin.ask("/reload")
        assert "topics/pay.yaml" in (await admin.hear())["text"]
        assert "Paying it all" in (await admin.ask("/start pay"))["text"]
        admin.close()


async def test_the_folder_is_watched_and_new_words_wait_for_a_decision(
    small_bot: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.handlers.new_words.SETTLED", 0.2)
    knowledge = open_knowledge(small_bot.faq_dir, small_bot.data_dir)
    async with local_chat(small_bot, knowledge, MovableClock(), port=0) as local:
        admin, stranger = Person(local.server, language="en"), Person(local.server, 2, language="en")
        await stranger.ask("/start")
        faq = await with_a_kept_question(admin, tmp_path)
        title, faq["topics/pay.yaml"]["title"]["en"] = faq["topics/pay.yaml"]["title"]["en"], "Paying it all"
        faq.write()
        offered = await admin.hear()
        assert "would be answered otherwise" in offered["text"]
        publish = button(offered, "Publish")["callback_data"]
        # Forged by anybody else it does nothing.
        await stranger.tap_data(publish, await stranger.ask("/help"))
        assert "The old words stay" in (await admin.tap("Keep the old ones", offered))["text"]
        assert "Paying it all" not in (await admin.ask("/start pay"))["text"]
        assert "no longer wait" in (await admin.tap_data(publish, admin.last))["text"]
        # What changes no kept question is taken at once.
        faq["topics/pay.yaml"]["title"]["en"] = title
        faq["phrases/receipt.yaml"]["title"]["en"] = "A receipt, please"
        faq.write()
        while local.services.knowledge.library.phrases["receipt"].title["en"] != "A receipt, please":
            await asyncio.sleep(0.05)
        admin.close()
        stranger.close()
