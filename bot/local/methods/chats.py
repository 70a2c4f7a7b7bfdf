"""What the bot can ask about a chat, and its menu button."""

from __future__ import annotations

from ..params import Params
from ..refusal import bad_request
from ..world import Json, World
from .target import find_chat


def get_chat(world: World, params: Params) -> Json:
    """A ChatFullInfo."""
    gifts = (
        "unlimited_gifts",
        "limited_gifts",
        "unique_gifts",
        "premium_subscription",
        "gifts_from_channels",
    )
    about = {"accent_color_id": 0, "max_reaction_count": 11}
    return find_chat(world, params) | about | {"accepted_gift_types": dict.fromkeys(gifts, False)}


def get_chat_member(world: World, params: Params) -> Json:
    """Whether a person is in a chat."""
    chat, number = find_chat(world, params), params.integer("user_id")
    if number == world.bot["id"]:
        return {"status": "member", "user": world.bot}
    if number not in world.members(chat["id"]):
        raise bad_request("PARTICIPANT_ID_INVALID")
    return {"status": "member", "user": world.person(number)}


def set_chat_menu_button(world: World, params: Params) -> bool:
    """The menu button of a chat, or of all chats."""
    button = params.tree("menu_button") or {"type": "default"}
    if button.get("type") not in ("default", "commands"):
        raise bad_request("can't parse MenuButton: Unsupported type specified")
    world.journal.put("menu", _menu_key(world, params), {"type": button["type"]})
    return True


def get_chat_menu_button(world: World, params: Params) -> Json:
    """The menu button of a chat, or of all chats."""
    button: Json = world.journal.get("menu", _menu_key(world, params), {"type": "default"})
    return button


def _menu_key(world: World, params: Params) -> str:
    return str(find_chat(world, params)["id"]) if params.text("chat_id") else "default"
