"""From what was understood to what is said."""

from dataclasses import replace

from bot.match.finding import Finding
from bot.screens import routes
from bot.screens.render import render
from bot.screens.render_context import RenderContext
from bot.screens.screen import Button, Screen, bold_lead, lines

_FEWEST_CHOICES, _MOST_CHOICES = 2, 4
# A topic this many times less likely than the first is no close one.
_CLOSE = 0.1
_NEAREST = 2


def answer(finding: Finding, view: RenderContext) -> Screen:
    """The answer, a choice between close topics, or a kind no with the nearest ones."""
    if finding.outcome == "answer" and finding.topic:
        screen = render(routes.TopicRoute(finding.topic, finding.operator), view)
        return _with_others(screen, finding, view) if finding.besides else screen
    if finding.outcome == "choose":
        return _choice(finding, view)
    return _none(finding, view)


def _with_others(screen: Screen, finding: Finding, view: RenderContext) -> Screen:
    """The answer to one question of several, and the way to the others."""
    others = [_topic(name, finding, view) for name in finding.besides]
    return replace(
        screen,
        text=lines(screen.text, "\n" + view.say("answer.besides")),
        rows=(*((button,) for button in others), *screen.rows),
    )


def _choice(finding: Finding, view: RenderContext) -> Screen:
    if finding.symptom:
        return render(routes.SymptomRoute(finding.symptom, finding.operator), view)
    buttons = _topics(finding, view, _close(finding))
    return Screen(bold_lead(view.say("answer.choose")), (*((b,) for b in buttons), view.menu))


def _close(finding: Finding) -> int:
    """How many of the first candidates are worth a button."""
    likely = [score for _, score in finding.candidates if score >= _CLOSE * finding.candidates[0][1]]
    return max(_FEWEST_CHOICES, min(len(likely), _MOST_CHOICES))


def _none(finding: Finding, view: RenderContext) -> Screen:
    reply = view.library.elsewhere[finding.elsewhere].reply if finding.elsewhere else None
    text = reply[view.language] if reply else bold_lead(view.say("answer.none"))
    human = (view.button("button.human", routes.HumanRoute()),)
    return Screen(text, (*((b,) for b in _topics(finding, view, _NEAREST)), human, view.menu))


def _topics(finding: Finding, view: RenderContext, most: int) -> list[Button]:
    return [_topic(name, finding, view) for name, _ in finding.candidates[:most]]


def _topic(name: str, finding: Finding, view: RenderContext) -> Button:
    return Button(view.library.topics[name].title[view.language], routes.TopicRoute(name, finding.operator))
