"""A person types reminders: read back, kept, listed, changed, undone."""

import pytest

from tests.auxil.local import labels
from tests.end_to_end.dayzero import Day, day

__all__ = ["day"]

# The client's language, what is typed, what is read back, the button that says yes.
READ_BACKS = [
    (
        "zh-hans",
        "/remind 下个月15号 充 Lebara",
        "12 月 15 日 星期二 09:00（巴黎时间）提醒你：“充 Lebara”。对吗？",
        "✓ 对",
    ),
    (
        "zh-hant",
        "/remind 下個月15號 儲值 Lebara",
        "12 月 15 日 星期二 09:00（巴黎時間）提醒你：「儲值 Lebara」。對嗎？",
        "✓ 對",
    ),
    (
        "en",
        "/remind in 3 weeks top up Lyca",
        "I’ll remind you on Friday 11 December at 09:00 (Paris time): “top up Lyca”. Right?",
        "✓ OK",
    ),
    (
        "fr",
        "/remind dans 20 jours recharger",
        "Je vous le rappelle jeudi 10 décembre à 09:00 (heure de Paris) : « recharger ». C’est bon ?",
        "✓ Oui",
    ),
]


@pytest.mark.parametrize(("client", "line", "said", "ok"), READ_BACKS)
async def test_a_line_is_read_back_and_kept_in_every_language(
    client: str, line: str, said: str, ok: str, day: Day
) -> None:
    person = day.person(language=client)
    answer = await person.ask(line)
    assert answer["text"] == said
    assert len(person.labels) == 4
    await person.tap(ok)
    listed = await person.ask("/reminders")
    assert any(label.startswith("12-1") for label in labels(listed))


@pytest.mark.parametrize(
    ("line", "when"),
    [
        ("提醒我明天上午9点充 Lebara", "11 月 21 日 星期六 09:00"),
        ("提醒 下个月15号 Lebara 充值", "12 月 15 日 星期二 09:00"),
        ("rappel dans 20 jours recharger", "jeudi 10 décembre à 09:00"),
        ("remind me in 3 days to renew", "11 月 23 日 星期一 09:00"),
    ],
)
async def test_a_word_at_the_head_of_a_line_is_a_command_too(line: str, when: str, day: Day) -> None:
    person = day.person(language="zh-hans")
    answer = await person.ask(line)
    assert when in answer["text"]
    assert len(person.labels) == 4


@pytest.mark.parametrize(
    "line",
    [
        "提醒功能怎么用",
        "提醒短信说我的卡明天到期，怎么续费",
        "提醒我明天续费，你做得到吗",
        "rappel de paiement reçu hier",
    ],
)
async def test_a_question_that_begins_with_such_a_word_stays_a_question(line: str, day: Day) -> None:
    person = day.person(language="zh-hans")
    await person.ask(line)
    assert not {"✓ 对", "明天", "Demain"} & set(person.labels)


@pytest.mark.parametrize("word", ["提醒", "rappel", "/remind"])
async def test_such_a_word_alone_asks_when(word: str, day: Day) -> None:
    person = day.person(language="zh-hans")
    assert "什么时候提醒你" in (await person.ask(word))["text"]


async def test_a_repetition_is_said_in_words(day: Day) -> None:
    person = day.person(language="zh-hans")
    assert (
        "每 180 天 09:00 提醒你，第一次是 2027 年 5 月 19 日"
        in (await person.ask("/remind 每180天 充 Lyca"))["text"]
    )
    kept = await person.tap("✓ 对")
    assert "每 180 天" in kept["text"]
    await person.ask("/reminders")
    one = await person.tap("05-19 09:00 充 Lyca")
    assert "每 180 天" in one["text"]


async def test_without_words_buttons_ask_when(day: Day) -> None:
    person = day.person()
    await person.ask("/remind")
    assert {"Tomorrow", "In a week", "In 25 days", "End of month", "📅 Pick a day", "✏️ Type it"} <= set(
        person.labels
    )
    back = await person.tap("In 25 days")
    assert "Tuesday 15 December at 09:00" in back["text"]
    await person.tap("Change time")
    await person.tap("📅 Pick a day")
    await person.tap("›")
    back = await person.tap("24")
    assert "Thursday 24 December at 09:00" in back["text"]
    await person.tap("Change text")
    back = await person.ask("call mum, 06 12 34 56 78")
    assert "call mum, ············78" in back["text"]
    await person.tap("✓ OK")
    assert "12-24 09:00 call mum" in labels(await person.ask("/reminders"))[0]


