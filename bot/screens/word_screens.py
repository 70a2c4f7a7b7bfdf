"""New words before those who run the bot: what they would change, and whether they shall serve."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.content.languages import Language
from bot.content.markup import escape
from bot.content.problem import Problem
from bot.screens import routes
from bot.screens.render_context import RenderContext
from bot.screens.screen import Button, Row, Screen, lines

_MOST_PROBLEMS = 20
_MOST, _IN_A_ROW = 10, 5
_LONGEST, _LONGEST_SCREEN = 60, 1_500


@dataclass(frozen=True)
class Asked:
    """A question, its language, and how often it was asked."""

    text: str
    language: Language | None = None
    times: int = 1


@dataclass(frozen=True)
class Change:
    """A question that other words answer otherwise: what it is taken for, and the screens as text."""

    asked: Asked
    said_before: str
    said_after: str
    shown_before: str
    shown_after: str

    def __str__(self) -> str:
        return f"{self.asked.times}x {self.asked.text}: {self.said_before} -> {self.said_after}"


@dataclass(frozen=True)
class NewWords:
    """Words that wait to serve: which of the kept questions (`total`) they answer otherwise.

    `name` is short enough for a button; `seconds` is how long learning took.
    """

    name: str
    topics: int
    changes: Sequence[Change]
    total: int
    seconds: float


def offered(new: NewWords, view: RenderContext) -> Screen:
    """What is answered otherwise, the most asked first; each opens with a tap; publish or keep."""
    shown = [
        f"{number}. {each.asked.times}× {escape(each.asked.text[:_LONGEST])}: "
        f"{escape(each.said_before)} → {escape(each.said_after)}"
        for number, each in enumerate(new.changes[:_MOST], 1)
    ]
    told = view.say("admin.offered", topics=new.topics, count=len(new.changes), total=new.total)
    numbers = [
        Button(str(number + 1), routes.WordChangeRoute(new.name, number)) for number in range(len(shown))
    ]
    rows = tuple(tuple(numbers[at : at + _IN_A_ROW]) for at in range(0, len(numbers), _IN_A_ROW))
    return Screen(lines(told, *shown), (*rows, _decision(new, view)))


def change(new: NewWords, number: int, view: RenderContext) -> Screen:
    """One question as it is answered now, and as it would be."""
    each = new.changes[number]
    parts = [f"<b>{escape(each.asked.text)}</b>"]
    for key, shown in (("before", each.shown_before), ("after", each.shown_after)):
        parts += ["", view.say(f"admin.{key}"), f"<blockquote>{escape(shown[:_LONGEST_SCREEN])}</blockquote>"]
    back = view.button("admin.all_changes", routes.WordChangeRoute(new.name))
    return Screen("\n".join(parts), ((back,), _decision(new, view)))


def published(new: NewWords, view: RenderContext) -> Screen:
    """That new words serve."""
    said = view.say("admin.reloaded", topics=new.topics, seconds=round(new.seconds))
    counted = view.say("admin.changed", count=len(new.changes), total=new.total) if new.total else None
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


def _decision(new: NewWords, view: RenderContext) -> Row:
    use = Button(view.say("admin.publish"), routes.PublishWordsRoute(new.name), style="success")
    return (use, Button(view.say("admin.keep"), routes.KeepWordsRoute(new.name)))
