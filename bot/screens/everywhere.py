"""All places that a person can come to: by tapping from the menu, by a question, by a link."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping

from bot.content.library import Library
from bot.screens import places
from bot.screens.draw import drawn
from bot.screens.places import Place
from bot.screens.screen import Screen

Draw = Callable[[Place], Screen]


def reached(draw: Draw, starts: Iterable[Place], wanted: Callable[[Place], bool]) -> Mapping[Place, Screen]:
    """The starts and all that their buttons lead to, with their screens. What needs the store is left out,
    and what is not `wanted` is not entered."""
    found: dict[Place, Screen] = {}
    queue = deque(dict.fromkeys(starts))
    seen = set(queue)
    while queue:
        place = queue.popleft()
        screen = found[place] = draw(place)
        for to in (button.to for button in screen.buttons()):
            if to is not None and to not in seen and type(to) in drawn() and wanted(to):
                seen.add(to)
                queue.append(to)
    return found


def asked_for(library: Library) -> Iterator[Place]:
    """What a typed question can open, whether or not a button leads there."""
    for topic in library.topics:
        yield places.Topic(topic)
        for operator in library.operators.values():
            yield from (places.Topic(topic, operator.id, kind) for kind in (None, *operator.kinds))
    for symptom in library.symptoms:
        yield places.Symptom(symptom)
        yield from (places.Symptom(symptom, operator) for operator in library.operators)
    for channel in library.channels:
        for operator in library.operators.values():
            yield from (places.Guide(channel, operator.id, kind) for kind in (None, *operator.kinds))


def sampled(library: Library) -> Callable[[Place], bool]:
    """The advisor's answers multiply: all of them for three operators of different kinds stand for the rest.

    The same for votes, which draw their topic again."""
    by_kinds = {operator.kinds: operator.id for operator in reversed(list(library.operators.values()))}
    some = {None, "-", *by_kinds.values()}

    def wanted(place: Place) -> bool:
        if isinstance(place, places.Advisor | places.KeepAdvice):
            return place.operator in some or (place.kind, place.where, place.pay) == (None, None, None)
        return not isinstance(place, places.Vote) or place.operator in some

    return wanted
