"""New messages: sent, copied, forwarded, with photos and documents; and "is typing"."""

from __future__ import annotations

from bot.emulator.api_error import bad_request
from bot.emulator.files import DOCUMENT_LIMIT, DOWNLOAD_LIMIT, PHOTO_LIMIT, picture_size
from bot.emulator.keyboards import reply_markup
from bot.emulator.message_text import caption_text, message_text
from bot.emulator.methods.target import find_chat, message_number, open_chat, reply, thread_of
from bot.emulator.params import Params, Upload
from bot.emulator.state import Json, State

_UPLOADS = ("upload_photo", "upload_video", "upload_voice", "upload_document", "upload_video_note")
_ACTIONS = {*_UPLOADS, "typing", "record_video", "record_voice", "record_video_note"}
_ACTIONS |= {"choose_sticker", "find_location"}
_CONTENT = (
    "text",
    "entities",
    "caption",
    "caption_entities",
    "photo",
    "document",
    "sticker",
    "voice",
    "video",
)
_PREVIEW_FLAGS = ("is_disabled", "prefer_small_media", "prefer_large_media", "show_above_text")


def send_message(world: State, params: Params) -> Json:
    """A text."""
    text, mode, entities = params.text("text"), params.text("parse_mode"), params.tree("entities")
    body = message_text(text, mode, entities, too_long="message is too long")
    content: Json = {"text": body.text} | ({"entities": body.entities} if body.entities else {})
    return post(world, params, content | link_preview(params))


def post(world: State, params: Params, content: Json) -> Json:
    """Put a message of the bot into the chat, with the buttons and the reply that the call asks for."""
    chat = open_chat(world, params)
    fields = reply(world, chat, params) | thread_of(world, chat, params)
    keyboard = reply_markup(params.values.get("reply_markup"))
    if keyboard is not None:
        content = content | {"reply_markup": keyboard}
    if params.boolean("protect_content"):
        content = content | {"has_protected_content": True}
    return world.add_message(chat, world.bot, fields | content)


def link_preview(params: Params) -> Json:
    """The field `link_preview_options`, checked."""
    options = params.tree("link_preview_options")
    if not options:
        return {}
    for flag in _PREVIEW_FLAGS:
        if not isinstance(options.get(flag, False), bool):
            raise bad_request(f'field "{flag}" must be of type Boolean')
    return {"link_preview_options": options}


def caption(params: Params) -> Json:
    """The fields of a caption."""
    body = caption_text(params.text("caption"), params.text("parse_mode"), params.tree("caption_entities"))
    if not body.text:
        return {}
    return {"caption": body.text} | ({"caption_entities": body.entities} if body.entities else {})


def send_chat_action(world: State, params: Params) -> bool:
    """ "Is typing" and the like."""
    chat = open_chat(world, params)
    action = params.text("action").lower()
    if action not in _ACTIONS:
        raise bad_request("wrong parameter action in request")
    world.feed.tell(chat["id"], {"event": "typing", "action": action})
    return True


def copy_message(world: State, params: Params) -> Json:
    """A message's content sent anew."""
    original = _original(world, params, "message to copy not found")
    content = {name: original[name] for name in _CONTENT if name in original}
    if "caption" in params.values and "text" not in content:
        content = {name: value for name, value in content.items() if not name.startswith("caption")}
        content |= caption(params)
    return {"message_id": post(world, params, content)["message_id"]}


def forward_message(world: State, params: Params) -> Json:
    """A message with its origin."""
    original = _original(world, params, "message to forward not found")
    content = {name: original[name] for name in _CONTENT if name in original}
    origin = original.get("forward_origin") or {
        "type": "user",
        "date": original["date"],
        "sender_user": original["from"],
    }
    return post(world, params, {"forward_origin": origin} | content)


def _original(world: State, params: Params, words: str) -> Json:
    find_chat(world, params)
    source = find_chat(world, params, "from_chat_id")
    message = world.message(source["id"], message_number(params))
    if message is None:
        raise bad_request(words)
    if message.get("has_protected_content"):
        raise bad_request("message has protected content and can't be forwarded")
    return message


def send_photo(world: State, params: Params) -> Json:
    """A picture, uploaded or known by its file_id."""
    entry = _entry(world, params, "photo", PHOTO_LIMIT)
    width, height = picture_size(world.files.content(entry["file_id"]))
    size = {name: entry[name] for name in ("file_id", "file_unique_id", "file_size")}
    return post(world, params, {"photo": [size | {"width": width, "height": height}]} | caption(params))


def send_document(world: State, params: Params) -> Json:
    """A file, uploaded or known by its file_id."""
    return post(
        world, params, {"document": _entry(world, params, "document", DOCUMENT_LIMIT)} | caption(params)
    )


def get_file(world: State, params: Params) -> Json:
    """Where to download a file."""
    if not params.text("file_id"):
        raise bad_request("file_id is not specified")
    entry = world.files.get(params.text("file_id"))
    if entry["file_size"] > DOWNLOAD_LIMIT:
        raise bad_request("file is too big")
    names = ("file_id", "file_unique_id", "file_size")
    return {name: entry[name] for name in names} | {"file_path": f"documents/{entry['file_id']}"}


def _entry(world: State, params: Params, name: str, limit: int) -> Json:
    open_chat(world, params)
    given = params.file(name)
    if isinstance(given, Upload):
        if name == "photo":
            picture_size(given.content)
        return world.files.add(given, limit)
    if not given:
        raise bad_request(f"there is no {name} in the request")
    if given.startswith(("http://", "https://")):
        # Telegram would fetch it; nothing here calls out.
        raise bad_request("failed to get HTTP URL content")
    return world.files.get(given)
