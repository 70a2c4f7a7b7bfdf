"""For those who run the bot: what happened, new words without a restart, who asks for a human."""

import asyncio
import logging
from datetime import timedelta
from typing import cast

from telegram import Message, Update
from telegram.error import TelegramError

from bot.content.markup import escape
from bot.content.problem import ContentError
from bot.handlers import outbox
from bot.handlers.desk import Context, Desk, Visitor, desk_of, visitor
from bot.handlers.taps import acts
from bot.screens import places
from bot.screens.places import Place
from bot.screens.screen import Screen
from bot.shelf import open_shelf

logger = logging.getLogger(__name__)

COMMANDS = ("stats", "reload")
_DAYS = 30
_MOST_ROWS, _MOST_PROBLEMS = 60, 20


async def admin(update: Update, context: Context) -> None:
    """`/stats` and `/reload`, for ADMIN_IDS only; to anyone else they do not exist."""
    desk = desk_of(context)
    who = await visitor(update, desk)
    message = cast(Message, update.effective_message)
    name = (message.text or "").split()[0].lstrip("/").split("@")[0].lower()
    if who.id not in desk.settings.admin_ids:
        text = who.view.say("answer.none")
    else:
        text = await (_stats(who, desk) if name == "stats" else _reload(who, desk))
    await outbox.send(context.bot, message.chat_id, Screen(text, (who.view.menu,)))


async def _stats(who: Visitor, desk: Desk) -> str:
    """Counts of the last days: outcomes, votes, where guides are left. No text, no person."""
    rows = await desk.counts.since((desk.now() - timedelta(days=_DAYS)).date())
    said = [f"{kind} {name}: {count}" for kind, name, count in rows[:_MOST_ROWS]]
    return f"<b>{who.view.say('admin.stats', days=_DAYS)}</b>\n" + escape("\n".join(said))


async def _reload(who: Visitor, desk: Desk) -> str:
    """New words in one assignment; where they are broken the old ones stay, and it says why."""
    try:
        settings = desk.settings
        desk.shelf = await asyncio.to_thread(open_shelf, settings.faq_dir, settings.data_dir)
    except ContentError as error:
        problems = "\n".join(map(str, error.problems[:_MOST_PROBLEMS]))
        return f"<b>{who.view.say('admin.kept')}</b>\n<pre>{escape(problems)[:3500]}</pre>"
    return who.view.say("admin.reloaded", topics=len(desk.shelf.library.topics))


@acts(places.Human)
async def _asked_for_human(place: Place, who: Visitor, desk: Desk, context: Context) -> None:
    """Tell the support chat who waits, and about what."""
    chat = desk.settings.support_chat_id
    topic = cast(places.Human, place).topic
    await desk.counts.add("human", topic or "menu", desk.now())
    if chat is None:
        return
    person = f'<a href="tg://user?id={who.id}">{who.id}</a>'
    language = desk.settings.default_language
    text = who.view.speaking(language).say("admin.human", person=person, topic=topic or "–")
    try:
        await outbox.send(context.bot, chat, Screen(text))
    except TelegramError as error:
        logger.warning("The support chat could not be told: %s", error)
