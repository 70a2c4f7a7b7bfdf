"""Groups, guest mode, inline mode and links: where others read along, and where one comes from."""

import asyncio
from collections.abc import Iterator
from datetime import timedelta

import pytest

from bot.content.library import Library
from bot.screens import routes
from bot.screens.deep_links import code_of, opened
from tests.auxil.local import Json
from tests.end_to_end.conftest import Running

GROUP = -300
BOT = "@xufei_local_bot"


class Group:
    """A group with the bot in it, and what it does there."""

    def __init__(self, running: Running) -> None:
        self.server = running.local.server
        self.server.world.add_group(GROUP, "Chinese in Lyon", [1, 2, 3])
        self._watching = self.server.world.feed.watch(GROUP)
        self.events = self._watching.__enter__()

    @property
    def said(self) -> list[Json]:
        bot = self.server.world.bot["id"]
        return [each for each in self.server.world.messages(GROUP) if each["from"]["id"] == bot]

    async def event(self, kind: str) -> Json:
        while True:
            event = await asyncio.wait_for(self.events.get(), 10)
            assert event is not None, "the local Telegram stopped"
            own = event.get("message", {}).get("from", {}).get("id") == self.server.world.bot["id"]
            if event["event"] == kind and (own or kind == "reaction"):
                return event

    async def ask(self, person: int, text: str, **where: int) -> Json:
        self.server.client.say(person, text, GROUP, **where)
        message: Json = (await self.event("message"))["message"]
        return message


@pytest.fixture
def group(running: Running) -> Iterator[Group]:
    yield Group(running)


async def test_it_is_silent_unless_called(running: Running, group: Group, library: Library) -> None:
    for text in (
        "忘记密码了怎么办",
        "hello",
        "/start",
        "/ask@other_bot 忘记密码",
        "@xufei_local_botany 忘记密码",
    ):
        group.server.client.say(1, text, GROUP)
    lead = library.topics["forgot-password"].answer["zh-Hans"].splitlines()[0]
    answer = await group.ask(1, f"{BOT} 忘记密码了怎么办")
    assert answer["text"].startswith(lead)
    assert len(group.said) == 1
    assert (await group.ask(2, "/ask 忘记密码了怎么办"))["text"].startswith(lead)
    reply = await group.ask(3, "忘记密码了怎么办", reply_to=answer["message_id"])
    assert reply["text"].startswith(lead)
    assert len(group.said) == 3


async def test_it_answers_the_message_replied_to(running: Running, group: Group, library: Library) -> None:
    asked = group.server.client.say(1, "忘记密码了怎么办", GROUP)
    answer = await group.ask(2, BOT, reply_to=asked["message_id"])
    assert answer["text"].startswith(library.topics["forgot-password"].answer["zh-Hans"].splitlines()[0])


async def test_an_edited_question_edits_its_answer(running: Running, group: Group, library: Library) -> None:
    answer = await group.ask(1, f"{BOT} 忘记密码了怎么办")
    question = answer["reply_to_message"]["message_id"]
    group.server.client.rewrite(1, question, f"{BOT} 付款失败怎么办", GROUP)
    changed = (await group.event("edit"))["message"]
    assert changed["message_id"] == answer["message_id"]
    assert changed["text"].startswith(library.topics["payment-failed"].answer["zh-Hans"].splitlines()[0])


async def test_one_answer_a_person_and_minute_then_a_reaction(running: Running, group: Group) -> None:
    await group.ask(1, f"{BOT} 忘记密码了怎么办")
    group.server.client.say(1, f"{BOT} 付款失败怎么办", GROUP)
    assert (await group.event("reaction"))["reaction"][0]["type"] == "emoji"
    await group.ask(2, f"{BOT} 付款失败怎么办")
    assert len(group.said) == 2
    running.local.services.clock.move(timedelta(minutes=2))  # type: ignore[attr-defined]
    await group.ask(1, f"{BOT} 付款失败怎么办")


async def test_nothing_personal_and_no_menu_is_left_in_a_group(running: Running, group: Group) -> None:
    person = running.person(1)
    await person.ask("我的卡是 Lebara 的")
    answer = await group.ask(1, f"{BOT} 余额在哪看")
    assert "Lebara" not in answer["text"].splitlines()[0]
    buttons = [each for row in answer["reply_markup"]["inline_keyboard"] for each in row]
    assert buttons and all("url" in each and "callback_data" not in each for each in buttons)
    assert "t.me/xufei_local_bot?start=check-balance" in buttons[0]["url"]
    private = await group.ask(2, f"{BOT} 我的卡什么时候到期")
    assert "私下" in private["text"] or "start=" in str(private)


