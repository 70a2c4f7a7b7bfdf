"""What a bot sends with a call: read from JSON, form or multipart, checked against a small table of types."""

from __future__ import annotations

import json
from typing import Any, NamedTuple
from urllib.parse import parse_qsl

from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException
from starlette.requests import Request

from bot.emulator.api_error import ApiError, bad_request

BODY_LIMIT = 52_000_000
_TRUE, _FALSE = ("true", "yes", "1"), ("false", "no", "0", "")


class Upload(NamedTuple):
    """A file that came with a call."""

    name: str
    kind: str
    content: bytes


class Params:
    """The parameters of one call, by name; empty ones count as absent, as with Telegram."""

    def __init__(self, values: dict[str, Any], uploads: dict[str, Upload] | None = None) -> None:
        self.values = {name: value for name, value in values.items() if value is not None}
        self.uploads = uploads or {}

    def text(self, name: str) -> str:
        """A string, empty when absent."""
        value = self.values.get(name, "")
        if isinstance(value, bool):
            return "true" if value else "false"
        if isinstance(value, dict | list):
            return json.dumps(value)
        return str(value)

    def integer(self, name: str, default: int = 0) -> int:
        """A whole number, `default` when absent or not one."""
        try:
            return int(self.text(name))
        except ValueError:
            return default

    def boolean(self, name: str) -> bool:
        """A truth value, false when absent."""
        return self.text(name).lower() in _TRUE

    def tree(self, name: str) -> Any:
        """A JSON value, None when absent."""
        value = self.values.get(name)
        if not isinstance(value, str):
            return value
        if not value:
            return None
        try:
            return json.loads(value)
        except ValueError:
            raise bad_request(f"can't parse {name}: not a JSON value") from None

    def file(self, name: str) -> Upload | str:
        """An uploaded file, or the string given for one (file_id, address), empty when absent."""
        value = self.text(name)
        if value.startswith("attach://"):
            part = value.removeprefix("attach://")
            if part not in self.uploads:
                raise bad_request(f'file "{part}" not found in the request')
            return self.uploads[part]
        return self.uploads.get(name, value)

    def check(self, types: dict[str, str]) -> None:
        """Refuse values that aren't of the type in `types` (int, bool, array, object, id, str, file)."""
        for name, value in self.values.items():
            kind = types.get(name)
            if kind and not _fits(value, kind):
                raise bad_request(f'field "{name}" must be of type {_NAMES[kind]}')


_NAMES = {"int": "Number", "bool": "Boolean", "array": "Array", "object": "Object"}
_NAMES |= {"str": "String", "id": "Number or String", "file": "InputFile"}


def _fits(value: Any, kind: str) -> bool:
    if kind == "bool":
        return isinstance(value, bool) or str(value).lower() in _TRUE + _FALSE
    if kind == "int":
        digits = str(value).removeprefix("-")
        return not isinstance(value, bool) and (digits == "" or (digits.isascii() and digits.isdigit()))
    if kind in ("array", "object"):
        if isinstance(value, str) and value:
            try:
                value = json.loads(value)
            except ValueError:
                return False
        return value == "" or isinstance(value, list if kind == "array" else dict)
    return not isinstance(value, bool | dict | list | float)


async def read_params(request: Request) -> Params:
    """Query, JSON, form or multipart, whatever the bot chose."""
    values: dict[str, Any] = dict(request.query_params)
    if request.method != "POST":
        return Params(values)
    if int(request.headers.get("content-length") or 0) > BODY_LIMIT:
        raise ApiError(413, "Request Entity Too Large")
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind == "multipart/form-data":
        return await _multipart(request, values)
    body = await request.body()
    if kind == "application/json":
        return Params(values | _json_object(body))
    if kind == "application/x-www-form-urlencoded":
        try:
            return Params(values | dict(parse_qsl(body.decode(), keep_blank_values=True)))
        except UnicodeDecodeError:
            raise bad_request("strings must be encoded in UTF-8") from None
    return Params(values)


def _json_object(body: bytes) -> dict[str, Any]:
    try:
        values = json.loads(body or b"{}")
    except ValueError:
        values = None
    if not isinstance(values, dict):
        raise bad_request("can't parse JSON object")
    return values


async def _multipart(request: Request, values: dict[str, Any]) -> Params:
    uploads: dict[str, Upload] = {}
    try:
        async with request.form(max_part_size=1_000_000) as form:
            for name, value in form.multi_items():
                if isinstance(value, UploadFile):
                    kind = value.content_type or "application/octet-stream"
                    uploads[name] = Upload(value.filename or name, kind, await value.read())
                else:
                    values[name] = value
    except HTTPException:
        raise bad_request("can't parse multipart body") from None
    return Params(values, uploads)


_MESSAGE = (
    "business_connection_id:str chat_id:id message_thread_id:int direct_messages_topic_id:int"
    " disable_notification:bool protect_content:bool allow_paid_broadcast:bool message_effect_id:str"
    " suggested_post_parameters:object reply_parameters:object reply_markup:object"
)
_CAPTION = "caption:str parse_mode:str caption_entities:array show_caption_above_media:bool"
_EDIT = "business_connection_id:str chat_id:id message_id:int inline_message_id:str reply_markup:object"
_TOPIC = "chat_id:id message_thread_id:int"
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
    "createForumTopic": "chat_id:id name:str icon_color:int icon_custom_emoji_id:str",
    "editForumTopic": f"{_TOPIC} name:str icon_custom_emoji_id:str",
    "closeForumTopic": _TOPIC,
    "reopenForumTopic": _TOPIC,
    "deleteForumTopic": _TOPIC,
    "setMessageReaction": "chat_id:id message_id:int reaction:array is_big:bool",
    "answerGuestQuery": "guest_query_id:str result:object",
}

NAMES = {name.lower(): name for name in _TABLE}
"""Methods are found in any case, as with Telegram."""

TYPES: dict[str, dict[str, str]] = {
    name: dict(pair.split(":", 1) for pair in signature.split()) for name, signature in _TABLE.items()
}
"""Method -> parameter -> type."""
