"""The talk around one update: what a message means in it, and what is remembered after it."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import datetime

from telegram import Message

from bot.conversation import ConversationContext, Line, Pair, SavedCard
from bot.handlers.context import Context, Incoming
from bot.handlers.message_links import links_of
from bot.handlers.text import prompted
from bot.safety.verdict import MessageVerdict
from bot.screens import routes
from bot.screens.render_context import RenderContext
from bot.screens.routes import Route
from bot.screens.safety_screens import secret_warning
from bot.transport import sender


@asynccontextmanager
async def keeping(ctx: Context[Route]) -> AsyncIterator[None]:
    """Write what the talk knows once, also where the answer did not arrive for sure."""
    try:
        yield
    finally:
        await ctx.talk.keep(ctx.user.id, ctx.services)


async def judged_text(ctx: Context[Route], message: Message, text: str) -> tuple[str, MessageVerdict]:
    """Mask what is secret, warn of it, and judge the whole message; returns the masked text and the verdict.

    Nothing else reads the raw text.
    """
    safety = ctx.services.knowledge.safety
    masked = safety.secrets.mask(text)
    if masked.secrets:
        warning = secret_warning(masked.secrets, _spoken_to(ctx, masked.text))
        await sender.send(ctx.bot, ctx.user.id, ctx.user.drawn(warning))
    return masked.text, safety.verdict(text, links_of(message))


def _spoken_to(ctx: Context[Route], text: str) -> RenderContext:
    """How screens look to the writer of a text: who never wrote before is answered in its language."""
    if ctx.user.person.language:
        return ctx.user.view
    found = ctx.services.knowledge.understanding.find(text, preferred_language=ctx.user.language)
    return ctx.user.view.speaking(found.language)


async def understood(ctx: Context[Route], message: Message, text: str, verdict: MessageVerdict) -> Incoming:
    """Work out what a message means in its conversation."""
    replied = _routes_under(message.reply_to_message)
    ctx.talk.known = prompted(_about(message, replied, ctx.talk.known)).fresh(ctx.services.now())
    cards = await ctx.services.database.or_else(ctx.services.cards.of(ctx.user.id), [])
    turn = ctx.services.knowledge.responder.respond(
        text,
        ctx.talk.known,
        ctx.clock.local,
        language=ctx.user.language,
        judged=verdict.takes_answer,
        cards=[SavedCard(card.nickname, card.operator, card.kind) for card in cards],
    )
    return Incoming(text, verdict, turn, cards, replied)


def _routes_under(message: Message | None) -> tuple[Route, ...]:
    """The routes of the buttons under a message of ours; they tell what it was about, whatever its age."""
    if message is None or message.reply_markup is None:
        return ()
    packed = (button.callback_data for row in message.reply_markup.inline_keyboard for button in row)
    found = (routes.unpack(data) for data in packed if isinstance(data, str))
    return tuple(route for route in found if route)


def _about(message: Message, replied: tuple[Route, ...], known: ConversationContext) -> ConversationContext:
    """The talk as it is for a reply to an older message."""
    if message.reply_to_message is None:
        return known
    if pair := known.pair_of(message.reply_to_message.message_id):
        return known.replied(pair.topic, pair.operator)
    for route in replied:
        if isinstance(route, routes.VoteRoute | routes.TopicRoute):
            return known.replied(route.topic, route.operator)
        if isinstance(route, routes.GuideRoute | routes.GuideEndRoute | routes.StuckRoute):
            return known.replied(route.channel, route.operator)
    return known


def tapped(known: ConversationContext, route: Route | None, now: datetime) -> ConversationContext:
    """Return the conversation after a tap: the topic that was opened, the line that was picked."""
    if isinstance(route, routes.TopicRoute):
        return known.told(Line(route.operator, route.kind), now).about(route.topic, now)
    if isinstance(route, routes.GuideRoute):
        return known.told(Line(route.operator, route.kind), now).about(route.channel, now)
    if isinstance(route, routes.OperatorRoute):
        return known.told(Line(route.operator), now)
    if isinstance(route, routes.OperatorsRoute) and route.topic:
        return known.about(route.topic, now)
    if isinstance(route, routes.AdvisorRoute):
        said = Line(_said(route.operator), _said(route.kind), None, _said(route.where), _said(route.pay))
        return known.told(said, now)
    return known


def _said(value: str | None) -> str | None:
    """The advisor marks what was skipped by a dash."""
    return None if value == "-" else value


def note_album(ctx: Context[Route], message: Message) -> bool:
    """Return whether a message is the first of its album, or of none: one album is answered once."""
    album = message.media_group_id
    if album is None:
        return True
    first = ctx.talk.known.album != album
    ctx.talk.known = replace(ctx.talk.known, album=album)
    return first


def note_pair(ctx: Context[Route], said: Incoming, question: int, answer: int) -> None:
    """Remember which message answered which, and about what."""
    finding, now = said.turn.finding, ctx.services.now()
    small = said.turn.act is not None and finding.outcome == "none"
    if not small and said.turn.act != "human":
        ctx.talk.known = ctx.talk.known.wondered(said.text, now)
    ctx.talk.known = ctx.talk.known.answered(Pair(question, answer, finding.topic, finding.operator))
