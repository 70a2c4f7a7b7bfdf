"""Addresses that open the bot at a screen, for those who put them somewhere."""

from bot.content.markup import escape
from bot.screens import routes
from bot.screens.deep_links import link_to
from bot.screens.render_context import RenderContext
from bot.screens.routes import Route
from bot.screens.screen import Screen, lines

_TOPICS = ("pay-abroad", "payment-failed", "keep-number", "scam")


def links(username: str, address: str, note: str | None, view: RenderContext) -> Screen:
    """The address asked for, those of the operators, guides and commonest answers, and how to get others."""
    library = view.library
    titled: list[tuple[str, Route]] = [
        (operator.name[view.language], routes.OperatorRoute(operator.id))
        for operator in library.operators.values()
    ]
    titled += [
        (channel.title[view.language], routes.GuideRoute(channel.id)) for channel in library.channels.values()
    ]
    titled += [
        (library.topics[name].title[view.language], routes.TopicRoute(name))
        for name in _TOPICS
        if name in library.topics
    ]
    shown = [f"• {escape(title)}: {escape(link_to(route, username))}" for title, route in titled]
    return Screen(lines(f"<b>{escape(address)}</b>", note, *shown, view.say("links_list.how")), (view.menu,))
