"""It can't wait: the number dies tomorrow, or the person stands at an airport. What works today, in order."""

from dataclasses import replace

from bot.content.markup import rows as rows_of
from bot.content.operator import Operator
from bot.screens import routes
from bot.screens.evidence import expand, folded, sources
from bot.screens.friend import sells_codes
from bot.screens.render_context import RenderContext, as_kind
from bot.screens.screen import Button, Row, Screen, beside, bold_lead, lines

_MOST_ROWS = 2
_PAGES = {"prepaid": "topup", "subscription": "payment", "travel": "topup"}


def urgent(route: routes.UrgentRoute, view: RenderContext) -> Screen:
    """Three things in their order for the kind of line; which operator is asked where it is not known."""
    operator = view.operator(route.operator)
    kind = as_kind(route.kind, operator)
    text, facts = expand(view.say(f"urgent.{kind or 'prepaid'}"), view, route.operator)
    contacts = [
        fact
        for _, fact in (operator.facts_on("contact-support", kind) if operator else [])
        if fact.about in ("contact", "code") and rows_of(fact.text[view.language]) <= _MOST_ROWS
    ][:1]
    said = [fact.text[view.language] for fact in contacts]
    first = _first(operator, route, kind or "prepaid", view)
    friend = view.button("button.friend", routes.FriendRoute(route.operator))
    others = [
        *([friend] if sells_codes(operator, kind) else []),
        view.button("button.support", routes.TopicRoute("contact-support", route.operator, kind)),
        view.button("button.card_refused", routes.TopicRoute("foreign-bank-card", route.operator, kind)),
    ]
    rows: tuple[Row, ...] = (
        (replace(first, style="primary"),),
        *beside(others[:2]),
        (view.button("button.human", routes.HumanRoute()), view.home),
    )
    return Screen(lines(bold_lead(text), *said, folded(sources([*facts, *contacts], view))), rows)


def _first(operator: Operator | None, route: routes.UrgentRoute, kind: str, view: RenderContext) -> Button:
    """The official page; without an operator, which one it is."""
    if operator is None:
        return view.button("button.which", routes.OperatorsRoute("pay-abroad"))
    page = _PAGES[kind]
    return Button(view.say("button.open", page=operator.host(page)), url=operator.page(page))
