"""What every handler works with, and who stands before it."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, cast

from telegram import Update, User
from telegram.ext import Application, CallbackContext, ContextTypes, ExtBot

from bot.clock import Clock
from bot.content.languages import LANGUAGES, Language, from_telegram
from bot.handlers.profile import ChatMenus
from bot.screens import places
from bot.screens.view import View
from bot.settings import Settings
from bot.shelf import Shelf
from bot.store.cards import Cards
from bot.store.counts import Counts
from bot.store.database import Database
from bot.store.pending import Awaited, Pending
from bot.store.people import People, Person
from bot.store.reminders import Reminders
from bot.store.sharing import Sharing
from bot.store.talks import Talks

Context = CallbackContext[ExtBot[None], dict[Any, Any], dict[Any, Any], dict[Any, Any]]
App = Application[ExtBot[None], Context, dict[Any, Any], dict[Any, Any], dict[Any, Any], Any]
KEY = "desk"


@dataclass
class Desk:
    """The one thing in `bot_data`. Words and what is learnt from them change together, in one assignment."""

    settings: Settings
    clock: Clock
    database: Database
    people: People
    pending: Pending
    talks: Talks
    counts: Counts
    shelf: Shelf
    cards: Cards
    reminders: Reminders
    sharing: Sharing
    menus: ChatMenus = field(default_factory=ChatMenus)

    def now(self) -> datetime:
        return self.clock.now()


@dataclass(frozen=True)
class Visitor:
    """A person in a private chat: what is kept of them, and how screens look to them.

    `draft` is what they had begun to tell when they tapped.
    """

    id: int
    person: Person
    view: View
    draft: Awaited | None = None

    @property
    def language(self) -> Language:
        return self.view.language


def desk_of(context: ContextTypes.DEFAULT_TYPE) -> Desk:
    return cast(Desk, context.bot_data[KEY])


async def visitor(update: Update, desk: Desk) -> Visitor:
    """Who sent this update. Their language: as they last wrote or chose, else that of their client."""
    user = cast(User, update.effective_user)
    person = await desk.people.get(user.id)
    language = as_language(person.language) or from_telegram(
        user.language_code, desk.settings.default_language
    )
    return Visitor(user.id, person, View(desk.shelf.library, language, _advice(person)))


def as_language(code: str | None) -> Language | None:
    return next((language for language in LANGUAGES if language == code), None)


def _advice(person: Person) -> places.Advisor | None:
    place = places.unpack(person.advice) if person.advice else None
    return place if isinstance(place, places.Advisor) else None
