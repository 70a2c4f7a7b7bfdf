"""For those who run the bot: what happened, new words without a restart, who asks for a human."""

import asyncio
import logging
from datetime import timedelta
from typing import cast

from telegram import Message, Update
from telegram.error import TelegramError

from bot.content.markup import escape
from bot.content.problem import ContentError
from bot.knowledge import load_knowledge
from bot.screens import routes
from bot.screens.routes import Route
from bot.screens.screen import Screen
from bot.services import Context, services_of, user_context
from bot.transport import sender as outbox

logger = logging.getLogger(__name__)

COMMANDS = ("stats", "reload")
_DAYS = 30
_MOST_ROWS, _MOST_PROBLEMS = 60, 20


async def admin(update: Update, context: Context) -> None:
    """`/stats` and `/reload`, for ADMIN_IDS only; to anyone else they do not exist."""
    services = services_of(context)
    user = await user_context(update, services)
    message = cast(Message, update.effective_message)
    name = (message.text or "").split()[0].lstrip("/").split("@")[0].lower()
    if user.id not in services.settings.admin_ids:
        text = user.view.say("answer.none")
    else:
        text = await (_stats(ctx) if name == "stats" else _reload(ctx))
    await outbox.send(context.bot, message.chat_id, Screen(text, (user.view.menu,)))


async def _stats(ctx: Context[Route]) -> str:
    """Counts of the last days: outcomes, votes, where guides are left. No text, no person."""
    rows = await ctx.services.counts.since((ctx.services.now() - timedelta(days=_DAYS)).date())
    said = [f"{kind} {name}: {count}" for kind, name, count in rows[:_MOST_ROWS]]
    return f"<b>{ctx.user.view.say('admin.stats', days=_DAYS)}</b>\n" + escape("\n".join(said))


async def _reload(ctx: Context[Route]) -> str:
    """New words in one assignment; where they are broken the old ones stay, and it says why."""
    try:
        settings = ctx.services.settings
        ctx.services.knowledge = await asyncio.to_thread(load_knowledge, settings.faq_dir, settings.data_dir)
    except ContentError as error:
        problems = "\n".join(map(str, error.problems[:_MOST_PROBLEMS]))
        return f"<b>{ctx.user.view.say('admin.kept')}</b>\n<pre>{escape(problems)[:3500]}</pre>"
    return ctx.user.view.say("admin.reloaded", topics=len(ctx.services.knowledge.library.topics))


async def ask_for_human(ctx: Context[routes.HumanRoute]) -> None:
    """Tell the support chat who waits, and about what."""
    chat = ctx.services.settings.support_chat_id
    topic = cast(routes.HumanRoute, ctx.route).topic
    await ctx.services.counts.add("human", topic or "menu", ctx.services.now())
    if chat is None:
        return
    person = f'<a href="tg://user?id={ctx.user.id}">{ctx.user.id}</a>'
    language = ctx.services.settings.default_language
    text = ctx.user.view.speaking(language).say("admin.human", person=person, topic=topic or "–")
    try:
        await outbox.send(ctx.bot, chat, Screen(text))
    except TelegramError as error:
        logger.warning("The support chat could not be told: %s", error)
