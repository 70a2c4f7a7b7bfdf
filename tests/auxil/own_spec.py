"""What of the Bot API the bot uses, in a table of our own: a clone elsewhere checks its calls too.

Parameters are those of python-telegram-bot's methods, limits those of `telegram.constants`.
"""

from __future__ import annotations

import inspect
import re
from typing import Any

import telegram
from telegram import constants

Json = dict[str, Any]

METHODS = (
    *("getMe", "getUpdates", "setWebhook", "deleteWebhook", "getWebhookInfo", "sendMessage"),
    *("sendChatAction", "copyMessage", "forwardMessage", "sendPhoto", "sendDocument", "getFile"),
    *("editMessageText", "editMessageCaption", "editMessageReplyMarkup", "deleteMessage", "deleteMessages"),
    *("answerCallbackQuery", "answerInlineQuery", "setMyCommands", "getMyCommands", "deleteMyCommands"),
    *("setMyName", "getMyName", "setMyDescription", "getMyDescription", "setMyShortDescription"),
    *("getMyShortDescription", "setChatMenuButton", "getChatMenuButton", "getChat", "getChatMember"),
    *("createForumTopic", "editForumTopic", "closeForumTopic", "reopenForumTopic", "deleteForumTopic"),
    *("logOut", "close", "answerGuestQuery", "setMessageReaction"),
)
_MESSAGE, _QUERY = constants.MessageLimit, constants.CallbackQueryLimit
_BUTTON, _COPY, _COMMAND = (
    constants.InlineKeyboardButtonLimit,
    constants.InlineKeyboardButtonLimit,
    constants.BotCommandLimit,
)
_TEXT = f"1-{int(_MESSAGE.MAX_TEXT_LENGTH)} characters after entities parsing"
_CAPTION = f"0-{int(_MESSAGE.CAPTION_LENGTH)} characters after entities parsing"
LIMITS: dict[tuple[str, str], str] = {
    ("sendMessage", "text"): _TEXT,
    ("editMessageText", "text"): _TEXT,
    ("sendDocument", "caption"): _CAPTION,
    ("sendPhoto", "caption"): _CAPTION,
    ("editMessageCaption", "caption"): _CAPTION,
    ("answerCallbackQuery", "text"): f"0-{int(_QUERY.ANSWER_CALLBACK_QUERY_TEXT_LENGTH)} characters",
    ("setMyDescription", "description"): "0-512 characters",
    ("setMyShortDescription", "short_description"): "0-120 characters",
    ("InlineKeyboardButton", "callback_data"): (
        f"{int(_BUTTON.MIN_CALLBACK_DATA)}-{int(_BUTTON.MAX_CALLBACK_DATA)} bytes"
    ),
    ("CopyTextButton", "text"): "1-256 characters",
    ("BotCommand", "command"): f"{int(_COMMAND.MIN_COMMAND)}-{int(_COMMAND.MAX_COMMAND)} characters",
    (
        "BotCommand",
        "description",
    ): f"{int(_COMMAND.MIN_DESCRIPTION)}-{int(_COMMAND.MAX_DESCRIPTION)} characters",
}
"""The longest texts, in the words in which the Bot API says it."""

# What python-telegram-bot offers beside the Bot API's own parameters.
_NOT_SENT = re.compile(
    r"self|api_kwargs|\w+_timeout|filename|allow_sending_without_reply|reply_to_message_id"
    r"|disable_web_page_preview|current_offset|auto_pagination|rate_limit_args|contact|location|venue"
)
_OBJECTS = ("InlineKeyboardMarkup", "InlineKeyboardButton", "CopyTextButton", "BotCommand")
_SHAPES: dict[str, list[str]] = {
    "reply_markup": ["InlineKeyboardMarkup"],
    "inline_keyboard": ["Array of Array of InlineKeyboardButton"],
    "copy_text": ["CopyTextButton"],
    "commands": ["Array of BotCommand"],
    "document": ["InputFile", "String"],
    "photo": ["InputFile", "String"],
}
_SIMPLE = {"int": "Integer", "float": "Float", "str": "String", "bool": "Boolean"}


def tree() -> Json:
    """The table in the form of the Bot API's specification."""
    methods = {name: {"fields": _fields(name, _method(name)), "returns": ["Any"]} for name in METHODS}
    types = {name: {"fields": _fields(name, getattr(telegram, name).__init__)} for name in _OBJECTS}
    return {"methods": methods, "types": types}


def _method(name: str) -> Any:
    return getattr(telegram.Bot, re.sub(r"(?<!^)(?=[A-Z])", "_", name).lower())


def _fields(owner: str, made_by: Any) -> list[Json]:
    """The parameters of a method, or of the class of an object."""
    return [
        {
            "name": name,
            "required": parameter.default is inspect.Parameter.empty,
            "types": _SHAPES.get(name) or _types(str(parameter.annotation)),
            "description": LIMITS.get((owner, name), ""),
        }
        for name, parameter in inspect.signature(made_by).parameters.items()
        if not _NOT_SENT.fullmatch(name)
    ]


def _types(annotation: str) -> list[str]:
    """The Bot API's types of an annotation; Any where it holds more than plain values."""
    plain = re.sub(
        r"typing\.Union|telegram\._utils\.defaultvalue\.DefaultValue|NoneType|None|<class '(\w+)'>",
        r"\1",
        annotation,
    )
    names = set(re.findall(r"[A-Za-z_.]+", plain))
    return sorted(_SIMPLE[name] for name in names) if names and names <= _SIMPLE.keys() else ["Any"]
