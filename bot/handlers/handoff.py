"""A person asks for a human: shown what will be sent, sent, and from then on passed on."""

from dataclasses import replace
from typing import cast

from telegram import Message, Update
from telegram.ext import ApplicationHandlerStop

from bot.conversation import ConversationContext
from bot.handlers.context import Context, Incoming, context_of
from bot.handlers.conversation import judged_text
from bot.handlers.support_line import SupportLine, SupportOutOfReach
from bot.screens import human as screens
from bot.screens import routes
from bot.screens.human import HumanRequest, Support, shown_name
from bot.screens.render import render
from bot.screens.render_context import UserClock
from bot.screens.routes import Route
from bot.screens.screen import Screen
from bot.services import Services
from bot.store.handoffs import Handoff
from bot.transport import BotContext, sender

_TOPIC = "contact-support"


async def ask_for_human(ctx: Context[routes.HumanRoute]) -> Screen:
    """Show exactly what would be sent; without a support chat, how the operator is reached."""
    topic = _topic(ctx)
    await ctx.services.counts.add("human", topic or "menu", ctx.services.now())
    state = await ctx.services.handoffs.get(ctx.user.id)
    if ctx.services.settings.support_chat_id is None or state.state == "blocked":
        return _contact(ctx)
    if state.is_open(ctx.services.now()):
        return screens.waiting(support_of(ctx.services), ctx.user.view)
    if not _fresh(ctx).question:
        await ctx.expect(routes.HumanRoute(topic))
        return screens.ask_question(ctx.user.view)
    request = await _request(ctx, topic, ctx.route.named)
    return screens.consent(request, support_of(ctx.services), ctx.user.view)


def _contact(ctx: Context[routes.HumanRoute]) -> Screen:
    line = _fresh(ctx).line
    if _TOPIC not in ctx.services.knowledge.library.topics:
        return ctx.rendered()
    return render(routes.TopicRoute(_TOPIC, line.operator, line.kind), ctx.user.view)


async def take_question(ctx: Context[Route], said: Incoming) -> Screen | None:
    """Take the line that says what a human is wanted for."""
    prompt = ctx.talk.known.prompt
    route = routes.unpack(prompt.route) if prompt else None
    if not isinstance(route, routes.HumanRoute) or said.turn.act in ("cancel", "menu", "deny"):
        return None
    ctx.take_prompt()
    ctx.talk.known = ctx.talk.known.wondered(said.text, ctx.services.now())
    return await ctx.open(route)


async def send_to_human(ctx: Context[routes.SendHumanRoute]) -> Screen:
    """Send the question to the humans, once, however often it is tapped."""
    topic, services = _topic(ctx), ctx.services
    handoff = await services.handoffs.get(ctx.user.id)
    if handoff.is_open(services.now()):
        return screens.waiting(support_of(services), ctx.user.view)
    unsaid = not _fresh(ctx).question
    if unsaid or handoff.state == "blocked" or services.settings.support_chat_id is None:
        return await ask_for_human(ctx.at(routes.HumanRoute(topic, ctx.route.named)))
    request = await _request(ctx, topic, ctx.route.named)
    line = SupportLine(ctx.bot, services)
    first = screens.head(request, ctx.user.language, line.view)
    title = " · ".join(part for part in (request.name, request.operator, request.question) if part)
    try:
        handoff = await line.begin(handoff, first, title)
    except SupportOutOfReach:
        return screens.not_sent(ctx.user.view)
    await services.handoffs.keep(replace(handoff, state="waiting", question=request.question), services.now())
    await services.counts.add("handoff", topic or "menu", services.now())
    return screens.sent(support_of(services), ctx.user.view)


async def end_talk(ctx: Context[routes.EndHumanRoute]) -> Screen:
    """End the talk with a human: the bot answers again, the humans are told."""
    handoff = await ctx.services.handoffs.get(ctx.user.id)
    if handoff.state in ("waiting", "talking"):
        line = SupportLine(ctx.bot, ctx.services)
        await ctx.services.handoffs.keep(replace(handoff, state="closed"), ctx.services.now())
        await line.tell(handoff, Screen(line.view.say("human.ended")))
        await line.close_topic(handoff)
    return screens.over(ctx.user.view)


async def pass_on(update: Update, bot_context: BotContext) -> None:
    """Pass a message on to the human who is asked, before anything else reads it; the bot stays silent."""
    ctx = await context_of(update, bot_context)
    message = cast(Message, update.effective_message)
    if ctx.services.settings.support_chat_id is None:
        return
    known = ctx.services.handoffs.get(ctx.user.id)
    handoff = await ctx.services.database.or_else(known, Handoff(ctx.user.id))
    if not handoff.is_open(ctx.services.now()):
        return
    talking = handoff.state == "talking"
    if not talking and _fresh(ctx).prompt:
        return  # what the bot asked for is the bot's
    text = await _masked(ctx, message, warns=talking)
    line = SupportLine(ctx.bot, ctx.services)
    if update.edited_message:
        if relay := await ctx.services.handoffs.by_theirs(ctx.user.id, message.message_id):
            await line.edit(relay, message, text)
    else:
        try:
            handoff = await line.pass_on(handoff, message, text)
            await ctx.services.handoffs.keep(handoff, ctx.services.now())
        except SupportOutOfReach:
            await sender.send(ctx.bot, ctx.user.id, screens.not_sent(ctx.user.view))
    if talking or not text:
        raise ApplicationHandlerStop


async def _masked(ctx: Context[Route], message: Message, *, warns: bool) -> str:
    """Its words without secrets; the person is warned here where nobody else will."""
    raw = (message.text or message.caption or "").strip()
    if warns and raw:
        return (await judged_text(ctx, message, raw))[0]
    return ctx.services.knowledge.safety.secrets.mask(raw).text


async def _request(ctx: Context[Route], topic: str | None, named: int) -> HumanRequest:
    known = _fresh(ctx)
    name = shown_name((await ctx.bot.get_chat(ctx.user.id)).full_name or "") if named else None
    return HumanRequest(known.question or "", topic, known.line.operator, name or None)


def _topic(ctx: Context[routes.HumanRoute] | Context[routes.SendHumanRoute]) -> str | None:
    """A changed client may send any words for a topic: they must not reach others, nor the counts."""
    topic = ctx.route.topic
    return topic if topic in ctx.services.knowledge.library.topics else None


def _fresh(ctx: Context[Route]) -> ConversationContext:
    return ctx.talk.known.fresh(ctx.services.now())


def support_of(services: Services) -> Support:
    """Return when the humans answer."""
    settings = services.settings
    here = UserClock(services.now(), settings.timezone.key)
    return Support(settings.support_hours, settings.support_within, here)
