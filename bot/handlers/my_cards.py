"""/cards: the list, adding a card, and what is changed rarely."""

import io
from typing import Any, cast

from telegram import InputFile

from bot.handlers.around import here, keep_language
from bot.handlers.awaited import takes
from bot.handlers.cards import LARGEST, all_cards, expect, find, on_card, show, takes_of_card
from bot.handlers.desk import Context, Desk, Visitor
from bot.handlers.ladders import set_ladders
from bot.handlers.renewals import tell_others
from bot.handlers.taps import acts
from bot.safety.secrets import mask
from bot.screens import card_edit, ics
from bot.screens import my_places as mine
from bot.screens.card_edit import UNKNOWN
from bot.screens.my_cards import MOST
from bot.screens.places import Place
from bot.screens.screen import Screen
from bot.store.cards import Card

_NICKNAME = 40


@acts(mine.MyCards)
async def _cards(place: Any, who: Visitor, desk: Desk, context: Context) -> Screen:
    return await all_cards(who, desk)


@on_card(mine.MyCard)
async def _card(place: Any, card: Card, who: Visitor, desk: Desk, context: Context) -> Screen:
    return await show(card, who, desk)


@acts(mine.AddCard)
async def _add(place: Any, who: Visitor, desk: Desk, context: Context) -> Screen:
    """Operator, kind, nickname; each is asked only while it is open."""
    place = card_edit.settled(place, who.view)
    if len(await desk.cards.of(who.id)) >= MOST:
        return await all_cards(who, desk, who.view.say("cards_mine.full", most=MOST))
    await expect(place, who, desk)
    return card_edit.add(place, who.view)


@takes(mine.AddCard)
async def _typed(
    place: Place, draft: str, text: str, who: Visitor, desk: Desk, context: Context
) -> Screen | None:
    """The name of an operator, or the card's nickname."""
    adding = cast(mine.AddCard, place)
    if adding.operator is None:
        operator = desk.shelf.understanding.find(text, preferred_language=who.language).operator
        if operator is None:
            return None
        return await _add(mine.AddCard(operator, adding.kind, adding.renewed), who, desk, context)
    if adding.kind is None:
        return None
    return await make(adding, text, who, desk)


@acts(mine.MakeCard)
async def _make(place: Any, who: Visitor, desk: Desk, context: Context) -> Screen:
    """Without a nickname. A second tap on the same button makes no second card."""
    adding = mine.AddCard(place.operator, place.kind, place.renewed)
    twin = await _just_made(adding, who, desk)
    return await ask_plan(twin, who, desk) if twin else await make(adding, "", who, desk)


async def _just_made(adding: mine.AddCard, who: Visitor, desk: Desk) -> Card | None:
    """The same card, of which nothing else was told yet."""
    asked = who.draft is not None and who.draft.place == adding.pack()
    blank = _blank(adding, "", who, desk)
    own = [card for card in await desk.cards.of(who.id) if card.owner == who.id]
    same = [card for card in own if (card.operator, card.kind, card.nickname) == blank and not card.plan_end]
    return same[-1] if same and not asked else None


def _blank(
    adding: mine.AddCard, nickname: str, who: Visitor, desk: Desk
) -> tuple[str | None, str | None, str]:
    """Operator, kind and nickname as they are kept."""
    operator = adding.operator if adding.operator in desk.shelf.library.operators else None
    kind = None if adding.kind == UNKNOWN else adding.kind
    name = mask(" ".join(nickname.split()))[:_NICKNAME]
    return operator, kind, name or ("" if operator else who.view.say("cards_mine.no_name"))


async def make(adding: mine.AddCard, nickname: str, who: Visitor, desk: Desk) -> Screen:
    operator, kind, name = _blank(adding, nickname, who, desk)
    topup = here(who, desk).today if adding.renewed else None
    await keep_language(who, desk)
    card = await desk.cards.add(
        who.id,
        desk.now(),
        operator=operator,
        kind=kind,
        nickname=name,
        last_topup=topup,
    )
    await set_ladders(card, desk)
    return await ask_plan(card, who, desk)


