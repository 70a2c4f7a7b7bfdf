"""Keeps other web sites out: only this machine's names as host, only our own page as origin."""

from __future__ import annotations

import ipaddress
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "content-security-policy": _POLICY,
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
}


class OriginGuard:
    """Middleware. `open_to_network` lets other machines in by address, never by a foreign name."""

    def __init__(self, app: ASGIApp, open_to_network: bool = False) -> None:
        self._app = app
        self._open = open_to_network

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Refuse with 403, or pass on and add the security headers."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        if not self._is_welcome(scope["method"], Headers(scope=scope)):
            await PlainTextResponse("Forbidden", 403)(scope, receive, send)
            return

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        await self._app(scope, receive, guarded)

    def _is_welcome(self, method: str, headers: Headers) -> bool:
        host = headers.get("host", "")
        if not self._is_own(host):
            return False
        origin = headers.get("origin")
        if origin is not None and urlsplit(origin).netloc.lower() != host.lower():
            return False
        # A link on another page may open the chat, but nothing else there may call us.
        opened = method == "GET" and headers.get("sec-fetch-mode") == "navigate"
        return headers.get("sec-fetch-site") not in ("cross-site", "same-site") or opened

    def _is_own(self, host: str) -> bool:
        name = urlsplit(f"//{host}").hostname or ""
        if name == "localhost":
            return True
        try:
            address = ipaddress.ip_address(name)
        except ValueError:
            return False
        return self._open or address.is_loopback
