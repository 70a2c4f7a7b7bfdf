"""Every route has one renderer; a route that no longer exists is answered with the menu."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar, cast

from bot.screens import (
    advisor,
    card_type_screens,
    french_screens,
    friend,
    guide,
    menu,
    operator_screens,
    pocket,
    routes,
    topic_screens,
    tree_screens,
    urgent,
)
from bot.screens.render_context import Gone, RenderContext
from bot.screens.routes import Route
from bot.screens.screen import Screen

R = TypeVar("R", bound=Route)


@dataclass(frozen=True)
class Renderer(Generic[R]):
    """A row of the table: how a route without stored data becomes a screen."""

    route: type[R]
    render: Callable[[R, RenderContext], Screen]


# Not annotated, so that the type checker holds each function against its route.
RENDERERS = (
    Renderer(routes.AdvisorRoute, advisor.advisor),
    Renderer(routes.KeepAdviceRoute, advisor.keep),
    Renderer(routes.CardKindsRoute, card_type_screens.kinds),
    Renderer(routes.CardKindRoute, card_type_screens.kind),
    Renderer(routes.FriendRoute, friend.friend),
    Renderer(routes.UrgentRoute, urgent.urgent),
    Renderer(routes.PhrasesRoute, french_screens.phrases),
    Renderer(routes.PhraseRoute, french_screens.phrase),
    Renderer(routes.GlossaryRoute, french_screens.glossary),
    Renderer(routes.LetterRoute, french_screens.letter),
    Renderer(routes.WaysRoute, guide.ways),
    Renderer(routes.GuideRoute, guide.guide),
    Renderer(routes.StuckRoute, guide.stuck),
    Renderer(routes.GuideEndRoute, guide.end),
    Renderer(routes.PocketRoute, pocket.pocket),
    Renderer(routes.MenuRoute, menu.menu),
    Renderer(routes.FaqRoute, menu.faq),
    Renderer(routes.SectionRoute, menu.section),
    Renderer(routes.HelpRoute, menu.help_),
    Renderer(routes.LinksRoute, menu.links),
    Renderer(routes.HumanRoute, menu.human),
    Renderer(routes.CancelRoute, menu.cancel),
    Renderer(routes.LanguagesRoute, menu.languages),
    Renderer(routes.SetLanguageRoute, menu.language_set),
    Renderer(routes.OperatorsRoute, operator_screens.operators),
    Renderer(routes.OperatorRoute, operator_screens.operator),
    Renderer(routes.TopicRoute, topic_screens.topic_screen),
    Renderer(routes.VoteRoute, topic_screens.vote),
    Renderer(routes.ReasonRoute, topic_screens.reason),
    Renderer(routes.NeitherRoute, menu.neither),
    Renderer(routes.SymptomRoute, topic_screens.symptom_screen),
    Renderer(routes.NodeRoute, tree_screens.node),
)
_BY_ROUTE: dict[type[Route], Callable[[Any, RenderContext], Screen]] = {
    row.route: row.render for row in cast(tuple[Renderer[Any], ...], RENDERERS)
}


def render(route: Route | None, view: RenderContext) -> Screen:
    """Return the screen of a route; the menu, saying so, where it is unknown or gone."""
    renderer = _BY_ROUTE.get(type(route)) if route else None
    if renderer:
        try:
            return renderer(route, view)
        except Gone:
            pass
    return menu.menu(routes.MenuRoute(), view).with_toast(view.say("toast.gone"))


def rendered() -> frozenset[type[Route]]:
    """Return the kinds of route that can be rendered without the store."""
    return frozenset(_BY_ROUTE)
