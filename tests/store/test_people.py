"""What is kept of a person, and for how long."""

import asyncio
from datetime import timedelta

from bot.store.counts import Counts
from bot.store.database import Database
from bot.store.people import People, Person
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


async def test_counts_add_up_over_days(database: Database) -> None:
    counts = Counts(database)
    for day in (0, 0, 1):
        await counts.add("stuck", "channel-website/pay", NOW + timedelta(days=day))
    assert await counts.since(NOW.date()) == [("stuck", "channel-website/pay", 3)]
    assert await counts.since((NOW + timedelta(days=1)).date()) == [("stuck", "channel-website/pay", 1)]


async def test_settings_that_another_copy_changed_are_seen_on_postgresql(database: Database) -> None:
    here, there = People(database), People(database)
    await here.change(7, NOW, zone="Europe/Paris")
    await there.change(7, NOW, zone="Asia/Shanghai", blocked=NOW)
    seen = await here.get(7)
    assert seen == Person(
        7, zone="Europe/Paris" if database.is_sqlite else "Asia/Shanghai", blocked=seen.blocked
    )
    assert (seen.blocked is None) is database.is_sqlite


async def test_two_copies_may_meet_a_person_for_the_first_time_at_once(database: Database) -> None:
    copies = [People(database) for _ in range(6)]
    await asyncio.gather(*(each.ensure(7, NOW) for each in copies))
    await asyncio.gather(*(each.change(8, NOW, language="fr") for each in copies))
    assert (await People(database).get(8)).language == "fr"


async def test_counts_are_written_together(database: Database) -> None:
    here, there = Counts(database), Counts(database)
    for _ in range(3):
        await here.add("outcome", "answer", NOW)
        await there.add("outcome", "answer", NOW)
    await there.flush()
    assert await here.since(NOW.date()) == [("outcome", "answer", 6)]
    await here.flush()
    assert await here.since(NOW.date()) == [("outcome", "answer", 6)]
