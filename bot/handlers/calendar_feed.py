"""The private calendar over HTTP: it keeps itself up to date in whatever calendar subscribed to it."""

import asyncio
import hashlib
from collections.abc import Sequence
from dataclasses import replace

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.cards.calendar_file import CalendarEntry
from bot.screens import ics
from bot.screens.render_context import RenderContext
from bot.services import Services, as_language, clock_for

CALENDAR = "/calendar"
_LONGEST_TOKEN = 32
_HEADERS = {"cache-control": "private, max-age=900", "referrer-policy": "no-referrer"}


def calendar_route(services: Services) -> Route:
    """Serves `/calendar/<token>.ics`: 404 for an address that never was, 410 for a revoked one, 304 where it
    is as the calendar knows it (ETag)."""

    async def serve(request: Request) -> Response:
        token = str(request.path_params["token"])
        found = await services.feeds.of(token) if len(token) <= _LONGEST_TOKEN else None
        if found is None or found.revoked:
            return Response(status_code=404 if found is None else 410)
        entries, name = await _entries(found.person, services)
        tag = _tag(entries)
        if tag in request.headers.get("if-none-match", ""):
            return Response(status_code=304, headers=_HEADERS | {"etag": tag})
        from bot.cards.calendar_file import calendar  # icalendar is heavy, and few ask for a file

        # A long file is made beside the loop, so that nobody waits for it.
        content = await asyncio.to_thread(calendar, entries, services.now(), name)
        return Response(content, media_type="text/calendar", headers=_HEADERS | {"etag": tag})

    return Route(f"{CALENDAR}/{{token}}.ics", serve)


async def _entries(person: int, services: Services) -> tuple[list[CalendarEntry], str]:
    known = await services.people.get(person)
    language = as_language(known.language) or services.settings.default_language
    view, clock = RenderContext(services.knowledge.library, language), clock_for(known, services)
    cards, reminders = await services.cards.of(person), await services.reminders.of(person)
    entries = [*ics.of_cards(cards, clock, view), *ics.of_reminders(reminders, clock)]
    return entries, view.say("cards_mine.ics_name")


def _tag(entries: Sequence[CalendarEntry]) -> str:
    """The same as long as no event changes; the revision grows with time, so it is left out."""
    said = repr([replace(entry, revision=0) for entry in entries])
    return f'"{hashlib.sha256(said.encode()).hexdigest()[:32]}"'
