"""Who blocked the bot is left alone; who comes back is told what was kept for them."""

from typing import cast

from telegram import Chat, ChatMember, ChatMemberUpdated, Update, User

from bot.handlers import outbox
from bot.handlers.desk import Context, Desk, desk_of, visitor
from bot.screens.reminder import back


async def came_or_went(update: Update, context: Context) -> None:
    """Telegram says that a person blocked the bot, or that they let it write again."""
    desk = desk_of(context)
    change = cast(ChatMemberUpdated, update.my_chat_member)
    if change.chat.type != Chat.PRIVATE:
        return
    if change.new_chat_member.status == ChatMember.BANNED:
        await desk.reminders.pause_person(change.from_user.id, desk.now())
    else:
        await _welcome(update, context, desk)


async def came(update: Update, context: Context) -> None:
    """Whatever someone sends whom we could not reach: they are there again."""
    desk = desk_of(context)
    user = update.effective_user
    if user and not update.my_chat_member and (await desk.people.get(user.id)).blocked:
        await _welcome(update, context, desk)


async def _welcome(update: Update, context: Context, desk: Desk) -> None:
    now, person = desk.now(), cast(User, update.effective_user).id
    held = await desk.reminders.resume_person(person, now)
    if not held:
        return
    missed = sum(reminder.due <= now for reminder in held)
    who = await visitor(update, desk)
    await outbox.send(context.bot, person, back(len(held), missed, who.view))
