"""A talk holds together: the line, the thread, yes and no, notices, statements, replies, edits."""

from datetime import timedelta
from typing import Any

import pytest

from tests.auxil.local import Person, labels
from tests.end_to_end.dayzero import Day, day

__all__ = ["day"]

Json = dict[str, Any]


async def heard(person: Person, *lines: str) -> Json:
    """Say these, one after the other; the last answer."""
    answer: Json = {}
    for line in lines:
        answer = await person.ask(line)
    return answer


@pytest.mark.parametrize(
    ("lines", "operator"),
    [
        (("余额怎么查", "orange的"), "Orange"),
        (("how do I cancel my plan", "I'm with Sosh"), "Sosh"),
        (("comment voir mon solde", "chez lebara"), "Lebara"),
    ],
)
async def test_a_line_named_in_a_phrase_answers_again_for_it(
    day: Day, lines: tuple[str, str], operator: str
) -> None:
    person = day.person()
    before = await person.ask(lines[0])
    after = await person.ask(lines[1])
    assert operator in after["text"] and after["text"] != before["text"]


async def test_the_operator_survives_a_change_of_topic_and_a_restart(day: Day) -> None:
    await heard(day.person(), "how do I check my balance at Lebara?")
    await day.start()
    assert "Lebara" in (await day.person().ask("and how do I top up?"))["text"]


async def test_a_bare_name_opens_the_operators_page(day: Day) -> None:
    assert (await day.person().ask("lebara"))["text"].startswith("Lebara")


async def test_what_adds_nothing_never_repeats_the_same_text(day: Day) -> None:
    person = day.person()
    texts = [(await heard(person, line))["text"] for line in ("How do I cancel my SFR plan?", "why?", "how?")]
    assert len(set(texts)) == 3
    assert "🙋" in " ".join(person.labels)


@pytest.mark.parametrize("yes", ["对", "好的", "ok", "yes", "oui", "d'accord"])
async def test_a_typed_yes_keeps_what_was_read_back(day: Day, yes: str) -> None:
    person = day.person()
    await heard(person, "/remind on 15 December top up", yes)
    await person.ask("/reminders")
    assert "top up" in " ".join(person.labels)


@pytest.mark.parametrize("no", ["算了", "never mind", "laisse tomber"])
async def test_a_typed_never_mind_drops_it(day: Day, no: str) -> None:
    person = day.person()
    await heard(person, "/remind on 15 December top up", no)
    await person.ask("/reminders")
    assert "top up" not in " ".join(person.labels)


@pytest.mark.parametrize("no", ["不对", "non", "that's not it"])
async def test_a_typed_no_asks_what_to_change(day: Day, no: str) -> None:
    person = day.person()
    asked = await heard(person, "/remind on 15 December top up")
    answer = await person.ask(no)
    assert labels(answer) == labels(asked)
    await person.ask("on 16 December")
    assert "16 December" in person.last["text"]


async def test_a_question_at_a_prompt_is_answered_and_the_prompt_still_waits(day: Day) -> None:
    person = day.person()
    await person.ask("/remind")
    answer = await person.ask("How do I cancel my SFR plan?")
    assert "SFR" in answer["text"]
    await person.ask("on 15 December top up")
    assert "15 December" in person.last["text"] and person.labels[0].startswith("✓")


@pytest.mark.parametrize("word", ["thanks", "ok", "menu", "cancel", "you did not understand"])
async def test_small_words_are_never_a_cards_name(day: Day, word: str) -> None:
    person = day.person()
    await person.ask("/cards")
    for label in ("➕", "Orange", "Prepaid"):
        await person.tap(label)
    await person.ask(word)
    await person.ask("/cards")
    assert word not in person.last["text"] + " ".join(person.labels)


@pytest.mark.parametrize(
    ("told", "says"),
    [
        ("刚给 Lebara 充了 10 欧", ("Lebara", "10 €")),
        ("我的 Lebara 12月15号到期", ("Lebara", "12 月 15 日")),
        ("j'ai rechargé 5 euros sur mon Lebara hier", ("Lebara", "5 €", "19 novembre")),
        ("my Lebara plan ends on 3 December", ("Lebara", "3 December")),
    ],
)
@pytest.mark.parametrize("yes", ["tap", "typed"])
async def test_a_statement_is_read_back_and_kept_by_one_tap_or_a_yes(
    day: Day, told: str, says: tuple[str, ...], yes: str
) -> None:
    person = day.person()
    answer = await person.ask(told)
    assert all(part in answer["text"] for part in says), answer["text"]
    await (person.tap("✓") if yes == "tap" else person.ask("ok"))
    cards = await day.local.services.cards.of(1)
    assert [card.operator for card in cards] == ["lebara"]
    assert cards[0].last_topup or cards[0].plan_end


async def test_nothing_is_saved_unasked(day: Day) -> None:
    await heard(day.person(), "刚给 Lebara 充了 10 欧", "不用")
    assert await day.local.services.cards.of(1) == []


async def noticed(day: Day, line: str = "/remind in two hours top up Lebara") -> Person:
    person = day.person()
    await person.ask(line)
    await person.tap("✓")
    day.pass_(hours=2, seconds=1)
    await person.hear()
    # The message is there a moment before its sending is noted, and nobody answers that fast.
    await day.settled()
    return person


@pytest.mark.parametrize("word", ["done", "充好了", "c'est fait"])
async def test_done_after_a_notice_is_about_that_one(day: Day, word: str) -> None:
    person = await noticed(day)
    asked = labels(person.last)
    answer = await person.ask(word)
    assert answer["text"] and labels(answer) != asked


