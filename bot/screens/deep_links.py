"""A link to every route: `?start=` codes of at most 64 characters, and what an old one opens."""

import re
from collections.abc import Iterable, Iterator

from rapidfuzz import process

from bot.content.library import Library
from bot.screens import routes
from bot.screens.routes import Route

LONGEST = 64
_CODE = re.compile(r"[A-Za-z0-9_-]{1,64}")
_NEAR = 70
# What a code begins with; a topic's is its bare id, as before there were others.
_GUIDE, _OPERATOR, _TREE, _PHRASE, _CARD, _OF = "g_", "o_", "n_", "p_", "k_", "__"


def code_of(route: Route) -> str | None:
    """Return the code that opens a route; None where it has none."""
    code = None
    if isinstance(route, routes.TopicRoute):
        code = route.topic + (f"{_OF}{route.operator}" if route.operator else "")
    elif isinstance(route, routes.GuideRoute):
        code = _GUIDE + route.channel + (f"{_OF}{route.operator}" if route.operator else "")
    elif isinstance(route, routes.OperatorRoute):
        code = _OPERATOR + route.operator
    elif isinstance(route, routes.NodeRoute) and route.node is None:
        code = _TREE + route.tree
    elif isinstance(route, routes.PhraseRoute):
        code = _PHRASE + route.phrase
    elif isinstance(route, routes.CardKindRoute):
        code = _CARD + route.card
    return code if code and _CODE.fullmatch(code) else None


def opened(code: str, library: Library) -> Route | None:
    """Return the route of a code; of one that is gone, the nearest of its kind; None for any other."""
    if not _CODE.fullmatch(code):
        return None
    name, _, operator = code.partition(_OF)
    line = operator if operator in library.operators else None
    for prefix, known in _known(library):
        if prefix and not name.startswith(prefix):
            continue
        if found := _nearest(name.removeprefix(prefix), list(known)):
            return _route(prefix, found, line)
    return None


def _known(library: Library) -> Iterator[tuple[str, Iterable[str]]]:
    yield _GUIDE, library.channels
    yield _OPERATOR, library.operators
    yield _TREE, library.trees
    yield _PHRASE, library.phrases
    yield _CARD, library.cards
    yield "", library.topics


def _nearest(name: str, known: list[str]) -> str | None:
    if name in known:
        return name
    found = process.extractOne(name, known, score_cutoff=_NEAR)
    return str(found[0]) if found else None


def _route(prefix: str, name: str, operator: str | None) -> Route:
    return {
        _GUIDE: routes.GuideRoute(name, operator),
        _OPERATOR: routes.OperatorRoute(name),
        _TREE: routes.NodeRoute(name),
        _PHRASE: routes.PhraseRoute(name),
        _CARD: routes.CardKindRoute(name),
        "": routes.TopicRoute(name, operator),
    }[prefix]


def link_to(route: Route | None, username: str) -> str:
    """Return the address that opens a route in the private chat; the menu where it has no code."""
    code = code_of(route) if route else None
    return f"https://t.me/{username}" + (f"?start={code}" if code else "?start=menu")
