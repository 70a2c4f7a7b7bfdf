"""An answer: the topic's own words, the operator's facts, where they come from, and what comes next."""

from collections.abc import Sequence

from bot.content.fact import Fact, Kind
from bot.content.markup import link
from bot.content.operator import Operator
from bot.content.text import Answer
from bot.content.topic import Topic
from bot.screens import routes
from bot.screens.evidence import expand, folded, sources
from bot.screens.render_context import RenderContext, as_kind, find
from bot.screens.screen import Button, Row, Screen, bold_lead, lines, pairs

_MOST_FACTS = 4


def topic_screen(route: routes.TopicRoute, view: RenderContext) -> Screen:
    return _screen(route, view, _votes(route, view))


def vote(route: routes.VoteRoute, view: RenderContext) -> Screen:
    """The same answer, thanked for; whom it did not help, a human is offered. The handler counts."""
    helped = bool(route.helped)
    topic = routes.TopicRoute(route.topic, route.operator, route.kind)
    row = () if helped else ((view.button("button.human", routes.HumanRoute(route.topic)),),)
    return _screen(topic, view, row).with_toast(view.say("toast.helped" if helped else "toast.sorry"))


def _screen(route: routes.TopicRoute, view: RenderContext, votes: tuple[Row, ...]) -> Screen:
    topic = find(view.library.topics, route.topic)
    operator = view.operator(route.operator)
    kind = as_kind(route.kind, operator)
    text, more, facts = compose(topic, view, operator, kind)
    follow = pairs(_next_steps(topic, route, view, operator))
    rows = (*follow, *_ask(topic, route, view, operator, kind), *votes, view.menu)
    return Screen(lines(text, folded(more, sources(facts, view))), rows)


def compose(
    topic: Topic, view: RenderContext, operator: Operator | None = None, kind: Kind | None = None
) -> tuple[str, str, list[Fact]]:
    """The answer as markup: what is seen at once, what is folded, and the facts that it states."""
    if operator and (own := operator.answer_on(topic.id, kind)):
        text, more, facts = _words(own, view, operator)
        return bold_lead(text), more, facts
    text, more, facts = _words(topic.answer_for(kind), view, operator)
    rules = [rule for name in topic.facts if (rule := view.library.rules[name]).holds_for(kind)]
    lead, _, rest = bold_lead(text).partition("\n")
    known, own_facts = _known(topic, view, operator, kind)
    return lines(lead, known, rest), more, [*own_facts, *facts, *rules]


def _words(answer: Answer, view: RenderContext, operator: Operator | None) -> tuple[str, str, list[Fact]]:
    """Both parts of an answer with their quoted facts, and the facts whose sources are shown."""
    name = operator.id if operator else None
    text, facts = expand(answer.text[view.language], view, name)
    more, folded_facts = expand(answer.more[view.language], view, name) if answer.more else ("", [])
    named = [fact for each in answer.facts if (fact := view.library.fact(each, name))]
    return text, more, [*facts, *folded_facts, *named]


def _known(
    topic: Topic, view: RenderContext, operator: Operator | None, kind: Kind | None
) -> tuple[str, list[Fact]]:
    """What is known of this operator on this topic, or that nothing is."""
    if operator is None:
        return "", []
    facts = [fact for _, fact in operator.facts_on(topic.id, kind)][:_MOST_FACTS]
    name = operator.name[view.language]
    if facts:
        said = [fact.text[view.language] for fact in facts]
        return view.say("answer.operator", operator=name) + _listed(said), facts
    if not topic.by_operator:
        return "", []
    page = link(operator.page("support"), name)
    return view.say("answer.unknown", operator=name, page=page), []


def _listed(said: Sequence[str]) -> str:
    return said[0] if len(said) == 1 else "".join(f"\n• {line}" for line in said)


def _next_steps(
    topic: Topic, route: routes.TopicRoute, view: RenderContext, operator: Operator | None
) -> list[Button]:
    follow = [
        Button(
            view.library.topics[name].title[view.language],
            routes.TopicRoute(name, route.operator, route.kind),
        )
        for name in topic.next
    ]
    if topic.id in view.library.channels:
        guide = routes.GuideRoute(topic.id, route.operator, route.kind)
        return [view.button("button.start_guide", guide), *follow[:2]]
    if operator and topic.id == "which-channel":
        return [view.button("button.ways", routes.WaysRoute(operator.id, route.kind)), *follow[:2]]
    return follow


def _ask(
    topic: Topic, route: routes.TopicRoute, view: RenderContext, operator: Operator | None, kind: Kind | None
) -> tuple[Row, ...]:
    """Which operator, or which kind of line, where the answer depends on it."""
    if operator is None:
        to = routes.OperatorsRoute(topic.id)
        return ((view.button("button.my_operator", to),),) if topic.by_operator else ()
    if kind is None and len(operator.kinds) > 1:
        return (
            tuple(
                view.button(f"kind.{name}", routes.TopicRoute(topic.id, operator.id, name))
                for name in operator.kinds
            ),
        )
    return ()


def _votes(route: routes.TopicRoute, view: RenderContext) -> tuple[Row, ...]:
    helped, not_helped = (
        routes.VoteRoute(route.topic, value, route.operator, route.kind) for value in (1, 0)
    )
    return ((view.button("button.helped", helped), view.button("button.not_helped", not_helped)),)


def symptom_screen(route: routes.SymptomRoute, view: RenderContext) -> Screen:
    """What fits several topics, asked about in plain words."""
    symptom = find(view.library.symptoms, route.symptom)
    buttons = [
        Button(choice.label[view.language], routes.TopicRoute(choice.to, route.operator))
        for choice in symptom.choices
    ]
    return Screen(f"<b>{symptom.ask[view.language]}</b>", (*((button,) for button in buttons), view.menu))
