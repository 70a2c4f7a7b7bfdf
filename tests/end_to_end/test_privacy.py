"""/privacy, /mydata and /forget in the chat: what is kept is shown, and goes when asked."""

import json

from sqlalchemy import select

from bot.store.personal_data import belongs
from bot.store.tables import metadata, reminders
from tests.end_to_end.dayzero import Day, day
from tests.end_to_end.test_cards import added
from tests.end_to_end.test_sharing import invite

__all__ = ["day"]


async def rows_of(day: Day, person: int) -> dict[str, int]:
    """How many rows of a person each table has, where it has any."""
    found = {}
    async with day.local.services.database.reading() as connection:
        for table in metadata.sorted_tables:
            condition = belongs(table, person)
            if condition is not None and (
                rows := (await connection.execute(select(table).where(condition))).all()
            ):
                found[table.name] = len(rows)
    return found


async def test_privacy_says_what_why_and_how_long(day: Day) -> None:
    person = day.person()
    answer = await person.ask("/privacy")
    assert "Your settings" in answer["text"] and "A year" in answer["text"]
    detail = await person.tap("Reminders")
    assert "your words" in detail["text"] and "How long:" in detail["text"]
    assert (await person.tap("‹ All"))["text"] == answer["text"]


async def test_my_data_is_a_file_with_every_row(day: Day) -> None:
    owner = await added(day, 1)
    owner.say("/mydata")
    while "document" not in (message := await owner.hear()):
        pass
    content = day.local.server.world.files.content(message["document"]["file_id"])
    found = json.loads(content)["kept"]
    counted = await rows_of(day, 1)
    assert {name: len(rows) for name, rows in found.items() if name != "inbox"} == counted
    assert found["cards"][0]["plan_end"] == "2026-12-12"


async def test_who_never_said_anything_has_no_data(day: Day) -> None:
    assert "nothing" in (await day.person(9).ask("/mydata"))["text"]


async def test_forget_asks_once_deletes_all_and_tells_who_shares(day: Day) -> None:
    owner = await added(day, 1)
    friend = day.person(2)
    await friend.ask(f"/start {await invite(owner)}")
    await owner.hear()
    await owner.ask("/remind on 15 December ring the notary")
    await owner.tap("✓")
    asked = await owner.ask("/forget")
    assert "Delete everything" in asked["text"] and await rows_of(day, 1)
    kept = await owner.tap("Keep it")
    assert "Everything I keep" in kept["text"] and await rows_of(day, 1)
    await owner.tap("🗑 Forget me")
    gone = await owner.tap("Delete everything")
    assert gone["text"].startswith("All gone")
    assert await rows_of(day, 1) == {}
    told = await friend.hear()
    assert "deleted by its owner" in told["text"]
    async with day.local.services.database.reading() as connection:
        assert (await connection.execute(select(reminders).where(reminders.c.card.is_not(None)))).all() == []
    before = len(owner.messages)
    day.pass_(days=40)
    await day.settled()
    assert len(owner.messages) == before
    assert await rows_of(day, 1) == {}


async def test_who_shared_a_card_and_is_forgotten_leaves_it_to_its_owner(day: Day) -> None:
    owner = await added(day, 1)
    friend = day.person(2)
    await friend.ask(f"/start {await invite(owner)}")
    await owner.hear()
    await friend.ask("/forget")
    await friend.tap("Delete everything")
    assert "left" in (await owner.hear())["text"]
    assert await rows_of(day, 2) == {}
    assert (await rows_of(day, 1))["cards"] == 1


async def test_a_second_tap_on_the_button_says_the_same_and_makes_nothing(day: Day) -> None:
    owner = await added(day, 1)
    await owner.ask("/forget")
    asked = owner.last
    await owner.tap("Delete everything")
    query = owner.server.client.tap(1, asked["message_id"], "pf:1")
    await owner.wait(lambda event: event["event"] == "toast" and event["query"] == query)
    assert await rows_of(day, 1) == {}
