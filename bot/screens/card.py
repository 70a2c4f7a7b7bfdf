"""The kinds of card that shops and articles name."""

from bot.screens import places
from bot.screens.draw import draws, find
from bot.screens.screen import Button, Screen, bold_lead, lines, pairs
from bot.screens.view import View


@draws(places.CardKinds)
def kinds(place: places.CardKinds, view: View) -> Screen:
    buttons = [
        Button(card.title[view.language], places.CardKind(card.id)) for card in view.library.cards.values()
    ]
    unsure = (view.button("button.which_kind", places.Topic("card-types")),)
    return Screen(bold_lead(view.say("cards.kinds")), (*pairs(buttons), unsure, view.menu))


@draws(places.CardKind)
def kind(place: places.CardKind, view: View) -> Screen:
    card = find(view.library.cards, place.card)
    parts = ((name, getattr(card, name)[view.language]) for name in ("about", "tell", "balance", "watch"))
    said = [_part(view.say(f"cards.{name}"), text, view) for name, text in parts]
    ways = [
        Button(view.library.channels[name].title[view.language], places.Guide(name, None, card.kind))
        for name in card.channels
    ]
    follow = [
        Button(view.library.topics[name].title[view.language], places.Topic(name, None, card.kind))
        for name in card.next
    ]
    back = (view.button("button.kinds", places.CardKinds()),)
    text = lines(f"<b>{card.title[view.language]}</b>", "\n\n".join(said))
    return Screen(text, (*pairs(ways), *pairs(follow), back, view.menu))


def _part(label: str, text: str, view: View) -> str:
    """A list begins below its label, a sentence beside it."""
    return view.say("cards.part", label=label, text=f"\n{text}" if text.startswith("•") else text)
