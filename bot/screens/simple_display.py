"""Screens without ornament, for who asks for it: no bars, no emoji, one button a row."""

import re
from dataclasses import replace

from bot.screens.render_context import RenderContext
from bot.screens.screen import Button, Screen

# Pictures and their joiners. ✓ ✕ ☰ are letters of the trade and stay.
_EMOJI = re.compile(
    "[\U0001f000-\U0001faff\u23e9-\u23fa\u2600-\u262f\u2631-\u2712\u2714\u2716-\u27bf"
    "\u21a9\u21aa\u25b6\u25c0\u2b05-\u2b55\ufe0f\u200d\u20e3]+"
)
_BAR = re.compile("[▓░]+")
_SPACES = re.compile("[ \t]{2,}")


def simplified(screen: Screen, view: RenderContext) -> Screen:
    """The same screen in plain words."""
    rows = tuple((_plain_button(button, view),) for button in screen.buttons())
    text = "\n".join(line for line in map(_plain, screen.text.splitlines()) if line or not screen.text)
    return replace(screen, text=text, rows=rows, toast=screen.toast and _plain(screen.toast))


def _plain(text: str) -> str:
    return _SPACES.sub(" ", _BAR.sub("", _EMOJI.sub("", text))).strip()


def _plain_button(button: Button, view: RenderContext) -> Button:
    """Labels that are a picture and nothing else have words of their own."""
    pictures = {view.say(f"button.{name}"): name for name in ("helped", "not_helped")}
    name = pictures.get(button.label)
    label = view.say(f"simple.{name}") if name else _plain(button.label)
    return replace(button, label=label or button.label)
