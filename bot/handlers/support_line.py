"""The way to the support chat: a topic per person in a forum, else replies; a chat that moves is followed."""

import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from typing import TypeVar

from telegram import Message
from telegram.error import BadRequest, ChatMigrated, Forbidden, TelegramError
from telegram.ext import ExtBot

from bot.screens.render_context import RenderContext
from bot.screens.screen import Screen
from bot.services import Services, as_language
from bot.store.handoffs import Handoff, Relay
from bot.transport import sender

logger = logging.getLogger(__name__)

T = TypeVar("T")

_GONE = ("chat not found", "not enough rights to send", "have no rights to send", "need administrator rights")
_NO_THREAD = ("message thread not found", "topic_deleted", "topic_id_invalid", "topic_closed")
_TITLE = 60


class SupportOutOfReach(Exception):
    """The support chat can't be reached now."""


@dataclass(frozen=True)
class SupportLine:
    """Send messages to the humans of the support chat."""

    bot: ExtBot[None]
    services: Services

    @property
    def configured(self) -> int | None:
        return self.services.settings.support_chat_id

    async def chat(self) -> int | None:
        """Return the present id of the support chat; None where none is set."""
        return await self.services.support_chats.current(self.configured) if self.configured else None

    @property
    def view(self) -> RenderContext:
        """How screens look to the humans."""
        return RenderContext(self.services.knowledge.library, self.services.settings.default_language)

    async def begin(self, handoff: Handoff, screen: Screen, title: str) -> Handoff:
        """Send the first message, in the person's topic where there are topics. SupportOutOfReach."""
        chat = await self.chat()
        if handoff.chat != chat:
            handoff = replace(handoff, chat=chat, thread=None, head=None)
        if handoff.thread is None:
            handoff = await self._with_topic(handoff, title)
        else:
            await self._reopen(handoff)
        handoff, sent = await self._threaded(
            handoff, title, lambda at, thread: sender.send(self.bot, at, screen, thread=thread)
        )
        return replace(handoff, head=sent.message_id, chat=sent.chat.id)

    async def tell(self, handoff: Handoff, screen: Screen) -> None:
        """Send a note of the bot to the humans; a failure is logged only."""
        try:
            await self._threaded(
                handoff,
                handoff.question[:_TITLE],
                lambda at, thread: sender.send(
                    self.bot, at, screen, thread=thread, reply_to=None if thread else handoff.head
                ),
            )
        except SupportOutOfReach:
            logger.warning("The support chat was not told of the end of a talk")

    async def pass_on(self, handoff: Handoff, message: Message, text: str) -> Handoff:
        """Send what a person wrote to the humans, text or caption masked. Raises SupportOutOfReach."""
        handoff, number = await self._threaded(
            handoff,
            handoff.question[:_TITLE],
            lambda at, thread: self._copied(message, text, handoff, at, thread),
        )
        chat = await self.chat() or 0
        relay = Relay(handoff.person, message.message_id, chat, number)
        await self.services.handoffs.note(relay, self.services.now())
        return handoff

    async def _copied(
        self, message: Message, text: str, handoff: Handoff, chat: int, thread: int | None
    ) -> int:
        reply = None if thread else sender.replying(handoff.head)
        if message.text is not None:
            sent = await self.bot.send_message(chat, text, message_thread_id=thread, reply_parameters=reply)
            return sent.message_id
        copied = await self.bot.copy_message(
            chat,
            handoff.person,
            message.message_id,
            caption=text or None,
            message_thread_id=thread,
            reply_parameters=reply,
        )
        return copied.message_id

    async def edit(self, relay: Relay, message: Message, text: str) -> None:
        """Edit in the support chat what a person edited."""
        try:
            if message.text is not None:
                await self._reaching(
                    lambda at: self.bot.edit_message_text(text, chat_id=at, message_id=relay.ours)
                )
            else:
                await self._reaching(
                    lambda at: self.bot.edit_message_caption(at, relay.ours, caption=text or None)
                )
        except (SupportOutOfReach, BadRequest) as error:
            logger.info("A change did not reach the support chat: %s", type(error).__name__)

    async def close_topic(self, handoff: Handoff) -> None:
        """Close a person's topic; the next question opens it again."""
        if handoff.thread is None or handoff.chat is None:
            return
        try:
            await self.bot.close_forum_topic(handoff.chat, handoff.thread)
        except TelegramError as error:
            logger.info("A topic could not be closed: %s", error)

    async def _reopen(self, handoff: Handoff) -> None:
        try:
            await self.bot.reopen_forum_topic(handoff.chat or 0, handoff.thread or 0)
        except TelegramError as error:  # open already, or deleted: sending tells
            logger.info("A topic was not opened again: %s", error)

    async def _with_topic(self, handoff: Handoff, title: str) -> Handoff:
        try:
            topic = await self._reaching(lambda at: self.bot.create_forum_topic(at, title[:_TITLE] or "?"))
        except BadRequest:  # a plain group, or the bot may not make topics
            return replace(handoff, chat=await self.chat(), thread=None)
        return replace(handoff, chat=await self.chat(), thread=topic.message_thread_id)

    async def _threaded(
        self, handoff: Handoff, title: str, send: Callable[[int, int | None], Awaitable[T]]
    ) -> tuple[Handoff, T]:
        """Send into the person's topic; into a new one where theirs was deleted."""
        try:
            try:
                return handoff, await self._reaching(lambda at: send(at, handoff.thread))
            except BadRequest as error:
                if handoff.thread is None or not _says(error, _NO_THREAD):
                    raise
            renewed = await self._with_topic(replace(handoff, thread=None, head=None), title)
            return renewed, await self._reaching(lambda at: send(at, renewed.thread))
        except TelegramError as error:
            logger.warning("The support chat could not be reached: %s", error)
            raise SupportOutOfReach from None

    async def _reaching(self, call: Callable[[int], Awaitable[T]]) -> T:
        """Call with the chat's id, followed where it moved; ADMIN_IDS are told once that it is gone."""
        chat = await self.chat()
        if chat is None or self.configured is None:
            raise SupportOutOfReach
        try:
            try:
                done = await call(chat)
            except ChatMigrated as error:
                await self.services.support_chats.move(self.configured, error.new_chat_id)
                done = await call(error.new_chat_id)
        except (Forbidden, BadRequest) as error:
            if isinstance(error, Forbidden) or _says(error, _GONE):
                await self.lost()
                raise SupportOutOfReach from None
            raise
        await self.services.support_chats.find(self.configured)
        return done

    async def lost(self) -> None:
        """Tell those who run the bot, once, that the support chat is out of reach."""
        services = self.services
        if self.configured is None or not await services.support_chats.lose(self.configured, services.now()):
            return
        for admin in services.settings.admin_ids:
            known = await services.people.get(admin)
            language = as_language(known.language) or services.settings.default_language
            view = self.view.speaking(language)
            try:
                await sender.send(self.bot, admin, Screen(view.say("admin.support_lost")))
            except TelegramError as error:
                logger.warning("One who runs the bot could not be told of the support chat: %s", error)


def _says(error: TelegramError, words: tuple[str, ...]) -> bool:
    return any(word in str(error).lower() for word in words)
