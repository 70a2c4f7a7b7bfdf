"""Messages in groups: those of the support chat, and questions to the bot elsewhere.

In a group the bot is silent unless it is mentioned, replied to or asked with /ask; it answers once a minute
to each person, knows nothing of anybody there, and sends personal matters to the private chat.
"""

import logging
from collections import OrderedDict
from datetime import datetime, timedelta

from telegram import Message, ReactionTypeEmoji, Update, User
from telegram.error import TelegramError

from bot.content.languages import Language, from_telegram
from bot.conversation import ConversationContext
from bot.handlers.message_links import links_of
from bot.handlers.support_chat import is_support_chat, on_support_message
from bot.handlers.support_line import SupportLine
from bot.safety.verdict import MessageVerdict
from bot.screens.group_screens import group_answer, private_only
from bot.screens.render_context import RenderContext
from bot.screens.screen import Screen
from bot.services import Services, as_language, services_of
from bot.transport import BotContext, sender

logger = logging.getLogger(__name__)

ONCE = timedelta(minutes=1)
_REMEMBERED = 2048
_ASK = "/ask"
_BUSY = "👀"
# What is said about oneself: nothing of it is shown to a group.
_PERSONAL_ACTS = frozenset({"my-dates", "statement", "human", "language"})


class GroupMessages:
    """Remembers, in this process, whom it answered in the last minute, and what answers which question."""

    def __init__(self) -> None:
        self._last: OrderedDict[tuple[int, int], datetime] = OrderedDict()
        self._answers: OrderedDict[tuple[int, int], int] = OrderedDict()

    async def __call__(self, update: Update, context: BotContext) -> None:
        """To the humans' side of a talk in the support chat; elsewhere, answer who asks the bot."""
        message, services = update.effective_message, services_of(context)
        line = SupportLine(context.bot, services)
        if message is None:
            return
        if await is_support_chat(message.chat.id, line):
            await on_support_message(update, context, line)
        elif message.from_user and not message.from_user.is_bot:
            await self._hear(message, message.from_user, context, edited=bool(update.edited_message))

    async def _hear(self, message: Message, user: User, context: BotContext, *, edited: bool) -> None:
        question = question_of(message, context.bot.username, context.bot.id)
        known = self._answers.get((message.chat.id, message.message_id))
        if question is None or (edited and known is None):
            return
        services = services_of(context)
        verdict = verdict_in_group(question, message, services, context.bot.id)
        screen = await answer_in_group(question, user, verdict, services, context.bot.username)
        if known is not None:
            await sender.edit(context.bot, message.chat.id, known, screen)
            return
        if not self._is_welcome((message.chat.id, user.id), services.now()):
            await _react(message)
            return
        thread = message.message_thread_id if message.is_topic_message else None
        sent = await sender.send(
            context.bot, message.chat.id, screen, thread=thread, reply_to=message.message_id
        )
        _keep(self._answers, (message.chat.id, message.message_id), sent.message_id)

    def _is_welcome(self, who: tuple[int, int], now: datetime) -> bool:
        """Whether this person's last answer here is a minute old."""
        last = self._last.get(who)
        if last is not None and now - last < ONCE:
            return False
        _keep(self._last, who, now)
        return True


def _keep(kept: OrderedDict, key: tuple[int, int], value: object) -> None:  # type: ignore[type-arg]
    kept[key] = value
    kept.move_to_end(key)
    while len(kept) > _REMEMBERED:
        kept.popitem(last=False)


async def _react(message: Message) -> None:
    try:
        await message.set_reaction(ReactionTypeEmoji(_BUSY))
    except TelegramError as error:
        logger.info("Cannot react in a group: %s", error)


def question_of(message: Message, username: str, bot: int) -> str | None:
    """What is asked of the bot, of the message replied to where nothing else is said; None for other talk."""
    text = message.text or message.caption or ""
    answered = message.reply_to_message
    replied = answered is not None and answered.from_user is not None and answered.from_user.id == bot
    words = _without_call(text, username)
    if words is None and not replied:
        return None
    said = (text if words is None else words).strip()
    if not said and answered is not None and not replied:
        said = (answered.text or answered.caption or "").strip()
    return said


def _without_call(text: str, username: str) -> str | None:
    """The text without /ask or the mention; None where neither stands in it."""
    head, _, rest = text.partition(" ")
    command, _, addressee = head.casefold().partition("@")
    if command.startswith("/"):
        called = command == _ASK and addressee in ("", username.casefold())
        return rest if called else None
    mention = f"@{username}".casefold()
    at = text.casefold().find(mention)
    if at < 0 or text[at + len(mention) :][:1].isalnum():
        return None
    return f"{text[:at]} {text[at + len(mention) :]}"


def verdict_in_group(question: str, message: Message, services: Services, bot: int) -> MessageVerdict:
    """Judge a question with its links; what it replies to, if not ours, is the verdict where it is false."""
    safety = services.knowledge.safety
    answered = message.reply_to_message
    if answered is not None and not (answered.from_user and answered.from_user.id == bot):
        shown = safety.verdict(answered.text or answered.caption or "", links_of(answered))
        if shown.verdict == "suspicious":
            return shown
    return safety.verdict(question, links_of(message))


async def answer_in_group(
    question: str, user: User, verdict: MessageVerdict, services: Services, username: str
) -> Screen:
    """The answer to anybody: nothing that is kept of the person goes into it, but their language.

    A secret is warned of above the answer: everybody in the group reads it until it is deleted.
    """
    knowledge = services.knowledge
    language = await _language_of(user, services)
    view = RenderContext(knowledge.library, language)
    if not question and not verdict.takes_answer:
        return private_only("groups.how", username, view)
    masked = knowledge.safety.secrets.mask(question)
    turn = knowledge.responder.respond(
        masked.text, ConversationContext(), services.now(), language=language, judged=verdict.takes_answer
    )
    view = view.speaking(turn.finding.language)
    if turn.act in _PERSONAL_ACTS or turn.statement:
        return private_only("groups.private", username, view)
    await services.counts.add("group", turn.finding.outcome, services.now())
    return group_answer(turn, verdict, masked.secrets, username, view)


async def _language_of(user: User, services: Services) -> Language:
    known = await services.people.get(user.id)
    return as_language(known.language) or from_telegram(
        user.language_code, services.settings.default_language
    )
