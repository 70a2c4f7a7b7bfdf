"""The bot's own HTTP: a server inside its loop, and `/healthz`."""

import asyncio
import contextlib
import socket
from collections.abc import Callable, Iterator, Mapping

import uvicorn
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route
from starlette.types import ASGIApp
from uvicorn.protocols.http.h11_impl import H11Protocol

from bot.store.database import Database

_HEADERS = 30.0


class _Impatient(H11Protocol):
    """Closes a connection that does not say in time what it wants; uvicorn would keep it for ever."""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self._patience = self.loop.call_later(_HEADERS, self._give_up)

    def _give_up(self) -> None:
        if self.cycle is None:
            self.transport.close()

    def connection_lost(self, exc: Exception | None) -> None:
        self._patience.cancel()
        super().connection_lost(exc)


class _Quiet(uvicorn.Server):
    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.left = asyncio.Event()

    async def main_loop(self) -> None:
        """Leave when told, not at the next of ten looks a second; the header's date is kept right."""
        while not self.left.is_set():
            await self.on_tick(0)
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self.left.wait(), 1)

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Take no signal: the application ends the server itself."""
        yield


def bound(host: str, port: int) -> socket.socket:
    """A socket that listens there; port 0 takes any. OSError where it is taken or not ours."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # asyncio turns Nagle's delay off only where the protocol is named: 40 ms an answer.
    listener = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((host, port))
        listener.listen(128)
    except OSError:
        listener.close()
        raise
    listener.setblocking(False)
    return listener


class HttpServer:
    """Serves one ASGI app on a bound socket, or on `host` and `port`."""

    def __init__(self, app: ASGIApp, listener: socket.socket) -> None:
        self._listener = listener
        self._server = _Quiet(
            uvicorn.Config(
                app,
                http=_Impatient,
                lifespan="off",
                ws="none",
                log_config=None,
                access_log=False,
                server_header=False,
                timeout_keep_alive=75,
                timeout_graceful_shutdown=1,
            )
        )
        self._task: asyncio.Task[None] | None = None

    @property
    def port(self) -> int:
        return int(self._listener.getsockname()[1])

    async def start(self) -> None:
        """Listen; returns once requests are answered."""
        self._task = asyncio.create_task(self._server.serve(sockets=[self._listener]), name="http")
        while not self._server.started and not self._task.done():
            await asyncio.sleep(0)
        if self._task.done():
            await self._task

    async def stop(self) -> None:
        if self._task:
            self._server.should_exit = True
            self._server.left.set()
            await self._task
            self._task = None


Checks = Mapping[str, Callable[[], bool]]


def health_routes(database: Database, checks: Checks, words: Callable[[], dict[str, object]]) -> list[Route]:
    """`/healthz`: 200 while every check holds and the database answers, else 503; says which does not.

    `/readyz` tells of the words too. Old words in place of broken ones are `degraded`, and still 200: a bot
    that answers with them is better than none.
    """

    async def found() -> dict[str, bool]:
        return {name: check() for name, check in checks.items()} | {"database": await database.answers()}

    async def healthz(request: Request) -> JSONResponse:
        parts = await found()
        status = "ok" if all(parts.values()) else "failing"
        return JSONResponse({"status": status, **parts}, 200 if status == "ok" else 503)

    async def readyz(request: Request) -> JSONResponse:
        parts, told = await found(), words()
        degraded = "degraded" if told.get("state") == "broken" else "ok"
        status = degraded if all(parts.values()) else "failing"
        return JSONResponse({"status": status, **parts, "words": told}, 503 if status == "failing" else 200)

    return [Route("/healthz", healthz), Route("/readyz", readyz)]
