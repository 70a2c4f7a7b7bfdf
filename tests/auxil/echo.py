"""A small real bot: an unchanged python-telegram-bot application to try the local Telegram with."""

from __future__ import annotations

import io
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from telegram import CopyTextButton, InlineKeyboardButton, InlineKeyboardMarkup, Update
from telegram.constants import ChatAction, ParseMode
from telegram.ext import (
    Application,
    ApplicationBuilder,
    CallbackQueryHandler,
    CommandHandler,
    ContextTypes,
    MessageHandler,
    filters,
)

from bot.emulator import LocalServer

EchoApp = Application[Any, Any, Any, Any, Any, Any]
Context = ContextTypes.DEFAULT_TYPE

GUIDE = [
    '<b>1/3 · Open it</b>\nGo to <a href="https://orange.fr">orange.fr</a>, find <code>Recharger</code>.',
    "<b>2/3 · Your number</b>\n<i>French</i> numbers start with <code>06</code> or <code>07</code>.",
    "<b>3/3 · Pay</b>\n<blockquote>Keep the receipt.</blockquote>\nDone? <tg-spoiler>Well done</tg-spoiler>",
]


def builder(server: LocalServer) -> ApplicationBuilder[Any, Any, Any, Any, Any, Any]:
    """An ApplicationBuilder that points at the local Telegram."""
    base = server.url
    return Application.builder().token(server.token).base_url(f"{base}/bot").base_file_url(f"{base}/file/bot")


def keyboard() -> InlineKeyboardMarkup:
    """One button of each kind."""
    return InlineKeyboardMarkup(
        [
            [
                InlineKeyboardButton("Guide", callback_data="step:0"),
                InlineKeyboardButton("Toast", callback_data="toast"),
            ],
            [
                InlineKeyboardButton("Alert", callback_data="alert"),
                InlineKeyboardButton("File", callback_data="file"),
            ],
            [
                InlineKeyboardButton("Site", url="https://orange.fr"),
                InlineKeyboardButton("Copy", copy_text=CopyTextButton("Recharger")),
            ],
        ]
    )


async def start(update: Update, context: Context) -> None:
    assert update.message is not None and update.message.from_user is not None
    about = " ".join(context.args or []) or "nothing"
    text = f"<b>Hello, {update.message.from_user.first_name}</b>\nYou came for {about}."
    await update.message.reply_text(text, parse_mode=ParseMode.HTML, reply_markup=keyboard())


async def echo(update: Update, _: Context) -> None:
    assert update.message is not None
    await update.message.reply_chat_action(ChatAction.TYPING)
    await update.message.reply_text(update.message.text or "no text", reply_markup=keyboard())


async def tapped(update: Update, context: Context) -> None:
    query = update.callback_query
    assert query is not None and query.message is not None
    data = query.data or ""
    if data == "toast":
        await query.answer("A toast")
    elif data == "alert":
        await query.answer("An alert, to be closed", show_alert=True)
    elif data == "file":
        await query.answer()
        content = io.BytesIO(b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n")
        await context.bot.send_document(
            query.message.chat.id, content, filename="card.ics", caption="Your dates"
        )
    elif data.startswith("step:"):
        await query.answer()
        await show_step(query, int(data.removeprefix("step:")))
    else:
        await query.answer("Unknown button")


async def show_step(query: Any, step: int) -> None:
    row = [InlineKeyboardButton("Back", callback_data=f"step:{step - 1}")] if step else []
    row += [InlineKeyboardButton("Next", callback_data=f"step:{step + 1}")] if step + 1 < len(GUIDE) else []
    markup = InlineKeyboardMarkup([row, [InlineKeyboardButton("Toast", callback_data="toast")]])
    await query.edit_message_text(GUIDE[step], parse_mode=ParseMode.HTML, reply_markup=markup)


async def set_up(app: EchoApp) -> None:
    """The command menus."""
    await app.bot.set_my_commands([("start", "Begin"), ("help", "What I can do")])
    await app.bot.set_my_commands(
        [("start", "Commencer"), ("help", "Ce que je sais faire")], language_code="fr"
    )
    await app.bot.set_my_description("I repeat what you say, and walk you through a small guide.")


@asynccontextmanager
async def running(server: LocalServer) -> AsyncIterator[EchoApp]:
    """The bot at work, polling."""
    app: EchoApp = builder(server).build()
    app.add_handler(CommandHandler("start", start))
    app.add_handler(CallbackQueryHandler(tapped))
    app.add_handler(MessageHandler(filters.UpdateType.MESSAGE, echo))
    await app.initialize()
    await set_up(app)
    await app.start()
    assert app.updater is not None
    await app.updater.start_polling(timeout=10, allowed_updates=Update.ALL_TYPES)
    try:
        yield app
    finally:
        await app.updater.stop()
        await app.stop()
        await app.shutdown()
