"""What whoever runs the bot does beside it: see the settings in force, keep backups, bring one back."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import make_url
from sqlalchemy.exc import ArgumentError, SQLAlchemyError

from bot.content.languages import LANGUAGES, Language
from bot.learned_words import merge
from bot.settings import SETTINGS, Settings, SettingsError
from bot.startup import hopeless, make_database, prepare_data_dir
from bot.store.backup import BackupError, backup, restore
from bot.store.database import Database, shown
from bot.store.learned import Learned
from bot.store.people import People
from bot.store.presence import InUseError, alone
from bot.store.questions import Questions
from bot.store.unanswered import Unanswered

_SECRET = ("BOT_TOKEN", "WEBHOOK_SECRET", "METRICS_TOKEN")
_MASK = "(set, not shown)"


def settings_table(settings: Settings) -> str:
    """Every setting as it is in force, secrets masked; what is empty is shown so."""
    rows = [f"{setting.name:<17} {_told(setting.name, settings)}".rstrip() for setting in SETTINGS]
    return "\n".join(rows)


def _told(name: str, settings: Settings) -> str:
    value = getattr(settings, name.lower())
    if not value and value != 0:
        return ""
    if name in _SECRET:
        return _MASK
    if name == "DATABASE_URL":
        return _address(value)
    if isinstance(value, frozenset):
        return ", ".join(map(str, sorted(value)))
    return str(value)


def _address(value: str) -> str:
    try:
        return shown(make_url(value))
    except ArgumentError:
        return _MASK


def run_backup(settings: Settings, file: Path) -> str:
    """Write a backup while the bot works; the line that says so. SettingsError where it can't be."""

    async def work(database: Database) -> str:
        count = await backup(database, file)
        return f"{file}: {count} rows, {file.stat().st_size // 1024} kB"

    return asyncio.run(_with_database(settings, file, work))


def run_learned(settings: Settings, *, write: bool) -> str:
    """What was taught with one tap and does not stand in faq/ yet, a line each; written there where asked."""

    async def work(database: Database) -> str:
        rows = await Learned(database).active(unwritten=True)
        if not write:
            return "\n".join(f"{row.topic or '-'}\t{row.language}\t{row.text}" for row in rows)
        merged = merge(rows, settings.faq_dir)
        await Learned(database).mark_written(merged.written, datetime.now(UTC))
        lines = [f"{file}: changed" for file in merged.files]
        return "\n".join([*lines, f"{len(merged.written)} written, {len(merged.homeless)} not ours"])

    return asyncio.run(_with_database(settings, settings.data_dir, work))


def kept_questions(settings: Settings) -> list[tuple[str, Language, int]]:
    """(text, language, times) of the questions that were kept because nothing answered them outright."""
    found: list[tuple[str, Language, int]] = []

    async def work(database: Database) -> str:
        store = Unanswered(database, People(database))
        for state in ("open", "draft", "taught", "foreign"):
            for each in await store.in_state(state, datetime.now(UTC)):
                language = next((one for one in LANGUAGES if one == each.language), settings.default_language)
                found.append((each.text, language, each.times))
        for question in await Questions(database, settings.keep_questions).newest():
            language = next((one for one in LANGUAGES if one == question.language), settings.default_language)
            found.append((question.text, language, 1))
        return ""

    asyncio.run(_with_database(settings, settings.data_dir, work))
    return found


def run_restore(settings: Settings, file: Path) -> str:
    """Replace all rows by those of a backup; the line that says so. SettingsError while a bot works there."""
    prepare_data_dir(settings.data_dir)

    async def work(database: Database) -> str:
        try:
            async with alone(database):
                count = await restore(database, file)
        except InUseError:
            where = shown(database.url)
            raise SettingsError(f"a bot runs on {where}; stop it first, then restore") from None
        return f"{count} rows of {file} are now in {shown(database.url)}"

    return asyncio.run(_with_database(settings, file, work))


async def _with_database(settings: Settings, file: Path, work: Callable[[Database], Awaitable[str]]) -> str:
    database = make_database(settings)
    try:
        return await work(database)
    except BackupError as error:
        raise SettingsError(str(error)) from None
    except SettingsError:
        raise
    except Exception as error:  # of the driver's own classes too, which may be absent
        if said := hopeless(error, database):
            raise SettingsError(said) from None
        if isinstance(error, OSError) and error.filename:
            raise SettingsError(f"{file}: {error.strerror}") from None
        if isinstance(error, OSError | SQLAlchemyError) or type(error).__module__.startswith("asyncpg"):
            raise SettingsError(f"{shown(database.url)} is out of reach: {type(error).__name__}") from None
        raise
    finally:
        await database.close()