async def test_the_time_can_be_typed(day: Day) -> None:
    person = day.person()
    await person.ask("/remind")
    await person.tap("✏️ Type it")
    assert "Monday 23 November at 20:00" in (await person.ask("in 3 days at 8pm"))["text"]
    assert "Tuesday 24 November at 20:30" in (await person.ask("24 November 8:30pm"))["text"]


async def test_words_without_a_date_are_kept_while_the_time_is_asked(day: Day) -> None:
    person = day.person(language="zh-hans")
    asked = await person.ask("/remind 充 Lebara")
    assert "充 Lebara" in asked["text"] and "明天" in person.labels
    back = await person.ask("下个月15号")
    assert "12 月 15 日" in back["text"] and "充 Lebara" in back["text"]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("/remind 昨天 充 Lebara", "已经过去"),
        ("/remind 2月30日 充 Lebara", "没有这一天"),
        ("/remind 过几天 充 Lebara", "哪一天"),
    ],
)
async def test_what_cannot_be_meant_is_asked_about_kindly(line: str, said: str, day: Day) -> None:
    person = day.person(language="zh-hans")
    asked = await person.ask(line)
    assert said in asked["text"]
    assert "明天" in person.labels and "取消" in person.labels
    back = await person.tap("明天")
    assert "充 Lebara" in back["text"]


async def test_an_ambiguous_day_is_chosen_by_a_button(day: Day) -> None:
    person = day.person()
    await person.ask("/remind 03/04 renew")
    assert "Saturday 3 April 2027 at 09:00" in person.labels
    back = await person.tap("Thursday 4 March 2027 at 09:00")
    assert "Thursday 4 March 2027 at 09:00 (Paris time): “renew”" in back["text"]


async def test_of_two_dates_one_is_chosen(day: Day) -> None:
    person = day.person()
    await person.ask("/remind Monday or Tuesday renew")
    back = await person.tap("Tuesday 24 November at 09:00")
    assert "Tuesday 24 November" in back["text"]


async def test_a_missing_time_is_asked_for_and_the_repetition_stays(day: Day) -> None:
    person = day.person(language="zh-hans")
    asked = await person.ask("/remind 每天下午 看余额")
    assert "几点" in asked["text"]
    back = await person.tap(next(label for label in person.labels if "15:00" in label))
    assert "每天 15:00" in back["text"]


async def test_ok_tapped_twice_keeps_one(day: Day) -> None:
    person = day.person()
    await person.ask("/remind tomorrow renew")
    message = person.last
    data = message["reply_markup"]["inline_keyboard"][0][0]["callback_data"]
    await person.tap_data(data, message)
    query = day.local.server.client.tap(1, message["message_id"], data)
    await person.wait(lambda event: event["event"] == "toast" and event["query"] == query)
    assert sum("renew" in label for label in labels(await person.ask("/reminders"))) == 1


async def test_ok_to_an_older_read_back_keeps_just_that_one(day: Day) -> None:
    person = day.person()
    older = await person.ask("/remind tomorrow renew")
    await person.ask("/remind in 3 days call")
    assert "“renew”" in (await person.tap("✓ OK", older))["text"]
    said = labels(await person.ask("/reminders"))
    assert any("renew" in label for label in said) and not any("call" in label for label in said)


async def test_ok_works_after_other_taps_and_commands_and_weeks_later(day: Day) -> None:
    person = day.person()
    older = await person.ask("/remind 15 December renew")
    await person.ask("/cards")
    await person.ask("/cancel")
    day.pass_(days=14)
    await day.start()
    person = day.person()
    assert "“renew”" in (await person.tap("✓ OK", older))["text"]
    assert any("renew" in label for label in labels(await person.ask("/reminders")))


async def test_a_draft_is_not_listed_and_is_forgotten_after_thirty_days(day: Day) -> None:
    person = day.person()
    older = await person.ask("/remind 15 January renew")
    assert "No reminders yet" in (await person.ask("/reminders"))["text"]
    await day.local.services.reminders.purge(day.pass_(days=31))
    assert "no longer have what you said" in (await person.tap("✓ OK", older))["text"]


async def test_a_read_back_survives_a_restart(day: Day) -> None:
    old = await day.person().ask("/remind tomorrow renew")
    await day.start()
    person = day.person()
    assert "Noted" in (await person.tap("✓ OK", old))["text"]


async def test_a_question_instead_of_ok_is_answered_and_ok_still_works(day: Day) -> None:
    person = day.person()
    back = await person.ask("/remind tomorrow renew")
    assert "remind you" not in (await person.ask("I forgot my password"))["text"]
    assert "Noted" in (await person.tap("✓ OK", back))["text"]