async def ask_plan(card: Card, who: Visitor, desk: Desk) -> Screen:
    """When does it end? A month at once, so that the fifth tap is the day."""
    await expect(mine.CardMonth(card.id, "plan"), who, desk)
    return card_edit.which_day(card, "plan", None, here(who, desk), who.view)


@on_card(mine.CardMore)
async def _more(place: Any, card: Card, who: Visitor, desk: Desk, context: Context) -> Screen:
    return card_edit.more(card, who.id, who.view)


@on_card(mine.CardName)
async def _name(place: Any, card: Card, who: Visitor, desk: Desk, context: Context) -> Screen:
    await expect(place, who, desk)
    return card_edit.rename(card, who.view)


@takes_of_card(mine.CardName)
async def _named(place: Any, card: Card, text: str, who: Visitor, desk: Desk, context: Context) -> Screen:
    name = mask(" ".join(text.split()))[:_NICKNAME]
    return await show(await desk.cards.change(card.id, who.id, nickname=name), who, desk)


@on_card(mine.CardKeeping)
async def _keeping(place: Any, card: Card, who: Visitor, desk: Desk, context: Context) -> Screen:
    return await show(await desk.cards.change(card.id, who.id, keeping=bool(place.on)), who, desk)


@on_card(mine.CardLadder)
async def _ladder(place: Any, card: Card, who: Visitor, desk: Desk, context: Context) -> Screen:
    if place.days in card_edit.LADDER:
        rungs = card_edit.switched(card_edit.rungs_of(card), place.days)
        card = await desk.cards.change(card.id, who.id, ladder=rungs)
        await set_ladders(card, desk)
    return card_edit.ladder(card, who.view)


@on_card(mine.DeleteCard)
async def _delete(place: Any, card: Card, who: Visitor, desk: Desk, context: Context) -> Screen:
    """With the ladders of all who share it; only its owner may."""
    if card.owner != who.id:
        return await show(card, who, desk)
    await tell_others(card, "cards_mine.told_deleted", who, desk, context)
    await desk.cards.delete(card.id, who.id, desk.now())
    return card_edit.deleted(card, who.view)


@acts(mine.RestoreCard)
async def _restore(place: Any, who: Visitor, desk: Desk, context: Context) -> Screen:
    known = 0 < place.card <= LARGEST
    card = await desk.cards.restore(place.card, who.id, desk.now()) if known else None
    if card is None:
        there = await find(place.card, who, desk)
        note = who.view.say("remind.too_late")
        return await show(there, who, desk) if there else await all_cards(who, desk, note)
    await set_ladders(card, desk)
    await tell_others(card, "cards_mine.told_restored", who, desk, context)
    return await show(card, who, desk, who.view.say("cards_mine.restored"))


@acts(mine.CardIcs)
async def _ics(place: Any, who: Visitor, desk: Desk, context: Context) -> Screen:
    """The file comes as a document below; the tapped message stays."""
    cards = await desk.cards.of(who.id)
    chosen = [card for card in cards if place.card in (None, card.id)]
    one = chosen[0] if place.card is not None and chosen else None
    reminders = [] if place.card is not None else await desk.reminders.of(who.id)
    around = here(who, desk)
    entries = [*ics.of_cards(chosen, around, who.view), *ics.of_reminders(reminders, around)]
    screen = await show(one, who, desk) if one else await all_cards(who, desk)
    if not entries:
        return screen.with_toast(who.view.say("cards_mine.no_ics"))
    from bot.cards.calendar_file import calendar  # icalendar is heavy, and few ask for a file

    content = calendar(entries, desk.now(), who.view.say("cards_mine.ics_name"))
    name = f"xufei-{place.card}.ics" if one else "xufei.ics"
    await context.bot.send_document(who.id, InputFile(io.BytesIO(content), name))
    return screen.with_toast(who.view.say("cards_mine.ics_sent"))
