"""When something breaks: one apology with an id, the trace in the log with the same id, the bot lives on."""

import logging
import secrets

from telegram import Update
from telegram.error import NetworkError, RetryAfter, TelegramError

from bot.screens.screen import Screen
from bot.services import services_of, user_context
from bot.transport import BotContext, sender
from bot.transport.per_chat import PerChatProcessor
from bot.transport.rate_limit import ChatRateLimiter

logger = logging.getLogger(__name__)

# Letters and digits that nobody confuses when reading them out.
_ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
_LENGTH = 4


async def failed(update: object, context: BotContext) -> None:
    """Log an error of a handler and answer the person (python-telegram-bot's error callback)."""
    services_of(context).metrics.failed(update)
    number = "".join(secrets.choice(_ALPHABET) for _ in range(_LENGTH))
    if isinstance(context.error, NetworkError) and not isinstance(update, Update):
        logger.warning("Telegram is out of reach: %s", context.error)
        return
    if isinstance(context.error, RetryAfter):
        # An apology would wait as long, and then be one message more of those that were too many.
        logger.warning("[%s] Telegram took no answer to an update: %s", number, context.error)
        _leave_for_the_next_life(update, context)
        return
    logger.error("[%s] An update failed", number, exc_info=context.error)
    if not isinstance(update, Update) or not update.effective_chat or not update.effective_user:
        return
    try:
        user = await user_context(update, services_of(context))
        screen = Screen(user.view.say("error.apology", id=number), (user.view.menu,))
        await sender.send(context.bot, update.effective_chat.id, user.drawn(screen))
    except TelegramError as error:
        logger.warning("[%s] The apology did not arrive: %s", number, error)


def _leave_for_the_next_life(update: object, context: BotContext) -> None:
    """Where it was the stop of this process that cut the waiting short, the update is not finished."""
    limiter, processor = context.bot.rate_limiter, context.application.update_processor
    stopping = isinstance(limiter, ChatRateLimiter) and limiter.closed
    if stopping and isinstance(processor, PerChatProcessor) and isinstance(update, Update):
        processor.unfinished.add(update.update_id)
