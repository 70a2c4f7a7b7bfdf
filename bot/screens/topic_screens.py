"""An answer as a screen: what is said, what to do next, and whether it helped."""

from dataclasses import replace
from zlib import crc32

from bot.content.fact import Kind
from bot.content.library import Library
from bot.content.operator import Operator
from bot.content.topic import SECTIONS, Topic
from bot.screens import routes
from bot.screens.composing import compose
from bot.screens.evidence import codes
from bot.screens.friend import sells_codes
from bot.screens.render_context import Gone, RenderContext, as_kind, find
from bot.screens.screen import Button, Row, Screen, beside, fits, pairs
from bot.screens.targets import offered

_MOST_COPIES = 4
_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


def topic_screen(route: routes.TopicRoute, view: RenderContext) -> Screen:
    helped, not_helped = (
        routes.VoteRoute(route.topic, value, route.operator, route.kind, route.back) for value in (1, 0)
    )
    votes = (view.button("button.helped", helped), view.button("button.not_helped", not_helped))
    return _screen(route, view, votes)


def vote(route: routes.VoteRoute, view: RenderContext) -> Screen:
    """The same answer, thanked for; whom it did not help is asked why. The handler keeps it."""
    topic = routes.TopicRoute(route.topic, route.operator, route.kind, route.back)
    if route.helped:
        change = routes.VoteRoute(route.topic, 0, route.operator, route.kind, route.back)
        row = (view.button("button.not_helped", change),)
        return _screen(topic, view, row).with_toast(view.say("toast.helped"))
    answer = _screen(topic, view, (view.button("button.human", routes.HumanRoute(route.topic)),))
    return Screen(answer.text, (*_reasons(route, view), answer.rows[-1]), view.say("toast.sorry"))


REASONS = {"w": "wrong", "o": "outdated", "u": "unclear", "n": "not-mine"}


def _reasons(route: routes.VoteRoute, view: RenderContext) -> tuple[Row, ...]:
    return pairs(
        view.button(
            f"feedback.{name}",
            routes.ReasonRoute(route.topic, reason, route.operator, route.kind, route.back),
        )
        for reason, name in REASONS.items()
    )


def reason(route: routes.ReasonRoute, view: RenderContext) -> Screen:
    """The same answer, with a way on; it can still be called helpful."""
    if route.reason not in REASONS:
        raise Gone(route.reason)
    topic = routes.TopicRoute(route.topic, route.operator, route.kind, route.back)
    helped = routes.VoteRoute(route.topic, 1, route.operator, route.kind, route.back)
    human = view.button("button.human", routes.HumanRoute(route.topic))
    screen = _screen(topic, view, (human, view.button("button.helped", helped)))
    return screen.with_toast(view.say(f"feedback.noted.{REASONS[route.reason]}"))


def _screen(route: routes.TopicRoute, view: RenderContext, votes: Row) -> Screen:
    topic = find(view.library.topics, route.topic)
    operator = view.operator(route.operator)
    kind = as_kind(route.kind, operator)
    said = compose(topic, view, operator, kind)
    first, *others = _steps(topic, route, view, operator)
    copies = [
        Button(view.say("button.copy_code", code=code), copy=code)
        for code in codes(said.seen + said.more, said.facts)
    ]
    last = (*_back(route, view), *votes, view.home)
    rows = (*_ask(topic, route, view, operator, kind), *_onward(first, copies, others), last)
    return Screen(said.text(view), rows)


def _onward(first: Button, copies: list[Button], others: list[Button]) -> tuple[Row, ...]:
    """The one next step with the codes beside it where they fit, then at most two alternatives."""
    first = replace(first, style="primary")
    if fits((first, *copies)):
        return ((first, *copies), *beside(others))
    return (
        (*beside(copies, _MOST_COPIES), *beside([first, *others])) if copies else ((first,), *beside(others))
    )


