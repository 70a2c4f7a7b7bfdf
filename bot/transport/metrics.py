"""`/metrics` for Prometheus: what the bot did since it began, without a text or a person."""

import hmac
import ipaddress
from collections.abc import Callable

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from prometheus_client.exposition import CONTENT_TYPE_PLAIN_1_0_0
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from telegram import Update

_LATENCY = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0)
_LATE = (1.0, 2.0, 5.0, 10.0, 30.0, 60.0, 300.0, 900.0, 3600.0, 86400.0)
# Behind a proxy everybody comes from this machine; what the proxy adds gives them away.
_FORWARDED = ("x-forwarded-for", "x-real-ip", "forwarded", "via")


class Metrics:
    """One registry a process, so that bots beside each other do not share theirs."""

    def __init__(self) -> None:
        self.registry = own = CollectorRegistry()
        self.updates = Counter(
            "xufei_updates", "Updates by kind and result", ["kind", "result"], registry=own
        )
        self.latency = Histogram("xufei_update_seconds", "Work on an update", buckets=_LATENCY, registry=own)
        self.outcomes = Counter(
            "xufei_outcomes", "Answers by outcome and language", ["outcome", "language"], registry=own
        )
        self.calls = Counter("xufei_calls", "Calls of the Bot API", ["method", "result"], registry=own)
        self.waits = Counter("xufei_rate_limit_seconds", "Seconds that Telegram told to wait", registry=own)
        self.late = Histogram(
            "xufei_reminder_late_seconds", "Lateness of reminders", buckets=_LATE, registry=own
        )

    def update(self, update: object, seconds: float) -> None:
        """Count an update at its end."""
        self.updates.labels(_kind(update), "done").inc()
        self.latency.observe(seconds)

    def failed(self, update: object) -> None:
        """Count an update that ended in an error."""
        self.updates.labels(_kind(update), "failed").inc()

    def called(self, method: str, result: str, wait: float) -> None:
        """Count a call, and the seconds that Telegram wants to be waited after it."""
        self.calls.labels(method, result).inc()
        self.waits.inc(wait)

    def watch(self, name: str, told: str, value: Callable[[], float]) -> None:
        """Tell a value that is asked for when somebody looks."""
        Gauge(name, told, registry=self.registry).set_function(value)


def _kind(update: object) -> str:
    kinds = Update.ALL_TYPES if isinstance(update, Update) else ()
    return next((kind for kind in kinds if getattr(update, kind, None) is not None), "other")


def metrics_route(metrics: Metrics, token: str) -> Route:
    """For this machine, or with METRICS_TOKEN for who sends `Authorization: Bearer <it>`; else 403."""

    async def tell(request: Request) -> Response:
        if not _may(request, token):
            return Response(status_code=403)
        return Response(generate_latest(metrics.registry), media_type=CONTENT_TYPE_PLAIN_1_0_0)

    return Route("/metrics", tell)


def _may(request: Request, token: str) -> bool:
    given = request.headers.get("authorization", "")
    if token and hmac.compare_digest(given.encode(), f"Bearer {token}".encode()):
        return True
    if request.client is None or any(name in request.headers for name in _FORWARDED):
        return False
    try:
        return ipaddress.ip_address(request.client.host).is_loopback
    except ValueError:
        return False
