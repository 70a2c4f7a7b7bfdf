"""`/metrics` tells what the bot did, to whom may know."""

import httpx
import pytest
from starlette.applications import Starlette
from telegram import Update

from bot.transport.metrics import Metrics, metrics_route


async def asked(metrics: Metrics, token: str, client: str, **headers: str) -> httpx.Response:
    app = Starlette(routes=[metrics_route(metrics, token)])
    transport = httpx.ASGITransport(app=app, client=(client, 1))
    async with httpx.AsyncClient(transport=transport, base_url="http://t") as web:
        return await web.get("/metrics", headers=headers)


async def test_it_tells_what_was_counted() -> None:
    metrics = Metrics()
    metrics.update(Update(1), 0.02)
    metrics.outcomes.labels("answer", "fr").inc()
    metrics.called("sendMessage", "held", 7)
    metrics.watch("xufei_poll_age_seconds", "Since the last good poll", lambda: 3.5)
    told = (await asked(metrics, "", "127.0.0.1")).text
    for line in (
        'xufei_updates_total{kind="other",result="done"} 1.0',
        'xufei_outcomes_total{language="fr",outcome="answer"} 1.0',
        'xufei_calls_total{method="sendMessage",result="held"} 1.0',
        "xufei_rate_limit_seconds_total 7.0",
        "xufei_poll_age_seconds 3.5",
        'xufei_update_seconds_bucket{le="0.025"} 1.0',
    ):
        assert line in told.splitlines()


@pytest.mark.parametrize(
    ("token", "client", "headers", "code"),
    [
        ("", "127.0.0.1", {}, 200),
        ("", "::1", {}, 200),
        ("", "203.0.113.7", {}, 403),
        ("", "127.0.0.1", {"X-Forwarded-For": "203.0.113.7"}, 403),
        ("secret", "203.0.113.7", {}, 403),
        ("secret", "203.0.113.7", {"Authorization": "Bearer wrong"}, 403),
        ("secret", "203.0.113.7", {"Authorization": "Bearer secret"}, 200),
        ("secret", "127.0.0.1", {"X-Forwarded-For": "1.2.3.4", "Authorization": "Bearer secret"}, 200),
    ],
)
async def test_who_may_know(token: str, client: str, headers: dict[str, str], code: int) -> None:
    assert (await asked(Metrics(), token, client, **headers)).status_code == code
