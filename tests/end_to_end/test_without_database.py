"""The database is gone in the middle of the day: questions are answered, health tells, and it comes back."""

import asyncio
import urllib.error
import urllib.request
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from sqlalchemy.exc import OperationalError
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store.database import Database
from tests.end_to_end.conftest import Running


def health(url: str) -> int:
    try:
        with urllib.request.urlopen(f"{url}/healthz") as answer:
            return int(answer.status)
    except urllib.error.HTTPError as error:
        return error.code


@asynccontextmanager
async def gone(database: Database) -> AsyncIterator[AsyncConnection]:
    raise OperationalError("x", None, OSError("disk I/O error"))
    yield


async def test_questions_are_answered_and_health_tells(
    running: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    known, stranger = running.person(1, "zh-hans"), running.person(2, "zh-hans")
    assert "密码" in (await known.ask("忘记密码了怎么办"))["text"]
    with monkeypatch.context() as broken:
        for way in ("reading", "writing"):
            broken.setattr(Database, way, gone)
        for person in (known, stranger):
            assert "密码" in (await person.ask("忘记密码了怎么办"))["text"]
        # Another language than before is a write that fails.
        assert "password" in (await known.ask("I forgot my password"))["text"].lower()
        assert await asyncio.to_thread(health, running.local.server.url) == 503
    running.local.services.database._resting_until = 0.0
    assert await asyncio.to_thread(health, running.local.server.url) == 200
    assert (await known.ask("/start"))["text"]
