"""The server lets nobody else in, finds a port, reads every kind of body, and remembers."""

from __future__ import annotations

import asyncio
import json
import logging
import socket
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import httpx
import pytest
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from bot.clock import MovableClock
from bot.emulator import LocalServer, create_app
from tests.auxil.echo import running
from tests.auxil.local import Person
from tests.auxil.services import Services, keyboard

ROOT = "http://127.0.0.1:8080"
BOT = "/bot777000111:local"


async def healthy(_: Request) -> PlainTextResponse:
    return PlainTextResponse("well")


@pytest.fixture
def at() -> Services:
    made = Services()
    made.client.say(1, "hello")
    return made


@pytest.fixture
async def web(at: Services) -> AsyncIterator[httpx.AsyncClient]:
    """A client of the app, without a network."""
    app = create_app(at.api, {"en": {"send": "Send"}}, [Route("/healthz", healthy)])
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url=ROOT) as client:
        yield client


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:8080", "127.0.0.1.evil.example", "192.168.1.7", ""]
)
async def test_foreign_hosts_are_refused(web: httpx.AsyncClient, host: str) -> None:
    assert (await web.get("/", headers={"host": host})).status_code == 403


@pytest.mark.parametrize("host", ["127.0.0.1:8080", "localhost:8080", "localhost", "[::1]:8080"])
async def test_this_machines_names_are_welcome(web: httpx.AsyncClient, host: str) -> None:
    assert (await web.get("/", headers={"host": host})).status_code == 200


@pytest.mark.parametrize(
    "origin", ["https://evil.example", "null", "http://127.0.0.1:9999", "http://localhost:8080"]
)
async def test_foreign_origins_are_refused(web: httpx.AsyncClient, at: Services, origin: str) -> None:
    wish = {"person": 1, "text": "evil"}
    assert (await web.post("/chat/send", json=wish, headers={"origin": origin})).status_code == 403
    assert (await web.post(f"{BOT}/getMe", headers={"origin": origin})).status_code == 403
    assert [each["text"] for each in at.world.messages(1)] == ["hello"]


async def test_other_sites_may_link_here_but_not_fetch(web: httpx.AsyncClient) -> None:
    cross = {"sec-fetch-site": "cross-site"}
    assert (await web.get("/?start=x", headers=cross | {"sec-fetch-mode": "navigate"})).status_code == 200
    assert (await web.get("/chat/events", headers=cross | {"sec-fetch-mode": "cors"})).status_code == 403


async def test_a_form_of_another_site_sends_nothing(web: httpx.AsyncClient, at: Services) -> None:
    wish = {"person": 1, "text": "evil"}
    forms: list[dict[str, Any]] = [
        {"content": json.dumps(wish), "headers": {"content-type": "text/plain"}},
        {"data": wish},
        {"data": wish, "files": {"file": b"x"}},
    ]
    cross = {"origin": "https://evil.example", "sec-fetch-site": "cross-site"}
    for form in forms:
        assert (await web.post("/chat/send", **form)).status_code == 400
        form["headers"] = form.get("headers", {}) | cross
        for path in ("/chat/send", f"{BOT}/sendMessage"):
            assert (await web.post(path, **form)).status_code == 403
    assert [each["text"] for each in at.world.messages(1)] == ["hello"]


async def test_the_page_may_load_only_its_own(web: httpx.AsyncClient) -> None:
    answer = await web.get("/")
    policy = answer.headers["content-security-policy"]
    assert "default-src 'none'" in policy and "script-src 'self'" in policy and "unsafe" not in policy
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["x-frame-options"] == "DENY"
    assert "://" not in answer.text.replace("http://www.w3.org/2000/svg", "")
    for name in ("chat.css", "chat.js", "render.js", "composer.js", "live.js", "icon.svg"):
        assert (await web.get(f"/page/{name}")).status_code == 200
    assert (await web.get("/page/../server.py")).status_code == 404
    assert (await web.get("/page/%2e%2e/server.py")).status_code == 404


ESCAPES = [
    "/page/../server.py",
    "/page/%2e%2e/server.py",
    "/page/..%2fserver.py",
    "/page/%2e%2e%2fserver.py",
    "/page/%252e%252e/server.py",
    "/page/..%5cserver.py",
    "/page/....//server.py",
    "/page//etc/hostname",
    "/page/%2fetc%2fhostname",
    "/page/chat.css%00.py",
    "/page/chat.css/../../server.py",
    "/chat/file/../../server.py",
    "/chat/file/..%2f..%2fserver.py",
    "/chat/file/%2fetc%2fhostname",
]


