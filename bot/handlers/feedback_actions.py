"""What people say of an answer: kept, changeable; what seems outdated goes before those who run the bot."""

import hashlib
import logging

from telegram.error import TelegramError
from telegram.ext import ExtBot

from bot.handlers.context import Context, tell
from bot.screens import feedback_screens, routes
from bot.screens.composing import compose
from bot.screens.render_context import RenderContext, as_kind
from bot.screens.screen import Screen
from bot.screens.topic_screens import REASONS
from bot.services import Services, as_language
from bot.store.feedback import Verdict
from bot.transport import sender

logger = logging.getLogger(__name__)


async def vote(ctx: Context[routes.VoteRoute]) -> Screen:
    """Keep whether an answer helped."""
    await _keep(ctx, ctx.route.topic, ctx.route.operator, "helped" if ctx.route.helped else "not-helped")
    return ctx.rendered()


async def give_reason(ctx: Context[routes.ReasonRoute]) -> Screen:
    """Keep why it did not help; what seems outdated is put before those who run the bot."""
    verdict = REASONS.get(ctx.route.reason)
    if verdict is None:
        return ctx.rendered()
    new = await _keep(ctx, ctx.route.topic, ctx.route.operator, verdict)
    if new and verdict == "outdated":
        await _ask_admins(ctx)
    return ctx.rendered()


async def _keep(
    ctx: Context[routes.VoteRoute] | Context[routes.ReasonRoute],
    topic: str,
    operator: str | None,
    verdict: str,
) -> bool:
    services, library = ctx.services, ctx.services.knowledge.library
    if topic not in library.topics:
        return False
    known = operator if operator in library.operators else None
    seen = answer_hash(topic, known, ctx.user.view)
    said = Verdict(ctx.user.id, topic, known or "", verdict, ctx.user.language, seen)
    new = await services.feedback.say(said, services.now())
    if new:
        await services.counts.add(verdict, topic, services.now())
    return new


def answer_hash(topic: str, operator: str | None, view: RenderContext) -> str:
    """Return a hash that changes when the answer does; "" where it is gone."""
    found = view.library.topics.get(topic)
    if found is None:
        return ""
    said = compose(found, view, view.operator(operator)).text(view)
    return hashlib.blake2b(said.encode(), digest_size=8).hexdigest()


async def _ask_admins(ctx: Context[routes.ReasonRoute]) -> None:
    """The facts of the answer with source and age, to each who runs the bot in their language."""
    services, route = ctx.services, ctx.route
    today = services.now().date()
    for admin in services.settings.admin_ids:
        known = await services.people.get(admin)
        language = as_language(known.language) or services.settings.default_language
        view = RenderContext(services.knowledge.library, language)
        topic = view.library.topics[route.topic]
        operator = view.operator(route.operator)
        facts = compose(topic, view, operator, as_kind(route.kind, operator)).facts
        try:
            await sender.send(ctx.bot, admin, feedback_screens.outdated(topic, operator, facts, today, view))
        except TelegramError as error:
            logger.info("One who runs the bot was not told of a fact: %s", error)


async def tell_changed(bot: ExtBot[None], services: Services) -> None:
    """Tell those who called an answer outdated that it has changed, once, after new words."""
    for said in await services.feedback.outdated():
        language = as_language(said.language) or services.settings.default_language
        view = RenderContext(services.knowledge.library, language)
        if said.topic not in view.library.topics or said.answer == answer_hash(
            said.topic, said.operator or None, view
        ):
            continue
        changed = Verdict(said.person, said.topic, said.operator, "changed", said.language)
        await services.feedback.say(changed, services.now())
        to = routes.TopicRoute(said.topic, said.operator or None)
        await tell(bot, said.person, lambda view, to=to: feedback_screens.changed(to, view), services)  # type: ignore[misc]
