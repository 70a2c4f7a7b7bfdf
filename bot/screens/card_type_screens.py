"""The kinds of card that shops and articles name."""

from dataclasses import replace

from bot.content.card_type import CardType
from bot.screens import routes
from bot.screens.composing import fitted
from bot.screens.evidence import expand, folded, sources
from bot.screens.render_context import RenderContext, find
from bot.screens.screen import Button, Screen, beside, bold_lead, lines, pairs

# The topic that says how one renews.
HOW_TO_RENEW = "which-channel"
_PARTS = ("about", "tell", "balance", "watch")


def kinds(route: routes.CardKindsRoute, view: RenderContext) -> Screen:
    buttons = [
        Button(card.title[view.language], routes.CardKindRoute(card.id))
        for card in view.library.cards.values()
    ]
    unsure = view.button("button.which_kind", routes.TopicRoute("card-types"))
    return Screen(bold_lead(view.say("cards.kinds")), (*pairs(buttons), (unsure, view.home)))


def kind(route: routes.CardKindRoute, view: RenderContext) -> Screen:
    """How one renews such a card, with the way into a guide; what it is and what to watch is folded."""
    card = find(view.library.cards, route.card)
    text, facts = expand((card.answer or card.about)[view.language], view)
    parts = _PARTS if card.answer else _PARTS[1:]
    said = "\n".join(
        _part(view.say(f"cards.{name}"), getattr(card, name)[view.language], view) for name in parts
    )
    which = view.button("button.which", routes.OperatorsRoute(card.topic or HOW_TO_RENEW))
    guide, *ways = [
        Button(view.library.channels[name].title[view.language], routes.GuideRoute(name, None, card.kind))
        for name in card.channels
    ]
    guide = replace(guide, label=view.say("button.start_guide"), style="primary")
    rows = (*beside([guide, which]), *beside([*_follow(card, view), *ways]), (_others(view), view.home))
    answer = fitted(text, facts)
    return Screen(lines(answer.seen, folded(answer.more, said, sources(facts, view))), rows)


def _follow(card: CardType, view: RenderContext) -> list[Button]:
    return [
        Button(view.library.topics[name].title[view.language], routes.TopicRoute(name, None, card.kind))
        for name in card.next
    ]


def _others(view: RenderContext) -> Button:
    return view.button("button.kinds", routes.CardKindsRoute())


def _part(label: str, text: str, view: RenderContext) -> str:
    """A list begins below its label, a sentence beside it."""
    return view.say("cards.part", label=label, text=f"\n{text}" if text.startswith("•") else text)
