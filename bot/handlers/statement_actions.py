"""What a person told and then confirmed: the top-up or the end goes to their card."""

from datetime import date

from bot.card_ladders import set_ladders
from bot.cards.card import Card
from bot.cards.deadlines import TopUp
from bot.handlers.card_access import find, show, tell_others
from bot.handlers.card_actions import ask_plan
from bot.handlers.context import Context, keep_language
from bot.handlers.renewal_actions import note_renewal
from bot.screens import renewal_screens, routes
from bot.screens.month_picker import as_day
from bot.screens.screen import Screen
from bot.store.renewals import as_euros


async def keep_statement(ctx: Context[routes.KeepStatementRoute]) -> Screen:
    """Note it at the card, a new one where there is none; said again on the same day, it is the same."""
    card = await _card(ctx)
    day = _day(ctx.route.day) or ctx.clock.today
    if ctx.route.what == "end":
        return await _end(ctx, card, day)
    if card is None:
        card = await _new(ctx, last_topup=day, cents=ctx.route.cents)
        return await ask_plan(ctx, card)
    if card.last_topup == day:
        return await show(ctx, card)
    return await _topup(ctx, card, day)


async def _card(ctx: Context[routes.KeepStatementRoute]) -> Card | None:
    """The card of the button; else the only one of that operator, made since."""
    if ctx.route.card:
        return await find(ctx, ctx.route.card)
    cards = await ctx.services.cards.of(ctx.user.id)
    same = [card for card in cards if ctx.route.operator and card.operator == ctx.route.operator]
    return same[0] if len(same) == 1 else None


async def _new(
    ctx: Context[routes.KeepStatementRoute],
    last_topup: date | None = None,
    plan_end: date | None = None,
    cents: int | None = None,
) -> Card:
    operator = ctx.services.knowledge.library.operators.get(ctx.route.operator or "")
    await keep_language(ctx)
    top_ups = (TopUp(last_topup, as_euros(cents)),) if last_topup else ()
    card = await ctx.services.cards.add(
        ctx.user.id,
        ctx.services.now(),
        operator=operator.id if operator else None,
        kind=operator.only_kind if operator else None,
        nickname="" if operator else ctx.user.view.say("cards_mine.no_name"),
        last_topup=last_topup,
        plan_end=plan_end,
        top_ups=top_ups,
    )
    await set_ladders(card, ctx.services)
    return card


async def _end(ctx: Context[routes.KeepStatementRoute], card: Card | None, day: date) -> Screen:
    if card is None:
        return await show(ctx, await _new(ctx, plan_end=day), ctx.user.view.say("cards_mine.done"))
    card = await ctx.services.cards.change(card.id, ctx.user.id, plan_end=day)
    await set_ladders(card, ctx.services)
    return await show(ctx, card, ctx.user.view.say("cards_mine.done"))


async def _topup(ctx: Context[routes.KeepStatementRoute], card: Card, day: date) -> Screen:
    card, renewal = await note_renewal(ctx, card, day, ctx.route.cents)
    if renewal is None:
        return await show(ctx, card)
    await tell_others(ctx, card, "cards_mine.told_others")
    await ctx.expect(routes.RenewedMonthRoute(card.id, renewal.id))
    return renewal_screens.noted(card, renewal, ctx.clock, ctx.user.view)


def _day(packed: str | None) -> date | None:
    """The day of 20261215."""
    return as_day(f"{packed[:4]}-{packed[4:6]}-{packed[6:]}") if packed and len(packed) == 8 else None
