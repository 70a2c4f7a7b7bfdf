"""What every handler works with, and who stands before it."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import cast

from telegram import Update, User
from telegram.ext import ContextTypes

from bot.clock import Clock
from bot.content.languages import LANGUAGES, Language, from_telegram
from bot.conversation import Prompt
from bot.knowledge import KnowledgeBase
from bot.knowledge_refresh import KnowledgeRefresh
from bot.screens import routes
from bot.screens.render_context import RenderContext, UserClock
from bot.screens.screen import Screen
from bot.screens.simple_display import simplified
from bot.settings import Settings
from bot.store.buckets import Buckets
from bot.store.cards import Cards
from bot.store.conversations import Conversations
from bot.store.counts import Counts
from bot.store.database import Database
from bot.store.drafts import Drafts
from bot.store.feedback import Feedback
from bot.store.feeds import Feeds
from bot.store.handoffs import Handoffs
from bot.store.learned import Learned
from bot.store.people import People, Person
from bot.store.personal_data import PersonalData
from bot.store.questions import Questions
from bot.store.reminders import Reminders
from bot.store.retention import Retention
from bot.store.sharing import Sharing
from bot.store.statistics import Statistics
from bot.store.support_chats import SupportChats
from bot.store.unanswered import Unanswered
from bot.transport.metrics import Metrics
from bot.transport.profile import ChatMenus

KEY = "services"


@dataclass(repr=False)
class Services:
    """The one thing in `bot_data`. Words and what is learnt from them change together, in one assignment."""

    settings: Settings
    clock: Clock
    database: Database
    people: People
    conversations: Conversations
    counts: Counts
    knowledge: KnowledgeBase
    cards: Cards
    reminders: Reminders
    drafts: Drafts
    sharing: Sharing
    handoffs: Handoffs
    support_chats: SupportChats
    feedback: Feedback
    unanswered: Unanswered
    learned: Learned
    statistics: Statistics
    menus: ChatMenus = field(default_factory=ChatMenus)
    metrics: Metrics = field(default_factory=Metrics)
    refresh: KnowledgeRefresh = field(init=False)
    personal: PersonalData = field(init=False)
    buckets: Buckets = field(init=False)
    questions: Questions = field(init=False)
    retention: Retention = field(init=False)

    def __post_init__(self) -> None:
        self.buckets = Buckets(self.database)
        self.questions = Questions(self.database, self.settings.keep_questions)
        self.personal = PersonalData(self.database, self.people, self.conversations)
        self.retention = Retention(self.database, self.personal)
        settings = self.settings
        self.refresh = KnowledgeRefresh(settings.faq_dir, settings.data_dir, self.knowledge.library.key)

    @property
    def feeds(self) -> Feeds:
        """The private calendar addresses."""
        return Feeds(self.database)

    def now(self) -> datetime:
        return self.clock.now()

    def words(self) -> dict[str, object]:
        """Which words serve, as `/readyz` tells it."""
        found = {"state": self.refresh.state, "topics": len(self.knowledge.library.topics)}
        return {**found, "problems": len(self.refresh.problems)}


@dataclass(frozen=True)
class UserContext:
    """A person in a private chat: what is kept of them, and how screens look to them.

    `draft` is what they had begun to tell when they tapped.
    """

    id: int
    person: Person
    view: RenderContext
    draft: Prompt | None = None

    @property
    def language(self) -> Language:
        return self.view.language

    def drawn(self, screen: Screen) -> Screen:
        """A screen as this person wants to see it."""
        return drawn(screen, self.person, self.view)


def drawn(screen: Screen, person: Person, view: RenderContext) -> Screen:
    """A screen as a person wants to see it: without ornament where they chose so."""
    return simplified(screen, view) if person.simple else screen


def services_of(context: ContextTypes.DEFAULT_TYPE) -> Services:
    return cast(Services, context.bot_data[KEY])


async def user_context(update: Update, services: Services) -> UserContext:
    """Who sent this update. Their language: as they last wrote or chose, else that of their client."""
    user = cast(User, update.effective_user)
    person = await services.people.get(user.id)
    language = as_language(person.language) or from_telegram(
        user.language_code, services.settings.default_language
    )
    return UserContext(user.id, person, RenderContext(services.knowledge.library, language, _advice(person)))


def as_language(code: str | None) -> Language | None:
    return next((language for language in LANGUAGES if language == code), None)


def _advice(person: Person) -> routes.AdvisorRoute | None:
    route = routes.unpack(person.advice) if person.advice else None
    return route if isinstance(route, routes.AdvisorRoute) else None


def clock_for(person: Person, services: Services) -> UserClock:
    """Return now, in the zone that this person chose, else in the bot's."""
    return UserClock(services.now(), person.zone or services.settings.timezone.key)
