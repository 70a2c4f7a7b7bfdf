"""What is said to an utterance: an answer, another side of it, or the reply to a conversational act."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any, Protocol

from bot.content.markup import escape, plain
from bot.conversation import Statement, Turn
from bot.match.finding import Finding
from bot.screens import routes
from bot.screens.answer import answer, kind_of
from bot.screens.composing import Composed, compose
from bot.screens.render import render
from bot.screens.render_context import RenderContext, as_kind, said_day
from bot.screens.routes import Route
from bot.screens.screen import Button, Row, Screen, bold_lead, lines, pairs

_MOST_CARDS = 3
_IN_FIGURES = frozenset({"time", "cost"})  # aspects that a line tells by a number
_MOST_LINES = 4
_NUMBER = re.compile(r"^(?:\d+\.|•)\s*")
# Acts that have a reply of their own; the others are answered by a topic or a route.
_REPLIED = (
    "cancel", "complaint", "confirm", "deny", "despair", "done", "goodbye", "greeting", "later", "thanks",
    "who-are-you",
)  # fmt: skip


class CardLike(Protocol):
    """A saved card as screens need it."""

    @property
    def id(self) -> int: ...
    @property
    def nickname(self) -> str: ...
    @property
    def operator(self) -> str | None: ...
    @property
    def kind(self) -> str | None: ...


def respond(
    turn: Turn, view: RenderContext, cards: Sequence[CardLike] = (), today: date | None = None
) -> Screen:
    """The screen of a turn; `cards` are the person's, for what a statement may be about."""
    if turn.statement and today:
        return statement_read_back(turn.statement, cards, today, view)
    if turn.act == "menu":
        return render(routes.MenuRoute(), view)
    if turn.act == "language":
        return render(routes.LanguagesRoute(), view)
    if turn.act in _REPLIED and turn.finding.outcome == "none":
        return _reply(turn, view)
    return _of_which_card(_with_unknown(_answered(turn, view), turn, view), turn, view, cards)


def _answered(turn: Turn, view: RenderContext) -> Screen:
    """The answer; its other side where the same one was given just before and nothing new was said."""
    finding = turn.finding
    if turn.act == "identity-of-line" and finding.outcome != "answer" and finding.operator:
        return render(routes.OperatorRoute(finding.operator), view)
    if tree := _aspect(turn, view).get("opens"):
        return render(routes.NodeRoute(str(tree)), view)
    if turn.act == "walk-through":
        return render(_guide(finding, view), view)
    if finding.outcome == "answer" and finding.topic and turn.adds_nothing:
        return _other_side(turn, view)
    if finding.outcome == "answer" and (turn.act == "still-failing" or turn.step):
        return _other_side(turn, view)
    if turn.act == "urgent" and _cannot_wait(finding, view):
        return render(routes.UrgentRoute(finding.operator, kind_of(finding, view)), view)
    return answer(finding, view)


def _guide(finding: Finding, view: RenderContext) -> routes.GuideRoute:
    """The guide of the way that was named or is talked about; else the one that fits the kind of line."""
    kind = kind_of(finding, view)
    named = next((name for name in (finding.channel, finding.topic) if name in view.library.channels), None)
    usual = "channel-app" if kind == "travel" else "channel-website"
    return routes.GuideRoute(named or usual, finding.operator, kind)


def _cannot_wait(finding: Finding, view: RenderContext) -> bool:
    """Whether what is urgent is the line: the topic offers what can be done today."""
    topic = finding.topic or (finding.candidates[0][0] if finding.candidates else None)
    return topic in view.library.topics and "urgent" in view.library.topics[str(topic)].offer


