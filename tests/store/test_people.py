"""What is kept of a person, and for how long."""

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
