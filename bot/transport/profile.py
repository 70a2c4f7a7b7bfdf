"""What Telegram shows around the chat: the command menu and the bot's description, in each language.

Telegram allows few of these calls, so each compares first and sets only what changed.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from typing import Any

from telegram import BotCommand, BotCommandScopeChat
from telegram.error import RetryAfter, TelegramError
from telegram.ext import ExtBot

from bot.content.languages import Language
from bot.content.library import Library
from bot.transport.rate_limit import AT_ONCE

logger = logging.getLogger(__name__)

# Telegram's menus know two-letter languages only, so both Chinese scripts share `zh`.
_TELEGRAM: dict[str, Language] = {"zh": "zh-Hans", "en": "en", "fr": "fr"}
COMMANDS = (
    "start",
    "renew",
    "remind",
    "cards",
    "reminders",
    "faq",
    "timezone",
    "language",
    "settings",
    "human",
    "help",
)

_Set = Callable[[ExtBot[Any], Library, Language, str | None], Awaitable[None]]


def commands(library: Library, language: Language) -> list[BotCommand]:
    """The command menu in one language."""
    return [BotCommand(name, library.interface.say(f"command.{name}", language)) for name in COMMANDS]


async def introduce(bot: ExtBot[Any], library: Library, default: Language) -> None:
    """Set menus and descriptions; a Telegram that refuses is logged, the bot works without them."""
    kinds = (_set_commands, _set_description, _set_short_description)
    # Side by side: where Telegram holds one method, the others still arrive.
    await asyncio.gather(*(_in_each_language(set_one, bot, library, default) for set_one in kinds))


async def _in_each_language(set_one: _Set, bot: ExtBot[Any], library: Library, default: Language) -> None:
    for code, language in {"": default, **_TELEGRAM}.items():
        try:
            await set_one(bot, library, language, code or None)
        except TelegramError as error:
            logger.warning("Telegram did not take a part of the profile in '%s': %s", code, error)


async def _set_commands(bot: ExtBot[Any], library: Library, language: Language, code: str | None) -> None:
    wanted = commands(library, language)
    if list(await bot.get_my_commands(language_code=code)) != wanted:
        await bot.set_my_commands(wanted, language_code=code)


async def _set_description(bot: ExtBot[Any], library: Library, language: Language, code: str | None) -> None:
    wanted = library.interface.say("about.description", language)
    if (await bot.get_my_description(language_code=code)).description != wanted:
        await bot.set_my_description(wanted, language_code=code)


async def _set_short_description(
    bot: ExtBot[Any], library: Library, language: Language, code: str | None
) -> None:
    wanted = library.interface.say("about.short", language)
    if (await bot.get_my_short_description(language_code=code)).short_description != wanted:
        await bot.set_my_short_description(wanted, language_code=code)


class ChatMenus:
    """Menus of single chats, since Telegram's languages do not tell the Chinese scripts apart.

    Where Telegram holds the method, the menu follows beside the conversation: nobody waits for it.
    """

    def __init__(self) -> None:
        self._tasks: dict[int, asyncio.Task[None]] = {}

    async def speak(self, bot: ExtBot[Any], chat: int, language: Language, library: Library) -> None:
        """This chat's menu in this language; an older wish that still waits is dropped."""
        if before := self._tasks.pop(chat, None):
            before.cancel()
        wanted = commands(library, language)
        try:
            await _set_chat_menu(bot, chat, wanted, AT_ONCE)
        except RetryAfter:
            task = asyncio.create_task(_set_later(bot, chat, wanted), name="chat menu")
            self._tasks[chat] = task
            task.add_done_callback(lambda ended: self._forget(chat, ended))
        except TelegramError as error:
            logger.warning("Telegram did not take a chat's menu: %s", error)

    async def close(self) -> None:
        """Give up what still waits."""
        tasks = list(self._tasks.values())
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    def _forget(self, chat: int, ended: asyncio.Task[None]) -> None:
        if self._tasks.get(chat) is ended:
            del self._tasks[chat]


async def _set_later(bot: ExtBot[Any], chat: int, wanted: list[BotCommand]) -> None:
    try:
        await _set_chat_menu(bot, chat, wanted, None)
    except TelegramError as error:
        logger.warning("Telegram did not take a chat's menu: %s", error)


async def _set_chat_menu(bot: ExtBot[Any], chat: int, wanted: list[BotCommand], when: str | None) -> None:
    scope = BotCommandScopeChat(chat)
    if list(await bot.get_my_commands(scope=scope, rate_limit_args=when)) != wanted:
        await bot.set_my_commands(wanted, scope=scope, rate_limit_args=when)
