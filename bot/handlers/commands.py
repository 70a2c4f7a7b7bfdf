"""Commands: each opens a route, or reads the words behind it."""

from collections.abc import Awaitable, Callable

from bot.cards.invite import START as INVITE
from bot.handlers.context import Context
from bot.screens import routes
from bot.screens.deep_links import opened
from bot.screens.routes import Route
from bot.screens.screen import Screen

Command = Callable[[Context[Route], str], Awaitable[Screen]]


def opens(route: Route) -> Command:
    """Return a command that opens a route, whatever is written behind it."""

    async def command(ctx: Context[Route], *_: str) -> Screen:
        return await ctx.open(route)

    return command


async def start(ctx: Context[Route], words: str) -> Screen:
    """Open the menu, or what a deep link means: a route by its code, or `?start=c_<invite to a card>`."""
    name = words.split(maxsplit=1)[0] if words else ""
    if name.startswith(INVITE):
        return await ctx.open(routes.JoinCardRoute(name.removeprefix(INVITE)))
    return await ctx.open(opened(name, ctx.services.knowledge.library) or routes.MenuRoute())


async def renew(ctx: Context[Route], *_: str) -> Screen:
    """Open the advisor; its result at once for who let it remember."""
    return await ctx.open(ctx.user.view.advice or routes.AdvisorRoute())
