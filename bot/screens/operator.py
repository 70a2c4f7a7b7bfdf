"""The operators, and what is known of one."""

from bot.content.markup import link
from bot.screens import routes
from bot.screens.evidence import sources
from bot.screens.render_context import RenderContext, find
from bot.screens.screen import Button, Screen, bold_lead, lines, pairs

_MOST_FACTS = 6


def operators(route: routes.OperatorsRoute, view: RenderContext) -> Screen:
    """Each operator as a button: for a topic its answer there, else its page."""
    buttons = [
        Button(
            operator.name[view.language],
            routes.TopicRoute(route.topic, operator.id) if route.topic else routes.OperatorRoute(operator.id),
        )
        for operator in view.library.operators.values()
    ]
    unknown = (view.button("button.which_operator", routes.NodeRoute("which-operator")),)
    return Screen(bold_lead(view.say("operators.text")), (*pairs(buttons), unknown, view.menu))


def operator(route: routes.OperatorRoute, view: RenderContext) -> Screen:
    found = find(view.library.operators, route.operator)
    kinds = [view.say(f"kind.meaning.{kind}") for kind in found.kinds] or [view.say("kind.meaning.unknown")]
    facts = [fact for fact in found.facts.values() if fact.shown][:_MOST_FACTS]
    said = "\n".join(f"• {fact.text[view.language]}" for fact in facts)
    page = view.say("operator.page", page=link(found.page("site"), found.pages["site"].split("/")[2]))
    text = lines(f"<b>{found.name[view.language]}</b>", *kinds, said, page)
    evidence = sources(facts, view)
    buttons = [
        view.button("button.how_to_renew", routes.WaysRoute(found.id)),
        view.button("button.check_expiry", routes.TopicRoute("check-expiry", found.id)),
        view.button("button.support", routes.TopicRoute("contact-support", found.id)),
    ]
    back = (view.button("button.operators", routes.OperatorsRoute()),)
    return Screen(f"{text}\n\n{evidence}" if evidence else text, (*pairs(buttons), back, view.menu))
