"""Simple display: the same words and the same ways, without pictures."""

import re

import pytest

from bot.content import markup
from bot.content.languages import LANGUAGES, Language
from bot.content.library import Library
from bot.screens import routes
from bot.screens.everywhere import reached, sampled
from bot.screens.render import render
from bot.screens.render_context import RenderContext
from bot.screens.screen import Button, Screen, bar
from bot.screens.settings_screens import NAMES, choices, one, settings
from bot.screens.simple_display import simplified

# What Unicode calls an emoji by default, and what a variation selector makes one.
PICTURE = re.compile("[\U0001f000-\U0001faff\u23e9-\u23f3\u2b50\ufe0f▓░]")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_screen_keeps_its_ways_and_loses_its_pictures(library: Library, language: Language) -> None:
    view = RenderContext(library, language)
    found = reached(lambda route: render(route, view), [routes.MenuRoute()], sampled(library))
    assert len(found) > 200
    for route, screen in found.items():
        plain = simplified(screen, view)
        assert [button.to for button in plain.buttons()] == [button.to for button in screen.buttons()]
        assert all(len(row) == 1 and row[0].label.strip() for row in plain.rows), route
        shown = plain.text + " ".join(button.label for button in plain.buttons())
        assert not PICTURE.search(shown), (route, PICTURE.findall(shown))
        assert not list(markup.measured(plain.text)[1]), route


def test_a_bar_and_a_thumb_become_words(library: Library) -> None:
    view = RenderContext(library, "en")
    thumb = Button(view.say("button.helped"), routes.VoteRoute("scam", 1))
    plain = simplified(Screen(f"<b>1/3</b> {bar(1, 3)}\n⏰ Soon", ((thumb, thumb),)), view)
    assert plain.text == "<b>1/3</b>\nSoon"
    assert [button.label for button in plain.buttons()] == ["It helped", "It helped"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_value_of_every_setting_has_words_and_fits_its_button(
    library: Library, language: Language
) -> None:
    view = RenderContext(library, language)
    chosen = {name: choices(name, view)[0] for name in NAMES}
    screens = [settings(chosen, view), *(one(name, chosen[name], view) for name in NAMES)]
    for screen in screens:
        for button in screen.buttons():
            assert button.to and len(button.to.pack().encode()) <= 64
            assert markup.width(button.label) <= 40
