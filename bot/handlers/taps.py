"""A tap: the button says where to go, what happens on the way is registered here."""

import logging
from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import TypeVar, cast

from telegram import CallbackQuery, Update

from bot.handlers import outbox
from bot.handlers.desk import Context, Desk, Visitor, as_language, desk_of, visitor
from bot.safety.secrets import mask
from bot.screens import places
from bot.screens.draw import draw
from bot.screens.places import Place
from bot.screens.screen import Screen

logger = logging.getLogger(__name__)

# What a tap does before its place is drawn; it may draw the screen itself, or change who looks.
Act = Callable[[Place, Visitor, Desk, Context], Awaitable[Screen | Visitor | None]]
_ACTS: dict[type[Place], Act] = {}
_Act = TypeVar("_Act", bound=Act)


def acts(kind: type[Place]) -> Callable[[_Act], _Act]:
    """Registers what a tap on a kind of place does."""

    def register(act: _Act) -> _Act:
        _ACTS[kind] = act
        return act

    return register


async def tap(update: Update, context: Context) -> None:
    """Decode, act, draw, edit. Nothing typed is awaited any more."""
    desk = desk_of(context)
    query = cast(CallbackQuery, update.callback_query)
    who = await visitor(update, desk)
    place = places.unpack(query.data or "")
    if place is None:
        logger.warning("A button of no kind that we know: %s", mask(query.data or ""))
    who = replace(who, draft=await desk.pending.take(who.id))
    await outbox.show(context.bot, query, await screen_of(place, who, desk, context))


async def screen_of(place: Place | None, who: Visitor, desk: Desk, context: Context) -> Screen:
    """What a place shows to this person, after what it does was done."""
    act = _ACTS.get(type(place)) if place else None
    done = await act(place, who, desk, context) if act and place else None
    if isinstance(done, Screen):
        return done
    return draw(place, (done or who).view)


@acts(places.SetLanguage)
async def _set_language(place: Place, who: Visitor, desk: Desk, context: Context) -> Visitor | None:
    language = as_language(cast(places.SetLanguage, place).language)
    if language is None:
        return None
    person = await desk.people.change(who.id, desk.now(), language=language)
    await desk.menus.speak(context.bot, who.id, language, desk.shelf.library)
    return Visitor(who.id, person, who.view.speaking(language))


@acts(places.Vote)
async def _vote(place: Place, who: Visitor, desk: Desk, context: Context) -> None:
    vote = cast(places.Vote, place)
    if vote.topic in desk.shelf.library.topics:
        await desk.counts.add("helped" if vote.helped else "not-helped", vote.topic, desk.now())


@acts(places.KeepAdvice)
async def _keep_advice(place: Place, who: Visitor, desk: Desk, context: Context) -> None:
    told = cast(places.KeepAdvice, place)
    advice = places.Advisor(told.operator, told.kind, told.where, told.pay)
    kept = None if told == places.KeepAdvice() else advice.pack()
    await desk.people.change(who.id, desk.now(), advice=kept)


@acts(places.Guide)
async def _walk(place: Place, who: Visitor, desk: Desk, context: Context) -> None:
    """Where a person is in a guide is kept, so that they can go on after an interruption."""
    step = cast(places.Guide, place)
    if step.channel in desk.shelf.library.channels:
        await desk.counts.add("guide", f"{step.channel}/{step.step or 'first'}", desk.now())
        await desk.people.change(who.id, desk.now(), guide=step.pack())


@acts(places.GuideEnd)
async def _arrive(place: Place, who: Visitor, desk: Desk, context: Context) -> None:
    end = cast(places.GuideEnd, place)
    if end.channel in desk.shelf.library.channels:
        await desk.counts.add("guide", f"{end.channel}/end", desk.now())
        await desk.people.change(who.id, desk.now(), guide=None)


@acts(places.Stuck)
async def _stuck(place: Place, who: Visitor, desk: Desk, context: Context) -> None:
    at = cast(places.Stuck, place)
    if at.channel in desk.shelf.library.channels:
        await desk.counts.add("stuck", f"{at.channel}/{at.step or 'first'}", desk.now())


@acts(places.Advisor)
async def _advise(place: Place, who: Visitor, desk: Desk, context: Context) -> Visitor | None:
    """At the first question: a guide that was left, and answers that may be remembered, come to mind."""
    return replace(who, view=replace(who.view, left=left_guide(who))) if place == places.Advisor() else None


def left_guide(who: Visitor) -> places.Guide | None:
    place = places.unpack(who.person.guide) if who.person.guide else None
    return place if isinstance(place, places.Guide) else None
