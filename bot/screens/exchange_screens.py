"""Take it with you: the files of everything, and the private calendar address."""

from bot.content.markup import escape
from bot.screens import routes
from bot.screens.render_context import RenderContext
from bot.screens.screen import Button, Row, Screen, bold_lead, lines, pairs


def exchange(has_feed: bool, view: RenderContext) -> Screen:
    """All cards, renewals and reminders as a file; where the bot has an address, as a calendar too."""
    buttons = [
        view.button("exchange.json", routes.ExchangeRoute("json")),
        view.button("exchange.csv", routes.ExchangeRoute("csv")),
        view.button("cards_mine.all_ics", routes.CardIcsRoute()),
    ]
    if has_feed:
        buttons.append(view.button("exchange.feed_open", routes.FeedRoute()))
    return Screen(bold_lead(view.say("exchange.text")), (*pairs(buttons), _back(view)))


def feed(address: str | None, view: RenderContext) -> Screen:
    """The private calendar address, if there is one; made anew, the old one ends."""
    if address is None:
        make = (view.button("exchange.feed_make", routes.FeedRoute("new")),)
        return Screen(bold_lead(view.say("exchange.feed_none")), (make, _back(view)))
    text = lines(bold_lead(view.say("exchange.feed")), f"<code>{escape(address)}</code>")
    buttons = (
        Button(view.say("exchange.feed_copy"), copy=address),
        view.button("exchange.feed_revoke", routes.FeedRoute("off")),
    )
    return Screen(text, (*pairs(buttons), _back(view)))


def said(key: str, view: RenderContext) -> Screen:
    """One sentence, and the way back."""
    return Screen(bold_lead(view.say(key)), (_back(view),))


def _back(view: RenderContext) -> Row:
    return (view.button("cards_mine.back", routes.MyCardsRoute()), view.home)
