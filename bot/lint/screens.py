"""Draws everything in every language, and holds it against what Telegram takes and a phone shows."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields
from functools import lru_cache
from typing import Any

from bot.content import markup
from bot.content.content_types import CONTENT_TYPES
from bot.content.languages import LANGUAGES, Language
from bot.content.library import Library
from bot.content.problem import Problem
from bot.lint.texts import most_columns
from bot.screens import routes
from bot.screens.everywhere import asked_for, reached, sampled
from bot.screens.render import render, rendered
from bot.screens.render_context import RenderContext
from bot.screens.routes import Route, RouteTooLong
from bot.screens.screen import Button, Screen
from bot.screens.targets import is_packed, opened_by

MOST_IN_TOPIC = 1500
MOST_BUTTONS = 100
# An official page is named by its host, a copy button by what it copies: these may be wider.
MOST_WIDE_COLUMNS = 40
# For each kind of content the routes that show it, the plain one first.
SCREENS: dict[str, tuple[Any, ...]] = {
    "topics": (routes.TopicRoute, routes.VoteRoute, routes.ReasonRoute),
    "operators": (routes.OperatorRoute,),
    "channels": (routes.GuideRoute, routes.GuideEndRoute, routes.StuckRoute),
    "cards": (routes.CardKindRoute,),
    "symptoms": (routes.SymptomRoute,),
    "trees": (routes.NodeRoute,),
    "phrases": (routes.PhraseRoute,),
    "letters": (routes.LetterRoute,),
    "glossary": (routes.GlossaryRoute,),
}
# Quoted by answers (rules), or said to a message that is not about cards (elsewhere, acts).
WITHOUT_SCREEN = ("rules", "elsewhere", "acts")
# What a way of buttons from the menu must reach; a symptom is only asked about, a tree has its nodes.
_OPENED_BY_BUTTONS = (
    routes.TopicRoute,
    routes.GuideRoute,
    routes.OperatorRoute,
    routes.CardKindRoute,
    routes.PhraseRoute,
    routes.LetterRoute,
)
_BROKEN = Screen("")


@dataclass
class Found:
    """Faults by file and message; the same fault on many screens is told once."""

    screens: int = 0
    first: dict[tuple[str, str], str] = field(default_factory=dict)
    count: Counter[tuple[str, str]] = field(default_factory=Counter)
    warnings: list[Problem] = field(default_factory=list)

    def add(self, route: Route, fault: str, language: Language | None = None) -> None:
        name = f"{type(route).__name__} {_said(route)}".strip()
        self.add_to(file_of(route), fault, f"{name} in {language}" if language else name)

    def add_to(self, file: str, fault: str, where: str) -> None:
        self.first.setdefault((file, fault), where)
        self.count[file, fault] += 1

    def problems(self) -> list[Problem]:
        return [
            Problem(file, 0, f"{fault} ({where}{_more(self.count[file, fault])})")
            for (file, fault), where in self.first.items()
        ] + self.warnings


def check(library: Library) -> tuple[list[Problem], int]:
    """Every fault of a screen, and how many screens were drawn."""
    found = Found()
    wanted = sampled(library)
    asked = (route for route in asked_for(library) if wanted(route))
    starts = [routes.MenuRoute(), *asked, *_shortcuts(library, found)]
    starts = [route for route in starts if type(route) in rendered()]
    chinese = RenderContext(library, LANGUAGES[0])
    everywhere = reached(lambda route: _draw(route, chinese, found), starts, wanted)
    for route in everywhere:
        _fits(route, found)
    for language in LANGUAGES:
        view = RenderContext(library, language)
        for route, screen in everywhere.items():
            screen = screen if language == LANGUAGES[0] else _draw(route, view, found)
            found.screens += 1
            for fault in faults(route, screen, language):
                found.add(route, fault, language)
    return [*found.problems(), *_unreached(library, everywhere)], found.screens


def _shortcuts(library: Library, found: Found) -> Iterator[Route]:
    """Where words that stand alone lead; cards and reminders are drawn with the store, not here."""
    for word, name in library.shortcuts.items():
        if route := opened_by(name):
            yield route
        else:
            found.add_to("shortcuts.yaml", f"'{word}' opens no place: '{name}'", word)
        if route and is_packed(name):
            message = f"'{word}: {name}' is a button's data; write a name, such as menu, renew or remind"
            found.warnings.append(Problem("shortcuts.yaml", 0, message, "warning"))


def _draw(route: Route, view: RenderContext, found: Found) -> Screen:
    try:
        screen = render(route, view)
    except Exception as error:  # whatever breaks a drawing, the editor reads it here and not a person later
        found.add(route, f"cannot be drawn: {type(error).__name__}: {error}", view.language)
        return _BROKEN
    if screen.toast and screen.toast == view.say("toast.gone"):
        found.add(route, "a button leads to what is gone", view.language)
    return screen


def _fits(route: Route, found: Found) -> None:
    try:
        route.pack()
    except RouteTooLong as error:
        found.add(route, f"too long for a button: {len(str(error).encode())} bytes, {routes.LIMIT} fit")


def faults(route: Route, screen: Screen, language: Language) -> Iterator[str]:
    """What Telegram would refuse of a screen, and what a phone would not show whole."""
    if screen is _BROKEN:
        return
    length, broken = _measured(screen.text)
    yield from broken
    if not 0 < length <= markup.MESSAGE_LIMIT:
        yield f"{length} characters, Telegram takes 1 to {markup.MESSAGE_LIMIT}"
    elif isinstance(route, routes.TopicRoute) and length >= MOST_IN_TOPIC:
        yield f"{length} characters, an answer has less than {MOST_IN_TOPIC}"
    buttons = list(screen.buttons())
    if len(buttons) > MOST_BUTTONS:
        yield f"{len(buttons)} buttons, Telegram takes {MOST_BUTTONS}"
    for button in buttons:
        yield from _button(button, language)


_FOLD = re.compile(r"<blockquote expandable>(.*?)</blockquote>", re.DOTALL)
_line = lru_cache(maxsize=100_000)(markup.measured)


@lru_cache(maxsize=100_000)
def _measured(text: str) -> tuple[int, list[str]]:
    """Length and faults of a message, line by line as most lines stand on many screens; whole where one is
    faulty by itself."""
    parts = [_line(line) for line in _FOLD.sub(r"\1", text).split("\n")]
    if any(broken for _, broken in parts):
        return markup.measured(text)
    return sum(length for length, _ in parts) + len(parts) - 1, []


@lru_cache(maxsize=100_000)
def _label(label: str, most: int) -> str | None:
    if not label.strip():
        return "a button without a label"
    taken = markup.width(label)
    return f"the button '{label}' takes {taken} columns, {most} are shown" if taken > most else None


def _button(button: Button, language: Language) -> Iterator[str]:
    wide = button.url is not None or button.copy is not None
    if fault := _label(button.label, MOST_WIDE_COLUMNS if wide else most_columns(language)):
        yield fault
    # Where a button leads is the same in every language.
    if language == LANGUAGES[0] and button.to is not None and not _packs(button.to):
        yield f"the button '{button.label}' is too long: {routes.LIMIT} bytes fit"
    if button.copy is not None and not 0 < len(button.copy) <= markup.COPY_LIMIT:
        yield f"a copy button holds 1 to {markup.COPY_LIMIT} characters, here {len(button.copy)}"
    if (button.to, button.url, button.copy).count(None) != 2:
        yield f"the button '{button.label}' must do exactly one thing"


@lru_cache(maxsize=100_000)
def _packs(route: Route) -> bool:
    try:
        return bool(route.pack())
    except RouteTooLong:
        return False


def _unreached(library: Library, everywhere: Mapping[Route, Screen]) -> Iterator[Problem]:
    """What no way of buttons from the menu leads to."""
    walked = reached(everywhere.__getitem__, [routes.MenuRoute()], sampled(library))
    there = {(file_of(route), _node(route, library)) for route in walked}
    for route in _everything(library):
        if (file_of(route), _node(route, library)) not in there:
            yield Problem(file_of(route), 0, f"no way of buttons leads from the menu to {_said(route)}")


def _everything(library: Library) -> Iterator[Route]:
    for name, (first, *_) in SCREENS.items():
        for item in getattr(library, name) if first in _OPENED_BY_BUTTONS else ():
            yield first(item)
    for tree in library.trees.values():
        yield from (routes.NodeRoute(tree.id, node) for node in tree.nodes)


def _node(route: Route, library: Library) -> str | None:
    """Which node of its tree a place is; every other file is one thing."""
    if isinstance(route, routes.NodeRoute) and route.tree in library.trees:
        return route.node or library.trees[route.tree].root
    return None


def file_of(route: Route) -> str:
    """The file whose words a route shows first."""
    folder = next((name for name, shown in SCREENS.items() if isinstance(route, shown)), None)
    if folder is None or CONTENT_TYPES[folder].table:
        return f"{folder}.yaml" if folder else "interface"
    return f"{folder}/{_said(route).split(':')[0]}.yaml"


def _said(route: Route) -> str:
    """The place as an editor can read it: `pay-abroad:free`."""
    values = [getattr(route, each.name) for each in fields(route)]
    return ":".join("" if value is None else str(value) for value in values).rstrip(":")


def _more(count: int) -> str:
    return f" and {count - 1} more" if count > 1 else ""
