"""What taps under answers, in the advisor and on the steps of a guide note before their screen is shown."""

import io
from dataclasses import replace

from telegram import InputFile

from bot.handlers.context import Context
from bot.screens import routes
from bot.screens.pocket import pocket_page
from bot.screens.render import render
from bot.screens.render_context import Gone
from bot.screens.screen import Screen
from bot.services import UserContext


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


async def send_guide_file(ctx: Context[routes.PocketFileRoute]) -> Screen:
    """Send the whole guide as a document below; the tapped message stays."""
    route = routes.PocketRoute(ctx.route.channel, ctx.route.operator, ctx.route.kind)
    try:
        content = pocket_page(route, ctx.user.view).encode()
    except Gone:
        return render(route, ctx.user.view)
    await ctx.bot.send_document(ctx.user.id, InputFile(io.BytesIO(content), f"{route.channel}.html"))
    return render(route, ctx.user.view).with_toast(ctx.user.view.say("guide.file_sent"))


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
