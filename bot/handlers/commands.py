"""Commands: each opens a place."""

from collections.abc import Awaitable, Callable
from typing import cast

from telegram import Message, Update

from bot.handlers import outbox
from bot.handlers.desk import Context, Desk, Visitor, desk_of, visitor
from bot.handlers.message_links import links_of
from bot.handlers.reminders import remind
from bot.handlers.sharing import START as INVITE
from bot.handlers.taps import screen_of
from bot.safety.links import is_suspicious
from bot.screens import my_places as mine
from bot.screens import places
from bot.screens import reminder_places as asked
from bot.screens.links import judged
from bot.screens.places import Place
from bot.screens.screen import Screen

Opens = Callable[[Visitor, Desk, list[str]], Place]


def _start(who: Visitor, desk: Desk, words: list[str]) -> Place:
    """The menu, or what a deep link means: `?start=<topic id>`, or `?start=c_<invite to a card>`."""
    name = words[0] if words else ""
    if name.startswith(INVITE):
        return mine.JoinCard(name.removeprefix(INVITE))
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
    "cards": lambda who, desk, words: mine.MyCards(),
    "reminders": lambda who, desk, words: asked.Reminders(),
    "timezone": lambda who, desk, words: mine.Timezone(),
}

# Commands whose words are more than a place can hold: (words, who, desk, context) -> what is shown.
Takes = Callable[[str, Visitor, Desk, Context], Awaitable[Screen]]
TAKES: dict[str, Takes] = {"remind": remind}


async def command(update: Update, context: Context) -> None:
    """Open the place of a command, or read its words; what was awaited is awaited no more."""
    desk = desk_of(context)
    who = await visitor(update, desk)
    message = cast(Message, update.effective_message)
    name = (message.text or "").split()[0].lstrip("/").split("@")[0].lower()
    await desk.pending.clear(who.id)
    opens, reads = OPENS.get(name), TAKES.get(name)
    verdicts = desk.shelf.links.judge(links_of(message))
    if is_suspicious(verdicts):
        screen = judged(verdicts, who.view)
    elif reads:
        words = "".join((message.text or "").split(maxsplit=1)[1:])
        screen = await reads(words, who, desk, context)
    else:
        place = opens(who, desk, list(context.args or [])) if opens else None
        screen = await screen_of(place, who, desk, context)
    await outbox.send(context.bot, message.chat_id, screen)
