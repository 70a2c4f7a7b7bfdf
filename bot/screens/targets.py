"""What an editor's `to` means: the route of a button, and a label where the button has none of its own."""

from collections.abc import Mapping

from bot.content.card_type import CardType
from bot.content.channel import Channel
from bot.content.french import Letter, Phrase
from bot.content.topic import Topic
from bot.content.tree import Tree
from bot.screens import routes
from bot.screens.render_context import RenderContext
from bot.screens.routes import Route
from bot.screens.screen import Button

# A name that stands alone: its route, and the key of its label.
_ALONE: dict[str, tuple[Route, str]] = {
    "advisor": (routes.AdvisorRoute(), "button.advisor"),
    "phrases": (routes.PhrasesRoute(), "menu.french"),
    "glossary": (routes.GlossaryRoute(), "button.glossary"),
    "human": (routes.HumanRoute(), "button.human"),
    "cards": (routes.CardKindsRoute(), "menu.kinds"),
    "menu": (routes.MenuRoute(), "button.menu"),
    "operators": (routes.OperatorsRoute(), "menu.operators"),
    "remind": (routes.RemindersRoute(), "menu.reminders"),
    "faq": (routes.FaqRoute(), "menu.faq"),
    "friend": (routes.FriendRoute(), "button.friend"),
    "urgent": (routes.UrgentRoute(), "button.urgent"),
}


_PREFIXES = frozenset({"topic", "guide", "tree", "operator", "card", "phrase", "letter"})


def target(to: str, tree: str | None = None, operator: str | None = None, kind: str | None = None) -> Route:
    """The route that `to` means; a bare name is a node of the tree."""
    what, colon, name = to.partition(":")
    if to == "friend":
        return routes.FriendRoute(operator)
    if to == "urgent":
        return routes.UrgentRoute(operator, kind)
    if not colon:
        return _ALONE[to][0] if to in _ALONE else routes.NodeRoute(tree or "", to, operator)
    return {
        "topic": routes.TopicRoute(name, operator, kind),
        "guide": routes.GuideRoute(name, operator, kind),
        "tree": routes.NodeRoute(name, None, operator),
        "operator": routes.OperatorRoute(name),
        "card": routes.CardKindRoute(name),
        "phrase": routes.PhraseRoute(name),
        "letter": routes.LetterRoute(name),
    }[what]


# Names that only a shortcut has.
_WORDS: dict[str, Route] = {
    "renew": routes.AdvisorRoute(),
    "remind": routes.NewReminderRoute(),
    "reminders": routes.RemindersRoute(),
    "my-cards": routes.MyCardsRoute(),
    "help": routes.HelpRoute(),
    "cancel": routes.CancelRoute(),
    "languages": routes.LanguagesRoute(),
}


def opened_by(name: str) -> Route | None:
    """The route that a shortcut names; packed routes (`a`, `t:pay-abroad`), as written before, still work."""
    what, colon, _ = name.partition(":")
    if name in _WORDS:
        return _WORDS[name]
    if name in _ALONE or (colon and what in _PREFIXES):
        return target(name)
    return routes.unpack(name)


def is_packed(name: str) -> bool:
    """Whether a shortcut still names a packed route."""
    what, colon, _ = name.partition(":")
    return name not in _WORDS and name not in _ALONE and not (colon and what in _PREFIXES)


def offered(to: str, view: RenderContext, operator: str | None = None, kind: str | None = None) -> Button:
    """A button to it, labelled by the title of what it opens."""
    what, colon, name = to.partition(":")
    route = target(to, None, operator, kind)
    if not colon:
        return view.button(_ALONE[to][1], route)
    library = view.library
    titled: dict[str, Mapping[str, Topic | Channel | Tree | CardType | Phrase | Letter]] = {
        "topic": library.topics,
        "guide": library.channels,
        "tree": library.trees,
        "card": library.cards,
        "phrase": library.phrases,
        "letter": library.letters,
    }
    title = library.operators[name].name if what == "operator" else titled[what][name].title
    return Button(title[view.language], route)
