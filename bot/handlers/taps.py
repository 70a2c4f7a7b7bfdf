"""A tap: the button says where to go, what happens on the way is registered here."""

import logging
from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import TypeVar, cast

from telegram import CallbackQuery, Update

from bot.safety.secrets import mask
from bot.screens import routes
from bot.screens.render import draw
from bot.screens.routes import Route
from bot.screens.screen import Screen
from bot.services import Context, Services, UserContext, as_language, services_of, user_context
from bot.transport import sender as outbox

logger = logging.getLogger(__name__)

# What a tap does before its place is drawn; it may draw the screen itself, or change who looks.
Act = Callable[[Route, UserContext, Services, Context], Awaitable[Screen | UserContext | None]]
_ACTS: dict[type[Route], Act] = {}
_Act = TypeVar("_Act", bound=Act)


def acts(kind: type[Route]) -> Callable[[_Act], _Act]:
    """Registers what a tap on a kind of place does."""

    def register(act: _Act) -> _Act:
        _ACTS[kind] = act
        return act

    return register


async def tap(update: Update, context: Context) -> None:
    """Decode, act, draw, edit. Nothing typed is awaited any more."""
    services = services_of(context)
    query = cast(CallbackQuery, update.callback_query)
    user = await user_context(update, services)
    route = routes.unpack(query.data or "")
    if route is None:
        logger.warning("A button of no kind that we know: %s", mask(query.data or ""))
    user = replace(user, draft=await services.pending.take(user.id))
    await outbox.show(context.bot, query, await respond(ctx, route))


async def respond(ctx: Context[Route], route: Route | None) -> Screen:
    """What a place shows to this person, after what it does was done."""
    act = _ACTS.get(type(route)) if route else None
    done = await act(route, ctx.user, ctx.services, ctx) if act and route else None
    if isinstance(done, Screen):
        return done
    return draw(route, (done or ctx.user).view)


async def set_language(ctx: Context[routes.SetLanguageRoute]) -> UserContext | None:
    language = as_language(cast(routes.SetLanguageRoute, ctx.route).language)
    if language is None:
        return None
    person = await ctx.services.people.change(ctx.user.id, ctx.services.now(), language=language)
    await ctx.services.menus.speak(ctx.bot, ctx.user.id, language, ctx.services.knowledge.library)
    return UserContext(ctx.user.id, person, ctx.user.view.speaking(language))


async def vote(ctx: Context[routes.VoteRoute]) -> None:
    vote = cast(routes.VoteRoute, ctx.route)
    if vote.topic in ctx.services.knowledge.library.topics:
        await ctx.services.counts.add(
            "helped" if vote.helped else "not-helped", vote.topic, ctx.services.now()
        )


async def keep_advice(ctx: Context[routes.KeepAdviceRoute]) -> None:
    told = cast(routes.KeepAdviceRoute, ctx.route)
    advice = routes.AdvisorRoute(told.operator, told.kind, told.where, told.pay)
    kept = None if told == routes.KeepAdviceRoute() else advice.pack()
    await ctx.services.people.change(ctx.user.id, ctx.services.now(), advice=kept)


async def walk_guide(ctx: Context[routes.GuideRoute]) -> None:
    """Where a person is in a guide is kept, so that they can go on after an interruption."""
    step = cast(routes.GuideRoute, ctx.route)
    if step.channel in ctx.services.knowledge.library.channels:
        await ctx.services.counts.add("guide", f"{step.channel}/{step.step or 'first'}", ctx.services.now())
        await ctx.services.people.change(ctx.user.id, ctx.services.now(), guide=step.pack())


async def finish_guide(ctx: Context[routes.GuideEndRoute]) -> None:
    end = cast(routes.GuideEndRoute, ctx.route)
    if end.channel in ctx.services.knowledge.library.channels:
        await ctx.services.counts.add("guide", f"{end.channel}/end", ctx.services.now())
        await ctx.services.people.change(ctx.user.id, ctx.services.now(), guide=None)


async def note_stuck(ctx: Context[routes.StuckRoute]) -> None:
    at = cast(routes.StuckRoute, ctx.route)
    if at.channel in ctx.services.knowledge.library.channels:
        await ctx.services.counts.add("stuck", f"{at.channel}/{at.step or 'first'}", ctx.services.now())


async def open_advisor(ctx: Context[routes.AdvisorRoute]) -> UserContext | None:
    """At the first question: a guide that was left, and answers that may be remembered, come to mind."""
    return (
        replace(ctx.user, view=replace(ctx.user.view, left=left_guide(ctx.user)))
        if ctx.route == routes.AdvisorRoute()
        else None
    )


def left_guide(user: UserContext) -> routes.GuideRoute | None:
    route = routes.unpack(user.person.guide) if user.person.guide else None
    return route if isinstance(route, routes.GuideRoute) else None
