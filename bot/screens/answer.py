"""From what was understood to what is said."""

from dataclasses import replace

from bot.content.fact import Kind
from bot.match.finding import Finding
from bot.screens import routes
from bot.screens.card_type_screens import HOW_TO_RENEW
from bot.screens.render import render
from bot.screens.render_context import RenderContext, as_kind
from bot.screens.screen import Button, Row, Screen, beside, bold_lead, fits, lines, pairs

_FEWEST_CHOICES, _MOST_CHOICES = 2, 4
_MOST_ROWS = 3
# A topic this many times less likely than the first is no close one.
_CLOSE = 0.1
_NEAREST = 2
# From here on the first candidate says more than the kind of line alone.
_LIKELY = 0.6
# What one asks of a card by its name alone, and how to renew it.
_CLEAR = {"answer": 1, "choose": 3, "none": 6}
_OF_A_CARD = ("card-types", HOW_TO_RENEW)


def answer(finding: Finding, view: RenderContext) -> Screen:
    """The answer, a choice between close topics, or a kind no with the nearest ones."""
    if finding.card and _asks_of_a_card(finding):
        return _of_card(finding.card, finding, view)
    if finding.outcome == "answer" and finding.topic:
        screen = render(_topic_route(finding.topic, finding, view), view)
        return _with_others(screen, finding, view) if finding.besides else screen
    if finding.outcome == "choose":
        card = _only_kind_told(finding, view)
        return render(routes.CardKindRoute(card), view) if card else _choice(finding, view)
    return _none(finding, view)


def _asks_of_a_card(finding: Finding) -> bool:
    """Whether a card was named, and nothing clear besides how to renew it."""
    first = [topic for topic, _ in finding.candidates[: _CLEAR[finding.outcome]]]
    unclear = not finding.symptom and not finding.elsewhere
    return unclear and any(topic in _OF_A_CARD for topic in first)


def _only_kind_told(finding: Finding, view: RenderContext) -> str | None:
    """The card to read of where nothing is clear but that the line is a travel eSIM of whatever seller."""
    if finding.kind != "travel" or finding.operator or finding.symptom or finding.candidates[0][1] >= _LIKELY:
        return None
    return next((card.id for card in view.library.cards.values() if card.kind == "travel"), None)


def _of_card(name: str, finding: Finding, view: RenderContext) -> Screen:
    """The card's own page; where the operator is known, its answer about such a card."""
    if finding.operator:
        return render(_topic_route(view.library.cards[name].topic or HOW_TO_RENEW, finding, view), view)
    return render(routes.CardKindRoute(name), view)


def kind_of(finding: Finding, view: RenderContext) -> Kind | None:
    """The kind of line that was named, by itself or as a card, as far as the operator sells it."""
    named = as_kind(finding.kind) or (view.library.cards[finding.card].kind if finding.card else None)
    operator = view.operator(finding.operator)
    return named if named and (operator is None or named in operator.kinds) else None


def _topic_route(topic: str, finding: Finding, view: RenderContext) -> routes.TopicRoute:
    return routes.TopicRoute(topic, finding.operator, kind_of(finding, view))


def _with_others(screen: Screen, finding: Finding, view: RenderContext) -> Screen:
    """The answer to one question of several, and the way to the others instead of its alternatives."""
    others = beside([_topic(name, finding, view) for name in finding.besides])
    last = screen.rows[-1]
    return replace(
        screen,
        text=lines(screen.text, view.say("answer.besides")),
        rows=(*others, *screen.rows[: _MOST_ROWS - 1 - len(others)], last),
    )


def _choice(finding: Finding, view: RenderContext) -> Screen:
    if finding.symptom:
        return render(routes.SymptomRoute(finding.symptom, finding.operator), view)
    buttons = _topics(finding, view, _close(finding))
    return Screen(bold_lead(view.say("answer.choose")), (*_rows(buttons), view.neither))


def _rows(buttons: list[Button]) -> tuple[Row, ...]:
    """At most three rows, so that the question stays in sight."""
    return pairs(buttons)[:_MOST_ROWS]


def _close(finding: Finding) -> int:
    """How many of the first candidates are worth a button."""
    likely = [score for _, score in finding.candidates if score >= _CLOSE * finding.candidates[0][1]]
    return max(_FEWEST_CHOICES, min(len(likely), _MOST_CHOICES))


def _none(finding: Finding, view: RenderContext) -> Screen:
    reply = view.library.elsewhere[finding.elsewhere].reply if finding.elsewhere else None
    text = reply[view.language] if reply else bold_lead(view.say("answer.none"))
    human = view.button("button.human", routes.HumanRoute())
    neither = view.button("button.neither", routes.NeitherRoute())
    last = (neither, human, view.home) if fits((neither, human, view.home)) else (human, view.home)
    return Screen(text, (*_rows(_topics(finding, view, _NEAREST)), last))


def _topics(finding: Finding, view: RenderContext, most: int) -> list[Button]:
    return [_topic(name, finding, view) for name, _ in finding.candidates[:most]]


def _topic(name: str, finding: Finding, view: RenderContext) -> Button:
    return Button(view.library.topics[name].title[view.language], _topic_route(name, finding, view))
