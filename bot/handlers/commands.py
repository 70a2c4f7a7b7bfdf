"""Commands: each opens a place."""

from collections.abc import Awaitable, Callable
from typing import cast

from telegram import Message, Update

from bot.handlers.message_links import links_of
from bot.handlers.reminder_drafts import remind
from bot.handlers.sharing_actions import START as INVITE
from bot.handlers.taps import respond
from bot.safety.links import is_suspicious
from bot.screens import routes
from bot.screens.links import judged
from bot.screens.routes import Route
from bot.screens.screen import Screen
from bot.services import Context, Services, UserContext, services_of, user_context
from bot.transport import sender as outbox

Opens = Callable[[UserContext, Services, list[str]], Route]


def _start(ctx: Context[Route], words: list[str]) -> Route:
    """The menu, or what a deep link means: `?start=<topic id>`, or `?start=c_<invite to a card>`."""
    name = words[0] if words else ""
    if name.startswith(INVITE):
        return routes.JoinCardRoute(name.removeprefix(INVITE))
    if name in ctx.services.knowledge.library.topics:
        return routes.TopicRoute(name)
    return routes.MenuRoute()


def _renew(ctx: Context[Route], words: list[str]) -> Route:
    """The advisor; its result at once for who let it remember."""
    return ctx.user.view.advice or routes.AdvisorRoute()


OPENS: dict[str, Opens] = {
    "start": _start,
    "renew": _renew,
    "faq": lambda user, services, words: routes.FaqRoute(),
    "language": lambda user, services, words: routes.LanguagesRoute(),
    "help": lambda user, services, words: routes.HelpRoute(),
    "cancel": lambda user, services, words: routes.CancelRoute(),
    "cards": lambda user, services, words: routes.MyCardsRoute(),
    "reminders": lambda user, services, words: routes.RemindersRoute(),
    "timezone": lambda user, services, words: routes.TimezoneRoute(),
}

# Commands whose words are more than a place can hold: (words, who, desk, context) -> what is shown.
Takes = Callable[[str, UserContext, Services, Context], Awaitable[Screen]]
TAKES: dict[str, Takes] = {"remind": remind}


async def command(update: Update, context: Context) -> None:
    """Open the place of a command, or read its words; what was awaited is awaited no more."""
    services = services_of(context)
    user = await user_context(update, services)
    message = cast(Message, update.effective_message)
    name = (message.text or "").split()[0].lstrip("/").split("@")[0].lower()
    await services.pending.clear(user.id)
    opens, reads = OPENS.get(name), TAKES.get(name)
    verdicts = services.knowledge.links.judge(links_of(message))
    if is_suspicious(verdicts):
        screen = judged(verdicts, user.view)
    elif reads:
        words = "".join((message.text or "").split(maxsplit=1)[1:])
        screen = await reads(words, user, services, context)
    else:
        route = opens(user, services, list(context.args or [])) if opens else None
        screen = await respond(ctx, route)
    await outbox.send(context.bot, message.chat_id, screen)
