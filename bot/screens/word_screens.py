"""New words before those who run the bot: what they would change, and whether they shall serve."""

from collections.abc import Sequence
from typing import Protocol

from bot.content.markup import escape
from bot.content.problem import Problem
from bot.screens import routes
from bot.screens.render_context import RenderContext
from bot.screens.screen import Button, Row, Screen, lines

_MOST_PROBLEMS = 20
_MOST, _IN_A_ROW = 10, 5
_LONGEST, _LONGEST_SCREEN = 60, 1_500


class AskedLike(Protocol):
    """A kept question, and how often it was asked."""

    @property
    def text(self) -> str: ...
    @property
    def times(self) -> int: ...


class ChangeLike(Protocol):
    """A kept question that other words answer otherwise."""

    @property
    def asked(self) -> AskedLike: ...
    @property
    def said_before(self) -> str: ...
    @property
    def said_after(self) -> str: ...
    @property
    def shown_before(self) -> str: ...
    @property
    def shown_after(self) -> str: ...


class OfferLike(Protocol):
    """Words that wait."""

    @property
    def name(self) -> str: ...
    @property
    def changes(self) -> Sequence[ChangeLike]: ...
    @property
    def total(self) -> int: ...
    @property
    def seconds(self) -> float: ...
    @property
    def topics(self) -> int: ...


def offered(offer: OfferLike, view: RenderContext) -> Screen:
    """What is answered otherwise, the most asked first; each opens with a tap; publish or keep."""
    shown = [
        f"{number}. {each.asked.times}× {escape(each.asked.text[:_LONGEST])}: "
        f"{escape(each.said_before)} → {escape(each.said_after)}"
        for number, each in enumerate(offer.changes[:_MOST], 1)
    ]
    told = view.say("admin.offered", topics=offer.topics, count=len(offer.changes), total=offer.total)
    numbers = [
        Button(str(number + 1), routes.WordChangeRoute(offer.name, number)) for number in range(len(shown))
    ]
    rows = tuple(tuple(numbers[at : at + _IN_A_ROW]) for at in range(0, len(numbers), _IN_A_ROW))
    return Screen(lines(told, *shown), (*rows, _decision(offer, view)))


def change(offer: OfferLike, number: int, view: RenderContext) -> Screen:
    """One question as it is answered now, and as it would be."""
    each = offer.changes[number]
    parts = [f"<b>{escape(each.asked.text)}</b>"]
    for key, shown in (("before", each.shown_before), ("after", each.shown_after)):
        parts += ["", view.say(f"admin.{key}"), f"<blockquote>{escape(shown[:_LONGEST_SCREEN])}</blockquote>"]
    back = view.button("admin.all_changes", routes.WordChangeRoute(offer.name))
    return Screen("\n".join(parts), ((back,), _decision(offer, view)))


def published(offer: OfferLike, view: RenderContext) -> Screen:
    """That new words serve."""
    said = view.say("admin.reloaded", topics=offer.topics, seconds=round(offer.seconds))
    counted = view.say("admin.changed", count=len(offer.changes), total=offer.total) if offer.total else None
    return Screen(lines(said, counted), (view.menu,))


def kept_back(view: RenderContext) -> Screen:
    """That the old words stay."""
    return Screen(view.say("admin.kept_back"), (view.menu,))


def gone(view: RenderContext) -> Screen:
    """That a button is of words that do not wait any more."""
    return Screen(view.say("admin.gone"), (view.menu,))


def broken(key: str, problems: Sequence[Problem], view: RenderContext) -> Screen:
    """What is wrong with the words, each fault with its file and line; `key` is what became of them."""
    told = "\n".join(map(str, problems[:_MOST_PROBLEMS]))
    return Screen(f"<b>{view.say(key)}</b>\n<pre>{escape(told)[:3500]}</pre>", (view.menu,))


def _decision(offer: OfferLike, view: RenderContext) -> Row:
    use = Button(view.say("admin.publish"), routes.PublishWordsRoute(offer.name), style="success")
    return (use, Button(view.say("admin.keep"), routes.KeepWordsRoute(offer.name)))
