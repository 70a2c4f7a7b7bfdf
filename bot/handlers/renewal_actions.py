"""Renewed: the ladder stops for all who share a card, and starts again with the new dates."""

import re
from datetime import date

from bot.cards.card import Card, Renewal
from bot.handlers.card_access import show, tell_others
from bot.handlers.card_dates import read_day
from bot.handlers.card_ladders import set_ladders
from bot.handlers.context import Context
from bot.screens import renewal_screens as screens
from bot.screens import routes
from bot.screens.lives import next_end
from bot.screens.month_picker import as_day
from bot.screens.routes import Route
from bot.screens.screen import Screen

_AMOUNT = re.compile(r"(?<![\d.,])(\d{1,4})(?:[.,](\d{1,2}))?(?![\d.,])")


async def renew_card(ctx: Context[routes.RenewedRoute], card: Card) -> Screen:
    """Noted at once, with the end that it has if it lasts as long as before; then asked until when.

    Tapped again on the same day, by whoever shares the card, it is the same renewal.
    """
    today = ctx.clock.today
    before = await ctx.services.cards.history(card.id, ctx.user.id)
    end = next_end(card, today)
    ends = {"credit_end": None, "number_death": None}
    number = await ctx.services.cards.renew(
        card.id, ctx.user.id, today, end, None, ctx.services.now(), once=True, **ends
    )
    renewal = next(
        (each for each in await ctx.services.cards.history(card.id, ctx.user.id) if each.id == number), None
    )
    if renewal is None:
        return await show(ctx, card)
    if renewal in before or renewal.person != ctx.user.id:
        return await _ask(ctx, card, renewal, again=renewal.person != ctx.user.id)
    card = await ctx.services.cards.get(card.id) or card
    await set_ladders(card, ctx.services)
    await tell_others(ctx, card, "cards_mine.told_others")
    return await _ask(ctx, card, renewal)


async def _ask(ctx: Context[Route], card: Card, renewal: Renewal, again: bool = False) -> Screen:
    await ctx.expect(routes.RenewedMonthRoute(card.id, renewal.id))
    return screens.noted(card, renewal, ctx.clock, ctx.user.view, again=again)


async def set_renewal_end(ctx: Context[routes.RenewedUntilRoute], card: Card) -> Screen:
    day = as_day(ctx.route.day)
    if day is None and ctx.route.day != screens.UNKNOWN:
        return await show(ctx, card)
    return await _set_end(ctx, card, ctx.route.renewal, day)


async def open_renewal_month(ctx: Context[routes.RenewedMonthRoute], card: Card) -> Screen:
    renewal = await _newest(ctx, card, ctx.route.renewal)
    if renewal is None:
        return await show(ctx, card)
    await ctx.expect(routes.RenewedMonthRoute(card.id, renewal.id))
    return screens.which_day(card, renewal, ctx.route.month, ctx.clock, ctx.user.view)


async def type_renewal_end(ctx: Context[routes.RenewedMonthRoute], card: Card, text: str) -> Screen:
    renewal, clock = await _newest(ctx, card, ctx.route.renewal), ctx.clock
    day = read_day(text, clock, ctx.user.language)
    if renewal is None:
        return await show(ctx, card)
    if day is None or day < clock.today:
        await ctx.expect(ctx.route)
        return screens.noted(
            card, renewal, clock, ctx.user.view, note=ctx.user.view.say("cards_mine.not_read")
        )
    return await _set_end(ctx, card, renewal.id, day)


async def _set_end(ctx: Context[Route], card: Card, renewal_id: int, day: date | None) -> Screen:
    changed = await ctx.services.cards.amend(renewal_id, card.id, ctx.user.id, plan_end=day)
    if changed is None:
        return await show(ctx, card)
    await set_ladders(changed, ctx.services)
    return await show(ctx, changed, ctx.user.view.say("cards_mine.done"))


async def _newest(ctx: Context[Route], card: Card, renewal_id: int) -> Renewal | None:
    """The newest renewal of a card, where it is this one."""
    newest = next(iter(await ctx.services.cards.history(card.id, ctx.user.id)), None)
    return newest if newest and newest.id == renewal_id else None


async def ask_cost(ctx: Context[routes.RenewedForRoute], card: Card) -> Screen:
    await ctx.expect(ctx.route)
    return screens.which_cost(card, ctx.user.view)


async def type_cost(ctx: Context[routes.RenewedForRoute], card: Card, text: str) -> Screen:
    cents = as_cents(text)
    if cents is None:
        await ctx.expect(ctx.route)
        return screens.which_cost(card, ctx.user.view, ctx.user.view.say("cards_mine.not_cost"))
    if await _newest(ctx, card, ctx.route.renewal):
        await ctx.services.cards.amend(ctx.route.renewal, card.id, ctx.user.id, cents=cents)
    return await show(ctx, card, ctx.user.view.say("cards_mine.done"))


def as_cents(text: str) -> int | None:
    """10, 9,99 or 9.99 € as cents; None where it is no single amount."""
    found = _AMOUNT.findall(text)
    if len(found) != 1:
        return None
    euros, cents = found[0]
    return int(euros) * 100 + int(cents.ljust(2, "0") if cents else 0)


async def undo_renewal(ctx: Context[routes.UndoRenewalRoute], card: Card) -> Screen:
    if await _newest(ctx, card, ctx.route.renewal) is None:
        return await show(ctx, card, ctx.user.view.say("cards_mine.undo_gone"))
    before = await ctx.services.cards.undo_renewal(ctx.route.renewal, card.id, ctx.user.id)
    if before is None:
        return await show(ctx, card, ctx.user.view.say("cards_mine.undo_gone"))
    await set_ladders(before, ctx.services)
    await tell_others(ctx, before, "cards_mine.told_undone")
    return await show(ctx, before, ctx.user.view.say("cards_mine.undone"))


async def show_history(ctx: Context[routes.CardHistoryRoute], card: Card) -> Screen:
    return screens.history(
        card, await ctx.services.cards.history(card.id, ctx.user.id), ctx.user.id, ctx.user.view
    )


async def renew_after_guide(ctx: Context[routes.GuideRenewedRoute]) -> Screen:
    """The card that a guide renewed: the only one of that operator, or one to choose, or a new one."""
    cards = await ctx.services.cards.of(ctx.user.id)
    if ctx.route.operator:
        cards = [card for card in cards if card.operator == ctx.route.operator]
    if not cards:
        return await ctx.open(routes.AddCardRoute(ctx.route.operator, ctx.route.kind, 1))
    if len(cards) == 1 and ctx.route.operator:
        return await ctx.open(routes.RenewedRoute(cards[0].id))
    return screens.which_card(cards, ctx.route, ctx.user.view)
