"""What Telegram shows around the chat: the command menu and the bot's description, in each language."""

import logging
from typing import Any

from telegram import BotCommand, BotCommandScopeChat
from telegram.error import TelegramError
from telegram.ext import ExtBot

from bot.content.languages import Language
from bot.content.library import Library

logger = logging.getLogger(__name__)

# Telegram's menus know two-letter languages only, so both Chinese scripts share `zh`.
_TELEGRAM: dict[str, Language] = {"zh": "zh-Hans", "en": "en", "fr": "fr"}
COMMANDS = ("start", "renew", "remind", "cards", "reminders", "faq", "timezone", "language", "help")


def commands(library: Library, language: Language) -> list[BotCommand]:
    """The command menu in one language."""
    return [BotCommand(name, library.interface.say(f"command.{name}", language)) for name in COMMANDS]


async def introduce(bot: ExtBot[Any], library: Library, default: Language) -> None:
    """Set menus and descriptions; a Telegram that refuses is logged, the bot works without them."""
    for code, language in {"": default, **_TELEGRAM}.items():
        say = library.interface.say
        try:
            await bot.set_my_commands(commands(library, language), language_code=code or None)
            await bot.set_my_description(say("about.description", language), language_code=code or None)
            await bot.set_my_short_description(say("about.short", language), language_code=code or None)
        except TelegramError as error:
            logger.warning("Telegram did not take the menu in '%s': %s", code, error)


async def speak(bot: ExtBot[Any], chat: int, language: Language, library: Library) -> None:
    """This chat's own menu, since Telegram's languages do not tell the Chinese scripts apart."""
    try:
        await bot.set_my_commands(commands(library, language), scope=BotCommandScopeChat(chat))
    except TelegramError as error:
        logger.warning("Telegram did not take a chat's menu: %s", error)
