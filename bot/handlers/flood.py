"""Before anything else: who sends too much is told so once, calmly, and is then not answered for a while."""

from telegram import Update
from telegram.error import TelegramError
from telegram.ext import ApplicationHandlerStop

from bot.safety.limits import Admission
from bot.screens.screen import Screen
from bot.services import Services, services_of, user_context
from bot.transport import BotContext, sender


async def hold_back(update: Update, context: BotContext) -> None:
    """Let an update through, or end it here. Only what a person sends is counted."""
    services = services_of(context)
    person = update.effective_user
    if person is None or update.my_chat_member or await _from_support(update, services):
        return
    kind = "tap" if update.callback_query else "message"
    admission = await services.buckets.admit(kind, person.id, services.now())
    if admission is Admission.WELCOME:
        return
    if admission is Admission.SAY_ONCE:
        await _say(update, context, services)
    raise ApplicationHandlerStop


async def _from_support(update: Update, services: Services) -> bool:
    """Those who answer people may write as much as they like."""
    configured, chat = services.settings.support_chat_id, update.effective_chat
    if configured is None or chat is None or chat.type == chat.PRIVATE:
        return False
    return chat.id == await services.support_chats.current(configured)


async def _say(update: Update, context: BotContext, services: Services) -> None:
    user = await user_context(update, services)
    text = user.view.say("limits.slow")
    if update.callback_query:
        await sender.acknowledge(context.bot, update.callback_query, text)
        return
    chat = update.effective_chat
    if chat is None or chat.type != chat.PRIVATE:
        return  # a group would be told of what one of its members does
    try:
        await sender.send(context.bot, chat.id, Screen(text), at_once=True)
    except TelegramError:
        return
