"""The walk through a way to renew, step by step."""

from bot.content.channel import Channel, Step
from bot.content.operator import Operator
from bot.screens import routes
from bot.screens.composing import fitted
from bot.screens.evidence import expand, folded, sources
from bot.screens.render_context import RenderContext, as_kind, find
from bot.screens.screen import Button, Row, Screen, bar, bold_lead, lines, pairs
from bot.screens.topic_screens import topic_screen
from bot.screens.tree_screens import node


def ways(route: routes.WaysRoute, view: RenderContext) -> Screen:
    """All ways to renew, each a button into its guide."""
    buttons = [
        Button(f"{channel.emoji} {channel.title[view.language]}", _start(channel, route))
        for channel in view.library.channels.values()
    ]
    advisor = (view.button("button.advisor", routes.AdvisorRoute(route.operator, route.kind)), view.home)
    return Screen(bold_lead(view.say("ways.text")), (*pairs(buttons), advisor))


def _start(channel: Channel, route: routes.WaysRoute) -> routes.GuideRoute:
    return routes.GuideRoute(channel.id, route.operator, route.kind)


def guide(route: routes.GuideRoute, view: RenderContext) -> Screen:
    """One step. A step that an editor has removed begins the guide anew: none is ever skipped."""
    channel = find(view.library.channels, route.channel)
    operator = view.operator(route.operator)
    steps = channel.guide(as_kind(route.kind, operator))
    names = [step.id for step in steps]
    gone = route.step is not None and route.step not in names
    index = names.index(route.step) if route.step in names else 0
    screen = Screen(
        _text(channel, steps, index, operator, view),
        (*_aids(steps[index], operator, view), *_moves(route, steps, index, view)),
    )
    return screen.with_toast(view.say("toast.guide_changed")) if gone else screen


def _text(
    channel: Channel, steps: tuple[Step, ...], index: int, operator: Operator | None, view: RenderContext
) -> str:
    step, count = steps[index], len(steps)
    name = channel.title[view.language]
    title = f"{name} · {operator.name[view.language]}" if operator else name
    progress = f"<b>{title}</b>  {bar(index + 1, count, count)} {index + 1}/{count}"
    own = step.operators.get(operator.id) if operator else None
    text, facts = expand((own or step.text)[view.language], view, operator.id if operator else None)
    said = fitted(text, facts)
    return lines(progress, said.seen, _words(step, view), folded(said.more, sources(facts, view)))


def _words(step: Step, view: RenderContext) -> str:
    """The French words to look for on the page, each with its meaning."""
    terms = [view.library.glossary[name] for name in step.look_for]
    if not terms:
        return ""
    said = [f"<code>{term.french}</code> {term.meaning[view.language]}" for term in terms]
    return view.say("guide.look_for") + "\n" + "\n".join(f"• {line}" for line in said)


def _aids(step: Step, operator: Operator | None, view: RenderContext) -> tuple[Row, ...]:
    """The official page and the text to copy."""
    buttons = []
    if step.page and operator:
        url = operator.page(step.page)
        buttons.append(Button(view.say("button.open", page=url.split("/")[2].removeprefix("www.")), url=url))
    elif step.page:
        buttons.append(view.button("button.choose_operator", routes.OperatorsRoute("channel-website")))
    fact = operator.facts.get(step.copy_fact) if operator and step.copy_fact else None
    copied = fact.value if fact and fact.shown and fact.value else step.copy_text
    if copied:
        buttons.append(Button(view.say("button.copy_this", text=copied), copy=copied))
    return pairs(buttons)


def _moves(
    route: routes.GuideRoute, steps: tuple[Step, ...], index: int, view: RenderContext
) -> tuple[Row, ...]:
    channel, operator, kind = route.channel, route.operator, route.kind
    onward: routes.Route = routes.GuideEndRoute(channel, operator, kind)
    if index + 1 < len(steps):
        onward = routes.GuideRoute(channel, operator, kind, steps[index + 1].id)
    forward = view.button("button.next" if index + 1 < len(steps) else "button.done", onward)
    stuck = (
        view.button("button.stuck", routes.StuckRoute(channel, operator, kind, steps[index].id)),
        view.home,
    )
    if index == 0:
        pocket = view.button("button.pocket", routes.PocketRoute(channel, operator, kind))
        return (forward,), (pocket, *stuck)
    back = view.button("button.back", routes.GuideRoute(channel, operator, kind, steps[index - 1].id))
    return (back, forward), stuck


def stuck(route: routes.StuckRoute, view: RenderContext) -> Screen:
    """The tree or topic that helps at this step, with the way back to it. The handler counts."""
    channel = find(view.library.channels, route.channel)
    steps = channel.guide(as_kind(route.kind, view.operator(route.operator)))
    step = next((step for step in steps if step.id == route.step), steps[0])
    if step.stuck in view.library.trees:
        screen = node(routes.NodeRoute(step.stuck, None, route.operator), view)
    else:
        screen = topic_screen(routes.TopicRoute(step.stuck, route.operator, route.kind), view)
    back = routes.GuideRoute(route.channel, route.operator, route.kind, step.id)
    return Screen(screen.text, (*screen.rows[:-1], (view.button("button.to_step", back), view.home)))


def end(route: routes.GuideEndRoute, view: RenderContext) -> Screen:
    """Renewed, until when? Or not: the triage."""
    channel = find(view.library.channels, route.channel)
    operator = view.operator(route.operator)
    name = operator.name[view.language] if operator else channel.title[view.language]
    buttons = [
        view.button("cards_mine.guide_renewed", routes.GuideRenewedRoute(route.operator, route.kind)),
        view.button("button.not_renewed", routes.NodeRoute("after", None, route.operator)),
        view.button("button.receipt", routes.TopicRoute("invoice", route.operator, route.kind)),
    ]
    return Screen(bold_lead(view.say("guide.end", name=name)), (*pairs(buttons), (view.home,)))
