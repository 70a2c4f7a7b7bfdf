"""What a handler works with: who did it, where it leads, and the services of the bot."""

import logging
from collections.abc import Awaitable, Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Generic, TypeVar

from telegram import Update
from telegram.error import TelegramError
from telegram.ext import ExtBot

from bot.cards.card import Card
from bot.content.languages import Language
from bot.conversation import ConversationContext, Prompt, Turn
from bot.safety.limits import LimitReached
from bot.safety.verdict import MessageVerdict
from bot.screens import routes
from bot.screens.render import render
from bot.screens.render_context import RenderContext, UserClock
from bot.screens.routes import Route, RouteTooLong
from bot.screens.screen import Screen
from bot.services import Services, UserContext, as_language, clock_for, drawn, services_of, user_context
from bot.transport import BotContext, sender

logger = logging.getLogger(__name__)

DISPATCH = "dispatch"
"""Where `bot_data` holds the dispatch table."""

R = TypeVar("R", bound=Route)
RouteT = TypeVar("RouteT", bound=Route, covariant=True)


@dataclass
class Talk:
    """Hold the conversation while one update is handled: read once, changed here, written once."""

    known: ConversationContext
    stored: ConversationContext

    async def keep(self, person: int, services: Services) -> None:
        """Write it, where it changed."""
        if self.known != self.stored:
            await services.conversations.keep(person, self.known, services.now())
            self.stored = self.known


@dataclass(frozen=True)
class Context(Generic[RouteT]):
    """One tap, command or typed line of one person.

    `route` is where it leads; `draft` is what was gathered before a typed line.
    """

    services: Services
    user: UserContext
    route: RouteT
    bot: ExtBot[None]
    dispatch: "Dispatch"
    talk: Talk
    draft: str = ""

    @property
    def clock(self) -> UserClock:
        """Return the person's local clock."""
        return clock_for(self.user.person, self.services)

    def at(self, route: R) -> "Context[R]":
        """Return the same context at another route."""
        return Context(self.services, self.user, route, self.bot, self.dispatch, self.talk, self.draft)

    def speaking(self, language: Language) -> "Context[RouteT]":
        """Return the same context in another language."""
        user = self.user
        return replace(self, user=replace(user, view=user.view.speaking(language)))

    def rendered(self, view: RenderContext | None = None) -> Screen:
        """Render this route without acting on it."""
        return render(self.route, view or self.user.view)

    async def open(self, route: Route | None) -> Screen:
        """Act on another route, and return its screen; the menu for None."""
        if route is None:
            return render(None, self.user.view)
        return await self.dispatch.respond(self.at(route))

    async def expect(self, route: Route, draft: str = "") -> None:
        """Take the person's next typed line as the answer to `route`."""
        self.talk.known = self.talk.known.asked(Prompt("", route.pack(), draft), self.services.now())

    def take_prompt(self) -> Prompt | None:
        """Return what was asked for, however old, and ask for nothing any more."""
        prompt = self.talk.known.prompt
        self.talk.known = replace(self.talk.known, prompt=None)
        return prompt


@dataclass(frozen=True)
class Tap(Generic[R]):
    """A row of the dispatch table: what a tap on a route does before its screen is shown."""

    route: type[R]
    handle: Callable[[Context[R]], Awaitable[Screen]]


@dataclass(frozen=True)
class Typed(Generic[R]):
    """A row of the dispatch table: who takes the line that a route asks for.

    The handler returns None where the line is a question after all.
    """

    route: type[R]
    handle: Callable[[Context[R], str], Awaitable[Screen | None]]


@dataclass(frozen=True)
class Incoming:
    """A typed message: its text or caption with what is secret masked, the verdict on all of it, what it
    means in the talk, their cards, and the routes under the message that it replies to."""

    text: str
    verdict: MessageVerdict
    turn: Turn
    cards: list[Card]
    replied: tuple[Route, ...] = ()


TextStep = Callable[[Context[Route], Incoming], Awaitable[Screen | None]]
"""A step of the text pipeline: the screen, or None to let the next step try."""


class Dispatch:
    """The tables by which taps and typed lines find their handlers."""

    def __init__(
        self,
        taps: Iterable[Tap[Any]],
        typed: Iterable[Typed[Any]],
        commands: Mapping[str, Callable[[Context[Route], str], Awaitable[Screen]]],
        hidden: Collection[str] = (),
    ) -> None:
        """`hidden` commands are told to nobody."""
        self.commands, self.hidden = commands, hidden
        self._taps = {tap.route: tap.handle for tap in taps}
        self._typed = {line.route: line.handle for line in typed}

    async def respond(self, ctx: Context[Route]) -> Screen:
        """Act on the route, and return the screen that it leads to."""
        handle = self._taps.get(type(ctx.route))
        try:
            return await handle(ctx) if handle else ctx.rendered()
        except LimitReached as reached:
            return _full(reached, ctx.user.view)
        except RouteTooLong as error:
            # Ours fit (`xufei check`): a forged field did in its own button, and does not in the next one.
            logger.warning("A button's fields fit into no further one, %d characters", len(str(error)))
            return render(None, ctx.user.view)

    async def take(self, ctx: Context[Route], prompt: Prompt, text: str) -> Screen | None:
        """Give a typed line to the route that asked for it; None where it is a question after all."""
        route = routes.unpack(prompt.route)
        handle = self._typed.get(type(route)) if route else None
        if route is None or handle is None:
            return None
        try:
            return await handle(replace(ctx.at(route), draft=prompt.draft), text)
        except LimitReached as reached:
            return _full(reached, ctx.user.view)


def _full(reached: LimitReached, view: RenderContext) -> Screen:
    """So many are kept already: say it, and how to make room."""
    key = "cards_mine.full" if reached.what == "cards" else f"limits.{reached.what}"
    return Screen(view.say(key, most=reached.most), (view.menu,))


async def context_of(update: Update, bot_context: BotContext) -> Context[Route]:
    """Build the context of an update from a private chat, at the menu until something else is known."""
    services = services_of(bot_context)
    user = await user_context(update, services)
    dispatch = bot_context.bot_data[DISPATCH]
    known = await services.conversations.get(user.id)
    return Context(services, user, routes.MenuRoute(), bot_context.bot, dispatch, Talk(known, known))


async def keep_language(ctx: Context[Route]) -> None:
    """Store the language of who has none yet: what is sent to them later has no message to read it from."""
    if ctx.user.person.language is None:
        await ctx.services.people.change(ctx.user.id, ctx.services.now(), language=ctx.user.language)


async def tell(
    bot: ExtBot[None], person: int, screen: Callable[[RenderContext], Screen], services: Services
) -> None:
    """Send a screen to another person, in their language; who can't be reached gets the next reminder."""
    known = await services.people.get(person)
    if known.blocked:
        return
    language = as_language(known.language) or services.settings.default_language
    try:
        view = RenderContext(services.knowledge.library, language)
        await sender.send(bot, person, drawn(screen(view), known, view))
    except TelegramError as error:
        logger.info("A person who shares a card was not told: %s", error)