def _other_side(turn: Turn, view: RenderContext) -> Screen:
    """Never the same text twice: what was asked of it, more of it, its guide, then other ways and a human."""
    finding, repeats = turn.finding, turn.context.repeats
    topic, kind = str(finding.topic), kind_of(finding, view)
    route = routes.TopicRoute(topic, finding.operator, kind)
    if turn.step and topic in view.library.channels:
        return render(_guide_step(topic, turn.step, finding, view), view)
    if turn.act == "still-failing":
        return _another_way("acts.still_failing", route, view)
    if lines_asked := _asked_lines(turn, route, view):
        return Screen(bold_lead("\n".join(lines_asked)), render(route, view).rows)
    if elsewhere := _told_elsewhere(turn, view):
        return render(replace(route, topic=elsewhere), view)
    if topic in view.library.channels and repeats <= 1:
        return render(routes.GuideRoute(topic, finding.operator, kind), view)
    if repeats == 1 and (more := _composed(route, view).more):
        return Screen(bold_lead(more), render(route, view).rows)
    return _another_way("acts.again" if repeats <= 1 else "acts.once_more", route, view)


def _another_way(key: str, route: routes.TopicRoute, view: RenderContext) -> Screen:
    topic = view.library.topics[route.topic]
    buttons = [
        Button(
            view.library.topics[name].title[view.language],
            routes.TopicRoute(name, route.operator, route.kind),
        )
        for name in topic.next
    ]
    first = (Button(topic.title[view.language], route),)
    last = (view.button("button.human", routes.HumanRoute(route.topic)), view.home)
    return Screen(
        bold_lead(view.say(key, topic=topic.title[view.language])), (first, *pairs(buttons)[:2], last)
    )


def _guide_step(topic: str, number: int, finding: Finding, view: RenderContext) -> routes.GuideRoute:
    kind = kind_of(finding, view)
    guides = view.library.channels[topic].guides
    steps = guides.get(kind or "prepaid") or guides["prepaid"]
    step = steps[min(number, len(steps)) - 1].id
    return routes.GuideRoute(topic, finding.operator, kind, step)


def _composed(route: routes.TopicRoute, view: RenderContext) -> Composed:
    operator = view.operator(route.operator)
    return compose(view.library.topics[route.topic], view, operator, as_kind(route.kind, operator))


def _asked_lines(turn: Turn, route: routes.TopicRoute, view: RenderContext) -> list[str]:
    """The lines of the answer that tell what was asked of it: a step, how long, what it costs."""
    said = _composed(route, view)
    every = [line.strip() for line in (*said.seen.splitlines(), *said.more.splitlines()) if line.strip()]
    if turn.step:
        return [line for line in every if line.startswith(f"{turn.step}.")][:1]
    tells = _aspect(turn, view).get("tells", ())
    found = [line for line in every if any(str(word) in plain(line).casefold() for word in tells)]
    if turn.aspect in _IN_FIGURES:
        found = [line for line in found if any(char.isdigit() for char in line)]
    bare = [line.replace("<b>", "").replace("</b>", "") for line in dict.fromkeys(found)][:_MOST_LINES]
    # Torn out of their list, numbers would begin at 2.
    return [_NUMBER.sub("" if len(bare) == 1 else "• ", line) for line in bare]


def _aspect(turn: Turn, view: RenderContext) -> Mapping[str, Any]:
    """What `cues.yaml` has on the aspect of the last topic that is asked about."""
    found: Mapping[str, Any] = view.library.cues.get("aspects", {}).get(turn.aspect, {})
    return found


def _told_elsewhere(turn: Turn, view: RenderContext) -> str | None:
    """The topic that tells what this one does not, as `cues.yaml` has it: topping up, and from abroad."""
    topics: Mapping[str, Sequence[str]] = _aspect(turn, view).get("elsewhere", {})
    return next((name for name, lasts in topics.items() if turn.finding.topic in lasts), None)


def _reply(turn: Turn, view: RenderContext) -> Screen:
    """What a person expects to be said to it, and where one goes from here."""
    act = str(turn.act)
    elsewhere = view.library.elsewhere.get(act)
    text = elsewhere.reply[view.language] if elsewhere and elsewhere.reply else view.say(f"acts.{act}")
    if act == "complaint" and turn.context.complaints > 1:
        human = replace(_human(turn, view), style="primary")
        return Screen(bold_lead(text), ((human,), *_instead(turn, view)[:1], (view.home,)))
    if act == "complaint":
        return Screen(bold_lead(text), (*_instead(turn, view), (_human(turn, view), view.home)))
    if act == "despair":
        return Screen(text, ((view.home,),))
    return Screen(bold_lead(text), usual(view))


