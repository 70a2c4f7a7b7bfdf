"""The whole guide fits one message and one small page, for every way, operator, kind and language."""

import re

import pytest

from bot.content.languages import LANGUAGES, Language
from bot.content.library import Library
from bot.content.markup import MESSAGE_LIMIT, faults, length
from bot.screens import routes
from bot.screens.pocket import pocket_page
from bot.screens.render import render
from bot.screens.render_context import RenderContext

MOST_BYTES = 60_000


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_guide_fits_one_message_and_one_page(library: Library, language: Language) -> None:
    view = RenderContext(library, language)
    for channel in library.channels.values():
        for operator in (None, *library.operators):
            for kind in channel.guides:
                route = routes.PocketRoute(channel.id, operator, kind)
                screen = render(route, view)
                assert screen.toast is None
                assert 0 < length(screen.text) <= MESSAGE_LIMIT, route
                assert faults(screen.text) == [], route
                assert len(pocket_page(route, view).encode()) <= MOST_BYTES, route


def test_the_page_needs_no_network_and_has_every_step(library: Library) -> None:
    page = pocket_page(routes.PocketRoute("channel-store", None, "prepaid"), RenderContext(library, "en"))
    assert page.count("<li>") >= len(library.channels["channel-store"].guides["prepaid"])
    assert not re.search(r"<(?:script|link|img|iframe)|src=|@import|url\(", page)
    assert library.phrases["top-up"].french in page.replace("&amp;", "&")


def test_a_step_offers_the_whole_guide(library: Library) -> None:
    screen = render(routes.GuideRoute("channel-website"), RenderContext(library, "en"))
    assert routes.PocketRoute("channel-website") in [button.to for button in screen.buttons()]
