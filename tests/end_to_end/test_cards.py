"""A person keeps cards: added in five taps, reminded up the ladder, renewed, undone, in a calendar file."""

import pytest
from icalendar import Calendar

from tests.auxil.local import Person, labels
from tests.end_to_end.dayzero import Day, day

__all__ = ["day"]


async def added(day: Day, number: int = 1, end: str = "12 December") -> Person:
    """A person with Mum's Lycamobile card, whose plan ends on 12 December."""
    person = day.person(number)
    await person.ask("/cards")
    await person.tap("➕ Add a card")
    await person.tap("Lycamobile")
    if "Prepaid" in person.labels:
        await person.tap("Prepaid")
    await person.ask("Mum’s card")
    await person.ask(end)
    return person


async def test_a_card_is_added_in_five_taps(day: Day) -> None:
    person = day.person(language="zh-hans")
    await person.ask("/cards")
    for label in ("➕ 加一张卡", "Orange", "预付费", "跳过", "30"):
        shown = await person.tap(label)
    assert "Orange · 预付费" in shown["text"]
    assert "套餐到期 2026-11-30" in shown["text"] and "还有 10 天" in shown["text"]
    assert "下次提醒 11 月 27 日 星期五 09:00（巴黎时间）" in shown["text"]


async def test_an_operator_a_nickname_and_a_date_can_be_typed(day: Day) -> None:
    person = day.person(language="zh-hans")
    await person.ask("/cards")
    await person.tap("➕ 加一张卡")
    await person.ask("莱卡")
    if "预付费" in person.labels:
        await person.tap("预付费")
    await person.ask("妈妈的卡 0612345678")
    shown = await person.ask("12月12日")
    assert "Lycamobile" in shown["text"] and "妈妈的卡 ········78" in shown["text"]
    assert "套餐到期 2026-12-12" in shown["text"]


async def test_a_second_tap_on_skip_makes_no_second_card(day: Day) -> None:
    person = day.person()
    await person.ask("/cards")
    for label in ("➕ Add a card", "Orange", "Prepaid"):
        message = await person.tap(label)
    data = next(
        each["callback_data"]
        for row in message["reply_markup"]["inline_keyboard"]
        for each in row
        if each["text"] == "Skip"
    )
    await person.tap_data(data, message)
    query = day.local.server.client.tap(1, message["message_id"], data)
    await person.wait(lambda event: event["event"] == "toast" and event["query"] == query)
    assert labels(await person.ask("/cards")).count("Orange") == 1


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("15 December", "Plan ends 2026-12-15"),
        ("in 30 days", "Plan ends 2026-12-20"),
        ("3 November", "Number dies 2027-05-03"),
        ("3 November 2026", "Number dies 2027-05-03"),
    ],
)
async def test_a_coming_day_is_the_end_and_a_past_one_the_last_top_up(
    typed: str, said: str, day: Day
) -> None:
    person = day.person()
    await person.ask("/cards")
    for label in ("➕ Add a card", "Orange", "Prepaid", "Skip"):
        await person.tap(label)
    await person.tap("Not now")
    await person.tap("Change dates")
    assert said in (await person.ask(typed))["text"]


async def test_a_date_that_cannot_be_read_is_asked_for_again(day: Day) -> None:
    person = await added(day)
    await person.tap("Change dates")
    assert "can’t read that date" in (await person.ask("soon perhaps"))["text"]
    assert "Plan ends 2026-12-24" in (await person.ask("24 December"))["text"]


async def test_every_rung_comes_at_nine_on_its_day(day: Day) -> None:
    person = await added(day)
    seen = []
    for _ in range(30):
        before = len(person.messages)
        day.pass_(days=1)
        await day.settled()
        seen += [message["text"] for message in person.messages[before:]]
    assert [text.partition(":")[0] for text in seen] == [
        "3 days left", "1 day left", "Today", "1 day over", "7 days over",
    ]  # fmt: skip


async def test_renewed_stops_the_ladder_and_starts_it_again(day: Day) -> None:
    person = await added(day)
    day.pass_(days=19)
    assert (await person.hear())["text"].startswith("3 days left: Mum’s card")
    asked = await person.tap("✓ Renewed")
    assert "renewed today, its old reminders have stopped" in asked["text"]
    shown = await person.tap("30 days · 01-08")
    assert "Plan ends 2027-01-08" in shown["text"] and "↩ Undo renewal" in labels(shown)
    assert "Next reminder Tuesday 5 January 2027 at 09:00" in shown["text"]
    before = len(person.messages)
    day.pass_(days=26)
    await day.settled()
    assert not person.messages[before:]
    day.pass_(days=1)
    assert (await person.hear())["text"].startswith("3 days left: Mum’s card")


