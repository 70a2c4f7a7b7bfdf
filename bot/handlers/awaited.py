"""What takes a line that was asked for: "type the date" is not a question."""

from collections.abc import Awaitable, Callable

from bot.handlers.desk import Context, Desk, Visitor
from bot.screens import places
from bot.screens.places import Place
from bot.screens.screen import Screen
from bot.store.pending import Awaited

# (place that asked, what was gathered so far, the typed line, who, desk, context) -> what is shown
Taker = Callable[[Place, str, str, Visitor, Desk, Context], Awaitable[Screen]]
_TAKERS: dict[type[Place], Taker] = {}


def takes(kind: type[Place]) -> Callable[[Taker], Taker]:
    """Registers who takes the line that a kind of place asks for."""

    def register(taker: Taker) -> Taker:
        _TAKERS[kind] = taker
        return taker

    return register


async def take(awaited: Awaited, text: str, who: Visitor, desk: Desk, context: Context) -> Screen | None:
    """The screen that follows; None where the place that asked is gone: then it is a question after all."""
    place = places.unpack(awaited.place)
    taker = _TAKERS.get(type(place)) if place else None
    await desk.pending.clear(who.id)
    return await taker(place, awaited.draft, text, who, desk, context) if place and taker else None
