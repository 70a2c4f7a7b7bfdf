"""Four short questions, and the ways to renew that fit the answers, best first."""

from collections.abc import Iterator
from dataclasses import replace

from bot.content.channel import PAYS, WHERES, Channel, Fit
from bot.content.fact import KINDS
from bot.screens import routes
from bot.screens.render_context import RenderContext, as_kind
from bot.screens.screen import Button, Row, Screen, bold_lead, lines, pairs

SKIPPED = "-"
_WORTH: dict[Fit, int] = {"good": 2, "maybe": 1, "no": -10}
_MOST_WAYS = 5
_QUESTIONS = ("operator", "kind", "where", "pay")


def advisor(route: routes.AdvisorRoute, view: RenderContext) -> Screen:
    """The next open question, or the result. The kind is not asked where the operator has only one."""
    route = _settled(route, view)
    for question in _QUESTIONS:
        if getattr(route, question) is None:
            return _question(question, route, view)
    return _result(route, view)


def keep(route: routes.KeepAdviceRoute, view: RenderContext) -> Screen:
    """The result again, remembered; or, without answers, the first question, all forgotten."""
    forgotten = route == routes.KeepAdviceRoute()
    answers = routes.AdvisorRoute(route.operator, route.kind, route.where, route.pay)
    screen = advisor(answers, replace(view, advice=None if forgotten else answers))
    return screen.with_toast(view.say("toast.forgotten" if forgotten else "toast.remembered"))


def _settled(route: routes.AdvisorRoute, view: RenderContext) -> routes.AdvisorRoute:
    operator = view.operator(_given(route.operator))
    if route.kind is None and operator and operator.only_kind:
        return replace(route, kind=operator.only_kind)
    return route


def _given(answer: str | None) -> str | None:
    return None if answer == SKIPPED else answer


def _options(question: str, kind: str | None, view: RenderContext) -> Iterator[tuple[str, str]]:
    """(value, label) of each answer to a question; only operators with the kind of line that is known."""
    if question == "operator":
        for operator in view.library.operators.values():
            if kind not in KINDS or kind in operator.kinds:
                yield operator.id, operator.name[view.language]
    elif question == "kind":
        yield from ((kind, view.say(f"kind.{kind}")) for kind in KINDS)
    elif question == "where":
        yield from ((where, view.say(f"where.{where}")) for where in WHERES)
    else:
        yield from ((pay, view.say(f"pay.{pay}")) for pay in PAYS)


def _question(question: str, route: routes.AdvisorRoute, view: RenderContext) -> Screen:
    buttons = [
        Button(label, replace(route, **{question: value}))
        for value, label in _options(question, route.kind, view)
    ]
    number = _QUESTIONS.index(question) + 1
    resume = _resume(view) if route == routes.AdvisorRoute() else ()
    text = lines(bold_lead(view.say(f"advisor.{question}")), view.say("advisor.step", number=number, total=4))
    skip = view.button("button.skip", replace(route, **{question: SKIPPED}))
    return Screen(text, (*resume, *pairs(buttons), *_help(question, view), (skip, view.home)))


def _resume(view: RenderContext) -> tuple[Row, ...]:
    """The guide that this person left half way."""
    left = view.left
    channel = view.library.channels.get(left.channel) if left else None
    if left is None or channel is None:
        return ()
    names = [step.id for step in channel.guide(as_kind(left.kind, view.operator(left.operator)))]
    number = names.index(left.step) + 1 if left.step in names else 1
    label = view.say("button.continue", name=channel.title[view.language], number=number)
    return ((Button(label, left),),)


def _help(question: str, view: RenderContext) -> tuple[Row, ...]:
    """Who does not know is helped to find out; who knows the way goes straight to it."""
    if question == "operator":
        return (
            (view.button("button.which_operator", routes.NodeRoute("which-operator")),),
            (view.button("button.all_ways", routes.WaysRoute()),),
        )
    if question == "kind":
        return ((view.button("button.which_line", routes.NodeRoute("which-kind")),),)
    return ()


def fitting(route: routes.AdvisorRoute, view: RenderContext) -> list[tuple[Channel, str]]:
    """The ways that fit, best first, each with its one line of reason."""
    answers = [a for a in (_given(route.pay), _given(route.where), _given(route.kind)) if a]
    ranked = []
    for order, channel in enumerate(view.library.channels.values()):
        fits = [_fit(channel, answer) for answer in answers]
        if "no" not in fits:
            ranked.append((-sum(_WORTH[fit] for fit in fits), order, channel))
    ranked.sort(key=lambda row: row[:2])
    return [(channel, _reason(channel, answers, view)) for _, _, channel in ranked[:_MOST_WAYS]]


def _fit(channel: Channel, answer: str) -> Fit:
    suits = channel.suits
    known = (*suits.pay.items(), *suits.where.items(), *suits.kind.items())
    return next((fit for name, fit in known if name == answer), "maybe")


def _reason(channel: Channel, answers: list[str], view: RenderContext) -> str:
    key = next((answer for answer in answers if answer in channel.reasons), "default")
    return channel.reasons[key][view.language]


def _result(route: routes.AdvisorRoute, view: RenderContext) -> Screen:
    operator, kind = view.operator(_given(route.operator)), _given(route.kind)
    ways = fitting(route, view)
    said = [
        view.say("advisor.way", number=number, title=way.title[view.language], why=why)
        for number, (way, why) in enumerate(ways, 1)
    ]
    meaning = view.say(f"kind.meaning.{named}") if (named := as_kind(kind, operator)) else ""
    head = view.say("advisor.result" if ways else "advisor.nothing")
    buttons = [
        Button(
            f"{way.emoji} {way.title[view.language]}",
            routes.GuideRoute(way.id, operator.id if operator else None, kind),
        )
        for way, _ in ways
    ]
    return Screen(
        lines(bold_lead(head), meaning, *said), (*pairs(buttons), (*_after(route, view), view.home))
    )


def _after(route: routes.AdvisorRoute, view: RenderContext) -> Row:
    again = view.button("button.again", routes.AdvisorRoute())
    if view.advice == route:
        return again, view.button("button.forget", routes.KeepAdviceRoute())
    keep_it = routes.KeepAdviceRoute(route.operator, route.kind, route.where, route.pay)
    return again, view.button("button.remember", keep_it)
