"""What taps under answers, in the advisor and on the steps of a guide note before their screen is shown."""

from dataclasses import replace

from bot.handlers.context import Context
from bot.screens import routes
from bot.screens.screen import Screen
from bot.services import UserContext


async def vote(ctx: Context[routes.VoteRoute]) -> Screen:
    """Count whether an answer helped."""
    if ctx.route.topic in ctx.services.knowledge.library.topics:
        kind = "helped" if ctx.route.helped else "not-helped"
        await ctx.services.counts.add(kind, ctx.route.topic, ctx.services.now())
    return ctx.rendered()


async def keep_advice(ctx: Context[routes.KeepAdviceRoute]) -> Screen:
    """Remember what the advisor was told; with nothing to remember, forget it."""
    told = ctx.route
    advice = routes.AdvisorRoute(told.operator, told.kind, told.where, told.pay)
    kept = None if told == routes.KeepAdviceRoute() else advice.pack()
    await ctx.services.people.change(ctx.user.id, ctx.services.now(), advice=kept)
    return ctx.rendered()


async def walk_guide(ctx: Context[routes.GuideRoute]) -> Screen:
    """Keep where a person is in a guide, so that they can go on after an interruption."""
    step = ctx.route
    if step.channel in ctx.services.knowledge.library.channels:
        await ctx.services.counts.add("guide", f"{step.channel}/{step.step or 'first'}", ctx.services.now())
        await ctx.services.people.change(ctx.user.id, ctx.services.now(), guide=step.pack())
    return ctx.rendered()


async def finish_guide(ctx: Context[routes.GuideEndRoute]) -> Screen:
    """Count a finished guide, and forget where the person was in it."""
    if ctx.route.channel in ctx.services.knowledge.library.channels:
        await ctx.services.counts.add("guide", f"{ctx.route.channel}/end", ctx.services.now())
        await ctx.services.people.change(ctx.user.id, ctx.services.now(), guide=None)
    return ctx.rendered()


async def note_stuck(ctx: Context[routes.StuckRoute]) -> Screen:
    """Count where people are stuck."""
    at = ctx.route
    if at.channel in ctx.services.knowledge.library.channels:
        await ctx.services.counts.add("stuck", f"{at.channel}/{at.step or 'first'}", ctx.services.now())
    return ctx.rendered()


async def open_advisor(ctx: Context[routes.AdvisorRoute]) -> Screen:
    """Offer, at the advisor's first question, a guide that was left and answers that may be remembered."""
    if ctx.route != routes.AdvisorRoute():
        return ctx.rendered()
    return ctx.rendered(replace(ctx.user.view, left=left_guide(ctx.user)))


def left_guide(user: UserContext) -> routes.GuideRoute | None:
    """Return the step of a guide at which this person stopped."""
    route = routes.unpack(user.person.guide) if user.person.guide else None
    return route if isinstance(route, routes.GuideRoute) else None
