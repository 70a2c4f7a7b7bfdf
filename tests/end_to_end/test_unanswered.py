"""What was not answered: kept of nobody, taught with one tap on every copy, told to who waits; feedback."""

import asyncio
from collections.abc import Callable
from dataclasses import replace

import pytest
from sqlalchemy import select

from bot.handlers.unanswered_questions import follow_taught
from bot.knowledge import KnowledgeBase, load_knowledge
from bot.settings import Settings
from bot.store.tables import feedback, unanswered
from tests.auxil.local import Json, Person, button, labels
from tests.conftest import FAQ
from tests.end_to_end.conftest import Running

ADMIN = 900
STRANGE = "卡槽里那个小托盘弹不出来咋整"


@pytest.fixture
def settings(settings: Settings) -> Settings:
    return replace(settings, admin_ids=frozenset({ADMIN}))


async def kept(running: Running) -> list[tuple[str, int, str]]:
    async with running.local.services.database.reading() as connection:
        rows = await connection.execute(select(unanswered))
        return [(row.text, row.times, row.state) for row in rows]


async def toasted(running: Running, person: Person, data: str) -> Json:
    query = running.local.server.client.tap(person.number, person.last["message_id"], data)
    return await person.wait(lambda event: event["event"] == "toast" and event["query"] == query)


async def test_what_was_not_answered_is_kept_masked_and_of_nobody(running: Running) -> None:
    first, second = running.person(1), running.person(2)
    await first.ask(f"{STRANGE} 我的号码 06 12 34 56 78")
    await second.ask(STRANGE)
    await running.person(3).ask(STRANGE)
    rows = await kept(running)
    assert (STRANGE, 2, "open") in rows
    assert not any("12 34" in text for text, _, _ in rows)
    assert not {"person", "user"} & {column.name for column in unanswered.columns}


async def test_what_was_answered_or_is_small_talk_is_not_kept(running: Running) -> None:
    person = running.person()
    for said in ("忘记密码了怎么办", "你好", "谢谢", "明天巴黎天气"):
        await person.ask(said)
    assert await kept(running) == []


async def test_one_tap_teaches_the_next_asker_at_once_and_tells_who_waits(running: Running) -> None:
    asker, admin = running.person(1), running.person(ADMIN)
    await asker.ask(STRANGE)
    await asker.tap("都不是")
    await asker.tap("🔔 有答案时告诉我")
    listed = await admin.ask("/unanswered")
    assert STRANGE in listed["text"]
    number = button(listed, "不归我们管")["callback_data"].split(":")[1]
    taught = await admin.tap_data(f"ul:{number}:lost-sim")
    assert "学会了" in taught["text"]
    told = await asker.hear()
    assert STRANGE in told["text"]
    title = running.local.services.knowledge.library.topics["lost-sim"].title["zh-Hans"]
    assert title in labels(told)
    answer = await running.person(3).ask(STRANGE)
    lead = running.local.services.knowledge.library.topics["lost-sim"].answer["zh-Hans"].splitlines()[0]
    assert answer["text"].startswith(lead)
    assert [state for _, _, state in await kept(running)] == ["taught"]


async def test_a_nearest_topic_is_a_button_of_the_list(running: Running) -> None:
    asker, admin = running.person(1), running.person(ADMIN)
    await asker.ask(STRANGE)
    listed = await admin.ask("/unanswered")
    titles = {
        topic.title["zh-Hans"]: topic for topic in running.local.services.knowledge.library.topics.values()
    }
    first = labels(listed)[0]
    assert first in titles
    await admin.tap(first)
    again = await running.person(4).ask(STRANGE)
    assert again["text"].startswith(titles[first].answer["zh-Hans"].splitlines()[0])


async def test_undo_takes_it_back(running: Running) -> None:
    asker, admin = running.person(1), running.person(ADMIN)
    before = await asker.ask(STRANGE)
    listed = await admin.ask("/unanswered")
    number = button(listed, "不归我们管")["callback_data"].split(":")[1]
    await admin.tap_data(f"ul:{number}:lost-sim")
    await admin.tap("↩ 撤销")
    assert (await running.person(3).ask(STRANGE))["text"] == before["text"]
    assert await running.local.services.learned.active() == []


