"""What takes a line that was asked for: "type the date" is not a question."""

from collections.abc import Awaitable, Callable
from typing import TypeVar

from bot.handlers.desk import Context, Desk, Visitor
from bot.screens import places
from bot.screens.draw import draw
from bot.screens.places import Place
from bot.screens.screen import Screen
from bot.store.pending import Awaited

# (place that asked, what was gathered so far, the typed line, who, desk, context) -> what is shown,
# or None where the line is a question after all.
Taker = Callable[[Place, str, str, Visitor, Desk, Context], Awaitable[Screen | None]]
_TAKERS: dict[type[Place], Taker] = {}
_Taker = TypeVar("_Taker", bound=Taker)


def takes(kind: type[Place]) -> Callable[[_Taker], _Taker]:
    """Registers who takes the line that a kind of place asks for."""

    def register(taker: _Taker) -> _Taker:
        _TAKERS[kind] = taker
        return taker

    return register


async def take(awaited: Awaited, text: str, who: Visitor, desk: Desk, context: Context) -> Screen | None:
    """The screen that follows; None where it is a question after all, or its place is gone."""
    if desk.shelf.library.shortcuts.get(text.strip().casefold()) == places.Cancel().pack():
        await desk.pending.clear(who.id)
        return draw(places.Cancel(), who.view)
    place = places.unpack(awaited.place)
    taker = _TAKERS.get(type(place)) if place else None
    await desk.pending.clear(who.id)
    return await taker(place, awaited.draft, text, who, desk, context) if place and taker else None
