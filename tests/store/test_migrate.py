"""Migrations end in the tables that the queries use."""

from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

from bot.store import migrate as module
from bot.store.database import Database
from bot.store.migrate import HEAD, migrate
from bot.store.tables import metadata


def _differences(connection: Connection) -> list[object]:
    return list(compare_metadata(MigrationContext.configure(connection), metadata))


async def test_migrating_makes_exactly_the_tables_that_the_code_knows(database: Database) -> None:
    async with database.reading() as connection:
        assert await connection.run_sync(_differences) == []


async def test_migrating_again_changes_nothing(database: Database) -> None:
    await migrate(database)
    async with database.reading() as connection:
        assert await connection.run_sync(module._revision) == HEAD


def test_head_is_the_newest_script() -> None:
    config = Config()
    config.set_main_option("script_location", str(module._SCRIPTS))
    assert ScriptDirectory.from_config(config).get_current_head() == HEAD
