"""For those who run the bot: what happened, new words without a restart, who asks for a human."""

import asyncio
import logging
from datetime import timedelta

from telegram.error import TelegramError

from bot.content.markup import escape
from bot.content.problem import ContentError
from bot.handlers.commands import Command
from bot.handlers.context import Context
from bot.knowledge import load_knowledge
from bot.screens import routes
from bot.screens.routes import Route
from bot.screens.screen import Screen
from bot.transport import sender

logger = logging.getLogger(__name__)

_DAYS = 30
_MOST_ROWS, _MOST_PROBLEMS = 60, 20


def admins_only(command: Command) -> Command:
    """Run a command for ADMIN_IDS; to anyone else it does not exist."""

    async def checked(ctx: Context[Route], words: str) -> Screen:
        if ctx.user.id not in ctx.services.settings.admin_ids:
            return Screen(ctx.user.view.say("answer.none"), (ctx.user.view.menu,))
        return await command(ctx, words)

    return checked


async def stats(ctx: Context[Route], *_: str) -> Screen:
    """Counts of the last days: outcomes, votes, where guides are left. No text, no person."""
    rows = await ctx.services.counts.since((ctx.services.now() - timedelta(days=_DAYS)).date())
    said = [f"{kind} {name}: {count}" for kind, name, count in rows[:_MOST_ROWS]]
    text = f"<b>{ctx.user.view.say('admin.stats', days=_DAYS)}</b>\n" + escape("\n".join(said))
    return Screen(text, (ctx.user.view.menu,))


async def reload(ctx: Context[Route], *_: str) -> Screen:
    """Take new words in one assignment; where they are broken the old ones stay, and it says why."""
    view = ctx.user.view
    try:
        settings = ctx.services.settings
        ctx.services.knowledge = await asyncio.to_thread(load_knowledge, settings.faq_dir, settings.data_dir)
    except ContentError as error:
        problems = "\n".join(map(str, error.problems[:_MOST_PROBLEMS]))
        kept = f"<b>{view.say('admin.kept')}</b>\n<pre>{escape(problems)[:3500]}</pre>"
        return Screen(kept, (view.menu,))
    reloaded = view.say("admin.reloaded", topics=len(ctx.services.knowledge.library.topics))
    return Screen(reloaded, (view.menu,))


async def ask_for_human(ctx: Context[routes.HumanRoute]) -> Screen:
    """Tell the support chat who waits, and about what."""
    chat = ctx.services.settings.support_chat_id
    topic = ctx.route.topic
    await ctx.services.counts.add("human", topic or "menu", ctx.services.now())
    if chat is None:
        return ctx.rendered()
    person = f'<a href="tg://user?id={ctx.user.id}">{ctx.user.id}</a>'
    language = ctx.services.settings.default_language
    text = ctx.user.view.speaking(language).say("admin.human", person=person, topic=topic or "–")
    try:
        await sender.send(ctx.bot, chat, Screen(text))
    except TelegramError as error:
        logger.warning("The support chat could not be told: %s", error)
    return ctx.rendered()
