"""Renewed: the ladder stops for all who share a card, and starts again with the new dates."""

from datetime import date

from bot.card_ladders import set_ladders
from bot.cards.card import Card, Renewal
from bot.cards.kinds import last_period
from bot.handlers.card_access import show, tell_others
from bot.handlers.card_dates import read_day
from bot.handlers.context import Context
from bot.screens import renewal_screens as screens
from bot.screens import routes
from bot.screens.card_screens import as_cents
from bot.screens.lives import kind_of, next_end
from bot.screens.month_picker import as_day
from bot.screens.routes import Route
from bot.screens.screen import Screen


async def renew_card(ctx: Context[routes.RenewedRoute], card: Card) -> Screen:
    """Note a renewal at once, with the end that it has if it lasts as long as before; then ask until when.

    Tapped again on the same day, by whoever shares the card, it is the same renewal.
    """
    before = await ctx.services.cards.history(card.id, ctx.user.id)
    card, renewal = await note_renewal(ctx, card, ctx.clock.today)
    if renewal is None:
        return await show(ctx, card)
    if renewal in before or renewal.person != ctx.user.id:
        return await _ask(ctx, card, renewal, again=renewal.person != ctx.user.id)
    await tell_others(ctx, card, "cards_mine.told_others")
    return await _ask(ctx, card, renewal)


async def note_renewal(
    ctx: Context[Route], card: Card, day: date, cents: int | None = None
) -> tuple[Card, Renewal | None]:
    """Note that a card was renewed on a day, with the end that it has if it lasts as long as before.

    A renewal of that day or later stands. What else was told of the card stays; its ladders begin anew.
    """
    services, history = ctx.services, await ctx.services.cards.history(card.id, ctx.user.id)
    end = None if _rolls(ctx, card) else next_end(card, day, last_period([each.day for each in history]))
    number = await services.cards.renew(card.id, ctx.user.id, day, end, cents, services.now(), once=True)
    if number not in [each.id for each in history]:
        card = await services.cards.get(card.id) or card
        await set_ladders(card, services)
    history = await services.cards.history(card.id, ctx.user.id)
    return card, next((each for each in history if each.id == number), None)


def _rolls(ctx: Context[Route], card: Card) -> bool:
    """Whether it is a monthly plan whose day is known: it goes on by itself."""
    return kind_of(card, ctx.services.knowledge.library) == "subscription" and card.charge_day is not None


async def _ask(ctx: Context[Route], card: Card, renewal: Renewal, again: bool = False) -> Screen:
    """Until when it lasts; a monthly plan that has its day goes on by itself."""
    if _rolls(ctx, card):
        return await show(ctx, card, ctx.user.view.say("card_lives.paid"), renewal)
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
    renewal = await _newest(ctx, card, renewal_id)
    return await show(ctx, changed, ctx.user.view.say("cards_mine.done"), renewal)


async def _newest(ctx: Context[Route], card: Card, renewal_id: int) -> Renewal | None:
    """The newest renewal of a card, where it is this one."""
    newest = next(iter(await ctx.services.cards.history(card.id, ctx.user.id)), None)
    return newest if newest and newest.id == renewal_id else None


async def _any(ctx: Context[Route], card: Card, renewal_id: int) -> Renewal | None:
    history = await ctx.services.cards.history(card.id, ctx.user.id)
    return next((each for each in history if each.id == renewal_id), None)


async def ask_cost(ctx: Context[routes.RenewedForRoute], card: Card) -> Screen:
    if ctx.route.cents is not None and ctx.route.cents >= 0:
        return await _set_cost(ctx, card, ctx.route.cents)
    await ctx.expect(ctx.route)
    return screens.which_cost(card, ctx.route.renewal, ctx.route.dated, ctx.user.view)


async def type_cost(ctx: Context[routes.RenewedForRoute], card: Card, text: str) -> Screen:
    cents = as_cents(text)
    if cents is None:
        await ctx.expect(ctx.route)
        note = ctx.user.view.say("cards_mine.not_cost")
        return screens.which_cost(card, ctx.route.renewal, ctx.route.dated, ctx.user.view, note)
    return await _set_cost(ctx, card, cents)


async def _set_cost(ctx: Context[routes.RenewedForRoute], card: Card, cents: int) -> Screen:
    """Note the amount; before the end is settled, that is asked for next."""
    changed = await ctx.services.cards.amend(ctx.route.renewal, card.id, ctx.user.id, cents=cents)
    if changed is None:
        return await show(ctx, card)
    if _rolls(ctx, card):
        # A plan costs the same every month.
        changed = await ctx.services.cards.change(card.id, ctx.user.id, cents=cents)
    await set_ladders(changed, ctx.services)
    renewal, done = await _newest(ctx, card, ctx.route.renewal), ctx.user.view.say("cards_mine.done")
    if renewal and not ctx.route.dated:
        await ctx.expect(routes.RenewedMonthRoute(card.id, renewal.id))
        return screens.noted(changed, renewal, ctx.clock, ctx.user.view, note=done)
    return await show(ctx, changed, done, renewal)


async def open_renewal(ctx: Context[routes.RenewalRoute], card: Card) -> Screen:
    """Show one renewal, to correct its day or amount, or to delete it."""
    renewal = await _any(ctx, card, ctx.route.renewal)
    return screens.one(card, renewal, ctx.user.id, ctx.user.view) if renewal else await _history(ctx, card)


async def open_day_month(ctx: Context[routes.RenewalMonthRoute], card: Card) -> Screen:
    renewal = await _any(ctx, card, ctx.route.renewal)
    if renewal is None:
        return await _history(ctx, card)
    return screens.which_renewal_day(card, renewal, ctx.route.month, ctx.clock, ctx.user.view)


async def set_renewal_day(ctx: Context[routes.RenewalDayRoute], card: Card) -> Screen:
    day = as_day(ctx.route.day)
    if day is None or day > ctx.clock.today:
        return await _history(ctx, card)
    changed = await ctx.services.cards.amend(ctx.route.renewal, card.id, ctx.user.id, day=day)
    if changed is None:
        return await _history(ctx, card)
    await set_ladders(changed, ctx.services)
    return await show(ctx, changed, ctx.user.view.say("cards_mine.done"))


async def delete_renewal(ctx: Context[routes.DeleteRenewalRoute], card: Card) -> Screen:
    """Delete a renewal; the card is as if it had not been."""
    changed = await ctx.services.cards.delete_renewal(ctx.route.renewal, card.id, ctx.user.id)
    if changed is None:
        return await _history(ctx, card)
    await set_ladders(changed, ctx.services)
    await tell_others(ctx, changed, "cards_mine.told_undone")
    return await show(ctx, changed, ctx.user.view.say("cards_mine.undone"))


async def _history(ctx: Context[Route], card: Card) -> Screen:
    known = await ctx.services.cards.history(card.id, ctx.user.id)
    return screens.history(card, known, ctx.user.id, ctx.user.view)


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
    return await _history(ctx, card)


async def renew_after_guide(ctx: Context[routes.GuideRenewedRoute]) -> Screen:
    """Renew the card that a guide was about: the only one of its operator, one to choose, or a new one."""
    cards = await ctx.services.cards.of(ctx.user.id)
    if ctx.route.operator:
        cards = [card for card in cards if card.operator == ctx.route.operator]
    if not cards:
        return await ctx.open(routes.AddCardRoute(ctx.route.operator, ctx.route.kind, 1))
    if len(cards) == 1 and ctx.route.operator:
        return await ctx.open(routes.RenewedRoute(cards[0].id))
    return screens.which_card(cards, ctx.route, ctx.user.view)
