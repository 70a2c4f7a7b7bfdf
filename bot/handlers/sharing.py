"""A card in common: inviting, joining, leaving, sending away."""

from functools import partial
from typing import Any

from telegram.error import TelegramError

from bot.handlers.around import keep_language, tell
from bot.handlers.cards import all_cards, on_card, show
from bot.handlers.desk import Context, Desk, Visitor
from bot.handlers.ladders import set_ladder
from bot.handlers.taps import acts
from bot.screens import my_places as mine
from bot.screens import sharing as screens
from bot.screens.renewal import told
from bot.screens.screen import Screen
from bot.store.cards import Card

START = "c_"
"""What an invite's deep link begins with, before its token."""
_LINK = "https://t.me/{bot}?start={start}{token}"


@on_card(mine.ShareCard)
async def _share(place: Any, card: Card, who: Visitor, desk: Desk, context: Context) -> Screen:
    if card.owner != who.id:
        return await show(card, who, desk)
    link = None
    if place.invite:
        token = await desk.sharing.invite(card.id, who.id, desk.now())
        link = _LINK.format(bot=context.bot.username, start=START, token=token)
    return await _screen(card, who, desk, context, link)


async def _screen(
    card: Card, who: Visitor, desk: Desk, context: Context, link: str | None = None, note: str | None = None
) -> Screen:
    members = await desk.sharing.members(card.id, who.id)
    names = {person: await _name(person, number, who, context) for number, person in enumerate(members, 1)}
    return screens.share(card, names, link, who.view, note)


async def _name(person: int, number: int, who: Visitor, context: Context) -> str:
    """Their first name, which nobody keeps: asked of Telegram when it is shown."""
    try:
        return (await context.bot.get_chat(person)).first_name or who.view.say(
            "sharing.member", number=number
        )
    except TelegramError:
        return who.view.say("sharing.member", number=number)


@on_card(mine.RevokeInvites)
async def _revoke(place: Any, card: Card, who: Visitor, desk: Desk, context: Context) -> Screen:
    if card.owner != who.id:
        return await show(card, who, desk)
    await desk.sharing.revoke(card.id, who.id)
    return await _screen(card, who, desk, context, note=who.view.say("sharing.revoked"))


@on_card(mine.RemoveMember)
async def _remove(place: Any, card: Card, who: Visitor, desk: Desk, context: Context) -> Screen:
    members = await desk.sharing.members(card.id, who.id)
    if card.owner != who.id:
        return await show(card, who, desk)
    if place.person not in members:
        return await _screen(card, who, desk, context)
    if not place.sure:
        name = await _name(place.person, members.index(place.person) + 1, who, context)
        return screens.sure_remove(card, place.person, name, who.view)
    await desk.sharing.remove(card.id, place.person, who.id)
    return await _screen(card, who, desk, context, note=who.view.say("sharing.removed"))


@on_card(mine.LeaveCard)
async def _leave(place: Any, card: Card, who: Visitor, desk: Desk, context: Context) -> Screen:
    if card.owner == who.id:
        return await show(card, who, desk)
    if not place.sure:
        return screens.sure_leave(card, who.view)
    await desk.sharing.leave(card.id, who.id)
    await tell(context.bot, card.owner, partial(told, card, "sharing.told_left"), desk)
    return await all_cards(who, desk, who.view.say("sharing.left"))


@acts(mine.JoinCard)
async def _join(place: Any, who: Visitor, desk: Desk, context: Context) -> Screen:
    """An invite link was opened. The owner is told, and may send away whom they did not mean."""
    before = {card.id for card in await desk.cards.of(who.id)}
    await keep_language(who, desk)
    card = await desk.sharing.join(place.token, who.id, desk.now())
    if card is None:
        return screens.void(who.view)
    if card.id in before:
        return await show(card, who, desk)
    await set_ladder(card, who.id, desk)
    name = await _name(who.id, 1, who, context)
    await tell(context.bot, card.owner, partial(screens.told_joined, card, name), desk)
    note = told(card, "sharing.joined", who.view).text
    return await show(card, who, desk, note)
