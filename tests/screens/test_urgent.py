"""What cannot wait: three things in order, for the kind of line."""

import pytest

from bot.content.languages import LANGUAGES, Language
from bot.content.library import Library
from bot.content.markup import rows
from bot.screens import routes
from bot.screens.render import render
from bot.screens.render_context import RenderContext


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_fits_a_phone_for_every_operator_and_kind(library: Library, language: Language) -> None:
    view = RenderContext(library, language)
    for operator in library.operators.values():
        for kind in (None, *operator.kinds):
            screen = render(routes.UrgentRoute(operator.id, kind), view)
            assert rows(screen.text) <= 14, (operator.id, kind)
            assert len(screen.rows) <= 3
            assert (
                screen.rows[0][0].url == operator.page("payment" if kind == "subscription" else "topup")
                or kind is None
            )


def test_without_an_operator_it_is_asked_first(library: Library) -> None:
    screen = render(routes.UrgentRoute(), RenderContext(library, "en"))
    assert screen.rows[0][0].to == routes.OperatorsRoute("pay-abroad")


def test_a_friend_is_no_help_to_a_monthly_plan(library: Library) -> None:
    screen = render(routes.UrgentRoute("free", "subscription"), RenderContext(library, "en"))
    assert not any(isinstance(button.to, routes.FriendRoute) for button in screen.buttons())
