"""What every tap on a card has in common: it must still be there, and be this person's."""

from collections.abc import Awaitable, Callable
from typing import Any

from bot.handlers.around import here
from bot.handlers.awaited import takes
from bot.handlers.desk import Context, Desk, Visitor
from bot.handlers.taps import acts
from bot.screens import my_cards as screens
from bot.screens.places import Place
from bot.screens.screen import Screen
from bot.store.cards import Card, CardGone
from bot.store.pending import Awaited

# Card ids are 32 bits wide on PostgreSQL.
LARGEST = 2**31 - 1

OnCard = Callable[[Any, Card, Visitor, Desk, Context], Awaitable[Screen]]
TakesOfCard = Callable[[Any, Card, str, Visitor, Desk, Context], Awaitable[Screen]]


def on_card(kind: type[Place]) -> Callable[[OnCard], OnCard]:
    """Registers what a tap on a kind of place with a `card` does; a card that is gone leads to the list."""

    def register(act: OnCard) -> OnCard:
        @acts(kind)
        async def _act(place: Any, who: Visitor, desk: Desk, context: Context) -> Screen:
            card = await find(place.card, who, desk)
            try:
                return await act(place, card, who, desk, context) if card else await gone(who, desk)
            except CardGone:
                return await gone(who, desk)

        return act

    return register


def takes_of_card(kind: type[Place]) -> Callable[[TakesOfCard], TakesOfCard]:
    """Registers who takes a line that was typed about a card."""

    def register(taker: TakesOfCard) -> TakesOfCard:
        @takes(kind)
        async def _take(
            place: Any, draft: str, text: str, who: Visitor, desk: Desk, context: Context
        ) -> Screen:
            card = await find(place.card, who, desk)
            try:
                return await taker(place, card, text, who, desk, context) if card else await gone(who, desk)
            except CardGone:
                return await gone(who, desk)

        return taker

    return register


async def find(card_id: int, who: Visitor, desk: Desk) -> Card | None:
    """The card, where this person owns or shares it."""
    return await desk.cards.find(card_id, who.id) if 0 < card_id <= LARGEST else None


async def gone(who: Visitor, desk: Desk) -> Screen:
    return await all_cards(who, desk, who.view.say("cards_mine.gone"))


async def all_cards(who: Visitor, desk: Desk, note: str | None = None) -> Screen:
    return screens.listed(await desk.cards.of(who.id), here(who, desk), who.view, note)


async def show(card: Card, who: Visitor, desk: Desk, note: str | None = None) -> Screen:
    """One card, with this person's next reminder of it."""
    rungs = await desk.reminders.rungs(card.id, who.id)
    coming = rungs[0].wall if rungs else None
    return screens.one(card, coming, who.id, here(who, desk), who.view, note)


async def expect(place: Place, who: Visitor, desk: Desk) -> None:
    """The next typed line belongs to this place."""
    await desk.pending.expect(who.id, Awaited(place.pack()), desk.now())