def usual(view: RenderContext) -> tuple[Row, ...]:
    """The fixed buttons under small words: Renew, My cards, Questions."""
    return (
        (view.button("menu.renew", routes.AdvisorRoute()),),
        (view.button("menu.cards", routes.MyCardsRoute()), view.button("menu.faq", routes.FaqRoute())),
    )


def _instead(turn: Turn, view: RenderContext) -> tuple[Row, ...]:
    """What may have been meant: the neighbours of the last topic."""
    operator = turn.context.line.operator
    if not turn.context.topic:
        return usual(view)
    near = [name for name, _ in turn.finding.candidates if name != turn.context.topic][:4]
    titles = view.library.topics
    return pairs(
        Button(titles[name].title[view.language], routes.TopicRoute(name, operator)) for name in near
    )


def _human(turn: Turn, view: RenderContext) -> Button:
    return view.button("button.human", routes.HumanRoute(turn.context.topic))


def _of_which_card(screen: Screen, turn: Turn, view: RenderContext, cards: Sequence[CardLike]) -> Screen:
    """Of several saved cards, which one is meant: asked by their names where the answer depends on it."""
    topic = view.library.topics.get(turn.finding.topic or "")
    known = [card for card in cards if view.operator(card.operator)]
    if topic is None or not topic.by_operator or turn.finding.operator or len(known) < 2:
        return screen
    buttons = [
        Button(
            card.nickname or view.operator_name(str(card.operator)),
            routes.TopicRoute(topic.id, card.operator, card.kind),
        )
        for card in known[:_MOST_CARDS]
    ]
    *rows, last = screen.rows
    return replace(screen, rows=(*pairs(buttons)[:2], *rows[1:2], last))


def _with_unknown(screen: Screen, turn: Turn, view: RenderContext) -> Screen:
    """An operator that we do not know is told by its name; what follows holds for all."""
    name = turn.told.line.unknown if turn.told else None
    if not name:
        return screen
    return replace(
        screen, text=lines(bold_lead(view.say("acts.unknown_operator", name=escape(name))), screen.text)
    )


def statement_read_back(
    said: Statement, cards: Sequence[CardLike], today: date, view: RenderContext
) -> Screen:
    """What was told, read back, with one tap to keep it; of several cards, one tap for the right one."""
    mine = [card for card in cards if said.operator in (None, card.operator)][:_MOST_CARDS]
    day = said_day(said.day or today, today, view)
    amount = f"{said.cents / 100:g} €" if said.cents else ""
    key = said.what if said.what == "end" or amount else "topup_alone"
    text = view.say(f"statement.{key}", line=_line(said, mine, view), day=day, amount=amount)
    return Screen(
        bold_lead(text),
        (*_keeps(said, mine, view), (view.button("statement.no", routes.CancelRoute()), view.home)),
    )


def _line(said: Statement, mine: Sequence[CardLike], view: RenderContext) -> str:
    if len(mine) == 1 and mine[0].nickname:
        return escape(mine[0].nickname)
    operator = said.operator or (mine[0].operator if len(mine) == 1 else None)
    return view.operator_name(operator) if operator else view.say("statement.line")


def _keeps(said: Statement, mine: Sequence[CardLike], view: RenderContext) -> tuple[Row, ...]:
    if len(mine) < 2:
        button = replace(
            view.button("statement.keep", keep_route(said, mine[0] if mine else None)), style="success"
        )
        return ((button,),)
    return tuple(
        (Button(card.nickname or view.operator_name(str(card.operator)), keep_route(said, card)),)
        for card in mine
    )


def keep_route(said: Statement, card: CardLike | None) -> Route:
    """The tap, or the typed yes, that keeps a statement."""
    day = said.day.strftime("%Y%m%d") if said.day else None
    return routes.KeepStatementRoute(said.what, day, said.cents, card.id if card else None, said.operator)
