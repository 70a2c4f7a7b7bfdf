"""The operators, and what is known of one."""

from dataclasses import replace

from bot.content.markup import link
from bot.screens import routes
from bot.screens.evidence import folded, sources
from bot.screens.render_context import RenderContext, find
from bot.screens.screen import Button, Screen, beside, bold_lead, lines, pairs

_MOST_FACTS, _MOST_SEEN = 6, 2


def operators(route: routes.OperatorsRoute, view: RenderContext) -> Screen:
    """Each operator as a button: for a topic its answer there, else its page."""
    buttons = [
        Button(
            operator.name[view.language],
            routes.TopicRoute(route.topic, operator.id) if route.topic else routes.OperatorRoute(operator.id),
        )
        for operator in view.library.operators.values()
    ]
    unknown = (view.button("button.which_operator", routes.NodeRoute("which-operator")), view.home)
    return Screen(bold_lead(view.say("operators.text")), (*pairs(buttons), unknown))


def operator(route: routes.OperatorRoute, view: RenderContext) -> Screen:
    """What kind of lines it sells and its first facts; the rest is folded with the sources."""
    found = find(view.library.operators, route.operator)
    kinds = [view.say(f"kind.meaning.{kind}") for kind in found.kinds] or [view.say("kind.meaning.unknown")]
    facts = [fact for fact in found.facts.values() if fact.shown][:_MOST_FACTS]
    said = [f"• {fact.text[view.language]}" for fact in facts]
    page = view.say("operator.page", page=link(found.page("site"), found.host("site")))
    text = lines(f"<b>{found.name[view.language]}</b>", *kinds, *said[:_MOST_SEEN], page)
    renew = view.button("button.how_to_renew", routes.WaysRoute(found.id))
    others = [
        view.button("button.check_expiry", routes.TopicRoute("check-expiry", found.id)),
        view.button("button.support", routes.TopicRoute("contact-support", found.id)),
    ]
    rows = (
        (replace(renew, style="primary"),),
        *beside(others),
        (view.button("button.operators", routes.OperatorsRoute()), view.home),
    )
    return Screen(lines(text, folded("\n".join(said[_MOST_SEEN:]), sources(facts, view))), rows)
