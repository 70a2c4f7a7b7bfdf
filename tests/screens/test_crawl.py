"""A crawler taps every button from the menu, in all four languages."""

from collections import deque
from collections.abc import Callable
from dataclasses import replace
from typing import cast

import pytest

from bot.content import markup
from bot.content.languages import LANGUAGES, Language
from bot.content.library import Library
from bot.screens import routes
from bot.screens.everywhere import without_way_back
from bot.screens.render import render, rendered
from bot.screens.render_context import RenderContext
from bot.screens.routes import Route
from bot.screens.screen import Screen
from bot.transport.sender import keyboard
from tests.auxil import spec

Found = dict[Route, tuple[int, Screen]]


QUICK = ("zh-Hans", "fr")


@pytest.fixture(
    scope="module",
    params=[each if each in QUICK else pytest.param(each, marks=pytest.mark.slow) for each in LANGUAGES],
)
def language(request: pytest.FixtureRequest) -> Language:
    """Chinese and French stand for all four where little time is given."""
    return cast(Language, request.param)


@pytest.fixture(scope="module")
def found(library: Library, language: Language) -> Found:
    """Every place that can be reached without the store, its depth from the menu, its screen."""
    return crawl(RenderContext(library, language))


def crawl(view: RenderContext) -> Found:
    """Every place but the votes of one topic for further operators: three screens of five, and all alike."""
    found: Found = {routes.MenuRoute(): (0, render(routes.MenuRoute(), view))}
    queue, votes = deque(found), set[Route]()
    while queue:
        route = queue.popleft()
        depth, screen = found[route]
        for button in screen.buttons():
            to = without_way_back(button.to)
            if to is not None and to not in found and type(to) in rendered():
                if isinstance(to, routes.VoteRoute | routes.ReasonRoute):
                    alike = replace(to, operator=None, kind=None)
                    if alike in votes:
                        continue
                    votes.add(alike)
                found[to] = (depth + 1, render(to, view))
                queue.append(to)
    return found


def test_nothing_that_a_button_leads_to_is_gone(found: Found) -> None:
    gone = {route for route, (_, screen) in found.items() if screen.toast}
    expected = (routes.VoteRoute, routes.ReasonRoute, routes.KeepAdviceRoute)
    assert [route for route in gone if not isinstance(route, expected)] == []


def test_every_screen_leads_on_and_to_the_menu(found: Found) -> None:
    for route, (_, screen) in found.items():
        leads = [button.to for button in screen.buttons() if button.to]
        if route != routes.MenuRoute() and not isinstance(route, routes.SetLanguageRoute):
            assert screen.rows[-1][-1].to == routes.MenuRoute(), route
        assert any(to != route for to in leads), route


def test_every_topic_and_every_guide_is_within_three_taps(found: Found, library: Library) -> None:
    assert all(found[routes.TopicRoute(topic)][0] <= 3 for topic in library.topics)
    assert all(found[routes.GuideRoute(channel)][0] <= 3 for channel in library.channels)


def test_through_the_advisor_a_guide_is_within_five_taps(library: Library) -> None:
    view = RenderContext(library, "en")
    route: Route = routes.AdvisorRoute()
    for _tap in range(5):
        screen = render(route, view)
        guides = [button.to for button in screen.buttons() if isinstance(button.to, routes.GuideRoute)]
        if guides:
            break
        route = next(b.to for b in screen.buttons() if isinstance(b.to, routes.AdvisorRoute))
    assert guides


def test_every_button_fits_and_every_message_is_valid_telegram(
    found: Found, language: Language, figure: Callable[[str], None]
) -> None:
    described = spec.load() or spec.own()
    read, packed = set[str](), set[Route]()
    for route, (_, screen) in found.items():
        if screen.text not in read:  # many operators share an answer: one look at it is enough
            read.add(screen.text)
            assert markup.faults(screen.text) == [], route
            assert 0 < markup.length(screen.text) <= markup.MESSAGE_LIMIT, route
        leads = {each.to for each in screen.buttons() if each.to} - packed
        packed |= leads
        assert all(len(each.pack().encode()) <= 64 for each in leads)
        # The shape of a call is the same in every language; checking it once keeps the crawl quick.
        if language == "zh-Hans" and (rows := keyboard(screen)):
            values = {"chat_id": 1, "text": screen.text, "reply_markup": rows.to_dict()}
            assert described.parameters("sendMessage", values) == [], route
    figure(f"the crawler drew {len(found)} screens in {language}")
    assert len(found) > 1000