async def test_no_path_leads_out_of_the_pages_folder() -> None:
    server = LocalServer(port=0)
    await server.start()
    try:
        # Bytes of our own: a client would shorten the path before it is sent.
        assert await _status(server.port, "/page/chat.css") == 200
        assert {path: await _status(server.port, path) for path in ESCAPES} == dict.fromkeys(ESCAPES, 404)
    finally:
        await server.stop()


async def _status(port: int, path: str) -> int:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(f"GET {path} HTTP/1.1\r\nHost: localhost:{port}\r\nConnection: close\r\n\r\n".encode())
    answer = await reader.read()
    writer.close()
    return int(answer.split()[1])


async def test_routes_of_the_caller_are_served(web: httpx.AsyncClient) -> None:
    assert (await web.get("/healthz")).text == "well"


async def test_every_kind_of_body_is_read(web: httpx.AsyncClient) -> None:
    values = {"chat_id": "1", "text": "续费"}
    answers = [
        await web.post(f"{BOT}/sendMessage", json=values | {"chat_id": 1}),
        await web.post(f"{BOT}/sendMessage", data=values),
        await web.post(f"{BOT}/sendMessage", data=values, files={"unused": b"x"}),
        await web.get(f"{BOT}/sendMessage", params=values),
    ]
    assert [each.json()["result"]["text"] for each in answers] == ["续费"] * 4


@pytest.mark.parametrize(
    ("content", "kind", "status"),
    [
        (b"{", "application/json", 400),
        (b"[]", "application/json", 400),
        (b"text=%ff", "application/x-www-form-urlencoded", 400),
        (b"\xff", "application/x-www-form-urlencoded", 400),
        (b"x", "multipart/form-data; boundary=y", 400),
        (b"x", "text/plain", 400),
    ],
)
async def test_broken_bodies_are_refused(
    web: httpx.AsyncClient, content: bytes, kind: str, status: int
) -> None:
    answer = await web.post(f"{BOT}/sendMessage", content=content, headers={"content-type": kind})
    assert (answer.status_code, answer.json()["ok"]) == (status, False)


async def test_tokens_are_checked(web: httpx.AsyncClient) -> None:
    assert (await web.get("/bot1:other/getMe")).json()["description"] == "Unauthorized"
    assert (await web.get("/botnonsense/getMe")).status_code == 404
    assert (await web.get("/file/bot1:other/documents/x")).status_code == 404


