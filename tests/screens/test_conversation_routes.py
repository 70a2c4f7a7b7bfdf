"""What can't wait and what is asked step by step opens its own screen."""

import pytest

from bot.content.library import Library
from bot.conversation import ConversationContext, Turn
from bot.match.finding import Finding
from bot.screens import routes
from bot.screens.conversation_screens import respond
from bot.screens.render import render
from bot.screens.render_context import RenderContext
from bot.screens.routes import Route


def turn(act: str, topic: str, operator: str | None = None, kind: str | None = None) -> Turn:
    finding = Finding("answer", "en", ((topic, 0.9),), topic, operator, kind=kind)
    return Turn(finding, ConversationContext(), act)


@pytest.mark.parametrize(
    ("act", "topic", "operator", "kind", "route"),
    [
        ("urgent", "suspended", "sfr", "prepaid", routes.UrgentRoute("sfr", "prepaid")),
        ("urgent", "lost-sim", None, None, routes.TopicRoute("lost-sim")),
        ("walk-through", "channel-app", "free", None, routes.GuideRoute("channel-app", "free")),
        ("walk-through", "which-channel", None, None, routes.GuideRoute("channel-website")),
        ("walk-through", "which-channel", None, "travel", routes.GuideRoute("channel-app", None, "travel")),
    ],
)
def test_the_act_decides_where_the_topic_fits(
    library: Library, act: str, topic: str, operator: str | None, kind: str | None, route: Route
) -> None:
    view = RenderContext(library, "en")
    assert respond(turn(act, topic, operator, kind), view) == render(route, view)
