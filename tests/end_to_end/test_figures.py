"""What those who run the bot are told: figures in words, facts by age, links with a picture."""

from dataclasses import replace

import pytest

from bot.settings import Settings
from tests.auxil.local import button
from tests.end_to_end.conftest import Running

ADMIN = 900


@pytest.fixture
def settings(settings: Settings) -> Settings:
    return replace(settings, admin_ids=frozenset({ADMIN}))


async def test_stats_are_words_in_the_admins_language(running: Running) -> None:
    person, admin = running.person(1), running.person(ADMIN, "en")
    await person.ask("忘记密码了怎么办")
    await person.tap("👍")
    await running.person(2).ask("卡槽里那个小托盘弹不出来咋整")
    await person.ask("/start g_channel-website")
    told = (await admin.ask("/stats"))["text"]
    assert told.startswith("The last 30 days")
    assert "Questions: 2; answered 1" in told
    assert "简体中文" in told or "中文" in told
    assert "Feedback: 👍 1, 👎 0" in told
    assert "Unanswered: 1 questions, asked 1 times" in told
    assert "1 begun, 0 finished; most stop at step 1" in told
    listed = await admin.tap("See unanswered ones")
    assert "小托盘" in listed["text"]


async def test_stale_facts_are_those_called_outdated_then_the_oldest(running: Running) -> None:
    person, admin = running.person(1), running.person(ADMIN, "en")
    before = (await admin.ask("/stale"))["text"]
    await person.ask("Free 怎么退订")
    await person.tap_data(button(person.last, "👎")["callback_data"])
    await person.tap("过时了")
    await admin.hear()
    after = (await admin.ask("/stale"))["text"]
    assert "called outdated 0 times" in before
    assert "called outdated 1 times" in after.splitlines()[1]


async def test_links_come_with_a_picture(running: Running) -> None:
    admin = running.person(ADMIN, "en")
    running.local.server.client.say(ADMIN, "/links o_lebara")
    picture = await admin.hear()
    assert picture["caption"].endswith("?start=o_lebara") and picture["photo"]
    told = await admin.hear()
    assert "?start=g_channel-website" in told["text"]


async def test_nobody_else_gets_figures(running: Running) -> None:
    person = running.person(1, "en")
    for command in ("/stats", "/stale", "/links", "/unanswered", "/reload"):
        assert "I don’t know that one" in (await person.ask(command))["text"]
