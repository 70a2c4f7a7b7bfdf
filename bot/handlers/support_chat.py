"""What is said and done in the support chat: answers that reach the person, /close, /block, notes."""

import logging
from dataclasses import replace
from typing import cast

from telegram import Chat, ChatMember, ChatMemberUpdated, Message, Update
from telegram.error import BadRequest, Forbidden, TelegramError
from telegram.ext import ExtBot

from bot.handlers.support_line import SupportLine
from bot.screens import human as screens
from bot.screens.render_context import RenderContext
from bot.screens.screen import Screen
from bot.services import Services, as_language, services_of
from bot.store.handoffs import Handoff, HandoffState, Relay
from bot.transport import BotContext, sender

logger = logging.getLogger(__name__)

NOTE = "//"
_COMMANDS: dict[str, HandoffState] = {"/close": "closed", "/block": "blocked", "/unblock": "closed"}
_GONE = (ChatMember.LEFT, ChatMember.BANNED)


async def is_support_chat(chat: int, line: SupportLine) -> bool:
    """Return whether a group is the support chat."""
    return line.configured is not None and chat in (line.configured, await line.chat())


async def on_support_message(update: Update, context: BotContext, line: SupportLine) -> None:
    """Handle an answer, a command or a note of a human; ignore everything else there."""
    message, services = cast(Message, update.effective_message), services_of(context)
    if message.migrate_to_chat_id and line.configured:
        await services.support_chats.move(line.configured, message.migrate_to_chat_id)
        return
    handoff = await _whose(message, services)
    if handoff is None or message.from_user is None or message.from_user.is_bot or _is_service(message):
        return
    words = (message.text or message.caption or "").lstrip()
    command = _COMMANDS.get(words.split(maxsplit=1)[0].split("@")[0].lower()) if words else None
    if update.edited_message:
        await _change(message, words, services, context.bot)
    elif command:
        await _command(words, replace(handoff, state=command), handoff, line)
    elif not words.startswith((NOTE, "/")):
        await _bring(message, handoff, line)


def _is_service(message: Message) -> bool:
    return not (message.text or message.caption or message.effective_attachment)


async def _whose(message: Message, services: Services) -> Handoff | None:
    """The person whom a message is about: by the message that it replies to, or by its topic."""
    chat, answered = message.chat.id, message.reply_to_message
    if answered and (relay := await services.handoffs.by_ours(chat, answered.message_id)):
        return await services.handoffs.get(relay.person)
    if answered and (head := await services.handoffs.by_head(chat, answered.message_id)):
        return head
    if message.is_topic_message and message.message_thread_id:
        return await services.handoffs.in_thread(chat, message.message_thread_id)
    return None


async def _command(words: str, changed: Handoff, before: Handoff, line: SupportLine) -> None:
    """/close, /block, /unblock: noted, told to both sides."""
    services = line.services
    await services.handoffs.keep(changed, services.now())
    said = {"blocked": "human.blocked", "closed": "human.closed"}[changed.state]
    await line.tell(before, Screen(line.view.say(said)))
    if before.state in ("waiting", "talking"):
        await _tell_person(line, before.person, screens.over)
    if not words.lower().startswith("/unblock"):
        await line.close_topic(before)


async def _bring(message: Message, handoff: Handoff, line: SupportLine) -> None:
    """Send a human's answer as it is; the first one says that a human writes now."""
    services, bot = line.services, line.bot
    if handoff.state == "blocked":
        await line.tell(handoff, Screen(line.view.say("human.still_blocked")))
        return
    begins = handoff.state != "talking" or not handoff.is_open(services.now())
    try:
        if begins:
            view = await _view_of(handoff.person, services)
            await sender.send(bot, handoff.person, screens.answering(view))
            # Before the answer is there: what the person says to it is for the human alone.
            await services.handoffs.keep(replace(handoff, state="talking"), services.now())
        copied = await bot.copy_message(handoff.person, message.chat.id, message.message_id)
    except TelegramError as error:
        logger.info("An answer of a human did not arrive: %s", error)
        key = "human.unreachable" if isinstance(error, Forbidden) else "human.undelivered"
        await line.tell(handoff, Screen(line.view.say(key)))
        return
    await services.handoffs.keep(replace(handoff, state="talking"), services.now())
    relay = Relay(handoff.person, copied.message_id, message.chat.id, message.message_id)
    await services.handoffs.note(relay, services.now())


async def _change(message: Message, words: str, services: Services, bot: ExtBot[None]) -> None:
    """An answer that its human edited; turned into a note, it is taken back."""
    relay = await services.handoffs.by_ours(message.chat.id, message.message_id)
    if relay is None:
        return
    person, theirs = relay.person, relay.theirs
    try:
        if words.startswith(NOTE):
            await bot.delete_message(person, theirs)
        elif message.text is not None:
            await bot.edit_message_text(
                message.text, chat_id=person, message_id=theirs, entities=message.entities
            )
        else:
            await bot.edit_message_caption(
                person, theirs, caption=message.caption, caption_entities=message.caption_entities
            )
    except (BadRequest, Forbidden) as error:
        logger.info("A human's change did not arrive: %s", error)


async def _view_of(person: int, services: Services) -> RenderContext:
    known = await services.people.get(person)
    language = as_language(known.language) or services.settings.default_language
    return RenderContext(services.knowledge.library, language)


async def _tell_person(line: SupportLine, person: int, screen: screens.Worded) -> None:
    try:
        await sender.send(line.bot, person, screen(await _view_of(person, line.services)))
    except TelegramError as error:
        logger.info("A person was not told of the end of a talk: %s", error)


async def on_membership(update: Update, context: BotContext) -> None:
    """Note that the bot was added to a group, or removed from it."""
    change, services = cast(ChatMemberUpdated, update.my_chat_member), services_of(context)
    if change.chat.type == Chat.PRIVATE:
        return
    line = SupportLine(context.bot, services)
    gone = change.new_chat_member.status in _GONE
    if not await is_support_chat(change.chat.id, line):
        if not gone and change.old_chat_member.status in _GONE:
            await sender.send(context.bot, change.chat.id, Screen(line.view.say("groups.hello")))
    elif gone:
        await line.lost()
    elif line.configured is not None:
        await services.support_chats.find(line.configured)
