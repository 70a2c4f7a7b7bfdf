"""How each kind of card lives: a plan's charge, the amount of a top-up, a journey's data, an own cycle."""

import re

from bot.card_ladders import set_ladders
from bot.cards.card import Card
from bot.cards.deadlines import TopUp
from bot.cards.kinds import Use
from bot.handlers.card_access import show
from bot.handlers.context import Context
from bot.screens import kind_form, routes
from bot.screens.card_form import which_day
from bot.screens.card_screens import as_cents, clocks
from bot.screens.lives import asks_amount, kind_of, lives
from bot.screens.routes import Route
from bot.screens.screen import Screen
from bot.store.renewals import as_euros

_DIGITS = re.compile(r"\d{1,4}")
_LINK = re.compile(r"https?://\S+")


async def ask_end(ctx: Context[Route], card: Card) -> Screen:
    """Ask for the one date that a new card of this kind lives by."""
    if kind_of(card, ctx.services.knowledge.library) == "subscription":
        await ctx.expect(routes.ChargeDayRoute(card.id))
        return kind_form.which_charge_day(card, ctx.user.view)
    if card.last_topup is not None:
        return await after_top_up(ctx, card)
    await ctx.expect(routes.CardMonthRoute(card.id, "plan"))
    return which_day(card, "plan", None, ctx.clock, ctx.user.view)


async def after_top_up(ctx: Context[Route], card: Card, note: str | None = None) -> Screen:
    """Ask after a top-up: the amount where the rule depends on it, the period where no fact tells it."""
    if asks_amount(card, ctx.services.knowledge.library):
        await ctx.expect(routes.TopUpAmountRoute(card.id))
        return kind_form.which_amount(card, ctx.user.view, note or clocks(card, ctx.clock, ctx.user.view))
    if lives(card, ctx.services.knowledge.library)[0].day is None:
        await ctx.expect(routes.CardMonthRoute(card.id, "plan"))
        note = note or clocks(card, ctx.clock, ctx.user.view)
        return kind_form.how_long(card, ctx.clock.today, ctx.user.view, note)
    return await show(ctx, card, note or ctx.user.view.say("cards_mine.done"))


async def set_charge_day(ctx: Context[routes.ChargeDayRoute], card: Card) -> Screen:
    day = ctx.route.day
    if day is None or not 1 <= day <= 31:
        await ctx.expect(routes.ChargeDayRoute(card.id))
        return kind_form.which_charge_day(card, ctx.user.view)
    return await _changed(ctx, card, charge_day=day)


async def type_charge_day(ctx: Context[routes.ChargeDayRoute], card: Card, text: str) -> Screen:
    found = _DIGITS.findall(text)
    day = int(found[0]) if len(found) == 1 else None
    return await set_charge_day(ctx.at(routes.ChargeDayRoute(card.id, day)), card)


async def set_amount(ctx: Context[routes.TopUpAmountRoute], card: Card) -> Screen:
    """Store the amount of the last top-up."""
    cents = ctx.route.cents
    if cents is None or cents < 0 or card.last_topup is None:
        await ctx.expect(routes.TopUpAmountRoute(card.id))
        return kind_form.which_amount(card, ctx.user.view)
    others = [each for each in card.known.all_top_ups if each.day != card.last_topup]
    top_ups = (*others, TopUp(card.last_topup, as_euros(cents)))
    card = await ctx.services.cards.change(card.id, ctx.user.id, top_ups=top_ups)
    await set_ladders(card, ctx.services)
    return await after_top_up(ctx, card)


async def type_amount(ctx: Context[routes.TopUpAmountRoute], card: Card, text: str) -> Screen:
    cents = as_cents(text)
    if cents is None:
        await ctx.expect(routes.TopUpAmountRoute(card.id))
        return kind_form.which_amount(card, ctx.user.view, ctx.user.view.say("cards_mine.not_cost"))
    return await set_amount(ctx.at(routes.TopUpAmountRoute(card.id, cents)), card)


async def set_used_up(ctx: Context[routes.DataUsedUpRoute], card: Card) -> Screen:
    return await _changed(ctx, card, used_up=ctx.clock.today if ctx.route.on else None)


async def note_use(ctx: Context[routes.CardUsedRoute], card: Card) -> Screen:
    """Note a call, a text or a top-up of today: the cycle begins again."""
    if ctx.route.use not in tuple(Use) or card.cycle is None:
        return await show(ctx, card)
    if ctx.route.use == Use.TOP_UP:
        return await ctx.open(routes.RenewedRoute(card.id))
    cycle = card.cycle.used(Use(ctx.route.use), ctx.clock.today)
    return await _changed(ctx, card, cycle_last=cycle.last)


async def set_cycle(ctx: Context[routes.CardCycleRoute], card: Card) -> Screen:
    """Store the days of a cycle; it counts from the last use, else from the last top-up."""
    days = ctx.route.days
    if days is None or not 0 <= days <= kind_form.LONGEST_CYCLE:
        await ctx.expect(routes.CardCycleRoute(card.id))
        return kind_form.which_cycle(card, ctx.user.view)
    if days == 0:
        return await _changed(ctx, card, cycle_days=None)
    return await _changed(ctx, card, cycle_days=days, cycle_last=card.cycle_last or card.last_topup)


async def type_cycle(ctx: Context[routes.CardCycleRoute], card: Card, text: str) -> Screen:
    found = _DIGITS.findall(text)
    days = int(found[0]) if len(found) == 1 and int(found[0]) else None
    return await set_cycle(ctx.at(routes.CardCycleRoute(card.id, days)), card)


async def ask_note(ctx: Context[routes.CardNoteRoute], card: Card) -> Screen:
    await ctx.expect(ctx.route)
    return kind_form.which_note(card, ctx.user.view)


async def type_note(ctx: Context[routes.CardNoteRoute], card: Card, text: str) -> Screen:
    """Store a typed note and the first link in it."""
    link = _LINK.search(text)
    note = " ".join(_LINK.sub("", text, count=1).split())
    values = {"note": note if note != "-" else "", "link": link[0] if link else ""}
    card = await ctx.services.cards.change(card.id, ctx.user.id, **values)
    return await show(ctx, card, ctx.user.view.say("cards_mine.done"))


async def _changed(ctx: Context[Route], card: Card, **values: object) -> Screen:
    card = await ctx.services.cards.change(card.id, ctx.user.id, **values)
    await set_ladders(card, ctx.services)
    return await show(ctx, card, ctx.user.view.say("cards_mine.done"))