async def test_a_renewal_is_computed_from_the_one_before_and_undone(day: Day) -> None:
    person = await added(day)
    await person.tap("✓ Renewed")
    await person.tap("28 days · 12-18")
    day.pass_(days=28)
    await day.settled()
    person = day.person()
    await person.ask("/cards")
    await person.tap("Mum’s card")
    asked = await person.tap("✓ Renewed")
    assert "15 January 2027" in asked["text"]
    undone = await person.tap("↩ Undo renewal")
    assert "Undone" in undone["text"] and "Plan ends 2026-12-18" in undone["text"]


async def test_renewed_tapped_twice_is_one_renewal(day: Day) -> None:
    person = await added(day)
    card = person.last
    await person.tap("✓ Renewed", card)
    query = day.local.server.client.tap(1, card["message_id"], "cr:1")
    await person.wait(lambda event: event["event"] == "toast" and event["query"] == query)
    assert len(await day.local.services.cards.history(1, 1)) == 1


async def test_money_is_noted_and_added_up(day: Day) -> None:
    person = await added(day)
    await person.tap("✓ Renewed")
    await person.tap("Note the price")
    assert "can’t read that amount" in (await person.ask("quite a lot"))["text"]
    asked = await person.ask("9,99 €")
    assert "Until when?" in asked["text"]
    shown = await person.tap("30 days · 12-20")
    assert "Plan ends 2026-12-20" in shown["text"]
    await person.tap("More")
    history = await person.tap("Renewals")
    assert "2026-11-20 · you · until 2026-12-20 · 9.99 €" in history["text"]


async def test_a_rung_is_put_off_and_comes_again_once(day: Day) -> None:
    person = await added(day)
    day.pass_(days=19)
    await person.hear()
    later = await person.tap("Tomorrow again" if "Tomorrow again" in person.labels else "Again tomorrow")
    assert "Thursday 10 December at 09:00" in later["text"] and "Mum’s card" in later["text"]
    day.pass_(days=1)
    assert (await person.hear())["text"].startswith("2 days left")
    day.pass_(days=1)
    await day.settled()
    assert len([each for each in person.messages if each["text"].startswith("1 day left")]) == 1


async def test_the_ladder_is_edited(day: Day) -> None:
    person = await added(day)
    await person.tap("More")
    await person.tap("Reminder days")
    await person.tap("14 days before")
    assert "✓ 14 days before" in person.labels
    shown = await person.tap("‹ Back to the card")
    assert "Next reminder Saturday 28 November" in shown["text"]


async def test_a_change_of_zone_moves_the_rungs(day: Day) -> None:
    person = await added(day)
    await person.ask("/timezone")
    await person.tap("Beijing")
    await person.ask("/cards")
    assert "9 December at 09:00 (Beijing time)" in (await person.tap("Mum’s card"))["text"]
    day.pass_(days=18, hours=15, minutes=59)
    await day.settled()
    assert not [each for each in person.messages if "3 days left:" in each["text"]]
    day.pass_(minutes=1)
    assert (await person.hear())["text"].startswith("3 days left")


async def test_a_card_is_deleted_with_its_ladder_and_brought_back(day: Day) -> None:
    person = await added(day)
    await person.tap("More")
    await person.tap("🗑 Delete")
    assert await day.local.services.reminders.of(1, rungs=True) == []
    shown = await person.tap("↩ Undo")
    assert "Next reminder Wednesday 9 December" in shown["text"]


async def test_after_a_minute_a_deleted_card_stays_deleted(day: Day) -> None:
    person = await added(day)
    await person.tap("More")
    await person.tap("🗑 Delete")
    day.pass_(seconds=61)
    assert "can’t be undone" in (await person.tap("↩ Undo"))["text"]


async def test_a_calendar_file_comes_as_a_document(day: Day) -> None:
    person = await added(day)
    before = len(person.messages)
    await person.tap("📅 Calendar file")
    sent = next(each for each in person.messages[before:] if "document" in each)
    assert sent["document"]["file_name"] == "xufei-1.ics"
    content = day.local.server.world.files.content(sent["document"]["file_id"])
    events = Calendar.from_ical(content).walk("VEVENT")
    assert [event["SUMMARY"] for event in events] == ["Mum’s card: Plan ends"]
    assert events[0].decoded("DTSTART").isoformat() == "2026-12-12"
    assert len(events[0].walk("VALARM")) == 3


async def test_all_cards_and_reminders_come_in_one_file(day: Day) -> None:
    person = await added(day)
    await person.ask("/remind every 30 days look at the balance")
    await person.tap("✓ OK")
    await person.ask("/cards")
    await person.tap("📦 Take it with you")
    before = len(person.messages)
    await person.tap("📅 All as calendar file")
    sent = next(each for each in person.messages[before:] if "document" in each)
    content = day.local.server.world.files.content(sent["document"]["file_id"])
    events = {str(event["SUMMARY"]): event for event in Calendar.from_ical(content).walk("VEVENT")}
    assert events["look at the balance"]["RRULE"].to_ical() == b"FREQ=DAILY;INTERVAL=30"


