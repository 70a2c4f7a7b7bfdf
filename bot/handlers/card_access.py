"""What every tap on a card has in common: it must still be there, and be this person's."""

from collections.abc import Awaitable, Callable
from functools import partial
from typing import Protocol, TypeVar, cast

from bot.cards.card import Card, Renewal
from bot.handlers.context import Context, tell
from bot.screens import card_screens as screens
from bot.screens import renewal_screens
from bot.screens.routes import Route
from bot.screens.screen import Screen
from bot.store.cards import CardGone

# Card ids are 32 bits wide on PostgreSQL.
LARGEST = 2**31 - 1


class OfCard(Protocol):
    """A route about one card."""

    @property
    def card(self) -> int: ...


CardRoute = TypeVar("CardRoute", bound=Route)


def on_card(
    handle: Callable[[Context[CardRoute], Card], Awaitable[Screen]],
) -> Callable[[Context[CardRoute]], Awaitable[Screen]]:
    """Hand the card of a route to a handler; a card that is gone, or another person's, leads to the list."""

    async def tap(ctx: Context[CardRoute]) -> Screen:
        try:
            card = await find(ctx, cast(OfCard, ctx.route).card)
            return await handle(ctx, card) if card else await gone(ctx)
        except CardGone:
            return await gone(ctx)

    return tap


def typed_on_card(
    handle: Callable[[Context[CardRoute], Card, str], Awaitable[Screen]],
) -> Callable[[Context[CardRoute], str], Awaitable[Screen]]:
    """Wrap a handler of a typed line about a card, as `on_card` wraps one of a tap."""

    async def take(ctx: Context[CardRoute], text: str) -> Screen:
        async def taken(ctx: Context[CardRoute], card: Card) -> Screen:
            return await handle(ctx, card, text)

        return await on_card(taken)(ctx)

    return take


async def find(ctx: Context[Route], card_id: int) -> Card | None:
    """Return the card where this person owns or shares it, else None."""
    return await ctx.services.cards.find(card_id, ctx.user.id) if 0 < card_id <= LARGEST else None


async def gone(ctx: Context[Route]) -> Screen:
    return await all_cards(ctx, ctx.user.view.say("cards_mine.gone"))


async def all_cards(ctx: Context[Route], note: str | None = None) -> Screen:
    return screens.listed(await ctx.services.cards.of(ctx.user.id), ctx.clock, ctx.user.view, note)


async def show(
    ctx: Context[Route], card: Card, note: str | None = None, undo: Renewal | None = None
) -> Screen:
    """Render one card, with this person's next reminder of it; `undo` is the renewal that was just noted."""
    rungs = await ctx.services.reminders.rungs(card.id, ctx.user.id)
    coming = rungs[0].wall if rungs else None
    return screens.one(card, coming, ctx.user.id, ctx.clock, ctx.user.view, note, undo)


async def tell_others(ctx: Context[Route], card: Card, key: str) -> None:
    """Send a screen to everybody else who shares a card."""
    for person in await ctx.services.sharing.everyone(card.id):
        if person != ctx.user.id:
            await tell(ctx.bot, person, partial(renewal_screens.told, card, key), ctx.services)