@pytest.mark.parametrize(
    "word", ["明天再提醒我", "remind me again tomorrow", "tomorrow", "rappelle-moi demain"]
)
async def test_later_after_a_notice_tells_the_old_words_again(day: Day, word: str) -> None:
    person = await noticed(day)
    await person.ask(word)
    ahead = await day.local.services.reminders.of(1)
    assert [reminder.text for reminder in ahead] == ["top up Lebara"]
    assert ahead[0].wall.date() == (day.clock.now() + timedelta(days=1)).date()


async def test_a_reply_to_an_older_answer_is_about_that_one(day: Day) -> None:
    person = day.person()
    first = await person.ask("How do I cancel my SFR plan?")
    await person.ask("Where can I buy Lebara vouchers?")
    answer = await person.post({"text": "how long does it take?", "reply_to_message": first})
    assert "SFR" in answer["text"] or "cancel" in answer["text"].lower()
    assert "Lebara" not in answer["text"]


async def test_an_edited_question_edits_its_answer(day: Day) -> None:
    person = day.person()
    said = person.say("asdfgh qwerty")
    await person.hear()
    answered = person.last["message_id"]
    day.local.server.client.rewrite(1, said["message_id"], "How do I cancel my SFR plan?")
    edited = await person.hear("edit")
    assert edited["message_id"] == answered and "SFR" in edited["text"]


@pytest.mark.parametrize(
    "line", ["/remind下个月15号充 Lebara", "／remind 下个月15号充 Lebara", "/提醒下个月15号充 Lebara"]
)
async def test_a_glued_or_chinese_command_is_one(day: Day, line: str) -> None:
    answer = await day.person(language="zh-hans").ask(line)
    assert "12 月 15 日" in answer["text"] and "充 Lebara" in answer["text"]


async def test_an_unknown_command_is_named_and_known_words_open_something(day: Day) -> None:
    person = day.person()
    assert "/foo" in (await person.ask("/foo"))["text"]
    assert "stop" in (await person.ask("/stop"))["text"].lower()
    await person.ask("/settings")
    assert any("Language" in label for label in person.labels)
    assert (await person.ask("/menu"))["text"].startswith("I help you")


async def test_an_album_is_answered_once(day: Day) -> None:
    person = day.person()
    photo = {
        "photo": [{"file_id": "a", "file_unique_id": "a", "width": 1, "height": 1}],
        "media_group_id": "7",
    }
    await person.post({**photo, "caption": "忘记密码了怎么办"})
    for _ in range(3):
        day.local.server.client.post(1, photo)
    await person.ask("thanks")
    assert len(person.messages) == 2


async def test_another_language_is_spoken_at_once(day: Day) -> None:
    assert "简体中文" in (await day.person().ask("请说中文"))["text"]


async def test_an_operator_that_we_do_not_know_is_told_by_its_name(day: Day) -> None:
    assert "CIC Mobile" in (await day.person(language="zh-hans").ask("CIC Mobile 怎么充"))["text"]


async def test_several_cards_are_asked_about_by_their_names_and_one_is_the_default(day: Day) -> None:
    person, cards = day.person(), day.local.services.cards
    await cards.add(1, day.clock.now(), operator="lebara", kind="prepaid", nickname="Mum")
    assert "Lebara" in (await person.ask("how do I check my balance?"))["text"]
    await cards.add(1, day.clock.now(), operator="free", kind="subscription", nickname="Work")
    day.pass_(hours=25)
    await person.ask("how do I check my balance?")
    assert {"Mum", "Work"} <= set(person.labels)
    assert "Free" in (await person.ask("the work one"))["text"]


@pytest.mark.parametrize(
    ("language", "said", "text"),
    [
        ("zh-hans", "12月15号提醒我充值", "充值"),
        ("zh-hant", "12月15號提醒我儲值", "儲值"),
        ("en", "on 15 December remind me to top up", "top up"),
        ("fr", "le 15 décembre rappelle-moi de recharger", "recharger"),
    ],
)
async def test_the_date_may_come_before_the_wish_to_be_reminded(
    day: Day, language: str, said: str, text: str
) -> None:
    asked = await day.person(language=language).ask(said)
    assert "15" in asked["text"] and text in asked["text"]
    assert len(labels(asked)) == 4  # right, other time, other words, cancel


@pytest.mark.parametrize(
    "said", ["你们15号提醒我了吗", "我15号收到提醒说卡到期了", "rien reçu le 15 rappel manquant"]
)
async def test_who_tells_of_a_reminder_asks_for_none(day: Day, said: str) -> None:
    asked = await day.person(language="zh-hans").ask(said)
    assert len(await day.local.services.reminders.of(1)) == 0 and "✓ 对" not in labels(asked)


async def test_being_abroad_changes_the_answer_of_how_to_top_up(day: Day) -> None:
    person = day.person(language="fr")
    await person.ask("comment recharger ma carte")
    await person.ask("je suis chez orange")
    told = (await person.ask("et si je suis au Maroc ?"))["text"]
    assert told == (await person.ask("je suis au Maroc, comment payer ma recharge Orange ?"))["text"]


async def test_step_by_step_opens_the_guide_whatever_was_told_before(day: Day) -> None:
    person = day.person(language="zh-hans")
    for said in ("怎么充值", "orange的", "去烟草店买可以吗", "我是 lebara 的"):
        await person.ask(said)
    assert "1/" in (await person.ask("给我一步一步教"))["text"].splitlines()[0]
