"""Three copies of the real command on one PostgreSQL, behind a webhook: everything once, whoever dies."""

import asyncio
import contextlib
import os
import re
import signal
import sys
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import httpx
import pytest
from sqlalchemy import select, text

from bot.emulator import LocalServer
from bot.emulator.http_api import Call
from bot.settings import load
from bot.store.database import Database, database_url
from bot.store.migrate import migrate
from bot.store.people import People
from bot.store.reminders import Reminders
from bot.store.tables import reminders
from tests.store.conftest import postgres

__all__ = ["postgres"]

TOKEN = "123456789:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsawK"
PEOPLE = 60
# A fault run: three processes, one of which is killed.
pytestmark = [pytest.mark.slow, pytest.mark.timeout(300)]


class Copy:
    """One process, and where it listens."""

    def __init__(self, process: asyncio.subprocess.Process, port: int) -> None:
        self.process = process
        self.address = f"http://127.0.0.1:{port}"

    async def bring(self, update: dict[str, Any]) -> int:
        """The code with which it takes an update as Telegram brings it."""
        secret = load({"BOT_TOKEN": TOKEN}, Path("/nonexistent/.env")).webhook_secret
        headers = {"X-Telegram-Bot-Api-Secret-Token": secret}
        async with httpx.AsyncClient(timeout=60) as web:
            return (await web.post(f"{self.address}/telegram", json=update, headers=headers)).status_code


async def begin(learnt: Path, folder: Path, **settings: str) -> Copy:
    folder.mkdir()
    (folder / "learnt").symlink_to(learnt / "learnt")
    environment = {**os.environ, "DATA_DIR": str(folder), "PORT": "0", "BOT_TOKEN": TOKEN, **settings}
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot.cli", "run", stderr=asyncio.subprocess.PIPE, env=environment
    )
    assert process.stderr
    while line := (await process.stderr.readline()).decode():
        if found := re.search(r"Health at http://127\.0\.0\.1:(\d+)", line):
            asyncio.get_running_loop().create_task(process.stderr.read())
            return Copy(process, int(found[1]))
    raise AssertionError("it did not start")


@pytest.fixture
async def server() -> AsyncIterator[LocalServer]:
    server = LocalServer(port=0, token=TOKEN)
    await server.start()
    yield server
    await server.stop()


@pytest.fixture
async def database(postgres: str, tmp_path: Path) -> AsyncIterator[Database]:
    database = Database(database_url(postgres, tmp_path))
    async with database.writing() as connection:
        await connection.execute(text("DROP SCHEMA public CASCADE"))
        await connection.execute(text("CREATE SCHEMA public"))
    await migrate(database)
    yield database
    await database.close()


@pytest.fixture
async def copies(
    learnt: Path, server: LocalServer, postgres: str, database: Database, tmp_path: Path
) -> AsyncIterator[list[Copy]]:
    settings = {"BOT_API_URL": server.url, "DATABASE_URL": postgres, "WEBHOOK_URL": "https://bot.example"}
    started = await asyncio.gather(*(begin(learnt, tmp_path / f"copy{n}", **settings) for n in range(3)))
    yield started
    for copy in started:
        with contextlib.suppress(ProcessLookupError):
            copy.process.send_signal(signal.SIGTERM)
    await asyncio.gather(*(copy.process.wait() for copy in started))


def asking(number: int, words: str) -> dict[str, Any]:
    chat = {"id": 1, "type": "private", "first_name": "A"}
    sender = {"id": 1, "is_bot": False, "first_name": "A", "language_code": "en"}
    message = {"message_id": number, "date": 1764000000, "chat": chat, "from": sender, "text": words}
    return {"update_id": number, "message": message}


async def until(fits: Any, patience: float = 60.0) -> None:
    async with asyncio.timeout(patience):
        while not fits():
            await asyncio.sleep(0.05)


async def test_an_update_is_answered_once_and_settings_are_seen_everywhere(
    copies: list[Copy], server: LocalServer
) -> None:
    calls: list[Call] = []
    server.client.say(1, "hello")
    with server.api.calls.listen(calls.append):
        for copy in (*copies, *copies):
            assert await copy.bring(asking(7, "I forgot my password")) == 200
        await until(lambda: any(call.method == "sendMessage" for call in calls))
        assert await copies[1].bring(asking(8, "/help")) == 200
        await until(lambda: sum(call.method == "sendMessage" for call in calls) >= 2)
        sent = [call for call in calls if call.method == "sendMessage"]
    assert len(sent) == 2
    # One copy alone set the webhook.
    assert server.world.updates.webhook["url"] == "https://bot.example/telegram"


async def test_reminders_go_out_once_though_a_copy_is_killed_half_way(
    copies: list[Copy], server: LocalServer, database: Database
) -> None:
    now = datetime.now(UTC)
    calls: list[Call] = []
    store = Reminders(database, People(database))
    for person in range(1, PEOPLE + 1):
        server.client.say(person, "hello")
    minute_ago = now.astimezone(ZoneInfo("Europe/Paris")) - timedelta(minutes=1)
    wall = minute_ago.replace(tzinfo=None, second=0, microsecond=0)
    with server.api.calls.listen(calls.append):
        for person in range(1, PEOPLE + 1):
            await store.add(person, f"Lebara {person}", wall, "Europe/Paris", now)
        await until(lambda: len(_told(calls)) >= PEOPLE // 2)
        copies[0].process.kill()
        await until(lambda: len(set(_told(calls))) >= PEOPLE - 24)
        # What the killed copy had claimed waits for its lease of two minutes; the rest went out once.
        async with database.reading() as connection:
            states = (await connection.execute(select(reminders.c.state, reminders.c.claimed))).all()
    told = _told(calls)
    assert len(told) == len(set(told))
    assert all(state == "sent" or claimed for state, claimed in states)


def _told(calls: list[Call]) -> list[int]:
    """Whom a reminder reached."""
    sent = [call for call in calls if call.method == "sendMessage" and call.answer and call.ok]
    return [call.chat for call in sent if call.chat and "Lebara" in str(call.answer)]
