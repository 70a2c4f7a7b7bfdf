"""`@bot words` in any chat: answers to send there; and mentions where the bot is no member."""

import logging
from typing import cast

from telegram import (
    InlineQuery,
    InlineQueryResultArticle,
    InlineQueryResultsButton,
    InputTextMessageContent,
    LinkPreviewOptions,
    Message,
    Update,
    User,
)
from telegram.constants import ParseMode
from telegram.error import TelegramError

from bot.content.languages import Language, from_telegram
from bot.handlers.group_messages import answer_in_group, question_of, verdict_in_group
from bot.screens.deep_links import code_of
from bot.screens.inline_results import InlineResult, commonest, matching
from bot.screens.render_context import RenderContext
from bot.screens.screen import Screen
from bot.services import Services, as_language, services_of
from bot.transport import BotContext, sender

logger = logging.getLogger(__name__)

_CACHED = 60
_LONGEST = 200
_START = "menu"


async def on_inline_query(update: Update, context: BotContext) -> None:
    """List answers in the language typed; nothing typed: the commonest."""
    query, services = cast(InlineQuery, update.inline_query), services_of(context)
    words = services.knowledge.safety.secrets.mask(query.query.strip()[:_LONGEST]).text
    view = RenderContext(services.knowledge.library, await _language(query.from_user, services))
    username = context.bot.username
    if words:
        finding = services.knowledge.understanding.find(words, view.language)
        results = matching(finding, username, view.speaking(finding.language))
        view = view.speaking(finding.language)
    else:
        results = commonest(await _asked(services), username, view)
    first = code_of(results[0].route) if results and words else None
    button = InlineQueryResultsButton(view.say("inline.open"), start_parameter=first or _START)
    try:
        await query.answer(
            [article(result) for result in results], cache_time=_CACHED, is_personal=True, button=button
        )
    except TelegramError as error:  # too late: they have typed on
        logger.info("Cannot answer an inline query: %s", error)


def article(result: InlineResult) -> InlineQueryResultArticle:
    """Return a result in Telegram's form."""
    return InlineQueryResultArticle(
        result.id,
        result.title,
        _content(result.screen),
        sender.keyboard(result.screen),
        description=result.first,
    )


def _content(screen: Screen) -> InputTextMessageContent:
    quiet = LinkPreviewOptions(is_disabled=True)
    return InputTextMessageContent(screen.text, ParseMode.HTML, link_preview_options=quiet)


async def _asked(services: Services) -> list[str]:
    """Topics, those most voted on first."""
    found = await services.database.or_else(services.feedback.topics(), [])
    return [topic for topic in found if topic in services.knowledge.library.topics]


async def _language(user: User, services: Services) -> Language:
    known = await services.people.get(user.id)
    return as_language(known.language) or from_telegram(
        user.language_code, services.settings.default_language
    )


async def on_guest_message(update: Update, context: BotContext) -> None:
    """Answer where the bot is no member and was mentioned, once, as in a group."""
    message = cast(Message, update.guest_message)
    if message.from_user is None or message.guest_query_id is None:
        return
    services, username = services_of(context), context.bot.username
    question = question_of(message, username, context.bot.id)
    text = question if question is not None else (message.text or message.caption or "")
    verdict = verdict_in_group(text, message, services, context.bot.id)
    screen = await answer_in_group(text, message.from_user, verdict, services, username)
    title = screen.text.splitlines()[0][:60]
    result = InlineQueryResultArticle("answer", title, _content(screen), sender.keyboard(screen))
    try:
        await context.bot.answer_guest_query(message.guest_query_id, result)
    except TelegramError as error:
        logger.info("Cannot answer as a guest: %s", error)
