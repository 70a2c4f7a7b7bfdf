"""A card's dates: by the calendar, or typed."""

from datetime import date, timedelta

from bot.card_ladders import set_ladders
from bot.cards.card import Card, corrected
from bot.dates.phrase import read
from bot.handlers.card_access import show
from bot.handlers.context import Context
from bot.handlers.kind_actions import after_top_up
from bot.screens import card_form as card_edit
from bot.screens import routes
from bot.screens.card_form import WHATS
from bot.screens.month_picker import as_day
from bot.screens.render_context import UserClock
from bot.screens.routes import Route
from bot.screens.screen import Screen

# A year less a day, and a week more: an absolute day (3 November) is the same day from both.
_YEAR = timedelta(days=364)
_WEEK = timedelta(days=7)


async def choose_date(ctx: Context[routes.CardDatesRoute], card: Card) -> Screen:
    await ctx.expect(ctx.route)
    return card_edit.which_date(card, ctx.user.view)


async def open_month(ctx: Context[routes.CardMonthRoute], card: Card) -> Screen:
    if ctx.route.what not in WHATS:
        return await show(ctx, card)
    await ctx.expect(routes.CardMonthRoute(card.id, ctx.route.what))
    return card_edit.which_day(card, ctx.route.what, ctx.route.month, ctx.clock, ctx.user.view)


async def pick_day(ctx: Context[routes.CardDayRoute], card: Card) -> Screen:
    day = as_day(ctx.route.day)
    if ctx.route.what not in WHATS or (day is None and ctx.route.day != card_edit.UNKNOWN):
        return await show(ctx, card)
    return await _set(ctx, card, ctx.route.what, day)


async def type_day(ctx: Context[routes.CardMonthRoute], card: Card, text: str) -> Screen:
    clock = ctx.clock
    day = read_day(text, clock, ctx.user.language, past=ctx.route.what == "topup")
    if day is None:
        await ctx.expect(ctx.route)
        note = ctx.user.view.say("cards_mine.not_read")
        return card_edit.which_day(card, ctx.route.what, None, clock, ctx.user.view, note)
    # What lies behind us can only have been a top-up, unless it was asked for as an end.
    return await _set(ctx, card, ctx.route.what, day)


async def type_any_day(ctx: Context[routes.CardDatesRoute], card: Card, text: str) -> Screen:
    """Take a typed day: a coming one is the end of the plan, a past one the last top-up."""
    clock = ctx.clock
    day = read_day(text, clock, ctx.user.language)
    if day is None:
        await ctx.expect(ctx.route)
        return card_edit.which_date(card, ctx.user.view, ctx.user.view.say("cards_mine.not_read"))
    return await _set(ctx, card, "plan" if day > clock.today else "topup", day)


async def _set(ctx: Context[Route], card: Card, what: str, day: date | None) -> Screen:
    clock = ctx.clock
    if what == "topup" and day and day > clock.today:
        await ctx.expect(routes.CardMonthRoute(card.id, what))
        note = ctx.user.view.say("cards_mine.future_topup")
        return card_edit.which_day(card, what, None, clock, ctx.user.view, note)
    values: dict[str, object] = {WHATS[what]: day}
    if what == "topup":
        values["top_ups"] = corrected(card, day)
    card = await ctx.services.cards.change(card.id, ctx.user.id, **values)
    await set_ladders(card, ctx.services)
    if what == "topup" and day:
        return await after_top_up(ctx, card)
    return await show(ctx, card, ctx.user.view.say("cards_mine.done"))


def read_day(text: str, clock: UserClock, language: str, past: bool = False) -> date | None:
    """Return the day that a line names: the nearest, before or after today; only before where `past`."""
    coming = read(text, clock.local, language).moment
    first, second = (read(text, clock.local - back, language).moment for back in (_YEAR, _YEAR - _WEEK))
    gone = first.date() if first and first == second and first.date() <= clock.today else None
    ahead = coming.date() if coming else None
    if past and gone:
        return gone
    if ahead and gone:
        return min(ahead, gone, key=lambda day: abs(day - clock.today))
    return ahead or gone
