"""When something breaks: one apology with an id, the trace in the log with the same id, the bot lives on."""

import logging
import secrets

from telegram import Update
from telegram.error import NetworkError, RetryAfter, TelegramError

from bot.screens.screen import Screen
from bot.services import services_of, user_context
from bot.transport import BotContext, sender

logger = logging.getLogger(__name__)

# Letters and digits that nobody confuses when reading them out.
_ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
_LENGTH = 4


async def failed(update: object, context: BotContext) -> None:
    """PTB's error handler."""
    number = "".join(secrets.choice(_ALPHABET) for _ in range(_LENGTH))
    if isinstance(context.error, NetworkError) and not isinstance(update, Update):
        logger.warning("Telegram is out of reach: %s", context.error)
        return
    if isinstance(context.error, RetryAfter):
        # An apology would wait as long, and then be one message more of those that were too many.
        logger.warning("[%s] Telegram took no answer to an update: %s", number, context.error)
        return
    logger.error("[%s] An update failed", number, exc_info=context.error)
    if not isinstance(update, Update) or not update.effective_chat or not update.effective_user:
        return
    try:
        user = await user_context(update, services_of(context))
        screen = Screen(user.view.say("error.apology", id=number), (user.view.menu,))
        await sender.send(context.bot, update.effective_chat.id, screen)
    except TelegramError as error:
        logger.warning("[%s] The apology did not arrive: %s", number, error)
