"""The Bot API's methods, one file a kind, each a function of (world, params) that returns the result."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from bot.emulator.methods import bot_profile, edits, forum, queries, receiving, sending
from bot.emulator.params import Params
from bot.emulator.state import State

Method = Callable[[State, Params], Any | Awaitable[Any]]

METHODS: dict[str, Method] = {
    "getMe": bot_profile.get_me,
    "logOut": bot_profile.agree,
    "close": bot_profile.agree,
    "getUpdates": receiving.get_updates,
    "setWebhook": receiving.set_webhook,
    "deleteWebhook": receiving.delete_webhook,
    "getWebhookInfo": receiving.get_webhook_info,
    "sendMessage": sending.send_message,
    "sendChatAction": sending.send_chat_action,
    "copyMessage": sending.copy_message,
    "forwardMessage": sending.forward_message,
    "sendPhoto": sending.send_photo,
    "sendDocument": sending.send_document,
    "getFile": sending.get_file,
    "editMessageText": edits.edit_message_text,
    "editMessageCaption": edits.edit_message_caption,
    "editMessageReplyMarkup": edits.edit_message_reply_markup,
    "deleteMessage": edits.delete_message,
    "deleteMessages": edits.delete_messages,
    "answerCallbackQuery": queries.answer_callback_query,
    "answerInlineQuery": queries.answer_inline_query,
    "setMyCommands": bot_profile.set_my_commands,
    "getMyCommands": bot_profile.get_my_commands,
    "deleteMyCommands": bot_profile.delete_my_commands,
    "setMyName": bot_profile.set_my_name,
    "getMyName": bot_profile.get_my_name,
    "setMyDescription": bot_profile.set_my_description,
    "getMyDescription": bot_profile.get_my_description,
    "setMyShortDescription": bot_profile.set_my_short_description,
    "getMyShortDescription": bot_profile.get_my_short_description,
    "setChatMenuButton": queries.set_chat_menu_button,
    "getChatMenuButton": queries.get_chat_menu_button,
    "getChat": queries.get_chat,
    "getChatMember": queries.get_chat_member,
    "createForumTopic": forum.create_forum_topic,
    "editForumTopic": forum.edit_forum_topic,
    "closeForumTopic": forum.close_forum_topic,
    "reopenForumTopic": forum.reopen_forum_topic,
    "deleteForumTopic": forum.delete_forum_topic,
    "setMessageReaction": forum.set_message_reaction,
    "answerGuestQuery": queries.answer_guest_query,
}
