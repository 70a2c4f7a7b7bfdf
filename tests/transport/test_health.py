"""`/healthz` says which part of the work is not done."""

import httpx
import pytest
from sqlalchemy import make_url
from starlette.applications import Starlette

from bot.store.database import Database
from bot.transport.web import health_route


@pytest.mark.parametrize(("polling", "code", "status"), [(True, 200, "ok"), (False, 503, "failing")])
async def test_one_check_that_fails_makes_the_whole_failing(polling: bool, code: int, status: str) -> None:
    database = Database(make_url("sqlite+aiosqlite://"))
    app = Starlette(routes=[health_route(database, {"bot": lambda: True, "polling": lambda: polling})])
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app=app), base_url="http://t") as web:
        answer = await web.get("/healthz")
    await database.close()
    assert answer.status_code == code
    assert answer.json() == {"status": status, "bot": True, "polling": polling, "database": True}
