"""Messages changed and deleted."""

from __future__ import annotations

from bot.emulator.api_error import bad_request
from bot.emulator.keyboards import inline_keyboard
from bot.emulator.message_text import message_text
from bot.emulator.methods.sending import caption, link_preview
from bot.emulator.methods.target import find_chat, message_number, open_chat
from bot.emulator.params import Params
from bot.emulator.state import Json, State

DELETABLE_SECONDS = 48 * 3600
_SAME = (
    "message is not modified: specified new message content and reply markup are exactly the same"
    " as a current content and reply markup of the message"
)
_TEXT = ("text", "entities", "link_preview_options")
_CAPTION = ("caption", "caption_entities")


def edit_message_text(world: State, params: Params) -> Json:
    """Another text, and other buttons or none."""
    text, mode, entities = params.text("text"), params.text("parse_mode"), params.tree("entities")
    body = message_text(text, mode, entities, too_long="MESSAGE_TOO_LONG")
    message = _own_message(world, params)
    if "text" not in message:
        raise bad_request("there is no text in the message to edit")
    content: Json = {"text": body.text} | ({"entities": body.entities} if body.entities else {})
    return _change(world, params, message, _TEXT, content | link_preview(params))


def edit_message_caption(world: State, params: Params) -> Json:
    """Another caption, and other buttons or none."""
    message = _own_message(world, params)
    if "text" in message:
        raise bad_request("there is no caption in the message to edit")
    return _change(world, params, message, _CAPTION, caption(params))


def edit_message_reply_markup(world: State, params: Params) -> Json:
    """Other buttons or none."""
    return _change(world, params, _own_message(world, params), (), {})


def delete_message(world: State, params: Params) -> bool:
    """One message away, if it is young enough."""
    chat = find_chat(world, params)
    _delete(world, chat, message_number(params))
    return True


def delete_messages(world: State, params: Params) -> bool:
    """Many messages away; unknown ones are skipped."""
    chat = find_chat(world, params)
    numbers = params.tree("message_ids")
    if not numbers or len(numbers) > 100:
        raise bad_request(
            "too many message identifiers specified" if numbers else "message identifiers are not specified"
        )
    for number in map(int, numbers):
        if world.message(chat["id"], number) is not None:
            _delete(world, chat, number)
    return True


def _own_message(world: State, params: Params) -> Json:
    if params.text("inline_message_id"):
        raise bad_request("MESSAGE_ID_INVALID")
    chat = open_chat(world, params)
    message = world.message(chat["id"], message_number(params))
    if message is None:
        raise bad_request("message to edit not found")
    if message["from"]["id"] != world.bot["id"] or "forward_origin" in message:
        raise bad_request("message can't be edited")
    return message


def _change(world: State, params: Params, message: Json, old: tuple[str, ...], content: Json) -> Json:
    keyboard = inline_keyboard(params.values.get("reply_markup"))
    if keyboard is not None:
        content = content | {"reply_markup": keyboard}
    if all(message.get(name) == content.get(name) for name in (*old, "reply_markup")):
        raise bad_request(_SAME)
    kept = {name: value for name, value in message.items() if name not in (*old, "reply_markup")}
    changed = kept | {"edit_date": world.date} | content
    world.change_message(changed)
    return changed


def _delete(world: State, chat: Json, number: int) -> None:
    message = world.message(chat["id"], number)
    if message is None:
        raise bad_request("message to delete not found")
    if world.date - message["date"] > DELETABLE_SECONDS:
        raise bad_request("message can't be deleted for everyone")
    if chat["type"] != "private" and message["from"]["id"] != world.bot["id"]:
        raise bad_request("message can't be deleted")
    world.delete_message(chat["id"], number)
