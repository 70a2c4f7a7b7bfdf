"""What takes a line that was asked for: "type the date" is not a question."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import TypeVar, cast

from telegram import Message, Update

from bot.content.library import Library
from bot.handlers.message_links import links_of
from bot.handlers.reminder_drafts import told
from bot.handlers.taps import respond
from bot.match.context import Context as Talked
from bot.match.finding import Finding
from bot.safety.links import LinkVerdict, is_suspicious
from bot.screens import routes
from bot.screens.answer import answer
from bot.screens.links import judged
from bot.screens.render import draw
from bot.screens.routes import Route
from bot.screens.screen import Screen, bold_lead
from bot.services import Context, Services, UserContext, services_of, user_context
from bot.store.pending import PendingInput
from bot.store.talks import Talk
from bot.transport import sender as outbox

# (place that asked, what was gathered so far, the typed line, who, desk, context) -> what is shown,
# or None where the line is a question after all.
Taker = Callable[[Route, str, str, UserContext, Services, Context], Awaitable[Screen | None]]
_TAKERS: dict[type[Route], Taker] = {}
_Taker = TypeVar("_Taker", bound=Taker)


def takes(kind: type[Route]) -> Callable[[_Taker], _Taker]:
    """Registers who takes the line that a kind of place asks for."""

    def register(taker: _Taker) -> _Taker:
        _TAKERS[kind] = taker
        return taker

    return register


async def take(ctx: Context[Route], awaited: PendingInput, text: str) -> Screen | None:
    """The screen that follows; None where it is a question after all, or its place is gone."""
    if ctx.services.knowledge.library.shortcuts.get(text.strip().casefold()) == routes.CancelRoute().pack():
        await ctx.services.pending.clear(ctx.user.id)
        return draw(routes.CancelRoute(), ctx.user.view)
    route = routes.unpack(awaited.place)
    taker = _TAKERS.get(type(route)) if route else None
    await ctx.services.pending.clear(ctx.user.id)
    return await taker(route, awaited.draft, text, ctx.user, ctx.services, ctx) if route and taker else None


async def question(update: Update, context: Context) -> None:
    """Text, or the caption of a picture. What was understood is noted once the answer is out."""
    services = services_of(context)
    user = await user_context(update, services)
    message = cast(Message, update.effective_message)
    text = (message.text or message.caption or "").strip()
    awaited = await services.pending.get(user.id, services.now())
    verdicts = services.knowledge.links.judge(links_of(message))
    if is_suspicious(verdicts):
        await warn(ctx, verdicts, awaited)
        return
    screen = await take(ctx, awaited, text) if awaited else None
    screen = screen or await told(ctx, text) or await aside(ctx, text, verdicts)
    if screen is None:
        talk = await services.talks.get(user.id, services.now())
        finding = understand(ctx, text, talk)
        await outbox.send(context.bot, message.chat_id, answer(finding, user.view.speaking(finding.language)))
        await note(ctx, finding, talk)
    else:
        await outbox.send(context.bot, message.chat_id, screen)


async def warn(ctx: Context[Route], verdicts: list[LinkVerdict], awaited: PendingInput | None) -> None:
    """The verdict on a suspicious link before anything else; then what was being asked, again."""
    await outbox.send(ctx.bot, ctx.user.id, judged(verdicts, ctx.user.view))
    route = routes.unpack(awaited.place) if awaited else None
    if route:
        asked = replace(ctx.user, draft=awaited)
        await outbox.send(ctx.bot, ctx.user.id, await respond(ctx, route, asked))


async def not_text(update: Update, context: Context) -> None:
    """A photo, a sticker, a voice message: the links that it carries, else what can be read instead."""
    services = services_of(context)
    user = await user_context(update, services)
    message = cast(Message, update.effective_message)
    verdicts = services.knowledge.links.judge(links_of(message))
    deaf = Screen(bold_lead(user.view.say("answer.not_text")), (user.view.menu,))
    await outbox.send(context.bot, message.chat_id, judged(verdicts, user.view) if verdicts else deaf)


async def aside(ctx: Context[Route], text: str, verdicts: list[LinkVerdict]) -> Screen | None:
    """What is said to a line that is no question: no words, a link to judge, a word that opens a place."""
    view = ctx.user.view
    if verdicts:
        return judged(verdicts, view)
    if not any(char.isalnum() for char in text):
        return Screen(view.say("answer.empty"), (view.menu,))
    route = shortcut(text, ctx.services.knowledge.library)
    return await respond(ctx, route) if route else None


def understand(ctx: Context[Route], text: str, talk: Talk | None) -> Finding:
    """The finding, with what was talked about in the last ten minutes."""
    talked = Talked(talk.topic, talk.operator) if talk else None
    return ctx.services.knowledge.understanding.find(
        text, preferred_language=ctx.user.language, context=talked
    )


async def note(ctx: Context[Route], finding: Finding, talk: Talk | None) -> None:
    """Keep the language and the subject for what comes next, and count the outcome."""
    now = ctx.services.now()
    if finding.language != ctx.user.person.language:
        await ctx.services.people.change(ctx.user.id, now, language=finding.language)
    if finding.topic or finding.operator:
        topic = finding.topic or (talk.topic if talk else None)
        await ctx.services.talks.keep(ctx.user.id, Talk(topic, finding.operator), now)
    await ctx.services.counts.add("outcome", finding.outcome, now)


def shortcut(text: str, library: Library) -> routes.Route | None:
    """The place of a word that alone opens it (续费, renew, rappel)."""
    name = library.shortcuts.get(text.strip().casefold())
    return routes.unpack(name) if name else None
