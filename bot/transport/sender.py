"""Send and edit messages, with Telegram's traps in one place."""

import logging
from typing import Any

from telegram import (
    CallbackQuery,
    CopyTextButton,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    LinkPreviewOptions,
    Message,
    ReplyParameters,
)
from telegram.constants import ParseMode
from telegram.error import BadRequest, TelegramError
from telegram.ext import ExtBot

from bot.screens.routes import MenuRoute, Route, RouteTooLong
from bot.screens.screen import Button, Screen
from bot.transport.rate_limit import AT_ONCE

logger = logging.getLogger(__name__)

_NO_PREVIEW = LinkPreviewOptions(is_disabled=True)
_SAME = "message is not modified"


def keyboard(screen: Screen) -> InlineKeyboardMarkup | None:
    """Return the rows under a message; a route that does not fit into 64 bytes leads to the menu."""
    if not screen.rows:
        return None
    return InlineKeyboardMarkup([[_button(button) for button in row] for row in screen.rows])


def _button(button: Button) -> InlineKeyboardButton:
    if button.url:
        return InlineKeyboardButton(button.label, url=button.url, style=button.style)
    if button.copy:
        return InlineKeyboardButton(button.label, copy_text=CopyTextButton(button.copy), style=button.style)
    if button.to is None:
        raise ValueError(f"the button '{button.label}' leads nowhere")
    return InlineKeyboardButton(button.label, callback_data=_packed(button.to), style=button.style)


def _packed(route: Route) -> str:
    """Pack a route. Only a forged button has fields so long that what follows from them does not fit."""
    try:
        return route.pack()
    except RouteTooLong:
        return MenuRoute().pack()


async def send(
    bot: ExtBot[Any],
    chat: int,
    screen: Screen,
    at_once: bool = False,
    thread: int | None = None,
    reply_to: int | None = None,
) -> Message:
    """A new message. `at_once`: RetryAfter instead of waiting where Telegram holds the chat; `thread`: a
    forum's topic; `reply_to`: the message that it answers, if that is still there."""
    return await bot.send_message(
        chat,
        screen.text,
        parse_mode=ParseMode.HTML,
        reply_markup=keyboard(screen),
        link_preview_options=_NO_PREVIEW,
        message_thread_id=thread,
        reply_parameters=replying(reply_to),
        rate_limit_args=AT_ONCE if at_once else None,
    )


def replying(message: int | None) -> ReplyParameters | None:
    """An answer to a message, sent all the same where that is gone."""
    return ReplyParameters(message, allow_sending_without_reply=True) if message else None


async def show(bot: ExtBot[Any], query: CallbackQuery, screen: Screen) -> None:
    """Answer a tap: edit its message by ids, or send anew where it can no longer be edited."""
    await acknowledge(bot, query, screen.toast)
    message = query.message
    if message is None:
        await send(bot, query.from_user.id, screen)
        return
    try:
        await bot.edit_message_text(
            screen.text,
            chat_id=message.chat.id,
            message_id=message.message_id,
            parse_mode=ParseMode.HTML,
            reply_markup=keyboard(screen),
            link_preview_options=_NO_PREVIEW,
        )
    except BadRequest as error:
        if _SAME in str(error).lower():
            return  # the same button pressed twice: what it leads to is there already
        logger.info("Cannot edit a message, sending anew: %s", error)
        await send(bot, message.chat.id, screen)


async def edit(bot: ExtBot[Any], chat: int, message: int, screen: Screen) -> None:
    """Another screen in the place of an older one; nothing where it is gone or the same."""
    try:
        await bot.edit_message_text(
            screen.text,
            chat_id=chat,
            message_id=message,
            parse_mode=ParseMode.HTML,
            reply_markup=keyboard(screen),
            link_preview_options=_NO_PREVIEW,
        )
    except BadRequest as error:
        logger.info("Cannot edit an answer: %s", error)


async def acknowledge(bot: ExtBot[Any], query: CallbackQuery, toast: str | None = None) -> None:
    """Stop the button's clock. A failure harms nobody and holds nothing up: the screen matters.

    After a downtime the query is too old; where Telegram holds the method, it would be by then.
    """
    try:
        await bot.answer_callback_query(query.id, toast, rate_limit_args=AT_ONCE)
    except TelegramError as error:
        logger.info("Cannot answer a tap: %s", error)
