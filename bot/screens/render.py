"""Every place has one drawing; a place that no longer exists answers with the menu."""

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from bot.screens import routes
from bot.screens.render_context import RenderContext
from bot.screens.routes import Route
from bot.screens.screen import Screen

Drawing = Callable[[Any, RenderContext], Screen]
_DRAWINGS: dict[type[Route], Drawing] = {}
_Item = TypeVar("_Item")
_Function = TypeVar("_Function", bound=Drawing)


class Gone(LookupError):
    """The words that a place names are no longer in the library."""


def draws(kind: type[Route]) -> Callable[[_Function], _Function]:
    """Registers the drawing of a kind of place."""

    def register(function: _Function) -> _Function:
        _DRAWINGS[kind] = function
        return function

    return register


def find(items: Mapping[str, _Item], name: str) -> _Item:
    """The item of that id. Gone where an editor has removed it."""
    try:
        return items[name]
    except KeyError:
        raise Gone(name) from None


def draw(route: Route | None, view: RenderContext) -> Screen:
    """The screen of a place; the menu, saying so, where it is unknown or gone."""
    drawing = _DRAWINGS.get(type(route)) if route else None
    if drawing:
        try:
            return drawing(route, view)
        except Gone:
            pass
    return draw(routes.MenuRoute(), view).with_toast(view.say("toast.gone"))


def drawn() -> frozenset[type[Route]]:
    """The kinds of place that can be drawn without the store."""
    return frozenset(_DRAWINGS)
