"""The chat page's own calls: live events, sending, tapping, the clock."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Mapping
from datetime import timedelta
from pathlib import Path
from typing import Any

from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, Response, StreamingResponse
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from bot.clock import MovableClock
from bot.emulator.api_error import ApiError
from bot.emulator.http_api import LocalApi
from bot.emulator.methods.bot_profile import shown_commands, shown_words
from bot.emulator.state import Event, Json, Watcher

Words = Mapping[str, Mapping[str, str]]

PAGE = Path(__file__).parent / "page"
LANGUAGES = {"zh-hans": "zh-Hans", "zh-hant": "zh-Hant", "en": "en", "fr": "fr"}
_HISTORY, _PEOPLE, _HEARTBEAT = 300, 99, 15
_PICTURES = ("image/png", "image/jpeg", "image/gif", "image/webp")


class ChatPage:
    """The page, for one `api`. `words` are the page's own words: language -> key -> text."""

    def __init__(self, api: LocalApi, words: Words) -> None:
        self._api = api
        self._world = api.world
        self._words = words

    @property
    def routes(self) -> list[BaseRoute]:
        """The HTTP routes."""
        return [
            Route("/", self.index),
            Route("/chat/events", self.events),
            Route("/chat/send", self.send, methods=["POST"]),
            Route("/chat/tap", self.tap, methods=["POST"]),
            Route("/chat/language", self.language, methods=["POST"]),
            Route("/chat/clock", self.clock, methods=["POST"]),
            Route("/chat/file/{file_id}", self.file),
            Mount("/page", StaticFiles(directory=PAGE)),
        ]

    async def index(self, _: Request) -> Response:
        """The page itself."""
        return FileResponse(PAGE / "index.html", headers={"cache-control": "no-cache"})

    async def events(self, request: Request) -> Response:
        """Server-sent events of one person's chat, the whole chat first."""
        person = _person(request.query_params.get("person", "1"))
        language = request.query_params.get("language", "")
        if language in LANGUAGES and "language_code" not in self._world.person(person):
            self._api.client.speak(person, language)
        headers = {"cache-control": "no-store", "x-accel-buffering": "no"}
        return StreamingResponse(self._stream(person), media_type="text/event-stream", headers=headers)

    async def _stream(self, person: int) -> AsyncIterator[str]:
        with self._world.feed.watch(person) as watcher:
            yield _event(self._state(person))
            while True:
                event = await _next(watcher)
                if event is None:
                    return
                if event["event"] == "profile":
                    event = {"event": "profile"} | self._profile(person)
                elif event["event"] == "language":
                    event = self._state(person)
                yield _event(event) if event else ": still here\n\n"

    def _state(self, person: int) -> Event:
        messages = list(self._world.messages(person))[-_HISTORY:]
        user = self._world.person(person)
        state = {"event": "state", "person": user, "people": self._world.people(), "messages": messages}
        state |= {"words": self._words.get(_page_language(user), {}), "page_language": _page_language(user)}
        return state | self._profile(person) | {"clock": self._clock()}

    def _profile(self, person: int) -> Json:
        name = shown_words(self._world, "name", person) or self._world.bot["first_name"]
        about = {"name": name, "username": self._world.bot["username"], "id": self._world.bot["id"]}
        about["description"] = shown_words(self._world, "description", person)
        return {"bot": about, "commands": shown_commands(self._world, person)}

    def _clock(self) -> Json:
        clock = self._world.clock
        return {"now": clock.now().isoformat(), "movable": hasattr(clock, "move")}

    async def send(self, request: Request) -> Response:
        """Write a message."""
        wish = await _wish(request)
        try:
            message = self._api.client.say(_person(wish.get("person", 1)), str(wish.get("text", "")))
        except ValueError as reason:
            return JSONResponse({"error": str(reason)}, 400)
        return JSONResponse({"message_id": message["message_id"]})

    async def tap(self, request: Request) -> Response:
        """Tap a button."""
        wish = await _wish(request)
        person, number = _person(wish.get("person", 1)), int(wish.get("message_id", 0))
        try:
            query = self._api.client.tap(person, number, str(wish.get("data", "")))
        except ValueError as reason:
            return JSONResponse({"error": str(reason)}, 404)
        return JSONResponse({"query": query})

    async def language(self, request: Request) -> Response:
        """Choose the language of the person's Telegram."""
        wish = await _wish(request)
        if wish.get("language") not in LANGUAGES:
            return JSONResponse({"error": "unknown language"}, 400)
        person = _person(wish.get("person", 1))
        self._api.client.speak(person, wish["language"])
        self._world.feed.tell(person, {"event": "language"})
        return JSONResponse({})

    async def clock(self, request: Request) -> Response:
        """Move a movable clock on by `hours`, or `to` the next reminder or back to now."""
        wish = await _wish(request)
        clock, hours, to = self._world.clock, wish.get("hours"), wish.get("to")
        if not isinstance(clock, MovableClock):
            return JSONResponse({"error": "the clock can't be moved"}, 400)
        if to == "now":
            clock.back()
        elif to == "next":
            due = await clock.due.next_due(clock.now()) if clock.due else None
            await clock.travel(due or clock.now())
        elif isinstance(hours, int) and 0 < hours <= 24 * 366:
            await clock.travel(clock.now() + timedelta(hours=hours))
        else:
            return JSONResponse({"error": "the clock can't be moved so"}, 400)
        self._world.feed.tell(None, {"event": "clock", "clock": self._clock()})
        return JSONResponse(self._clock())

    async def file(self, request: Request) -> Response:
        """A file that the bot sent; pictures are shown, all else is downloaded."""
        try:
            entry = self._world.files.get(request.path_params["file_id"])
        except ApiError:
            return JSONResponse({"error": "no such file"}, 404)
        content = self._world.files.content(entry["file_id"])
        if entry["mime_type"] in _PICTURES:
            return Response(content, media_type=entry["mime_type"])
        name = "".join(sign if sign.isalnum() or sign in "-_." else "_" for sign in entry["file_name"])
        safe = name.encode("ascii", "replace").decode().replace("?", "_")
        headers = {"content-disposition": f'attachment; filename="{safe}"'}
        return Response(content, media_type="application/octet-stream", headers=headers)


async def _next(watcher: Watcher) -> Event | None:
    """The next event; an empty one when nothing happened for a while."""
    try:
        return await asyncio.wait_for(watcher.get(), _HEARTBEAT)
    except TimeoutError:
        return {"event": ""}


def _event(event: Event) -> str:
    if not event["event"]:
        return ": still here\n\n"
    return f"data: {json.dumps(event, separators=(',', ':'))}\n\n"


async def _wish(request: Request) -> Json:
    """The JSON object of a request; anything else is refused, so that a foreign form can't send one."""
    if not request.headers.get("content-type", "").startswith("application/json"):
        return {}
    try:
        wish = await request.json()
    except ValueError:
        return {}
    return wish if isinstance(wish, dict) else {}


def _person(value: Any) -> int:
    text = str(value)
    number = int(text) if text.isascii() and text.isdigit() and len(text) < 4 else 1
    return number if 0 < number <= _PEOPLE else 1


def _page_language(user: Json) -> str:
    code = str(user.get("language_code", "en")).lower()
    if code.startswith("zh"):
        return "zh-Hant" if any(mark in code for mark in ("hant", "tw", "hk", "mo")) else "zh-Hans"
    return code[:2] if code[:2] in ("en", "fr") else "en"
