"""All routes that a person can come to: by tapping from the menu, by a question, by a link."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace

from bot.content.library import Library
from bot.screens import routes
from bot.screens.render import rendered
from bot.screens.routes import Route
from bot.screens.screen import Screen

Render = Callable[[Route], Screen]


def reached(
    render: Render, starts: Iterable[Route], wanted: Callable[[Route], bool]
) -> Mapping[Route, Screen]:
    """The starts and all that their buttons lead to, with their screens. What needs the store is left out,
    and what is not `wanted` is not entered."""
    found: dict[Route, Screen] = {}
    queue = deque(dict.fromkeys(starts))
    seen = set(queue)
    while queue:
        route = queue.popleft()
        screen = found[route] = render(route)
        for button in screen.buttons():
            to = without_way_back(button.to)
            if to is not None and to not in seen and type(to) in rendered() and wanted(to):
                seen.add(to)
                queue.append(to)
    return found


def without_way_back(route: Route | None) -> Route | None:
    """The way back adds one button: a screen stands for itself with every way back."""
    return replace(route, back=None) if isinstance(route, routes.TopicRoute | routes.VoteRoute) else route


def asked_for(library: Library) -> Iterator[Route]:
    """What a typed question can open, whether or not a button leads there."""
    for topic in library.topics:
        yield routes.TopicRoute(topic)
        for operator in library.operators.values():
            yield from (routes.TopicRoute(topic, operator.id, kind) for kind in (None, *operator.kinds))
    for symptom in library.symptoms:
        yield routes.SymptomRoute(symptom)
        yield from (routes.SymptomRoute(symptom, operator) for operator in library.operators)
    for channel in library.channels:
        for operator in library.operators.values():
            yield from (routes.GuideRoute(channel, operator.id, kind) for kind in (None, *operator.kinds))


def sampled(library: Library) -> Callable[[Route], bool]:
    """Which routes differ by more than a name: where nothing of an operator's own is shown, one operator for
    each set of kinds of line stands for the rest."""
    by_kinds = {operator.kinds: operator.id for operator in reversed(list(library.operators.values()))}
    some = {None, "-", *by_kinds.values()}
    own_steps = {
        (channel.id, operator)
        for channel in library.channels.values()
        for steps in channel.guides.values()
        for step in steps
        for operator in step.operators
    }

    def wanted(route: Route) -> bool:
        operator: str = getattr(route, "operator", None) or "-"
        if isinstance(route, routes.VoteRoute | routes.StuckRoute):  # each renders another screen again
            return operator == "-"
        if operator in some or isinstance(route, routes.OperatorRoute):
            return True
        if isinstance(route, routes.TopicRoute):
            found = library.operators.get(operator)
            return found is not None and bool(
                route.topic in found.answers or found.facts_on(route.topic, None)
            )
        return isinstance(route, routes.GuideRoute) and (route.channel, operator) in own_steps

    return wanted
