"""The operators, and what is known of one."""

from bot.content.markup import link
from bot.screens import places
from bot.screens.draw import draws, find
from bot.screens.evidence import sources
from bot.screens.screen import Button, Screen, bold_lead, lines, pairs
from bot.screens.view import View

_MOST_FACTS = 6


@draws(places.Operators)
def operators(place: places.Operators, view: View) -> Screen:
    """Each operator as a button: for a topic its answer there, else its page."""
    buttons = [
        Button(
            operator.name[view.language],
            places.Topic(place.topic, operator.id) if place.topic else places.Operator(operator.id),
        )
        for operator in view.library.operators.values()
    ]
    unknown = (view.button("button.which_operator", places.Node("which-operator")),)
    return Screen(bold_lead(view.say("operators.text")), (*pairs(buttons), unknown, view.menu))


@draws(places.Operator)
def operator(place: places.Operator, view: View) -> Screen:
    found = find(view.library.operators, place.operator)
    kinds = [view.say(f"kind.meaning.{kind}") for kind in found.kinds] or [view.say("kind.meaning.unknown")]
    facts = [fact for fact in found.facts.values() if fact.shown][:_MOST_FACTS]
    said = "\n".join(f"• {fact.text[view.language]}" for fact in facts)
    page = view.say("operator.page", page=link(found.page("site"), found.pages["site"].split("/")[2]))
    text = lines(f"<b>{found.name[view.language]}</b>", *kinds, said, page)
    evidence = sources(facts, view)
    buttons = [
        view.button("button.how_to_renew", places.Ways(found.id)),
        view.button("button.check_expiry", places.Topic("check-expiry", found.id)),
        view.button("button.support", places.Topic("contact-support", found.id)),
    ]
    back = (view.button("button.operators", places.Operators()),)
    return Screen(f"{text}\n\n{evidence}" if evidence else text, (*pairs(buttons), back, view.menu))
