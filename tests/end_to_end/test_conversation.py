"""A person talks to the bot."""

import json

import pytest

from bot.content.languages import Language
from bot.content.library import Library
from tests.auxil.local import labels
from tests.end_to_end.conftest import Running, Start

FOUR = {
    "pay-abroad": [
        "人在国内怎么交法国话费",
        "人在台灣怎麼幫法國門號儲值",
        "can I pay from outside France",
        "payer depuis l'étranger",
    ],
    "forgot-password": [
        "忘记密码了怎么办",
        "忘記密碼怎麼辦",
        "I forgot my password",
        "j'ai oublié mon mot de passe",
    ],
    "when-effective": [
        "充值后多久生效",
        "儲值後多久生效",
        "how long until my top-up takes effect",
        "quand ma recharge sera-t-elle active",
    ],
    "payment-failed": ["付款失败怎么办", "付款失敗怎麼辦", "my payment failed", "mon paiement a échoué"],
}
LANGUAGES: tuple[Language, ...] = ("zh-Hans", "zh-Hant", "en", "fr")


@pytest.mark.parametrize("topic", FOUR)
async def test_the_four_that_matter_most_are_answered_in_every_language(
    topic: str, running: Running, library: Library
) -> None:
    person = running.person()
    for question, language in zip(FOUR[topic], LANGUAGES, strict=True):
        answer = await person.ask(question)
        lead = library.topics[topic].answer[language].splitlines()[0]
        assert answer["text"].startswith(lead), question
        assert len(person.labels) > 3


@pytest.mark.parametrize(
    ("client", "begins"),
    [("zh-hans", "我帮你"), ("zh-hant", "我幫你"), ("en", "I help you"), ("fr", "Je vous aide")],
)
async def test_start_greets_in_the_persons_language(client: str, begins: str, running: Running) -> None:
    answer = await running.person(language=client).ask("/start")
    assert answer["text"].startswith(begins)


async def test_what_is_not_ours_is_declined_kindly_with_a_way_on(running: Running) -> None:
    person = running.person()
    answer = await person.ask("明天巴黎天气")
    assert "我不懂" in answer["text"]
    assert person.labels[-1] == "☰"
    assert "🙋 找真人" in person.labels


async def test_a_symptom_is_asked_about_in_plain_words(running: Running) -> None:
    person = running.person()
    await person.ask("充了没用")
    assert len(person.labels) >= 3
    await person.tap(person.labels[0])
    assert person.labels[-1] == "☰"


async def test_three_taps_lead_from_the_menu_into_a_guide_and_on_to_its_end(running: Running) -> None:
    person = running.person()
    await person.ask("/start")
    await person.tap("🧭 帮我续费")
    await person.tap("直接选续费方式")
    step = await person.tap("💻 官网续费")
    steps = 1
    while "完成，下一步 ›" in labels(step):
        step = await person.tap("完成，下一步 ›")
        steps += 1
        assert f"{steps}/" in step["text"]
    end = await person.tap("完成 ✓")
    assert "续好了吗" in end["text"]
    assert steps >= 5


async def test_a_change_of_language_survives_a_restart(start: Start) -> None:
    person = (await start()).person()
    await person.ask("/language")
    changed = await person.tap("Français")
    assert "français" in changed["text"]
    person = (await start()).person(language="")
    assert (await person.ask("/help"))["text"].startswith("Écrivez votre question")


async def test_a_button_of_before_the_restart_still_works(start: Start) -> None:
    person = (await start()).person()
    old = await person.ask("/faq")
    person = (await start()).person()
    shown = await person.tap("付款", old)
    assert shown["message_id"] == old["message_id"]
    assert "付款失败" in labels(shown)


async def test_a_deep_link_opens_its_topic(running: Running, library: Library) -> None:
    answer = await running.person(language="en").ask("/start pay-abroad")
    assert answer["text"].startswith(library.topics["pay-abroad"].answer["en"].splitlines()[0])


async def test_a_deep_link_of_nothing_opens_the_menu(running: Running) -> None:
    assert (await running.person(language="en").ask("/start no-such-topic"))["text"].startswith("I help you")


async def test_an_answer_that_did_not_help_offers_a_human(running: Running) -> None:
    person = running.person()
    await person.ask("/start pay-abroad")
    await person.tap("👎")
    assert person.toast and person.toast["text"]
    assert "🙋 找真人" in person.labels


async def test_a_follow_up_keeps_the_subject(running: Running, library: Library) -> None:
    person = running.person()
    await person.ask("在 Orange 官网忘记密码了怎么办")
    answer = await person.ask("那 SFR 呢")
    assert "SFR" in answer["text"]


async def test_a_forwarded_fake_link_is_judged(running: Running) -> None:
    person = running.person()
    answer = await person.ask("您的Lebara即将停机 lebara-recharge.top/fr")
    assert answer["text"].startswith("可疑")
    assert "lebara.fr" in answer["text"]
    await person.tap("我已经填了，怎么办")


async def test_the_command_menu_of_a_chat_speaks_its_script(running: Running) -> None:
    person = running.person()
    await person.ask("/language")
    await person.tap("繁體中文")
    call = running.recorder.of("setMyCommands")[-1]
    assert json.loads(call.params.values["scope"])["chat_id"] == 1
    assert json.loads(call.params.values["commands"])[0]["description"] == "選單"
