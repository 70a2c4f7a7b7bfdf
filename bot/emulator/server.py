"""The local Telegram as a server in the bot's own process and loop."""

from __future__ import annotations

import ipaddress
import logging
import socket
from collections.abc import Sequence
from pathlib import Path

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.routing import BaseRoute
from starlette.types import ASGIApp

from bot.clock import Clock, SystemClock
from bot.emulator.chat_page import ChatPage, Words
from bot.emulator.http_api import LocalApi
from bot.emulator.origin_guard import OriginGuard
from bot.emulator.state import Json, State
from bot.transport.web import HttpServer, bound

logger = logging.getLogger(__name__)

TOKEN = "777000111:local"
_PORTS_TRIED = 50


def local_bot(token: str = TOKEN) -> Json:
    """The User of the local bot. Small numbers are people's: a small one is moved away."""
    number = int(token.partition(":")[0])
    number += 0 if number > 1000 else 1_000_000_000
    return {"id": number, "is_bot": True, "first_name": "Xufei", "username": "xufei_local_bot"}


def create_app(
    api: LocalApi, words: Words | None = None, routes: Sequence[BaseRoute] = (), open_to_network: bool = False
) -> ASGIApp:
    """The ASGI app: the Bot API, the chat page, and `routes` of the caller (`/healthz`)."""
    every = [*routes, *api.routes, *ChatPage(api, words or {}).routes]
    return Starlette(routes=every, middleware=[Middleware(OriginGuard, open_to_network=open_to_network)])


class LocalServer:
    """The local Telegram: `await start()`, give the bot `url`, `await stop()`.

    `folder` keeps chats over restarts (None: memory only). `words` are the page's own words, by language.
    `host` other than this machine is warned about. `port` taken: the next free one is used.
    """

    def __init__(
        self,
        *,
        folder: Path | None = None,
        words: Words | None = None,
        clock: Clock | None = None,
        host: str = "127.0.0.1",
        port: int = 8080,
        token: str = TOKEN,
        routes: Sequence[BaseRoute] = (),
    ) -> None:
        self.world = State(local_bot(token), clock or SystemClock(), folder)
        self.api = LocalApi(self.world, token)
        self.client = self.api.client
        self.token = token
        self.port = port
        self._host = host
        self._app = create_app(self.api, words, routes, open_to_network=not _is_loopback(host))
        self._server: HttpServer | None = None

    @property
    def url(self) -> str:
        """Where the bot and the browser find it, without a slash at the end."""
        host = "127.0.0.1" if self._host in ("0.0.0.0", "::", "") else self._host
        return f"http://[{host}]:{self.port}" if ":" in host else f"http://{host}:{self.port}"

    async def start(self) -> int:
        """Listen; the port."""
        if not _is_loopback(self._host):
            logger.warning(
                "The local chat listens on %s: whoever reaches this machine can use it", self._host
            )
        listener = _listener(self._host, self.port)
        self.port = listener.getsockname()[1]
        self._server = HttpServer(self._app, listener)
        await self._server.start()
        return self.port

    async def stop(self) -> None:
        """End polls and events, then stop listening."""
        self.world.close()
        if self._server is not None:
            await self._server.stop()
            self._server = None


def _is_loopback(host: str) -> bool:
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _listener(host: str, port: int) -> socket.socket:
    """A socket on `port`, or on the next free one; 0 takes any."""
    for candidate in range(port, min(port + _PORTS_TRIED, 65536)):
        try:
            return bound(host, candidate)
        except OSError as error:
            logger.info("Port %d is not free: %s", candidate, error.strerror)
            if candidate == 0:
                break
    return bound(host, 0)
