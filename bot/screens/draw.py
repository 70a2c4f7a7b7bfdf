"""Every place has one drawing; a place that no longer exists answers with the menu."""

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from bot.screens import places
from bot.screens.places import Place
from bot.screens.screen import Screen
from bot.screens.view import View

Drawing = Callable[[Any, View], Screen]
_DRAWINGS: dict[type[Place], Drawing] = {}
_Item = TypeVar("_Item")
_Function = TypeVar("_Function", bound=Drawing)


class Gone(LookupError):
    """The words that a place names are no longer in the library."""


def draws(kind: type[Place]) -> Callable[[_Function], _Function]:
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


def draw(place: Place | None, view: View) -> Screen:
    """The screen of a place; the menu, saying so, where it is unknown or gone."""
    drawing = _DRAWINGS.get(type(place)) if place else None
    if drawing:
        try:
            return drawing(place, view)
        except Gone:
            pass
    return draw(places.Menu(), view).with_toast(view.say("toast.gone"))


def drawn() -> frozenset[type[Place]]:
    """The kinds of place that can be drawn without the store."""
    return frozenset(_DRAWINGS)
