"""A database of each schema that has shipped, with rows in it, is upgraded and read."""

import re
import zlib
from datetime import date, datetime
from pathlib import Path

import pytest
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text

from bot.store import migrate as module
from bot.store.cards import Cards
from bot.store.conversations import Conversations
from bot.store.counts import Counts
from bot.store.database import Database, database_url
from bot.store.drafts import Drafts
from bot.store.migrate import HEAD, migrate
from bot.store.people import People
from bot.store.reminders import Reminders
from bot.store.sharing import Sharing

ROWS = Path(__file__).with_name("shipped_0002.sql").read_text("utf-8")
WAITING = '{"text": "充", "wall": "202612150900", "zone": "Europe/Paris"}'


def _versions() -> list[str]:
    config = Config()
    config.set_main_option("script_location", str(module._SCRIPTS))
    scripts = ScriptDirectory.from_config(config)
    return sorted(script.revision for script in scripts.walk_revisions() if script.revision >= "0002")


def _first_landing(connection: Connection) -> None:
    module._upgrade(connection, "0002")
    body = "\n".join(line for line in ROWS.splitlines() if not line.startswith("--"))
    for statement in re.split(r";\n", body):
        if statement.strip():
            connection.exec_driver_sql(statement)


@pytest.mark.parametrize("version", _versions())
async def test_what_stood_in_an_older_schema_is_read(version: str, tmp_path: Path) -> None:
    database = Database(database_url("", tmp_path))
    async with database.engine.begin() as connection:
        await connection.run_sync(_first_landing)
    async with database.engine.begin() as connection:
        if version != "0002":
            await connection.run_sync(lambda sync: module._upgrade(sync, version))
    await migrate(database)
    async with database.reading() as connection:
        assert await connection.run_sync(module._revision) == HEAD
        assert (await connection.execute(text("SELECT count(*) FROM cards"))).scalar_one() == 2
    await _read(database)
    await database.close()


async def _read(database: Database) -> None:
    people = People(database)
    person = await people.get(7)
    assert (person.language, person.zone) == ("fr", "Europe/Paris")
    (card,) = await Cards(database, people).of(7)
    assert (card.nickname, card.plan_end, card.credit_end) == ("maman", date(2026, 12, 1), date(2027, 5, 1))
    (renewal,) = await Cards(database, people).history(card.id, 7)
    assert (renewal.day, renewal.cents) == (date(2026, 11, 1), 999)
    assert await Sharing(database, people).members(card.id, 7) == [8]
    reminders = Reminders(database, people)
    (told,) = await reminders.of(7)
    assert (told.text, told.wall, told.rule) == ("charger", datetime(2026, 12, 15, 9), "FREQ=MONTHLY")
    (rung,) = await reminders.rungs(card.id, 7)
    assert rung.wall == datetime(2026, 11, 30, 9)
    draft = await Drafts(database, people).by_checksum(f"{zlib.crc32(WAITING.encode()):08x}", 7)
    assert draft and draft.text == "充"
    assert await Counts(database).since(date(2026, 11, 1)) == [("topic", "pay-abroad", 3)]
    assert await Conversations(database, people).get(7)
