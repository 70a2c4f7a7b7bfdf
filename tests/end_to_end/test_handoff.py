"""A person asks for a human, humans answer in their group: a forum, a plain group, one that moves."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from bot.settings import Settings
from tests.auxil.local import Json, Person, button, labels
from tests.end_to_end.conftest import Running, Start, answers_to

GROUP, ADMIN, HELPER = -100, 900, 901
PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x10\x00\x00\x00\x10\x08\x02\x00\x00\x00\x90\x91h6"


@pytest.fixture
def settings(settings: Settings) -> Settings:
    return replace(settings, support_chat_id=GROUP, admin_ids=frozenset({ADMIN}))


class Humans:
    """The support chat, as those see it who answer there."""

    def __init__(self, running: Running, *, forum: bool, kind: str = "supergroup", chat: int = GROUP) -> None:
        self.server, self.chat = running.local.server, chat
        self.server.world.add_group(chat, "Help", [HELPER, ADMIN], kind, forum)
        self._watching = self.server.world.feed.watch(chat)
        self.events = self._watching.__enter__()

    @property
    def heard(self) -> list[Json]:
        """What the bot wrote there, service messages left out."""
        bot = self.server.world.bot["id"]
        every = self.server.world.messages(self.chat)
        return [each for each in every if each["from"]["id"] == bot and _is_said(each)]

    @property
    def texts(self) -> list[str]:
        return [each.get("text") or each.get("caption") or "" for each in self.heard]

    async def hear(self, words: str) -> Json:
        """The message that holds these words, when it comes."""
        while not (found := [each for each in self.heard if words in _words(each)]):
            await _event(self.events)
        return found[-1]

    def answer(self, to: Json, text: str) -> Json:
        """Answer a message of the bot: in its topic, or as a reply."""
        thread = to.get("message_thread_id", 0)
        reply = 0 if thread else to["message_id"]
        return self.server.client.say(HELPER, text, self.chat, reply, thread)

    def post(self, to: Json, content: Json) -> Json:
        thread = to.get("message_thread_id", 0)
        return self.server.client.post(HELPER, content, self.chat, 0 if thread else to["message_id"], thread)


def _words(message: Json) -> str:
    return str(message.get("text") or message.get("caption") or "")


def _is_said(message: Json) -> bool:
    return "forum_topic_created" not in message and "migrate_to_chat_id" not in message


async def _event(events: Any) -> Json:
    import asyncio

    event: Json = await asyncio.wait_for(events.get(), 10)
    return event


async def asked(person: Person, question: str = "充了没到账怎么办") -> Json:
    """A question, and agreed to send it to a human; the screen after it."""
    await person.ask(question)
    consent = await person.ask("/human")
    assert question in consent["text"]
    return await person.tap("✓ 发送")


@pytest.fixture
def forum(running: Running) -> Iterator[Humans]:
    yield Humans(running, forum=True)


@pytest.fixture
def plain(running: Running) -> Iterator[Humans]:
    yield Humans(running, forum=False)


async def test_what_is_sent_is_shown_first_and_nothing_more_is_sent(running: Running, forum: Humans) -> None:
    person = running.person()
    running.local.server.world.change_person(
        running.local.server.world.person(1) | {"first_name": "Xiao Li", "username": "xiaoli"}
    )
    await person.ask("我的 Lebara 充了没到账，号码 06 12 34 56 78，怎么办")
    consent = await person.ask("叫真人来")
    assert "Lebara" in consent["text"] and "充了没到账" in consent["text"]
    assert "12 34 56" not in consent["text"] and "Xiao Li" not in consent["text"]
    assert forum.heard == []
    await person.tap("✓ 发送")
    head = await forum.hear("充了没到账")
    shown = [line for line in consent["text"].splitlines() if line.startswith("•")]
    assert shown == [line for line in head["text"].splitlines() if line.startswith("•")]
    assert "Xiao Li" not in head["text"] and "12 34 56" not in head["text"]


async def test_the_name_goes_with_it_where_one_wants_that(running: Running, forum: Humans) -> None:
    person = running.person()
    world = running.local.server.world
    world.change_person(world.person(1) | {"first_name": "Li <b> @spam t.me/x"})
    await person.ask("充了没到账怎么办")
    await person.ask("/human")
    named = await person.tap("加上我的名字")
    assert "Li b spam" in named["text"]
    await person.tap("✓ 发送")
    head = await forum.hear("充了没到账")
    assert "Li b spam" in head["text"] and "t.me/x" not in head["text"]


async def test_each_asker_has_a_topic_and_answers_reach_the_right_one(
    running: Running, forum: Humans
) -> None:
    first, second = running.person(1), running.person(2)
    await asked(first, "充了没到账怎么办")
    await asked(second, "忘记密码了怎么办")
    one, two = await forum.hear("充了没到账"), await forum.hear("忘记密码")
    assert one["message_thread_id"] != two["message_thread_id"]
    forum.answer(two, "请点找回密码")
    told = await second.hear()
    assert "真人客服来了" in told["text"]
    assert (await second.hear())["text"] == "请点找回密码"
    assert all("找回密码" not in _words(each) for each in first.messages[2:])


async def test_words_pictures_files_and_edits_go_both_ways(running: Running, forum: Humans) -> None:
    person, server = running.person(), running.local.server
    await asked(person)
    head = await forum.hear("充了没到账")
    answer = forum.answer(head, "订单号是多少")
    await person.hear()
    arrived = await person.hear()
    server.client.rewrite(HELPER, answer["message_id"], "订单号是多少？截图也行", GROUP)
    assert (await person.hear("edit"))["text"] == "订单号是多少？截图也行"
    assert person.last["message_id"] == arrived["message_id"]

    said = person.say("没有订单号")
    await forum.hear("没有订单号")
    server.client.rewrite(1, said["message_id"], "找到订单号了")
    await forum.hear("找到订单号了")

    photo = {"photo": [{"file_id": "p", "file_unique_id": "p", "file_size": 1, "width": 1, "height": 1}]}
    server.client.post(1, photo | {"caption": "截图在此"})
    assert "photo" in await forum.hear("截图在此")
    document = {"document": {"file_id": "d", "file_unique_id": "d", "file_size": 1}}
    server.client.post(1, document | {"caption": "账单"})
    assert "document" in await forum.hear("账单")
    forum.post(head, document | {"caption": "退款表"})
    assert (await person.hear())["caption"] == "退款表"
    forum.post(head, photo)
    assert "photo" in await person.hear()


async def test_the_bot_is_silent_while_a_human_talks_and_speaks_again_after_close(
    running: Running, forum: Humans
) -> None:
    person = running.person()
    await asked(person)
    head = await forum.hear("充了没到账")
    forum.answer(head, "在的")
    await person.hear()
    await person.hear()
    before = len(person.messages)
    person.say("忘记密码了怎么办")
    await forum.hear("忘记密码了怎么办")
    assert len(person.messages) == before
    forum.answer(head, "/close")
    assert "结束了" in (await person.hear())["text"]
    assert "密码" in (await person.ask("忘记密码了怎么办"))["text"]
    assert forum.texts.count("忘记密码了怎么办") == 1


async def test_before_a_human_comes_the_bot_goes_on_answering(running: Running, forum: Humans) -> None:
    person = running.person()
    await asked(person)
    assert "密码" in (await person.ask("忘记密码了怎么办"))["text"]
    await forum.hear("忘记密码了怎么办")


async def test_notes_stay_inside(running: Running, forum: Humans) -> None:
    person = running.person()
    await asked(person)
    head = await forum.hear("充了没到账")
    forum.answer(head, "// 这个人上周也问过")
    forum.post(head, {"document": {"file_id": "d", "file_unique_id": "d"}, "caption": "// 内部"})
    forum.answer(head, "你好")
    await person.hear()
    assert (await person.hear())["text"] == "你好"
    assert "上周" not in "".join(map(_words, person.messages))


async def test_a_deleted_topic_is_made_again(running: Running, forum: Humans) -> None:
    person, server = running.person(), running.local.server
    await asked(person)
    head = await forum.hear("充了没到账")
    server.world.keep_topic(GROUP, head["message_thread_id"], None)
    person.say("还在吗，我很急")
    again = await forum.hear("我很急")
    assert again["message_thread_id"] != head["message_thread_id"]
    forum.answer(again, "在")
    while person.last["text"] != "在":
        await person.hear()


async def test_in_a_plain_group_replies_reach_the_person(running: Running, plain: Humans) -> None:
    first, second = running.person(1), running.person(2)
    await asked(first, "充了没到账怎么办")
    await asked(second, "忘记密码了怎么办")
    head = await plain.hear("忘记密码")
    plain.answer(head, "点找回")
    await second.hear()
    assert (await second.hear())["text"] == "点找回"
    second.say("找到了，谢谢你们")
    back = await plain.hear("找到了")
    assert back["reply_to_message"]["message_id"] == head["message_id"]
    plain.server.client.say(HELPER, "大家吃饭了吗", GROUP)
    plain.answer(back, "不客气")
    assert (await second.hear())["text"] == "不客气"
    assert all("吃饭" not in _words(each) for each in [*first.messages, *second.messages])


async def test_a_blocked_person_reaches_nobody(running: Running, forum: Humans) -> None:
    person = running.person()
    await asked(person)
    head = await forum.hear("充了没到账")
    forum.answer(head, "/block")
    await person.hear()
    await person.ask("忘记密码了怎么办")
    contact = await person.ask("/human")
    assert "✓ 发送" not in labels(contact)
    query = running.local.server.client.tap(1, contact["message_id"], "qs")
    await person.wait(lambda event: event["event"] == "toast" and event["query"] == query)
    assert "忘记密码了怎么办" not in forum.texts


async def test_who_stopped_the_bot_is_told_of_inside(running: Running, forum: Humans) -> None:
    person, server = running.person(), running.local.server
    await asked(person)
    head = await forum.hear("充了没到账")
    server.client.block(1)
    forum.answer(head, "在吗")
    await forum.hear("没有送达")


async def test_a_group_that_becomes_a_supergroup_is_followed_and_kept(running: Running, start: Start) -> None:
    plain = Humans(running, forum=False, kind="group", chat=GROUP)
    person, server = running.person(), running.local.server
    server.client.migrate(GROUP, -1005)
    moved = Humans.__new__(Humans)
    moved.server, moved.chat = server, -1005
    moved._watching = server.world.feed.watch(-1005)
    moved.events = moved._watching.__enter__()
    sent = await asked(person)
    assert "已发给真人客服" in sent["text"]
    head = await moved.hear("充了没到账")
    moved.answer(head, "你好")
    await person.hear()
    assert (await person.hear())["text"] == "你好"
    assert plain.heard == []
    again = await start()
    assert await again.local.services.support_chats.current(GROUP) == -1005


async def test_a_bot_thrown_out_tells_its_admins_once_and_the_person_the_truth(
    running: Running, forum: Humans
) -> None:
    admin, person = running.person(ADMIN), running.person()
    await admin.ask("/start")
    await person.ask("充了没到账怎么办")
    await person.ask("/human")
    running.local.server.client.remove_bot(HELPER, GROUP)
    assert "SUPPORT_CHAT_ID" in (await admin.hear())["text"]
    told = await person.tap("✓ 发送")
    assert "没能发给" in told["text"]
    await person.ask("/human")
    await person.tap("✓ 发送")
    assert sum("SUPPORT_CHAT_ID" in _words(each) for each in admin.messages) == 1


async def test_without_a_support_chat_the_operators_own_contact_is_shown(
    start: Start, settings: Settings
) -> None:
    running = await start()
    running.local.services.settings = replace(settings, support_chat_id=None)
    person = running.person()
    await person.ask("Lebara 充了没到账怎么办")
    contact = await person.ask("叫真人来")
    assert "Lebara" in contact["text"]
    assert "✓ 发送" not in labels(contact)


async def test_nothing_asked_yet_asks_what_about(running: Running, forum: Humans) -> None:
    person = running.person()
    assert "要问真人什么" in (await person.ask("/human"))["text"]
    consent = await person.ask("充了没到账怎么办？")
    assert "会发给" in consent["text"] and "充了没到账怎么办？" in consent["text"]
    await person.tap("不用了")
    assert forum.heard == []


async def test_two_taps_send_once(running: Running, forum: Humans) -> None:
    person = running.person()
    await asked(person)
    for _ in range(3):
        query = running.local.server.client.tap(1, person.last["message_id"], "qs")
        await person.wait(answers_to(query))
    await person.ask("/human")
    assert sum("有人找真人" in text for text in forum.texts) == 1


async def test_the_second_complaint_offers_a_human_first(running: Running, forum: Humans) -> None:
    person = running.person()
    await person.ask("忘记密码了怎么办")
    first = await person.ask("答非所问")
    second = await person.ask("你根本没听懂")
    assert labels(first)[0] != "🙋 找真人"
    assert labels(second)[0] == "🙋 找真人"
    assert button(second, "🙋 找真人")["style"] == "primary"


async def test_a_stranger_in_another_group_is_no_human_of_ours(running: Running, forum: Humans) -> None:
    person, server = running.person(), running.local.server
    await asked(person)
    head = await forum.hear("充了没到账")
    server.world.add_group(-200, "Else", [HELPER])
    server.client.say(HELPER, "/close", -200, 0, head["message_thread_id"])
    server.client.say(HELPER, "假客服", -200, 0, head["message_thread_id"])
    forum.answer(head, "真的")
    await person.hear()
    assert (await person.hear())["text"] == "真的"
    assert "假客服" not in "".join(map(_words, person.messages))