async def test_a_crash_is_a_500_and_names_no_token(
    web: httpx.AsyncClient, at: Services, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def crash(*_: Any) -> None:
        raise RuntimeError("on purpose")

    monkeypatch.setattr(at.world, "add_message", crash)
    answer = await web.post(f"{BOT}/sendMessage", json={"chat_id": 1, "text": "x"})
    assert answer.json() == {"ok": False, "error_code": 500, "description": "Internal Server Error"}
    assert "sendMessage" in caplog.text and "local" not in caplog.messages[0].replace(
        "the local Telegram", ""
    )


async def test_files_are_downloads_and_pictures_are_shown(web: httpx.AsyncClient) -> None:
    for name, kind in (("x.html", "text/html"), ("a b.png", "image/png")):
        sent = await web.post(
            f"{BOT}/sendDocument", data={"chat_id": 1}, files={"document": (name, b"<b>", kind)}
        )
        answer = await web.get(f"/chat/file/{sent.json()['result']['document']['file_id']}")
        if kind == "image/png":
            assert answer.headers["content-type"] == kind
        else:
            assert answer.headers["content-disposition"] == 'attachment; filename="x.html"'
            assert answer.headers["content-type"] == "application/octet-stream"
    assert (await web.get("/chat/file/x")).status_code == 404


@pytest.mark.parametrize(
    ("path", "wish", "status"),
    [
        ("send", {"text": ""}, 400),
        ("send", {"text": "x" * 4097}, 400),
        ("tap", {"message_id": 999, "data": "x"}, 404),
        ("language", {"language": "xx"}, 400),
        ("clock", {"hours": -1}, 400),
        ("clock", {"hours": "1"}, 400),
        ("clock", {"hours": 24}, 200),
    ],
)
async def test_the_pages_wishes_are_checked(
    web: httpx.AsyncClient, path: str, wish: Any, status: int
) -> None:
    assert (await web.post(f"/chat/{path}", json=wish)).status_code == status


async def test_a_taken_port_gives_the_next_free_one() -> None:
    first, second = LocalServer(port=0), None
    taken = await first.start()
    try:
        second = LocalServer(port=taken)
        assert await second.start() > taken
        assert second.url == f"http://127.0.0.1:{second.port}"
        async with httpx.AsyncClient() as client:
            assert (await client.get(second.url)).status_code == 200
    finally:
        await first.stop()
        if second is not None:
            await second.stop()


async def test_it_listens_on_this_machine_only_and_warns_otherwise(caplog: pytest.LogCaptureFixture) -> None:
    own, wide = LocalServer(port=0), LocalServer(port=0, host="0.0.0.0")
    with caplog.at_level(logging.WARNING):
        await own.start()
        assert caplog.messages == []
        await wide.start()
    assert "whoever reaches this machine can use it" in caplog.text
    async with httpx.AsyncClient() as client:
        for host, status in (("192.168.1.7", 200), ("evil.example", 403)):
            assert (await client.get(wide.url, headers={"host": host})).status_code == status
    with socket.socket() as probe, pytest.raises(OSError):
        probe.settimeout(2)
        probe.connect(("127.0.0.2", own.port))
    await own.stop()
    await wide.stop()


async def test_an_old_button_works_after_a_restart(tmp_path: Path) -> None:
    first = LocalServer(port=0, folder=tmp_path)
    await first.start()
    async with running(first):
        person = Person(first, language="fr")
        shown = await person.ask("/start")
        person.close()
    await first.stop()
    second = LocalServer(port=0, folder=tmp_path)
    await second.start()
    async with running(second):
        person = Person(second)
        assert second.world.person(1)["language_code"] == "fr"
        again = await person.tap("Guide")
        assert (again["message_id"], again["text"].partition(" ")[0]) == (shown["message_id"], "1/3")
        assert (await person.ask("more"))["message_id"] > shown["message_id"] + 1
        person.close()
    await second.stop()


async def test_what_waited_for_the_bot_still_waits_after_a_restart(tmp_path: Path) -> None:
    first = Services(tmp_path)
    first.client.say(1, "typed while the bot was down")
    before = (await first.result("getUpdates"))[0]
    first.world.close()
    second = Services(tmp_path)
    assert (await second.result("getUpdates")) == [before]
    second.client.say(1, "later")
    later = (await second.result("getUpdates", offset=before["update_id"] + 1))[0]
    assert later["update_id"] == before["update_id"] + 1
    assert later["message"]["message_id"] == before["message"]["message_id"] + 1
    second.world.close()


async def test_the_page_hears_what_happens(at: Services) -> None:
    clock = MovableClock(datetime(2026, 11, 20, tzinfo=UTC))
    server = LocalServer(port=0, words={"fr": {"send": "Envoyer"}}, clock=clock)
    await server.start()
    client = httpx.AsyncClient()
    async with client, client.stream("GET", f"{server.url}/chat/events?person=2&language=fr") as stream:
        lines = (json.loads(line[6:]) async for line in stream.aiter_lines() if line.startswith("data: "))
        state = await anext(lines)
        assert (state["person"]["language_code"], state["words"]) == ("fr", {"send": "Envoyer"})
        assert state["clock"] == {"now": "2026-11-20T00:00:00+00:00", "movable": True}
        sent = await client.post(f"{server.url}/chat/send", json={"person": 2, "text": "hello"})
        assert (await anext(lines))["message"]["message_id"] == sent.json()["message_id"]
        server.client.say(1, "not for you")
        button = {"text": "x", "callback_data": "x"}
        call = {"chat_id": 2, "text": "a", "reply_markup": keyboard(button)}
        answer = await client.post(f"{server.url}{BOT}/sendMessage", json=call)
        assert (await anext(lines))["message"] == answer.json()["result"]
        tapped = await client.post(
            f"{server.url}/chat/tap",
            json={"person": 2, "message_id": answer.json()["result"]["message_id"], "data": "x"},
        )
        call = {"callback_query_id": tapped.json()["query"], "text": "ok"}
        await client.post(f"{server.url}{BOT}/answerCallbackQuery", json=call)
        assert (await anext(lines))["text"] == "ok"
        await server.stop()
        with pytest.raises(StopAsyncIteration):
            await anext(lines)
