"""Limits hold across copies that share a PostgreSQL, and in memory on SQLite."""

from datetime import timedelta

from sqlalchemy import func, select

from bot.safety.limits import Admission
from bot.store.buckets import KEPT, Buckets
from bot.store.database import Database
from bot.store.tables import buckets
from tests.store.conftest import NOW

WELCOME, SAY_ONCE, SILENT = Admission.WELCOME, Admission.SAY_ONCE, Admission.SILENT


async def rows(database: Database) -> int:
    async with database.reading() as connection:
        return int((await connection.execute(select(func.count()).select_from(buckets))).scalar_one())


async def test_two_copies_let_twenty_messages_through_together(database: Database) -> None:
    copies = [Buckets(database), Buckets(database)]
    got = [await copies[number % 2].admit("message", 7, NOW) for number in range(40)]
    allowed = 40 if database.is_sqlite else 20
    assert got.count(WELCOME) == allowed
    assert got.count(SAY_ONCE) <= 2 and (database.is_sqlite or SAY_ONCE in got)


async def test_a_flood_does_not_reach_the_database(database: Database) -> None:
    limits = Buckets(database)
    got = [await limits.admit("tap", 7, NOW) for _ in range(500)]
    assert got.count(WELCOME) == 60 and got.count(SAY_ONCE) == 1
    assert await rows(database) == (0 if database.is_sqlite else 1)


async def test_messages_and_taps_and_people_are_counted_apart(database: Database) -> None:
    limits = Buckets(database)
    for _ in range(30):
        await limits.admit("message", 7, NOW)
    assert await limits.admit("tap", 7, NOW) is WELCOME
    assert await limits.admit("message", 8, NOW) is WELCOME
    assert await limits.admit("message", 7, NOW) is SILENT
    assert await limits.admit("message", 7, NOW + timedelta(seconds=3)) is WELCOME


async def test_full_buckets_are_forgotten(database: Database) -> None:
    limits = Buckets(database)
    await limits.admit("message", 7, NOW)
    await limits.purge(NOW + KEPT)
    assert await rows(database) == (0 if database.is_sqlite else 1)
    await limits.purge(NOW + KEPT + timedelta(seconds=1))
    assert await rows(database) == 0
