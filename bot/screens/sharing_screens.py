"""A card in common: the invite, who joined, leaving."""

import re
from collections.abc import Mapping
from urllib.parse import quote

from bot.cards.card import Card
from bot.content.markup import escape
from bot.screens import routes
from bot.screens.card_screens import name_of, short
from bot.screens.render_context import RenderContext
from bot.screens.screen import Button, Row, Screen, bold_lead, lines, pairs

_SHEET = "https://t.me/share/url?url={link}&text={text}"


PAGE = 6
"""Members on one screen."""
_NAME = 20
_LINKED = re.compile(r"\S*(?:://|@|\.\w{2,}|t\.me)\S*", re.IGNORECASE)


def plain_name(name: str) -> str:
    """A name that somebody gave themselves, as it may stand in the bot's words: short, without links."""
    bare = " ".join("".join(char for char in _LINKED.sub("", name) if char.isprintable()).split())
    return bare if len(bare) <= _NAME else bare[: _NAME - 1].rstrip() + "…"


def share(
    card: Card,
    members: Mapping[int, str],
    link: str | None,
    view: RenderContext,
    note: str | None = None,
    count: int | None = None,
    page: int = 0,
) -> Screen:
    """Who shares a card; with `link`, a fresh invite. `members` are names by id of this page, `count` all."""
    count = len(members) if count is None else count
    said = bold_lead(view.say("sharing.text", name=_name(card, view)))
    invite = lines(view.say("sharing.link"), escape(link)) if link else None
    many = view.say("sharing.members", count=count) if count else view.say("sharing.nobody")
    names = [f"• {escape(name)}" for name in members.values()]
    rows = (*_invite(card, link, view), *_members(card, members, view), *_pages(card, count, page, view))
    revoke = (view.button("sharing.revoke", routes.RevokeInvitesRoute(card.id)),)
    return Screen(lines(note, said, invite, many, *names), (*rows, revoke, _back(card, view), view.menu))


def _pages(card: Card, count: int, page: int, view: RenderContext) -> tuple[Row, ...]:
    row = []
    if page > 0:
        row.append(view.button("button.previous_page", routes.ShareCardRoute(card.id, 0, page - 1)))
    if (page + 1) * PAGE < count:
        row.append(view.button("button.next_page", routes.ShareCardRoute(card.id, 0, page + 1)))
    return (tuple(row),) if row else ()


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
