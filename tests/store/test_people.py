"""What is kept of a person, and for how long."""

from datetime import timedelta

from bot.store.counts import Counts
from bot.store.database import Database
from bot.store.pending import LASTS, Pending, PendingInput
from bot.store.people import People, Person
from bot.store.talks import Talk, Talks
from tests.store.conftest import NOW


async def test_a_language_survives_a_restart(database: Database) -> None:
    await People(database).change(7, NOW, language="fr")
    assert (await People(database).get(7)).language == "fr"


async def test_an_unknown_person_has_no_settings(database: Database) -> None:
    assert await People(database).get(99) == Person(99)


async def test_a_change_keeps_the_other_settings(database: Database) -> None:
    people = People(database)
    await people.change(7, NOW, language="fr")
    await people.change(7, NOW, zone="Asia/Shanghai")
    assert await People(database).get(7) == Person(7, "fr", "Asia/Shanghai")


async def test_an_awaited_line_survives_a_restart_and_ends_after_ten_minutes(database: Database) -> None:
    awaited = PendingInput("rt:5", '{"text": "Lebara"}')
    await Pending(database, People(database)).expect(7, awaited, NOW)
    pending = Pending(database, People(database))
    assert await pending.get(7, NOW + LASTS - timedelta(seconds=1)) == awaited
    assert await pending.get(7, NOW + LASTS) is None


async def test_only_the_newest_line_is_awaited(database: Database) -> None:
    pending = Pending(database, People(database))
    await pending.expect(7, PendingInput("a"), NOW)
    await pending.expect(7, PendingInput("b"), NOW)
    assert await pending.get(7, NOW) == PendingInput("b")


async def test_clearing_says_whether_anything_was_awaited(database: Database) -> None:
    pending = Pending(database, People(database))
    await pending.expect(7, PendingInput("a"), NOW)
    assert await pending.clear(7)
    assert not await pending.clear(7)


async def test_a_talk_is_remembered_for_ten_minutes(database: Database) -> None:
    talks = Talks(database, People(database))
    await talks.keep(7, Talk("pay-abroad", "free"), NOW)
    assert await talks.get(7, NOW + timedelta(minutes=9)) == Talk("pay-abroad", "free")
    assert await talks.get(7, NOW + timedelta(minutes=11)) is None


async def test_what_another_copy_wrote_is_seen_on_postgresql(database: Database) -> None:
    here, there = (Talks(database, People(database)) for _ in range(2))
    assert await here.get(7, NOW) is None
    await there.keep(7, Talk("refund", None), NOW)
    assert await here.get(7, NOW) == (None if database.is_sqlite else Talk("refund", None))


async def test_counts_add_up_over_days(database: Database) -> None:
    counts = Counts(database)
    for day in (0, 0, 1):
        await counts.add("stuck", "channel-website/pay", NOW + timedelta(days=day))
    assert await counts.since(NOW.date()) == [("stuck", "channel-website/pay", 3)]
    assert await counts.since((NOW + timedelta(days=1)).date()) == [("stuck", "channel-website/pay", 1)]
