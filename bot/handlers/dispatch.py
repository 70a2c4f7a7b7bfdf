"""The bot's table of contents: which update goes where."""

from telegram import Update
from telegram.ext import (
    CallbackQueryHandler,
    ChatMemberHandler,
    CommandHandler,
    MessageHandler,
    TypeHandler,
    filters,
)

from bot.handlers import card_actions as my_cards
from bot.handlers import card_dates
from bot.handlers import person_actions as timezone
from bot.handlers import reminder_actions as reminder_list
from bot.handlers import renewal_actions as renewals
from bot.handlers import sharing_actions as sharing
from bot.handlers.admin import COMMANDS as ADMIN_COMMANDS
from bot.handlers.admin import admin
from bot.handlers.commands import OPENS, TAKES, command
from bot.handlers.errors import failed
from bot.handlers.person_actions import came, came_or_went
from bot.handlers.taps import tap
from bot.handlers.text import not_text, question
from bot.services import App

# What taps do is registered where it is written.
REGISTERED = (card_dates, my_cards, reminder_list, renewals, sharing, timezone)

# Edited messages are left alone by design: the answer to the first form is there already.
_PRIVATE = filters.ChatType.PRIVATE & filters.UpdateType.MESSAGE
_READABLE = filters.TEXT | filters.CAPTION
_BEFORE = -1


def route(app: App) -> None:
    """Hand every kind of update to its handler."""
    app.add_handler(TypeHandler(Update, came), group=_BEFORE)
    app.add_handler(ChatMemberHandler(came_or_went))
    app.add_handler(CommandHandler([*OPENS, *TAKES], command, filters=_PRIVATE))
    app.add_handler(CommandHandler(ADMIN_COMMANDS, admin, filters=_PRIVATE))
    app.add_handler(CallbackQueryHandler(tap))
    app.add_handler(MessageHandler(_PRIVATE & _READABLE, question))
    app.add_handler(MessageHandler(_PRIVATE & ~filters.StatusUpdate.ALL, not_text))
    app.add_error_handler(failed)
