"""`/healthz` says which part of the work is not done."""

import httpx
import pytest
from sqlalchemy import make_url
from starlette.applications import Starlette

from bot.store.database import Database
from bot.transport.web import health_routes


async def asked(path: str, polling: bool, words: str) -> httpx.Response:
    database = Database(make_url("sqlite+aiosqlite://"))
    checks = {"bot": lambda: True, "polling": lambda: polling}
    app = Starlette(routes=health_routes(database, checks, lambda: {"state": words}))
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app=app), base_url="http://t") as web:
        answer = await web.get(path)
    await database.close()
    return answer


@pytest.mark.parametrize(("polling", "code", "status"), [(True, 200, "ok"), (False, 503, "failing")])
async def test_one_check_that_fails_makes_the_whole_failing(polling: bool, code: int, status: str) -> None:
    answer = await asked("/healthz", polling, "current")
    assert answer.status_code == code
    assert answer.json() == {"status": status, "bot": True, "polling": polling, "database": True}


@pytest.mark.parametrize(
    ("polling", "words", "code", "status"),
    [
        (True, "current", 200, "ok"),
        (True, "learning", 200, "ok"),
        (True, "broken", 200, "degraded"),
        (False, "broken", 503, "failing"),
    ],
)
async def test_readiness_tells_of_old_words(polling: bool, words: str, code: int, status: str) -> None:
    answer = await asked("/readyz", polling, words)
    assert (answer.status_code, answer.json()["status"]) == (code, status)
    assert answer.json()["words"] == {"state": words}
