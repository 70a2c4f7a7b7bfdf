"""A friend in France is asked in their language, and only for lines that take a code."""

import pytest

from bot.content.languages import LANGUAGES, Language
from bot.content.library import Library
from bot.screens import routes
from bot.screens.render import render
from bot.screens.render_context import RenderContext
from bot.screens.screen import Screen


def copied(screen: Screen) -> list[str]:
    return [button.copy for button in screen.buttons() if button.copy]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_message_can_be_copied_for_every_prepaid_operator(library: Library, language: Language) -> None:
    view = RenderContext(library, language)
    for operator in library.operators.values():
        for friend in ("fr", "en", "zh-Hans") if "prepaid" in operator.kinds else ():
            screen = render(routes.FriendRoute(operator.id, friend), view)
            (message,) = copied(screen)
            assert operator.name[friend] in message
            assert len(screen.rows) <= 3


def test_a_code_that_arrived_goes_on_to_how_it_is_entered(library: Library) -> None:
    screen = render(routes.FriendRoute("lebara"), RenderContext(library, "en"))
    assert routes.TopicRoute("channel-voucher", "lebara", "prepaid") in [b.to for b in screen.buttons()]


@pytest.mark.parametrize(
    ("operator", "kind", "offered"),
    [(None, None, True), ("lebara", "prepaid", True), ("free", None, False), (None, "travel", False)],
)
def test_it_is_offered_where_a_code_can_help(
    library: Library, operator: str | None, kind: str | None, offered: bool
) -> None:
    screen = render(routes.TopicRoute("channel-voucher", operator, kind), RenderContext(library, "en"))
    assert any(isinstance(button.to, routes.FriendRoute) for button in screen.buttons()) is offered
