"""Topics of a forum, and reactions: what a bot does in a group besides writing."""

from __future__ import annotations

from bot.emulator.api_error import bad_request
from bot.emulator.methods.target import find_chat, message_number
from bot.emulator.params import Params
from bot.emulator.state import Json, State

NAME_LIMIT = 128
ICON_COLOR = 7322096
# A bot sets one of Telegram's own reactions; these are some of them.
_REACTIONS = ("👍", "👎", "❤", "🔥", "👏", "🤔", "👀", "🙏", "👌", "🤝", "✍", "😢")


def create_forum_topic(world: State, params: Params) -> Json:
    """A topic, begun by its service message, whose number is the topic's."""
    chat, name = _forum(world, params), _name(params)
    color = params.integer("icon_color", ICON_COLOR)
    made: Json = {"name": name, "icon_color": color}
    service = world.add_message(chat, world.bot, {"forum_topic_created": made})
    thread = service["message_id"]
    world.change_message(service | {"message_thread_id": thread, "is_topic_message": True})
    world.keep_topic(chat["id"], thread, made | {"closed": False})
    return {"message_thread_id": thread} | made


def edit_forum_topic(world: State, params: Params) -> bool:
    """Another name."""
    chat, thread, topic = _topic(world, params)
    if params.text("name"):
        if _name(params) == topic["name"]:
            raise bad_request("TOPIC_NOT_MODIFIED")
        world.keep_topic(chat, thread, topic | {"name": _name(params)})
    return True


def close_forum_topic(world: State, params: Params) -> bool:
    """Only who manages topics writes there."""
    return _set_closed(world, params, closed=True)


def reopen_forum_topic(world: State, params: Params) -> bool:
    """Everybody writes there again."""
    return _set_closed(world, params, closed=False)


def delete_forum_topic(world: State, params: Params) -> bool:
    """The topic with its messages."""
    chat, thread, _ = _topic(world, params)
    world.keep_topic(chat, thread, None)
    for message in [each for each in world.messages(chat) if each.get("message_thread_id") == thread]:
        world.delete_message(chat, message["message_id"])
    return True


def set_message_reaction(world: State, params: Params) -> bool:
    """The bot's reaction to a message: at most one, none takes it away."""
    chat, number = find_chat(world, params), message_number(params)
    if world.message(chat["id"], number) is None:
        raise bad_request("message to react not found")
    reactions = params.tree("reaction") or []
    if len(reactions) > 1:
        raise bad_request("REACTIONS_TOO_MANY")
    for reaction in reactions:
        if reaction.get("type") != "emoji" or reaction.get("emoji") not in _REACTIONS:
            raise bad_request("REACTION_INVALID")
    world.feed.tell(chat["id"], {"event": "reaction", "message_id": number, "reaction": reactions})
    return True


def _set_closed(world: State, params: Params, closed: bool) -> bool:
    chat, thread, topic = _topic(world, params)
    if topic["closed"] == closed:
        raise bad_request("TOPIC_NOT_MODIFIED")
    world.keep_topic(chat, thread, topic | {"closed": closed})
    return True


def _forum(world: State, params: Params) -> Json:
    chat = find_chat(world, params)
    if not chat.get("is_forum"):
        raise bad_request("the chat is not a forum")
    return chat


def _topic(world: State, params: Params) -> tuple[int, int, Json]:
    chat, thread = _forum(world, params)["id"], params.integer("message_thread_id")
    topic = world.topic(chat, thread)
    if topic is None:
        raise bad_request("TOPIC_ID_INVALID" if thread else "message thread identifier is not specified")
    return chat, thread, topic


def _name(params: Params) -> str:
    name = params.text("name").strip()
    if not name:
        raise bad_request("topic name must be non-empty")
    return name[:NAME_LIMIT]