async def test_another_time_instead_of_ok_is_read_back(day: Day) -> None:
    person = day.person()
    await person.ask("/remind tomorrow renew")
    assert (
        "Monday 23 November at 18:00 (Paris time): “renew”" in (await person.ask("in 3 days at 6pm"))["text"]
    )


@pytest.mark.parametrize("word", ["cancel", "取消", "/cancel"])
async def test_cancel_ends_it(word: str, day: Day) -> None:
    person = day.person()
    await person.ask("/remind")
    assert "cancelled" in (await person.ask(word))["text"]
    assert "No reminders yet" in (await person.ask("/reminders"))["text"]


async def kept(day: Day) -> None:
    person = day.person()
    await person.ask("/remind in 3 days renew")
    await person.tap("✓ OK")
    await person.ask("/reminders")
    await person.tap("11-23 09:00 renew")


async def test_pausing_and_going_on(day: Day) -> None:
    await kept(day)
    person = day.person()
    assert "Paused" in (await person.tap("⏸ Pause"))["text"]
    assert labels(await person.ask("/reminders"))[0].startswith("⏸ ")
    await person.tap("⏸ 11-23")
    assert "Paused" not in (await person.tap("▶ Go on"))["text"]


async def test_a_deletion_is_undone_within_a_minute(day: Day) -> None:
    await kept(day)
    person = day.person()
    await person.tap("🗑 Delete")
    day.pass_(seconds=50)
    assert "renew" in (await person.tap("↩ Undo"))["text"]
    assert "11-23 09:00 renew" in labels(await person.ask("/reminders"))


async def test_after_a_minute_a_deletion_stays(day: Day) -> None:
    await kept(day)
    person = day.person()
    await person.tap("🗑 Delete")
    day.pass_(seconds=61)
    await person.tap("↩ Undo")
    assert "No reminders yet" in (await person.ask("/reminders"))["text"]


async def test_a_change_is_read_back_and_undone_within_a_minute(day: Day) -> None:
    await kept(day)
    person = day.person()
    await person.tap("Change time")
    await person.ask("in 5 days at 7pm")
    assert "Wednesday 25 November at 19:00" in (await person.tap("✓ OK"))["text"]
    assert "Monday 23 November at 09:00" in (await person.tap("↩ Undo"))["text"]


async def test_after_a_minute_a_change_stays(day: Day) -> None:
    await kept(day)
    person = day.person()
    await person.tap("Change text")
    await person.ask("call the shop")
    await person.tap("✓ OK")
    day.pass_(seconds=61)
    shown = await person.tap("↩ Undo")
    assert "can’t be undone" in shown["text"] and "call the shop" in shown["text"]


async def test_nobody_else_can_touch_a_reminder(day: Day) -> None:
    await kept(day)
    stranger = day.person(2)
    message = await stranger.ask("/help")
    for data in ("rv:1", "rx:1", "rq:1:1", "re:1:text", "ru:1", "rz:1", "rs:1:1h"):
        assert "renew" not in (await stranger.tap_data(data, message))["text"]
        message = await stranger.ask("/help")
    assert "11-23 09:00 renew" in labels(await day.person().ask("/reminders"))


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("北京", "Beijing"),
        ("Londres", "London"),
        ("台北", "Taipei"),
        ("asia/tokyo", "Tokyo"),
        ("香港", "Hong Kong"),
    ],
)
async def test_a_zone_is_typed_in_any_language(typed: str, said: str, day: Day) -> None:
    person = day.person()
    assert "Paris" in (await person.ask("/timezone"))["text"]
    assert f"{said} time from now on" in (await person.ask(typed))["text"]


async def test_a_time_is_said_in_the_zone_that_was_chosen(day: Day) -> None:
    person = day.person()
    await person.ask("/timezone")
    await person.tap("Beijing")
    assert (
        "Saturday 21 November at 09:00 (Beijing time)" in (await person.ask("/remind tomorrow renew"))["text"]
    )


async def test_an_unknown_place_is_asked_for_again(day: Day) -> None:
    person = day.person()
    await person.ask("/timezone")
    assert "can’t find that place" in (await person.ask("Trifouillis"))["text"]
    assert "Tokyo time from now on" in (await person.ask("Tokyo"))["text"]


async def test_it_comes_at_its_time_and_can_be_put_off(day: Day) -> None:
    person = day.person()
    await person.ask("/remind in 3 days renew")
    await person.tap("✓ OK")
    day.pass_(days=2, hours=23)
    notice = await person.hear()
    assert notice["text"] == "renew"
    later = await person.tap("Again in 1 hour" if "Again in 1 hour" in person.labels else person.labels[1])
    assert "Monday 23 November at 10:00" in later["text"]
    day.pass_(hours=1)
    assert (await person.hear())["text"] == "renew"
