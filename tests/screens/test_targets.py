"""What editors write where a button or a word leads."""

import pytest

from bot.content.library import Library
from bot.content.references import PLACES
from bot.screens import routes
from bot.screens.render_context import RenderContext
from bot.screens.routes import Route
from bot.screens.targets import is_packed, offered, opened_by, target


@pytest.mark.parametrize(
    ("name", "route"),
    [
        ("menu", routes.MenuRoute()),
        ("renew", routes.AdvisorRoute()),
        ("remind", routes.NewReminderRoute()),
        ("topic:pay-abroad", routes.TopicRoute("pay-abroad")),
        ("a", routes.AdvisorRoute()),
        ("t:pay-abroad:free", routes.TopicRoute("pay-abroad", "free")),
        ("nothing", None),
        ("", None),
    ],
)
def test_a_word_opens_what_its_name_says_and_an_old_packed_one_too(name: str, route: Route | None) -> None:
    assert opened_by(name) == route


def test_only_a_buttons_data_is_packed() -> None:
    assert [name for name in ("a", "t:refund", "menu", "topic:refund", "remind") if is_packed(name)] == [
        "a",
        "t:refund",
    ]


def test_every_place_that_a_tree_may_name_is_a_route(library: Library) -> None:
    view = RenderContext(library, "en")
    for name in PLACES:
        assert not isinstance(target(name), routes.NodeRoute), name
        assert offered(name, view).label
    assert target("remind") == routes.RemindersRoute()


def test_what_is_offered_is_labelled_by_its_title(library: Library) -> None:
    button = offered("letter:refund", RenderContext(library, "fr"))
    assert (button.label, button.to) == (library.letters["refund"].title["fr"], routes.LetterRoute("refund"))
