"""A card in common: the invite, who joined, leaving."""

from collections.abc import Mapping
from urllib.parse import quote

from bot.cards.card import Card
from bot.content.markup import escape
from bot.screens import routes
from bot.screens.card_screens import name_of, short
from bot.screens.render_context import RenderContext
from bot.screens.screen import Button, Row, Screen, bold_lead, lines, pairs

_SHEET = "https://t.me/share/url?url={link}&text={text}"


def share(
    card: Card, members: Mapping[int, str], link: str | None, view: RenderContext, note: str | None = None
) -> Screen:
    """Who shares a card; with `link`, a fresh invite. `members` are names by id."""
    said = bold_lead(view.say("sharing.text", name=_name(card, view)))
    invite = lines(view.say("sharing.link"), escape(link)) if link else None
    count = view.say("sharing.members", count=len(members)) if members else view.say("sharing.nobody")
    names = [f"• {escape(name)}" for name in members.values()]
    rows = (*_invite(card, link, view), *_members(card, members, view))
    revoke = (view.button("sharing.revoke", routes.RevokeInvitesRoute(card.id)),)
    return Screen(lines(note, said, invite, count, *names), (*rows, revoke, _back(card, view), view.menu))


def _invite(card: Card, link: str | None, view: RenderContext) -> tuple[Row, ...]:
    if link is None:
        return ((view.button("sharing.make", routes.ShareCardRoute(card.id, 1)),),)
    sheet = _SHEET.format(link=quote(link, safe=""), text=quote(view.say("sharing.invite")))
    return pairs((Button(view.say("sharing.copy"), copy=link), Button(view.say("sharing.send"), url=sheet)))


def _members(card: Card, members: Mapping[int, str], view: RenderContext) -> tuple[Row, ...]:
    buttons = [
        Button(short(view.say("sharing.remove", name=name)), routes.RemoveMemberRoute(card.id, person))
        for person, name in members.items()
    ]
    return tuple((button,) for button in buttons)


def sure_remove(card: Card, person: int, name: str, view: RenderContext) -> Screen:
    yes = view.button("sharing.yes_remove", routes.RemoveMemberRoute(card.id, person, 1))
    text = bold_lead(view.say("sharing.sure_remove", name=escape(name)))
    return Screen(text, ((yes,), _back(card, view), view.menu))


def sure_leave(card: Card, view: RenderContext) -> Screen:
    yes = view.button("sharing.yes_leave", routes.LeaveCardRoute(card.id, 1))
    text = bold_lead(view.say("sharing.sure_leave", name=_name(card, view)))
    return Screen(text, ((yes,), _back(card, view), view.menu))


def void(view: RenderContext) -> Screen:
    """An invite that no longer works."""
    return Screen(
        bold_lead(view.say("sharing.void")),
        ((view.button("cards_mine.back", routes.MyCardsRoute()),), view.menu),
    )


def told_joined(card: Card, user: str | None, view: RenderContext) -> Screen:
    """To the owner, who may send them away again."""
    name = escape(user) if user else view.say("sharing.somebody")
    text = view.say("sharing.told_joined", who=name, name=_name(card, view))
    return Screen(text, ((view.button("sharing.open", routes.ShareCardRoute(card.id)),), view.menu))


def _name(card: Card, view: RenderContext) -> str:
    return escape(name_of(card, view))


def _back(card: Card, view: RenderContext) -> Row:
    return (view.button("cards_mine.to_card", routes.MyCardRoute(card.id)),)
