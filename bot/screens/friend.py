"""Ask a friend in France: a message to copy or forward, which says what to buy, where, and how to send it."""

from bot.content.fact import Kind
from bot.content.languages import Language, is_language
from bot.content.markup import COPY_LIMIT, escape
from bot.content.operator import Operator
from bot.screens import routes
from bot.screens.render_context import Gone, RenderContext
from bot.screens.screen import Button, Row, Screen, lines

# The friend reads one of these, whatever the person reads; Traditional where the person reads it.
_SPOKEN: tuple[Language, ...] = ("fr", "en", "zh-Hans")


def sells_codes(operator: Operator | None, kind: Kind | None) -> bool:
    """Whether a top-up code can help: only prepaid lines take one."""
    return kind in (None, "prepaid") and (operator is None or "prepaid" in operator.kinds)


def friend(route: routes.FriendRoute, view: RenderContext) -> Screen:
    """The message in the friend's language; a code that arrived goes on to how it is entered."""
    language = _language(route, view)
    operator = view.operator(route.operator)
    name = operator.name[language] if operator else view.library.interface.say("friend.operator", language)
    message = view.library.interface.say("friend.message", language, operator=name)
    first: list[Button] = []
    if len(message) <= COPY_LIMIT:
        first.append(Button(view.say("button.copy"), copy=message, style="primary"))
    if operator is None:
        first.append(view.button("button.which", routes.OperatorsRoute("topup-for-someone")))
    arrived = routes.TopicRoute("channel-voucher", route.operator, "prepaid")
    rows: tuple[Row, ...] = (
        tuple(first),
        tuple(_in(each, language, route, view) for each in _SPOKEN),
        (view.button("friend.arrived", arrived), view.home),
    )
    return Screen(lines(view.say("friend.text"), f"<blockquote>{escape(message)}</blockquote>"), rows)


def _language(route: routes.FriendRoute, view: RenderContext) -> Language:
    if route.language is None:
        return "fr"
    if not is_language(route.language):
        raise Gone(route.language)
    chosen: Language = route.language  # type: ignore[assignment]
    return "zh-Hant" if chosen.startswith("zh") and view.language == "zh-Hant" else chosen


def _in(each: Language, chosen: Language, route: routes.FriendRoute, view: RenderContext) -> Button:
    mark = "✓ " if each[:2] == chosen[:2] else ""
    label = mark + view.say(f"friend.in.{each[:2]}")
    return Button(label, routes.FriendRoute(route.operator, each))
