"""The supported methods and the types of their parameters: the part of the specification that is needed here.

`id` is Integer or String. Parameters that aren't listed are ignored, as Telegram ignores them.
"""

from __future__ import annotations

_MESSAGE = (
    "business_connection_id:str chat_id:id message_thread_id:int direct_messages_topic_id:int"
    " disable_notification:bool protect_content:bool allow_paid_broadcast:bool message_effect_id:str"
    " suggested_post_parameters:object reply_parameters:object reply_markup:object"
)
_CAPTION = "caption:str parse_mode:str caption_entities:array show_caption_above_media:bool"
_EDIT = "business_connection_id:str chat_id:id message_id:int inline_message_id:str reply_markup:object"
_SCOPE = "scope:object language_code:str"

_TABLE = {
    "getMe": "",
    "logOut": "",
    "close": "",
    "getUpdates": "offset:int limit:int timeout:int allowed_updates:array",
    "setWebhook": "url:str certificate:file ip_address:str max_connections:int allowed_updates:array"
    " drop_pending_updates:bool secret_token:str",
    "deleteWebhook": "drop_pending_updates:bool",
    "getWebhookInfo": "",
    "sendMessage": f"{_MESSAGE} text:str parse_mode:str entities:array link_preview_options:object",
    "sendPhoto": f"{_MESSAGE} {_CAPTION} photo:file has_spoiler:bool",
    "sendDocument": f"{_MESSAGE} {_CAPTION} document:file thumbnail:file disable_content_type_detection:bool",
    "sendChatAction": "business_connection_id:str chat_id:id message_thread_id:int action:str",
    "copyMessage": f"{_MESSAGE} {_CAPTION} from_chat_id:id message_id:int video_start_timestamp:int",
    "forwardMessage": f"{_MESSAGE} from_chat_id:id message_id:int video_start_timestamp:int",
    "editMessageText": f"{_EDIT} text:str parse_mode:str entities:array link_preview_options:object",
    "editMessageCaption": f"{_EDIT} {_CAPTION}",
    "editMessageReplyMarkup": _EDIT,
    "deleteMessage": "chat_id:id message_id:int",
    "deleteMessages": "chat_id:id message_ids:array",
    "answerCallbackQuery": "callback_query_id:str text:str show_alert:bool url:str cache_time:int",
    "answerInlineQuery": "inline_query_id:str results:array cache_time:int is_personal:bool next_offset:str"
    " button:object",
    "setMyCommands": f"commands:array {_SCOPE}",
    "getMyCommands": _SCOPE,
    "deleteMyCommands": _SCOPE,
    "setMyName": "name:str language_code:str",
    "getMyName": "language_code:str",
    "setMyDescription": "description:str language_code:str",
    "getMyDescription": "language_code:str",
    "setMyShortDescription": "short_description:str language_code:str",
    "getMyShortDescription": "language_code:str",
    "setChatMenuButton": "chat_id:int menu_button:object",
    "getChatMenuButton": "chat_id:int",
    "getChat": "chat_id:id",
    "getChatMember": "chat_id:id user_id:int",
    "getFile": "file_id:str",
}

NAMES = {name.lower(): name for name in _TABLE}
"""Methods are found in any case, as with Telegram."""

TYPES: dict[str, dict[str, str]] = {
    name: dict(pair.split(":", 1) for pair in signature.split()) for name, signature in _TABLE.items()
}
"""Method -> parameter -> type."""
