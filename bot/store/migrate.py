"""Brings a database to the newest form of the tables."""

from pathlib import Path
from typing import Any

from sqlalchemy import Connection, inspect, text

from bot.store.database import Database

# The newest revision; a test compares it with the folder of migrations.
HEAD = "0003"
_SCRIPTS = Path(__file__).parent / "migrations"


async def migrate(database: Database) -> None:
    """Apply what is missing. Nothing is loaded or done where the database is at HEAD already."""
    async with database.engine.connect() as connection:
        if await connection.run_sync(_revision) == HEAD:
            return
    async with database.engine.begin() as connection:
        await connection.run_sync(_upgrade)


def _revision(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()


def _upgrade(connection: Connection, target: str = "head") -> None:
    # Alembic costs 0.1 s to import, so only who needs it pays.
    from alembic.config import Config
    from alembic.runtime.environment import EnvironmentContext
    from alembic.script import ScriptDirectory

    if connection.dialect.name == "postgresql":
        # Two copies of the bot may start at once.
        connection.execute(text("SELECT pg_advisory_xact_lock(7283911)"))
    config = Config()
    config.set_main_option("script_location", str(_SCRIPTS))
    scripts = ScriptDirectory.from_config(config)

    def steps(revision: Any, context: Any) -> Any:
        return scripts._upgrade_revs(target, revision)

    with EnvironmentContext(config, scripts, fn=steps) as environment:
        environment.configure(connection=connection, render_as_batch=True)
        with environment.begin_transaction():
            environment.run_migrations()
