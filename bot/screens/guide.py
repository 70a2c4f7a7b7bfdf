"""The walk through a way to renew, step by step."""

from bot.content.channel import Channel, Step
from bot.content.operator import Operator
from bot.screens import my_places as mine
from bot.screens import places
from bot.screens.draw import draws, find
from bot.screens.evidence import expand, sources
from bot.screens.screen import Button, Row, Screen, bar, bold_lead, lines, pairs
from bot.screens.topic import topic_screen
from bot.screens.tree import node
from bot.screens.view import View, as_kind


@draws(places.Ways)
def ways(place: places.Ways, view: View) -> Screen:
    """All ways to renew, each a button into its guide."""
    buttons = [
        Button(f"{channel.emoji} {channel.title[view.language]}", _start(channel, place))
        for channel in view.library.channels.values()
    ]
    advisor = (view.button("button.advisor", places.Advisor(place.operator, place.kind)),)
    return Screen(bold_lead(view.say("ways.text")), (*pairs(buttons), advisor, view.menu))


def _start(channel: Channel, place: places.Ways) -> places.Guide:
    return places.Guide(channel.id, place.operator, place.kind)


@draws(places.Guide)
def guide(place: places.Guide, view: View) -> Screen:
    """One step. A step that an editor has removed begins the guide anew: none is ever skipped."""
    channel = find(view.library.channels, place.channel)
    operator = view.operator(place.operator)
    steps = channel.guide(as_kind(place.kind, operator))
    names = [step.id for step in steps]
    gone = place.step is not None and place.step not in names
    index = names.index(place.step) if place.step in names else 0
    screen = Screen(
        _text(channel, steps, index, operator, view),
        (*_aids(steps[index], operator, view), *_moves(place, steps, index, view), view.menu),
    )
    return screen.with_toast(view.say("toast.guide_changed")) if gone else screen


def _text(
    channel: Channel, steps: tuple[Step, ...], index: int, operator: Operator | None, view: View
) -> str:
    step, count = steps[index], len(steps)
    name = channel.title[view.language]
    title = f"{name} · {operator.name[view.language]}" if operator else name
    progress = f"<b>{title}</b>  {bar(index + 1, count, count)} {index + 1}/{count}"
    own = step.operators.get(operator.id) if operator else None
    text, facts = expand((own or step.text)[view.language], view, operator.id if operator else None)
    evidence = sources(facts, view)
    return lines(progress, bold_lead(text), _words(step, view), f"\n{evidence}" if evidence else "")


def _words(step: Step, view: View) -> str:
    """The French words to look for on the page, each with its meaning."""
    terms = [view.library.glossary[name] for name in step.look_for]
    if not terms:
        return ""
    said = [f"<code>{term.french}</code> {term.meaning[view.language]}" for term in terms]
    return view.say("guide.look_for") + "\n" + "\n".join(f"• {line}" for line in said)


def _aids(step: Step, operator: Operator | None, view: View) -> tuple[Row, ...]:
    """The official page and the text to copy."""
    buttons = []
    if step.page and operator:
        url = operator.page(step.page)
        buttons.append(Button(view.say("button.open", page=url.split("/")[2].removeprefix("www.")), url=url))
    elif step.page:
        buttons.append(view.button("button.choose_operator", places.Operators("channel-website")))
    fact = operator.facts.get(step.copy_fact) if operator and step.copy_fact else None
    copied = fact.value if fact and fact.shown and fact.value else step.copy_text
    if copied:
        buttons.append(Button(view.say("button.copy_this", text=copied), copy=copied))
    return pairs(buttons)


def _moves(place: places.Guide, steps: tuple[Step, ...], index: int, view: View) -> tuple[Row, ...]:
    channel, operator, kind = place.channel, place.operator, place.kind
    onward: places.Place = places.GuideEnd(channel, operator, kind)
    if index + 1 < len(steps):
        onward = places.Guide(channel, operator, kind, steps[index + 1].id)
    forward = view.button("button.next" if index + 1 < len(steps) else "button.done", onward)
    stuck = (view.button("button.stuck", places.Stuck(channel, operator, kind, steps[index].id)),)
    if index == 0:
        return (forward,), stuck
    back = view.button("button.back", places.Guide(channel, operator, kind, steps[index - 1].id))
    return (back, forward), stuck


@draws(places.Stuck)
def stuck(place: places.Stuck, view: View) -> Screen:
    """The tree or topic that helps at this step, with the way back to it. The handler counts."""
    channel = find(view.library.channels, place.channel)
    steps = channel.guide(as_kind(place.kind, view.operator(place.operator)))
    step = next((step for step in steps if step.id == place.step), steps[0])
    if step.stuck in view.library.trees:
        screen = node(places.Node(step.stuck, None, place.operator), view)
    else:
        screen = topic_screen(places.Topic(step.stuck, place.operator, place.kind), view)
    back = places.Guide(place.channel, place.operator, place.kind, step.id)
    return Screen(screen.text, (*screen.rows[:-1], (view.button("button.to_step", back),), view.menu))


@draws(places.GuideEnd)
def end(place: places.GuideEnd, view: View) -> Screen:
    """Renewed, until when? Or not: the triage."""
    channel = find(view.library.channels, place.channel)
    operator = view.operator(place.operator)
    name = operator.name[view.language] if operator else channel.title[view.language]
    buttons = [
        view.button("cards_mine.guide_renewed", mine.GuideRenewed(place.operator, place.kind)),
        view.button("button.not_renewed", places.Node("after", None, place.operator)),
        view.button("button.receipt", places.Topic("invoice", place.operator, place.kind)),
    ]
    return Screen(bold_lead(view.say("guide.end", name=name)), (*pairs(buttons), view.menu))
