"""The bot itself: its name, its descriptions, its command menus."""

from __future__ import annotations

import re
from typing import Any

from bot.emulator.api_error import bad_request
from bot.emulator.params import Params
from bot.emulator.state import Json, State

_COMMAND = re.compile(r"[a-z0-9_]{1,32}")
_SCOPES: tuple[str, ...] = (
    "default",
    "all_private_chats",
    "all_group_chats",
    "all_chat_administrators",
    "chat",
)
_SCOPES += ("chat_administrators", "chat_member")
COMMAND_LIMIT, NAME_LIMIT, DESCRIPTION_LIMIT, SHORT_LIMIT = 100, 64, 512, 120


def get_me(world: State, _: Params) -> Json:
    """The bot's User."""
    about = {"can_join_groups": True, "can_read_all_group_messages": False, "supports_inline_queries": True}
    more = {"can_connect_to_business": False, "has_main_web_app": False}
    return world.bot | {"first_name": _worded(world, "name", "") or world.bot["first_name"]} | about | more


def agree(_: State, __: Params) -> bool:
    """logOut and close, which mean nothing here."""
    return True


def set_my_commands(world: State, params: Params) -> bool:
    """The menu of one scope and language."""
    key = _scope_key(world, params)
    commands = params.tree("commands")
    if commands is None:
        raise bad_request("commands aren't specified")
    if len(commands) > COMMAND_LIMIT:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    world.journal.put("commands", key, [_command(each) for each in commands] or None)
    world.feed.tell(None, {"event": "profile"})
    return True


def get_my_commands(world: State, params: Params) -> list[Json]:
    """The menu of exactly this scope and language."""
    commands: list[Json] = world.journal.get("commands", _scope_key(world, params), [])
    return commands


def delete_my_commands(world: State, params: Params) -> bool:
    """From now on the next wider menu is shown."""
    world.journal.put("commands", _scope_key(world, params), None)
    world.feed.tell(None, {"event": "profile"})
    return True


def shown_commands(world: State, person: int) -> list[Json]:
    """The menu that a person sees in their own chat, by Telegram's order of scopes."""
    language = str(world.person(person).get("language_code", ""))[:2]
    for scope in (f"chat {person}", "all_private_chats", "default"):
        for code in (language, ""):
            commands: list[Json] = world.journal.get("commands", f"{scope}|{code}", [])
            if commands:
                return commands
    return []


def shown_words(world: State, kind: str, person: int) -> str:
    """The bot's name or description as a person sees it."""
    language = str(world.person(person).get("language_code", ""))[:2]
    return _worded(world, kind, language) or _worded(world, kind, "")


def set_my_name(world: State, params: Params) -> bool:
    """The bot's name in one language."""
    return _set_words(world, params, "name", NAME_LIMIT)


def get_my_name(world: State, params: Params) -> Json:
    """The bot's name in one language."""
    fallback = _worded(world, "name", "") or world.bot["first_name"]
    return {"name": _worded(world, "name", _language(params)) or fallback}


def set_my_description(world: State, params: Params) -> bool:
    """What an empty chat shows."""
    return _set_words(world, params, "description", DESCRIPTION_LIMIT)


def get_my_description(world: State, params: Params) -> Json:
    """What an empty chat shows."""
    return {"description": _worded(world, "description", _language(params))}


def set_my_short_description(world: State, params: Params) -> bool:
    """What the bot's profile shows."""
    return _set_words(world, params, "short_description", SHORT_LIMIT)


def get_my_short_description(world: State, params: Params) -> Json:
    """What the bot's profile shows."""
    return {"short_description": _worded(world, "short_description", _language(params))}


def _worded(world: State, kind: str, language: str) -> str:
    return str(world.journal.get("words", f"{kind}|{language}", ""))


def _set_words(world: State, params: Params, kind: str, limit: int) -> bool:
    words = params.text(kind)
    if len(words) > limit:
        raise bad_request("BOT_TITLE_INVALID" if kind == "name" else f"{kind} is too long".replace("_", " "))
    world.journal.put("words", f"{kind}|{_language(params)}", words or None)
    world.feed.tell(None, {"event": "profile"})
    return True


def _language(params: Params) -> str:
    code = params.text("language_code")
    if code and not re.fullmatch(r"[a-z]{2}", code):
        raise bad_request("invalid language code specified")
    return code


def _scope_key(world: State, params: Params) -> str:
    scope: Any = params.tree("scope") or {"type": "default"}
    kind = scope.get("type") if isinstance(scope, dict) else None
    if kind not in _SCOPES:
        raise bad_request("can't parse BotCommandScope: Unsupported type specified")
    target = ""
    if kind.startswith("chat"):
        number = str(scope.get("chat_id", ""))
        if not number:
            raise bad_request("can't parse BotCommandScope: Can't find field \"chat_id\"")
        if not re.fullmatch(r"-?\d+", number) or world.chat(int(number)) is None:
            raise bad_request("chat not found")
        target = f" {number}" + (f" {scope.get('user_id')}" if kind == "chat_member" else "")
    return f"{kind}{target}|{_language(params)}"


def _command(value: Any) -> Json:
    if not isinstance(value, dict):
        raise bad_request("can't parse BotCommand: expected an Object")
    for name in ("command", "description"):
        if not isinstance(value.get(name), str):
            raise bad_request(f"can't parse BotCommand: Can't find field \"{name}\"")
    command, description = value["command"].strip().removeprefix("/"), value["description"].strip()
    if not command or not description:
        raise bad_request(f"command{'' if not command else ' description'} must be non-empty")
    if len(command) > 32:
        raise bad_request("command length must not exceed 32")
    if len(description) > 256:
        raise bad_request("command description length must not exceed 256")
    if not _COMMAND.fullmatch(command):
        raise bad_request("BOT_COMMAND_INVALID")
    return {"command": command, "description": description}
