"""Renewed: the ladder stops for all who share a card, and starts again with the new dates."""

import re
from datetime import date
from functools import partial
from typing import Any

from bot.handlers.around import here, tell
from bot.handlers.card_dates import read_day
from bot.handlers.cards import expect, on_card, show, takes_of_card
from bot.handlers.desk import Context, Desk, Visitor
from bot.handlers.ladders import set_ladders
from bot.handlers.taps import acts, screen_of
from bot.screens import my_places as mine
from bot.screens import places
from bot.screens import renewal as screens
from bot.screens.calendar import as_day
from bot.screens.lives import next_end
from bot.screens.screen import Screen
from bot.store.cards import Card, Renewal

_AMOUNT = re.compile(r"(?<![\d.,])(\d{1,4})(?:[.,](\d{1,2}))?(?![\d.,])")


@on_card(places.Renewed)
async def _renewed(place: Any, card: Card, who: Visitor, desk: Desk, context: Context) -> Screen:
    """Noted at once, with the end that it has if it lasts as long as before; then asked until when.

    Tapped again on the same day, by whoever shares the card, it is the same renewal.
    """
    today = here(who, desk).today
    before = await desk.cards.history(card.id, who.id)
    end = next_end(card, today)
    ends = {"credit_end": None, "number_death": None}
    number = await desk.cards.renew(card.id, who.id, today, end, None, desk.now(), once=True, **ends)
    renewal = next((each for each in await desk.cards.history(card.id, who.id) if each.id == number), None)
    if renewal is None:
        return await show(card, who, desk)
    if renewal in before or renewal.person != who.id:
        return await _ask(card, renewal, who, desk, again=renewal.person != who.id)
    card = await desk.cards.get(card.id) or card
    await set_ladders(card, desk)
    await tell_others(card, "cards_mine.told_others", who, desk, context)
    return await _ask(card, renewal, who, desk)


async def _ask(card: Card, renewal: Renewal, who: Visitor, desk: Desk, again: bool = False) -> Screen:
    await expect(mine.RenewedMonth(card.id, renewal.id), who, desk)
    return screens.noted(card, renewal, here(who, desk), who.view, again=again)


@on_card(mine.RenewedUntil)
async def _until(place: Any, card: Card, who: Visitor, desk: Desk, context: Context) -> Screen:
    day = as_day(place.day)
    if day is None and place.day != screens.UNKNOWN:
        return await show(card, who, desk)
    return await _set_end(card, place.renewal, day, who, desk)


@on_card(mine.RenewedMonth)
async def _month(place: Any, card: Card, who: Visitor, desk: Desk, context: Context) -> Screen:
    renewal = await _newest(card, place.renewal, who, desk)
    if renewal is None:
        return await show(card, who, desk)
    await expect(mine.RenewedMonth(card.id, renewal.id), who, desk)
    return screens.which_day(card, renewal, place.month, here(who, desk), who.view)


@takes_of_card(mine.RenewedMonth)
async def _typed(place: Any, card: Card, text: str, who: Visitor, desk: Desk, context: Context) -> Screen:
    renewal, around = await _newest(card, place.renewal, who, desk), here(who, desk)
    day = read_day(text, around, who.language)
    if renewal is None:
        return await show(card, who, desk)
    if day is None or day < around.today:
        await expect(place, who, desk)
        return screens.noted(card, renewal, around, who.view, note=who.view.say("cards_mine.not_read"))
    return await _set_end(card, renewal.id, day, who, desk)


async def _set_end(card: Card, renewal_id: int, day: date | None, who: Visitor, desk: Desk) -> Screen:
    changed = await desk.cards.amend(renewal_id, card.id, who.id, plan_end=day)
    if changed is None:
        return await show(card, who, desk)
    await set_ladders(changed, desk)
    return await show(changed, who, desk, who.view.say("cards_mine.done"))


async def _newest(card: Card, renewal_id: int, who: Visitor, desk: Desk) -> Renewal | None:
    """The newest renewal of a card, where it is this one."""
    newest = next(iter(await desk.cards.history(card.id, who.id)), None)
    return newest if newest and newest.id == renewal_id else None


@on_card(mine.RenewedFor)
async def _cost(place: Any, card: Card, who: Visitor, desk: Desk, context: Context) -> Screen:
    await expect(place, who, desk)
    return screens.which_cost(card, who.view)


@takes_of_card(mine.RenewedFor)
async def _typed_cost(
    place: Any, card: Card, text: str, who: Visitor, desk: Desk, context: Context
) -> Screen:
    cents = as_cents(text)
    if cents is None:
        await expect(place, who, desk)
        return screens.which_cost(card, who.view, who.view.say("cards_mine.not_cost"))
    if await _newest(card, place.renewal, who, desk):
        await desk.cards.amend(place.renewal, card.id, who.id, cents=cents)
    return await show(card, who, desk, who.view.say("cards_mine.done"))


def as_cents(text: str) -> int | None:
    """10, 9,99 or 9.99 € as cents; None where it is no single amount."""
    found = _AMOUNT.findall(text)
    if len(found) != 1:
        return None
    euros, cents = found[0]
    return int(euros) * 100 + int(cents.ljust(2, "0") if cents else 0)


@on_card(mine.UndoRenewal)
async def _undo(place: Any, card: Card, who: Visitor, desk: Desk, context: Context) -> Screen:
    if await _newest(card, place.renewal, who, desk) is None:
        return await show(card, who, desk, who.view.say("cards_mine.undo_gone"))
    before = await desk.cards.undo_renewal(place.renewal, card.id, who.id)
    if before is None:
        return await show(card, who, desk, who.view.say("cards_mine.undo_gone"))
    await set_ladders(before, desk)
    await tell_others(before, "cards_mine.told_undone", who, desk, context)
    return await show(before, who, desk, who.view.say("cards_mine.undone"))


@on_card(mine.CardHistory)
async def _history(place: Any, card: Card, who: Visitor, desk: Desk, context: Context) -> Screen:
    return screens.history(card, await desk.cards.history(card.id, who.id), who.id, who.view)


@acts(mine.GuideRenewed)
async def _after_guide(place: Any, who: Visitor, desk: Desk, context: Context) -> Screen:
    """The card that a guide renewed: the only one of that operator, or one to choose, or a new one."""
    cards = await desk.cards.of(who.id)
    if place.operator:
        cards = [card for card in cards if card.operator == place.operator]
    if not cards:
        return await screen_of(mine.AddCard(place.operator, place.kind, 1), who, desk, context)
    if len(cards) == 1 and place.operator:
        return await screen_of(places.Renewed(cards[0].id), who, desk, context)
    return screens.which_card(cards, place, who.view)


async def tell_others(card: Card, key: str, who: Visitor, desk: Desk, context: Context) -> None:
    """A word to everybody else who shares a card."""
    for person in await desk.sharing.everyone(card.id):
        if person != who.id:
            await tell(context.bot, person, partial(screens.told, card, key), desk)
