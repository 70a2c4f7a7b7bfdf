"""The kinds of card that shops and articles name."""

from bot.screens import routes
from bot.screens.render_context import RenderContext, find
from bot.screens.screen import Button, Screen, bold_lead, lines, pairs


def kinds(route: routes.CardKindsRoute, view: RenderContext) -> Screen:
    buttons = [
        Button(card.title[view.language], routes.CardKindRoute(card.id))
        for card in view.library.cards.values()
    ]
    unsure = (view.button("button.which_kind", routes.TopicRoute("card-types")),)
    return Screen(bold_lead(view.say("cards.kinds")), (*pairs(buttons), unsure, view.menu))


def kind(route: routes.CardKindRoute, view: RenderContext) -> Screen:
    card = find(view.library.cards, route.card)
    parts = ((name, getattr(card, name)[view.language]) for name in ("about", "tell", "balance", "watch"))
    said = [_part(view.say(f"cards.{name}"), text, view) for name, text in parts]
    ways = [
        Button(view.library.channels[name].title[view.language], routes.GuideRoute(name, None, card.kind))
        for name in card.channels
    ]
    follow = [
        Button(view.library.topics[name].title[view.language], routes.TopicRoute(name, None, card.kind))
        for name in card.next
    ]
    back = (view.button("button.kinds", routes.CardKindsRoute()),)
    text = lines(f"<b>{card.title[view.language]}</b>", "\n\n".join(said))
    return Screen(text, (*pairs(ways), *pairs(follow), back, view.menu))


def _part(label: str, text: str, view: RenderContext) -> str:
    """A list begins below its label, a sentence beside it."""
    return view.say("cards.part", label=label, text=f"\n{text}" if text.startswith("•") else text)