async def test_nobody_else_teaches(running: Running) -> None:
    person = running.person(1)
    await person.ask(STRANGE)
    listed = await running.person(ADMIN).ask("/unanswered")
    number = button(listed, "不归我们管")["callback_data"].split(":")[1]
    assert "不懂" in (await person.ask("/unanswered"))["text"]
    for data in (f"ul:{number}:lost-sim", f"uz:{number}", f"ud:{number}", "ua", f"ul:{2**40}:lost-sim"):
        await toasted(running, person, data)
        assert STRANGE not in person.last["text"]
    assert await running.local.services.learned.active() == []
    assert [state for _, _, state in await kept(running)] == ["open"]


async def test_what_is_not_ours_leaves_the_list(running: Running) -> None:
    admin = running.person(ADMIN)
    await running.person(1).ask(STRANGE)
    await admin.ask("/unanswered")
    await admin.tap("不归我们管")
    assert "没有未回答" in (await admin.ask("/unanswered"))["text"]


async def test_a_draft_is_a_file_with_what_was_asked(running: Running) -> None:
    admin = running.person(ADMIN)
    await running.person(1).ask(STRANGE)
    await admin.ask("/unanswered")
    running.local.server.client.tap(
        ADMIN, admin.last["message_id"], button(admin.last, "📝 起草新主题")["callback_data"]
    )
    message = await admin.hear()
    content = running.local.server.world.files.content(message["document"]["file_id"]).decode()
    assert STRANGE in content and "wordings:" in content


async def test_another_copy_answers_within_five_seconds(
    running: Running, learnt: object, figure: Callable[[str], None]
) -> None:
    from pathlib import Path

    services = running.local.services
    other_words: KnowledgeBase = load_knowledge(FAQ, Path(str(learnt)))
    other = replace(services, knowledge=other_words)
    following = asyncio.create_task(follow_taught(running.local.server, other))  # type: ignore[arg-type]
    loop = asyncio.get_running_loop()
    try:
        began = loop.time()
        await services.learned.teach([(STRANGE, "zh-Hans")], "lost-sim", services.now())
        while other_words.understanding.find(STRANGE).topic != "lost-sim":
            assert loop.time() - began < 5
            await asyncio.sleep(0.1)
        figure(f"learned on another copy after {loop.time() - began:.1f} s")
    finally:
        following.cancel()


async def verdicts(running: Running) -> list[str]:
    async with running.local.services.database.reading() as connection:
        return [row.verdict for row in await connection.execute(select(feedback))]


async def test_a_thumb_down_asks_why_and_can_be_changed(running: Running) -> None:
    person = running.person()
    await person.ask("/start pay-abroad")
    await person.tap("👎")
    assert {"说错了", "过时了", "看不懂", "不是我问的"} <= set(labels(person.last))
    await person.tap("看不懂")
    assert await verdicts(running) == ["unclear"]
    await person.tap("👍")
    assert await verdicts(running) == ["helped"]
    await person.tap("👎")
    assert await verdicts(running) == ["not-helped"]


async def test_what_is_called_outdated_goes_before_the_owner_with_its_sources_once(running: Running) -> None:
    person, admin = running.person(), running.person(ADMIN)
    await admin.ask("/start")
    await person.ask("Free 怎么退订")
    topic = button(person.last, "👎")["callback_data"].replace(":0", ":1", 1)
    await person.tap_data(topic.replace(":1:", ":0:"))
    await person.tap("过时了")
    told = await admin.hear()
    assert "Free" in told["text"] and "天前" in told["text"]
    await toasted(running, person, topic.replace("v:", "vr:", 1).replace(":1:", ":o:"))
    assert len([each for each in admin.messages if "过时" in each.get("text", "")]) == 1


async def test_forged_verdicts_are_kept_of_no_topic(running: Running) -> None:
    person = running.person()
    await person.ask("/start")
    for data in ("vr:nosuch:w", "vr:pay-abroad:x", "v:nosuch:0", "un:999999", "ut:999999", "un:99999999999"):
        await toasted(running, person, data)
    assert await verdicts(running) == []
