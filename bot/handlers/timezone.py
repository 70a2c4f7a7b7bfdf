"""/timezone: by a button, or typed."""

from dataclasses import replace
from typing import Any

from bot.cards.zones import resolve
from bot.handlers.around import here
from bot.handlers.awaited import takes
from bot.handlers.cards import expect
from bot.handlers.desk import Context, Desk, Visitor
from bot.handlers.ladders import set_ladders_of
from bot.handlers.taps import acts
from bot.screens import my_places as mine
from bot.screens import timezone as screens
from bot.screens.places import Place
from bot.screens.screen import Screen


@acts(mine.Timezone)
async def _choose(place: Any, who: Visitor, desk: Desk, context: Context) -> Screen:
    await expect(place, who, desk)
    return screens.choose(here(who, desk), who.view)


@acts(mine.SetTimezone)
async def _set(place: Any, who: Visitor, desk: Desk, context: Context) -> Screen:
    """The rungs of cards follow; what was typed keeps the zone in which it was read back."""
    zone = resolve(place.zone, desk.shelf.library.zones)
    if zone is None:
        return await _choose(mine.Timezone(), who, desk, context)
    person = await desk.people.change(who.id, desk.now(), zone=zone)
    await set_ladders_of(who.id, desk)
    return screens.chosen(here(replace(who, person=person), desk), who.view)


@takes(mine.Timezone)
async def _typed(
    place: Place, draft: str, text: str, who: Visitor, desk: Desk, context: Context
) -> Screen | None:
    """A place's name; what looks like no name at all is a question."""
    zone = resolve(text, desk.shelf.library.zones)
    if zone:
        return await _set(mine.SetTimezone(zone), who, desk, context)
    if len(text) > 40:
        return None
    await expect(mine.Timezone(), who, desk)
    return screens.choose(here(who, desk), who.view, who.view.say("timezone.unknown"))
