"""Messages in groups: those of the support chat, and questions to the bot elsewhere."""

from telegram import Message, Update

from bot.handlers.support_chat import is_support_chat, on_support_message
from bot.handlers.support_line import SupportLine
from bot.services import services_of
from bot.transport import BotContext


async def on_group_message(update: Update, context: BotContext) -> None:
    """To the humans' side of a talk in the support chat; a question elsewhere."""
    message, line = update.effective_message, SupportLine(context.bot, services_of(context))
    if isinstance(message, Message) and await is_support_chat(message.chat.id, line):
        await on_support_message(update, context, line)
