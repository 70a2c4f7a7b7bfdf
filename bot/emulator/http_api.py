"""The Bot API over HTTP: `/bot<token>/<method>` and `/file/bot<token>/<path>`."""

from __future__ import annotations

import inspect
import json
import logging
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.routing import Route

from bot.emulator import faults
from bot.emulator.api_error import ApiError, bad_request
from bot.emulator.faults import Dropped, Faults
from bot.emulator.methods import METHODS
from bot.emulator.params import NAMES, TYPES, Params, read_params
from bot.emulator.person_client import Client
from bot.emulator.state import Json, State

logger = logging.getLogger(__name__)

_TOKEN = re.compile(r"\d+:[A-Za-z0-9_\-]+")


class LocalApi:
    """The bot's side of the local Telegram.

    `client` acts for people, `faults` plans bad days, `calls` tells what the bot called.
    """

    def __init__(self, world: State, token: str) -> None:
        self.world = world
        self.client = Client(world)
        self.faults = Faults()
        self.calls = CallLog()
        self._token = token

    @property
    def routes(self) -> list[Route]:
        """The HTTP routes."""
        return [
            Route("/bot{token}/{method}", self.answer, methods=["GET", "POST"]),
            Route("/file/bot{token}/documents/{file_id}", self.download),
        ]

    async def call(self, method: str, params: Params) -> Json:
        """Carry out one call; the body of its answer."""
        name = NAMES.get(method.lower())
        if name is None:
            return ApiError(404, "Not Found: method not found").body()
        call = Call(name, params)
        try:
            call.answer = {"ok": True, "result": await self._result(call)}
        except ApiError as refusal:
            call.answer = refusal.body()
        except UnicodeEncodeError:
            call.answer = bad_request("strings must be encoded in UTF-8").body()
        finally:
            self.calls.tell(call)
        return call.answer

    async def _result(self, call: Call) -> Any:
        fault = self.faults.take(call.method, call.chat)
        await faults.before(fault)
        call.params.check(TYPES[call.method])
        result = METHODS[call.method](self.world, call.params)
        if inspect.isawaitable(result):
            result = await result
        await faults.after(fault)
        return result

    async def answer(self, request: Request) -> Response:
        """The endpoint of all methods."""
        try:
            self._check(request.path_params["token"])
            body = await self.call(request.path_params["method"], await read_params(request))
        except ApiError as refusal:
            body = refusal.body()
        except (Dropped, ClientDisconnect):
            return Broken()
        except Exception:
            # The path holds the token: log the method only.
            logger.exception("%s failed in the local Telegram", request.path_params["method"])
            body = ApiError(500, "Internal Server Error").body()
        return _json(body)

    async def download(self, request: Request) -> Response:
        """The bytes of a file."""
        try:
            self._check(request.path_params["token"])
            content = self.world.files.content(request.path_params["file_id"])
        except ApiError:
            return _json(ApiError(404, "Not Found").body())
        return Response(content, media_type="application/octet-stream")

    def _check(self, token: str) -> None:
        if not _TOKEN.fullmatch(token):
            raise ApiError(404, "Not Found")
        if token != self._token:
            raise ApiError(401, "Unauthorized")


class Broken(Response):
    """No answer at all: the connection ends."""

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        """Start an answer that promises a byte more than it sends, so that the server cuts the line."""
        headers = [(b"content-length", b"1"), (b"connection", b"close")]
        await send({"type": "http.response.start", "status": 200, "headers": headers})


def _json(body: Json) -> Response:
    content = json.dumps(body, separators=(",", ":")).encode()
    return Response(content, body.get("error_code", 200), media_type="application/json")


@dataclass
class Call:
    """One call of the bot: its parameters as sent, and the answer's body (None until there is one)."""

    method: str
    params: Params
    answer: dict[str, Any] | None = field(default=None)

    @property
    def ok(self) -> bool:
        """Whether the call was granted."""
        return bool(self.answer and self.answer["ok"])

    @property
    def chat(self) -> int | None:
        """The chat that the call is about."""
        return self.params.integer("chat_id") or None


Listener = Callable[[Call], None]


class CallLog:
    """Whoever listens hears of each call after it was answered."""

    def __init__(self) -> None:
        self._listeners: list[Listener] = []

    def tell(self, call: Call) -> None:
        """Tell the listeners."""
        for listener in self._listeners:
            listener(call)

    @contextmanager
    def listen(self, listener: Listener) -> Iterator[None]:
        """Listen for a while."""
        self._listeners.append(listener)
        try:
            yield
        finally:
            self._listeners.remove(listener)
