"""A card's dates: by the calendar, or typed."""

from datetime import date, timedelta
from typing import Any

from bot.dates.phrase import read
from bot.handlers.around import here
from bot.handlers.cards import expect, on_card, show, takes_of_card
from bot.handlers.desk import Context, Desk, Visitor
from bot.handlers.ladders import set_ladders
from bot.screens import card_edit
from bot.screens import my_places as mine
from bot.screens.calendar import as_day
from bot.screens.card_edit import WHATS
from bot.screens.here import Here
from bot.screens.screen import Screen
from bot.store.cards import Card

# A year less a day, and a week more: an absolute day (3 November) is the same day from both.
_YEAR = timedelta(days=364)
_WEEK = timedelta(days=7)


@on_card(mine.CardDates)
async def _dates(place: Any, card: Card, who: Visitor, desk: Desk, context: Context) -> Screen:
    await expect(place, who, desk)
    return card_edit.which_date(card, who.view)


@on_card(mine.CardMonth)
async def _month(place: Any, card: Card, who: Visitor, desk: Desk, context: Context) -> Screen:
    if place.what not in WHATS:
        return await show(card, who, desk)
    await expect(mine.CardMonth(card.id, place.what), who, desk)
    return card_edit.which_day(card, place.what, place.month, here(who, desk), who.view)


@on_card(mine.CardDay)
async def _day(place: Any, card: Card, who: Visitor, desk: Desk, context: Context) -> Screen:
    day = as_day(place.day)
    if place.what not in WHATS or (day is None and place.day != card_edit.UNKNOWN):
        return await show(card, who, desk)
    return await _set(card, place.what, day, who, desk)


@takes_of_card(mine.CardMonth)
async def _typed(place: Any, card: Card, text: str, who: Visitor, desk: Desk, context: Context) -> Screen:
    around = here(who, desk)
    day = read_day(text, around, who.language, past=place.what == "topup")
    if day is None:
        await expect(place, who, desk)
        note = who.view.say("cards_mine.not_read")
        return card_edit.which_day(card, place.what, None, around, who.view, note)
    # What lies behind us can only have been a top-up, unless it was asked for as an end.
    return await _set(card, place.what, day, who, desk)


@takes_of_card(mine.CardDates)
async def _typed_any(place: Any, card: Card, text: str, who: Visitor, desk: Desk, context: Context) -> Screen:
    """A coming day is the end of the plan, a past one the last top-up."""
    around = here(who, desk)
    day = read_day(text, around, who.language)
    if day is None:
        await expect(place, who, desk)
        return card_edit.which_date(card, who.view, who.view.say("cards_mine.not_read"))
    return await _set(card, "plan" if day > around.today else "topup", day, who, desk)


async def _set(card: Card, what: str, day: date | None, who: Visitor, desk: Desk) -> Screen:
    around = here(who, desk)
    if what == "topup" and day and day > around.today:
        await expect(mine.CardMonth(card.id, what), who, desk)
        note = who.view.say("cards_mine.future_topup")
        return card_edit.which_day(card, what, None, around, who.view, note)
    card = await desk.cards.change(card.id, who.id, **{WHATS[what]: day})
    await set_ladders(card, desk)
    return await show(card, who, desk, who.view.say("cards_mine.done"))


def read_day(text: str, around: Here, language: str, past: bool = False) -> date | None:
    """The day that a line names: the nearest, before or after today; only before where `past`."""
    coming = read(text, around.local, language).moment
    first, second = (read(text, around.local - back, language).moment for back in (_YEAR, _YEAR - _WEEK))
    gone = first.date() if first and first == second and first.date() <= around.today else None
    ahead = coming.date() if coming else None
    if past and gone:
        return gone
    if ahead and gone:
        return min(ahead, gone, key=lambda day: abs(day - around.today))
    return ahead or gone