async def test_after_a_guide_renewed_leads_to_the_card(day: Day) -> None:
    person = await added(day)
    message = await person.ask("/help")
    await person.tap_data("e:channel-website:lycamobile:prepaid", message)
    assert "Mum’s card renewed today" in (await person.tap("✓ Renewed"))["text"]


async def test_after_a_guide_without_a_card_one_is_made_with_todays_top_up(day: Day) -> None:
    person = day.person()
    message = await person.ask("/help")
    await person.tap_data("e:channel-website:orange:prepaid", message)
    await person.tap("✓ Renewed")
    await person.tap("Skip")
    shown = await person.tap("Not now")
    assert "Number dies 2027-05-20" in shown["text"]


async def test_nobody_else_can_see_or_touch_a_card(day: Day) -> None:
    await added(day)
    stranger = day.person(2)
    for data in (
        "cv:1",
        "cr:1",
        "cx:1",
        "cz:1",
        "cs:1:1",
        "ci:1",
        "ch:1",
        "cd:1:plan:2027-01-01",
        "cu:1:1:-",
    ):
        message = await stranger.ask("/help")
        assert "Mum’s card" not in (await stranger.tap_data(data, message))["text"]
    shown = await day.local.services.cards.get(1)
    assert shown is not None and str(shown.plan_end) == "2026-12-12" and shown.last_topup is None


@pytest.mark.parametrize(
    "data", ["cv:99999999999", "cz:99999999999", "cm:1:nonsense", "cd:1:plan:yesterday", "cl:1:5"]
)
async def test_tampered_buttons_of_a_card_harm_nobody(data: str, day: Day) -> None:
    person = await added(day)
    shown = await person.tap_data(data, await person.ask("/help"))
    assert "Something went wrong" not in shown["text"]
    card = await day.local.services.cards.get(1)
    assert card is not None and str(card.plan_end) == "2026-12-12" and card.ladder is None


async def test_everything_is_taken_along_and_taken_in_again(day: Day) -> None:
    person = await added(day)
    await person.tap("✓ Renewed")
    await person.tap("30 days · 12-20")
    await person.ask("/remind 15 December pay Lebara")
    await person.tap("✓ OK")
    world, before = day.local.server.world, len(person.messages)
    await person.ask("/cards")
    await person.tap("📦 Take it with you")
    await person.tap("📄 JSON")
    sent = next(each for each in person.messages[before:] if "document" in each)
    other = day.person(2)
    for _ in range(2):
        await other.ask("/cards")
        day.local.server.client.post(2, {"document": sent["document"]})
        taken = (await other.hear())["text"]
    assert world.files.content(sent["document"]["file_id"]).startswith(b"{")
    assert "Taken in: 0 cards, 0 reminders." in taken
    services = day.local.services
    (card,) = await services.cards.of(2)
    assert (card.nickname, str(card.plan_end)) == ("Mum’s card", "2026-12-20")
    assert [str(each.day) for each in await services.cards.history(card.id, 2)] == ["2026-11-20"]
    assert [each.text for each in await services.reminders.of(2)] == ["pay Lebara"]


async def test_a_monthly_plan_is_asked_for_its_day_and_never_ends(day: Day) -> None:
    person = day.person()
    await person.ask("/cards")
    await person.tap("➕ Add a card")
    for label in ("Orange", "Monthly plan", "Skip"):
        shown = await person.tap(label)
    assert "On which day of the month is it charged?" in shown["text"]
    shown = await person.tap("25")
    assert "Next charge 2026-11-25" in shown["text"]
    day.pass_(days=5)
    assert "charged today. Check that it went through." in (await person.hear())["text"]
    shown = await person.tap("✓ It went through")
    assert "Next charge" in shown["text"] and "↩ Undo renewal" in labels(shown)


async def test_topped_up_today_asks_how_much_and_how_long(day: Day) -> None:
    person = day.person()
    await person.ask("/cards")
    await person.tap("➕ Add a card")
    for label in ("Orange", "Prepaid", "Skip"):
        await person.tap(label)
    shown = await person.tap("Topped up today")
    assert "How much was the last top-up?" in shown["text"]
    shown = await person.tap("5.00 €")
    assert "How long does it last?" in shown["text"] and "Number dies 2026-12-20" in shown["text"]
    shown = await person.tap("30 days · 12-20")
    assert "Plan ends 2026-12-20" in shown["text"]