async def test_two_lines_when_it_is_taken_in(running: Running, group: Group) -> None:
    group.server.client.remove_bot(1, GROUP)
    group.server.client.remove_bot(1, GROUP, removed=False)
    hello = (await group.event("message"))["message"]
    assert len(hello["text"].splitlines()) == 2 and "/ask" in hello["text"]


async def test_a_scam_or_a_secret_brought_to_a_group_is_warned_of_there(
    running: Running, group: Group
) -> None:
    scam = await group.ask(1, f"{BOT} 【Lebara】您的号码将被停机，请回复验证码")
    assert scam["text"].startswith("别回，也别照着做")
    asked = group.server.client.say(2, "看看这个 https://lebara-recharge.top/fr", GROUP)
    link = await group.ask(3, BOT, reply_to=asked["message_id"])
    assert link["text"].startswith("可疑，别点：lebara-recharge.top")
    hidden = {
        "text": "Lebara: cliquez lebara.fr",
        "entities": [{"type": "text_link", "offset": 16, "length": 9, "url": "https://pay.example/x"}],
    }
    asked = group.server.client.post(2, hidden, GROUP)
    behind = await group.ask(5, f"{BOT} 是真的吗", reply_to=asked["message_id"])
    assert behind["text"].startswith("可疑，别点：pay.example")
    secret = await group.ask(4, f"{BOT} 卡号 4975 3333 3331 3573 付款失败怎么办")
    assert "银行卡号" in secret["text"] and "3573" not in secret["text"]


async def test_guests_are_answered_once(running: Running, library: Library) -> None:
    running.person(1)
    with running.local.server.world.feed.watch(1) as events:
        running.local.server.client.summon(1, f"{BOT} 忘记密码了怎么办")
        while (event := await asyncio.wait_for(events.get(), 10))["event"] != "guest":  # type: ignore[index]
            pass
    lead = library.topics["forgot-password"].answer["zh-Hans"].splitlines()[0]
    assert event is not None and event["message"]["text"].startswith(lead)


async def inline(running: Running, words: str) -> Json:
    with running.local.server.world.feed.watch(1) as events:
        running.local.server.client.inquire(1, words)
        while (event := await asyncio.wait_for(events.get(), 10))["event"] != "inline":  # type: ignore[index]
            pass
    assert event is not None
    return event


@pytest.mark.parametrize(
    ("words", "topic", "language"),
    [
        ("充值失败", "payment-failed", "zh-Hans"),
        ("I forgot my password", "forgot-password", "en"),
        ("j'ai oublié mon mot de passe", "forgot-password", "fr"),
    ],
)
async def test_inline_lists_answers_in_the_language_typed(
    words: str, topic: str, language: str, running: Running, library: Library
) -> None:
    running.person(1)
    shown = await inline(running, words)
    first = shown["results"][0]
    assert first["title"] == library.topics[topic].title[language]  # type: ignore[index]
    assert first["description"] and shown["is_personal"] and len(shown["results"]) <= 50
    assert shown["button"]["start_parameter"] == topic or shown["button"]["start_parameter"].startswith("g_")
    assert "start=" in first["reply_markup"]["inline_keyboard"][0][0]["url"]


async def test_an_empty_inline_query_lists_the_commonest(running: Running) -> None:
    running.person(1)
    shown = await inline(running, "")
    assert 10 <= len(shown["results"]) <= 50


def test_every_place_has_a_link_that_opens_it(library: Library) -> None:
    places: list[routes.Route] = [routes.TopicRoute(topic) for topic in library.topics]
    places += [routes.TopicRoute(topic, name) for topic in library.topics for name in library.operators]
    places += [routes.GuideRoute(channel) for channel in library.channels]
    places += [routes.OperatorRoute(operator) for operator in library.operators]
    places += [routes.NodeRoute(tree) for tree in library.trees]
    places += [routes.PhraseRoute(phrase) for phrase in library.phrases]
    for place in places:
        code = code_of(place)
        assert code and len(code) <= 64
        assert opened(code, library) == place


def test_an_old_link_opens_the_nearest_and_nonsense_nothing(library: Library) -> None:
    assert opened("forgot-passwords", library) == routes.TopicRoute("forgot-password")
    assert opened("g_channel-web-site", library) == routes.GuideRoute("channel-website")
    for code in ("", "menu", "zzzzqqqq", "a b", "x" * 65, "../../etc"):
        assert opened(code, library) is None


async def test_a_link_opens_its_place_in_private(running: Running, library: Library) -> None:
    person = running.person()
    shown = await person.ask("/start o_lebara")
    assert "Lebara" in shown["text"]
    guide = await person.ask("/start g_channel-website__orange")
    assert "1/" in guide["text"] and "Orange" in guide["text"]
