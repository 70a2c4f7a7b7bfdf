"""Commands: each opens a place."""

from collections.abc import Callable
from typing import cast

from telegram import Message, Update

from bot.handlers import outbox
from bot.handlers.desk import Context, Desk, Visitor, desk_of, visitor
from bot.handlers.taps import screen_of
from bot.screens import places
from bot.screens.places import Place

Opens = Callable[[Visitor, Desk, list[str]], Place]


def _start(who: Visitor, desk: Desk, words: list[str]) -> Place:
    """The menu, or the topic of a deep link `?start=<topic id>`."""
    name = words[0] if words else ""
    if name in desk.shelf.library.topics:
        return places.Topic(name)
    return places.Menu()


def _renew(who: Visitor, desk: Desk, words: list[str]) -> Place:
    """The advisor; its result at once for who let it remember."""
    return who.view.advice or places.Advisor()


OPENS: dict[str, Opens] = {
    "start": _start,
    "renew": _renew,
    "faq": lambda who, desk, words: places.Faq(),
    "language": lambda who, desk, words: places.Languages(),
    "help": lambda who, desk, words: places.Help(),
    "cancel": lambda who, desk, words: places.Cancel(),
}


async def command(update: Update, context: Context) -> None:
    """Open the place of a command; what was awaited is awaited no more."""
    desk = desk_of(context)
    who = await visitor(update, desk)
    message = cast(Message, update.effective_message)
    name = (message.text or "").split()[0].lstrip("/").split("@")[0].lower()
    await desk.pending.clear(who.id)
    opens = OPENS.get(name)
    place = opens(who, desk, list(context.args or [])) if opens else None
    await outbox.send(context.bot, message.chat_id, await screen_of(place, who, desk, context))
