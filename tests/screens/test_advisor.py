"""The advisor asks only what is not known yet, and offers only what can be."""

import pytest

from bot.content.fact import KINDS, Kind
from bot.content.library import Library
from bot.screens import routes
from bot.screens.render import render
from bot.screens.render_context import RenderContext


@pytest.mark.parametrize("kind", [None, *KINDS])
def test_only_operators_with_the_kind_of_line_that_is_known_are_offered(
    library: Library, kind: Kind | None
) -> None:
    screen = render(routes.AdvisorRoute(None, kind), RenderContext(library, "en"))
    offered = {
        button.to.operator
        for button in screen.buttons()
        if isinstance(button.to, routes.AdvisorRoute) and button.to.operator in library.operators
    }
    assert offered == {each.id for each in library.operators.values() if kind in (None, *each.kinds)}
