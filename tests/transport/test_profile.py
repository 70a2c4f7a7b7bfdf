"""A chat's menu that Telegram holds: the person does not wait, and the newest wish is the one that is set."""

import asyncio
from typing import Any, cast

from telegram import BotCommand
from telegram.error import RetryAfter

from bot.content.library import Library
from bot.transport.profile import ChatMenus, commands
from bot.transport.rate_limit import AT_ONCE


class Bot:
    """Refuses what is set at once; takes the rest when `free`."""

    def __init__(self) -> None:
        self.menu: list[BotCommand] = []
        self.sets = 0
        self.free = asyncio.Event()

    async def get_my_commands(self, **options: object) -> list[BotCommand]:
        return self.menu

    async def set_my_commands(
        self, wanted: list[BotCommand], rate_limit_args: object, **rest: object
    ) -> None:
        if rate_limit_args == AT_ONCE and not self.free.is_set():
            raise RetryAfter(3600)
        await self.free.wait()
        self.menu = wanted
        self.sets += 1


async def test_the_newest_wish_is_set_when_telegram_lets_it(library: Library) -> None:
    bot, menus = Bot(), ChatMenus()
    for language in ("en", "fr", "zh-Hant"):
        await menus.speak(cast(Any, bot), 1, cast(Any, language), library)
    bot.free.set()
    await asyncio.gather(*menus._tasks.values())
    await asyncio.sleep(0)
    assert bot.menu == commands(library, "zh-Hant") and bot.sets == 1 and not menus._tasks


async def test_a_menu_that_is_so_already_is_not_set_again(library: Library) -> None:
    bot, menus = Bot(), ChatMenus()
    bot.free.set()
    await menus.speak(cast(Any, bot), 1, "en", library)
    await menus.speak(cast(Any, bot), 1, "en", library)
    assert bot.sets == 1


async def test_the_end_does_not_wait_for_a_menu(library: Library) -> None:
    bot, menus = Bot(), ChatMenus()
    await menus.speak(cast(Any, bot), 1, "en", library)
    await asyncio.wait_for(menus.close(), 1)
    assert bot.sets == 0