def _steps(
    topic: Topic, route: routes.TopicRoute, view: RenderContext, operator: Operator | None
) -> list[Button]:
    """What one does next, the likeliest first: a guide, the operator's page, a letter, the next topics."""
    found = []
    if topic.id in view.library.channels:
        guide = routes.GuideRoute(topic.id, route.operator, route.kind)
        found.append(view.button("button.start_guide", guide))
    elif topic.id == "which-channel":
        found.append(_ways(route, view, operator))
    kind = as_kind(route.kind, operator)
    helps = [to for to in topic.offer if to != "friend" or sells_codes(operator, kind)]
    offers = [offered(to, view, route.operator, route.kind) for to in helps]
    # Behind a guide, which opens the operator's page itself, help comes before the page.
    found += [*offers, *_page(topic, view, operator)] if found else [*_page(topic, view, operator), *offers]
    mark = mark_of(topic.id)
    found += [
        Button(
            view.library.topics[name].title[view.language],
            routes.TopicRoute(name, route.operator, route.kind, mark),
        )
        for name in topic.next
    ]
    return found


def _page(topic: Topic, view: RenderContext, operator: Operator | None) -> list[Button]:
    """The operator's own page for this, where one is known."""
    if operator is None or topic.page is None or not operator.exact_page(topic.page):
        return []
    label = view.say("button.open", page=operator.host(topic.page))
    return [Button(label, url=operator.page(topic.page))]


def _ways(route: routes.TopicRoute, view: RenderContext, operator: Operator | None) -> Button:
    if operator:
        return view.button("button.ways", routes.WaysRoute(operator.id, route.kind))
    return view.button("button.advisor", routes.AdvisorRoute(None, route.kind))


def _ask(
    topic: Topic, route: routes.TopicRoute, view: RenderContext, operator: Operator | None, kind: Kind | None
) -> tuple[Row, ...]:
    """In one row: which operator, and which kind of line, where the answer depends on them."""
    row: list[Button] = []
    if operator is None and topic.by_operator:
        row.append(view.button("button.which", routes.OperatorsRoute(topic.id)))
    if kind is None:
        kinds = _kinds(topic, operator)
        if len(kinds) > 1 or operator is None:
            row += [
                view.button(f"kind.{name}", routes.TopicRoute(topic.id, route.operator, name, route.back))
                for name in kinds
            ]
    return (tuple(row),) if row else ()


def _kinds(topic: Topic, operator: Operator | None) -> tuple[Kind, ...]:
    """The kinds of line that are answered apart: none where the operator says one thing for all."""
    if operator is None:
        return tuple(topic.answers)
    own = operator.answers.get(topic.id)
    return () if own and own.kind is None and not own.kinds else operator.kinds


def mark_of(topic: str) -> str:
    """Three letters that stand for a topic where a button has no room for its id."""
    number = crc32(topic.encode()) % len(_DIGITS) ** 3
    return "".join(_DIGITS[number // len(_DIGITS) ** place % len(_DIGITS)] for place in (2, 1, 0))


def marked(mark: str, library: Library) -> str | None:
    """The topic of a mark, or None where there is none any more."""
    return next((topic for topic in library.topics if mark_of(topic) == mark), None)


def _back(route: routes.TopicRoute, view: RenderContext) -> Row:
    """To where the button stood that led here."""
    if route.back is None:
        return ()
    if route.back in SECTIONS:
        return (view.button("button.return", routes.SectionRoute(route.back)),)
    above = marked(route.back, view.library)
    return (
        (view.button("button.return", routes.TopicRoute(above, route.operator, route.kind)),) if above else ()
    )


def symptom_screen(route: routes.SymptomRoute, view: RenderContext) -> Screen:
    """What fits several topics, asked about in plain words."""
    symptom = find(view.library.symptoms, route.symptom)
    buttons = [
        Button(choice.label[view.language], routes.TopicRoute(choice.to, route.operator))
        for choice in symptom.choices
    ]
    return Screen(f"<b>{symptom.ask[view.language]}</b>", (*pairs(buttons), view.neither))
