"""The steps that a typed message goes through, until one of them has a screen for it."""

from dataclasses import replace

from bot.content.library import Library
from bot.handlers.context import Context, Incoming
from bot.match.context import Context as Talked
from bot.match.finding import Finding
from bot.screens import routes
from bot.screens.answer import answer
from bot.screens.links import judged, named
from bot.screens.render import render
from bot.screens.routes import Route
from bot.screens.screen import Screen
from bot.screens.targets import opened_by
from bot.store.talks import Talk
from bot.transport import sender


async def warn_of_scam(ctx: Context[Route], said: Incoming) -> Screen | None:
    """Warn of a suspicious message before anything else; then ask again what was being asked."""
    if said.verdict.verdict != "suspicious":
        return None
    warning = judged(said.verdict, ctx.user.view)
    pending = await ctx.services.pending.get(ctx.user.id, ctx.services.now())
    route = routes.unpack(pending.place) if pending else None
    if route is None:
        return warning
    await sender.send(ctx.bot, ctx.user.id, warning)
    return await replace(ctx, user=replace(ctx.user, draft=pending)).open(route)


async def take_pending(ctx: Context[Route], said: Incoming) -> Screen | None:
    """Give the line to the route that asked for it, if one did: "type the date" is not a question."""
    pending = await ctx.services.pending.get(ctx.user.id, ctx.services.now())
    if pending is None:
        return None
    await ctx.services.pending.clear(ctx.user.id)
    if shortcut(said.text, ctx.services.knowledge.library) == routes.CancelRoute():
        return render(routes.CancelRoute(), ctx.user.view)
    return await ctx.dispatch.take(ctx, pending, said.text)


async def judge_links(ctx: Context[Route], said: Incoming) -> Screen | None:
    """Judge a message that is little more than its link, or asks whether it is genuine."""
    return judged(said.verdict, ctx.user.view) if said.verdict.takes_answer else None


async def say_empty(ctx: Context[Route], said: Incoming) -> Screen | None:
    """Answer a message without a letter or a digit."""
    if any(char.isalnum() for char in said.text):
        return None
    return Screen(ctx.user.view.say("answer.empty"), (ctx.user.view.menu,))


async def open_shortcut(ctx: Context[Route], said: Incoming) -> Screen | None:
    """Open the route of a word that alone names it (续费, renew, rappel)."""
    route = shortcut(said.text, ctx.services.knowledge.library)
    return await ctx.open(route) if route else None


async def answer_question(ctx: Context[Route], said: Incoming) -> Screen:
    """Answer a question with what was talked about in the last ten minutes, and remember its subject."""
    talk = await ctx.services.talks.get(ctx.user.id, ctx.services.now())
    talked = Talked(talk.topic, talk.operator) if talk else None
    understanding = ctx.services.knowledge.understanding
    finding = understanding.find(said.text, preferred_language=ctx.user.language, context=talked)
    await _note(ctx, finding, talk)
    view = ctx.user.view.speaking(finding.language)
    screen = answer(finding, view)
    if not said.verdict.links:
        return screen
    return replace(screen, text=f"{screen.text}\n\n{named(said.verdict, view)}")


async def _note(ctx: Context[Route], finding: Finding, talk: Talk | None) -> None:
    """Keep the language and the subject for what comes next, and count the outcome."""
    now = ctx.services.now()
    if finding.language != ctx.user.person.language:
        await ctx.services.people.change(ctx.user.id, now, language=finding.language)
    if finding.topic or finding.operator:
        topic = finding.topic or (talk.topic if talk else None)
        await ctx.services.talks.keep(ctx.user.id, Talk(topic, finding.operator), now)
    await ctx.services.counts.add("outcome", finding.outcome, now)


def shortcut(text: str, library: Library) -> Route | None:
    """Return the route of a word that alone opens it."""
    name = library.shortcuts.get(text.strip().casefold())
    return opened_by(name) if name else None
