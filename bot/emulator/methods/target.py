"""Which chat and message a call is about."""

from __future__ import annotations

from typing import Any

from bot.emulator.api_error import bad_request, forbidden, moved
from bot.emulator.params import Params
from bot.emulator.state import Json, State


def find_chat(world: State, params: Params, name: str = "chat_id") -> Json:
    """The chat that a parameter names."""
    if not params.text(name):
        raise bad_request(f"{name} is empty")
    chat = world.chat(params.integer(name))
    if chat is None:
        raise bad_request("chat not found")
    if supergroup := world.moved_to(chat["id"]):
        raise moved(supergroup)
    if world.is_away(chat["id"]):
        raise forbidden(f"bot was kicked from the {chat['type']} chat")
    return chat


def thread_of(world: State, chat: Json, params: Params) -> Json:
    """The fields that put a message into the topic which a call names."""
    thread = params.integer("message_thread_id")
    if not thread:
        return {}
    if world.topic(chat["id"], thread) is None:
        raise bad_request("message thread not found")
    return {"message_thread_id": thread, "is_topic_message": True}


def open_chat(world: State, params: Params) -> Json:
    """The chat to write to; refuses what a local chat doesn't have and people who blocked the bot."""
    chat = find_chat(world, params)
    if world.is_blocked(chat["id"]):
        raise forbidden("bot was blocked by the user")
    if params.text("business_connection_id"):
        raise bad_request("business connection not found")
    thread_of(world, chat, params)
    if params.integer("direct_messages_topic_id"):
        raise bad_request("message thread not found")
    if params.text("message_effect_id"):
        raise bad_request("EFFECT_ID_INVALID")
    if params.boolean("allow_paid_broadcast"):
        raise bad_request("FLOODSKIP_NOT_ALLOWED")
    if params.tree("suggested_post_parameters"):
        raise bad_request("suggested posts can be sent only to channel direct messages")
    return chat


def message_number(params: Params) -> int:
    """The parameter `message_id`."""
    number = params.integer("message_id")
    if number <= 0:
        raise bad_request("message identifier is not specified")
    return number


def reply(world: State, chat: Json, params: Params) -> Json:
    """The fields that make a message a reply."""
    wish: Any = params.tree("reply_parameters")
    if not wish:
        return {}
    if "message_id" not in wish:
        raise bad_request('can\'t find field "message_id"')
    message = world.message(int(wish.get("chat_id") or chat["id"]), int(wish["message_id"]))
    if message is None:
        if wish.get("allow_sending_without_reply"):
            return {}
        raise bad_request("message to be replied not found")
    answered = {name: value for name, value in message.items() if name != "reply_to_message"}
    fields: Json = {"reply_to_message": answered}
    if quote := wish.get("quote"):
        position = str(message.get("text") or message.get("caption") or "").find(quote)
        if position < 0:
            raise bad_request("QUOTE_TEXT_INVALID")
        fields["quote"] = {"text": quote, "position": position, "is_manual": True}
    return fields
