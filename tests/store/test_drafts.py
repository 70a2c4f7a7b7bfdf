"""A reminder that is being told is a row; its OK makes it active once, whoever taps it how often."""

import asyncio
import json
import zlib
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, text

from bot.cards.draft import Draft
from bot.store import migrate as module
from bot.store.database import Database
from bot.store.drafts import Drafts
from bot.store.migrate import migrate
from bot.store.people import People
from bot.store.reminders import DRAFTS_KEPT, Reminders
from tests.store.conftest import NOW

WALL = datetime(2026, 12, 15, 9)
TOLD = Draft(
    text="充 Lebara", wall=WALL, zone="Europe/Paris", rule="FREQ=MONTHLY;BYMONTHDAY=15", phrase="每月15号"
)


def stores(database: Database) -> tuple[Drafts, Reminders]:
    people = People(database)
    return Drafts(database, people), Reminders(database, people)


async def test_a_draft_comes_back_as_it_was_to_its_person_only(database: Database) -> None:
    drafts, _ = stores(database)
    saved = await drafts.save(1, TOLD, NOW)
    assert saved == replace(TOLD, id=saved.id)
    assert await drafts.get(saved.id or 0, 1) == saved
    assert await drafts.get(saved.id or 0, 2) is None


async def test_one_without_a_time_yet_keeps_its_words(database: Database) -> None:
    drafts, _ = stores(database)
    saved = await drafts.save(1, Draft(text="renew"), NOW)
    again = await drafts.save(1, replace(saved, wall=WALL, zone="Asia/Shanghai"), NOW)
    assert (again.id, again.text, again.wall) == (saved.id, "renew", WALL)


async def test_ok_makes_it_active_once_on_two_copies_at_once(database: Database) -> None:
    drafts, reminders = stores(database)
    other = Drafts(database, People(database))
    saved = await drafts.save(1, TOLD, NOW)
    kept = await asyncio.gather(*(copy.keep(saved.id or 0, 1, WALL, NOW) for copy in (drafts, other)))
    assert sum(reminder is not None for reminder in kept) == 1
    [only] = await reminders.of(1)
    assert (only.id, only.text, only.wall, only.rule) == (saved.id, TOLD.text, WALL, TOLD.rule)


async def test_a_draft_is_neither_listed_nor_sent_and_goes_after_thirty_days(database: Database) -> None:
    drafts, reminders = stores(database)
    saved = await drafts.save(1, TOLD, NOW)
    assert await reminders.of(1) == []
    await reminders.purge(NOW + DRAFTS_KEPT - timedelta(seconds=1))
    assert await drafts.get(saved.id or 0, 1)
    await reminders.purge(NOW + DRAFTS_KEPT + timedelta(days=1))
    assert await drafts.get(saved.id or 0, 1) is None


async def test_nobody_keeps_the_draft_of_another(database: Database) -> None:
    drafts, reminders = stores(database)
    saved = await drafts.save(1, TOLD, NOW)
    assert await drafts.keep(saved.id or 0, 2, WALL, NOW) is None
    assert await reminders.of(1) == await reminders.of(2) == []


async def test_what_a_reminder_was_is_remembered_for_a_minute(database: Database) -> None:
    drafts, reminders = stores(database)
    before = await reminders.add(1, "old", WALL, "Europe/Paris", NOW)
    change = await drafts.save(1, replace(TOLD, replaces=before.id), NOW)
    assert await drafts.mark_replaced(change.id or 0, before, NOW)
    assert not await drafts.mark_replaced(change.id or 0, before, NOW)
    old = await drafts.before_change(before.id, 1, NOW + timedelta(seconds=59))
    assert old and (old.text, old.wall, old.replaces) == ("old", WALL, before.id)
    assert await drafts.before_change(before.id, 1, NOW + timedelta(seconds=61)) is None


async def test_drafts_that_waited_before_they_were_rows_keep_their_buttons(database: Database) -> None:
    """The database of the first landing, with a read-back that waits for its OK and one just kept."""
    packed = json.dumps({"text": "充", "wall": "202612150900", "zone": "Europe/Paris"}, ensure_ascii=False)
    note = json.dumps({"draft": json.dumps({"text": "x", "reminder": 1}), "old": None, "at": "2026-11-20"})
    rows = [(1, "rk", packed), (2, "r:1", json.dumps({"text": "call"})), (3, "ro:0badcafe", note)]
    async with database.engine.begin() as connection:
        await connection.run_sync(_down_to_2)
        for person, route, waiting in rows:
            await _insert(connection, person, route, waiting)
    await migrate(database)
    drafts, reminders = stores(database)
    draft = await drafts.by_checksum(f"{zlib.crc32(packed.encode()):08x}", 1)
    assert draft and (draft.text, draft.wall, draft.state) == ("充", WALL, "draft")
    assert await drafts.keep(draft.id or 0, 1, WALL, NOW)
    assert [reminder.text for reminder in await reminders.of(1)] == ["充"]
    async with database.reading() as connection:
        state = (
            await connection.execute(text("SELECT state FROM conversations WHERE person = 2"))
        ).scalar_one()
    asked = await drafts.get(int(json.loads(state)["prompt"]["route"].split(":")[2]), 2)
    assert asked and (asked.text, asked.wall) == ("call", None)


def _down_to_2(connection: Connection) -> None:
    """The tables as the second migration left them."""
    metadata = module_tables(connection)
    for name in reversed(metadata):
        connection.execute(text(f"DROP TABLE {name}"))
    module._upgrade(connection, "0002")


def module_tables(connection: Connection) -> list[str]:
    from sqlalchemy import inspect

    from bot.store.tables import metadata

    known = [table.name for table in metadata.sorted_tables]
    there = inspect(connection).get_table_names()
    return [*known, *(name for name in there if name not in known)]


async def _insert(connection: Any, person: int, place: str, draft: str) -> None:
    await connection.execute(
        text("INSERT INTO people (id, created) VALUES (:person, '2026-11-20T09:00:00Z')"), {"person": person}
    )
    await connection.execute(
        text(
            "INSERT INTO pending (person, place, draft, until)"
            " VALUES (:person, :place, :draft, '2026-11-20T09:10:00Z')"
        ),
        {"person": person, "place": place, "draft": draft},
    )
