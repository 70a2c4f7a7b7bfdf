"""A card was renewed: noted, until when, for how much, undone, remembered."""

from collections.abc import Sequence
from datetime import date, timedelta

from bot.cards.card import Card, Renewal
from bot.content.markup import escape
from bot.screens import routes
from bot.screens.card_screens import euros, name_of, short
from bot.screens.kind_form import AMOUNTS, usual_ends
from bot.screens.month_picker import as_month, month_keyboard
from bot.screens.render_context import RenderContext, UserClock, said_day
from bot.screens.screen import Button, Row, Screen, bold_lead, lines, pairs

UNKNOWN = "-"
_CORRECTED = 6
_AHEAD = timedelta(days=800)


def noted(
    card: Card,
    renewal: Renewal,
    here: UserClock,
    view: RenderContext,
    *,
    again: bool = False,
    note: str | None = None,
) -> Screen:
    """The ladder has stopped; until when does it last now? `again`: it was noted earlier today."""
    said = view.say(
        "cards_mine.renewed_before" if again else "cards_mine.renewed_today", name=_name(card, view)
    )
    if renewal.plan_end:
        until = view.say("cards_mine.renewed_until", day=said_day(renewal.plan_end, here.today, view))
    else:
        until = view.say("cards_mine.until_when")
    days = _days(card, renewal, here, view)
    month = (view.button("remind.pick_day", routes.RenewedMonthRoute(card.id, renewal.id)),)
    rows = (*days, month, *_others(card, renewal, view))
    return Screen(lines(note, f"<b>{said}</b>", until), (*rows, view.menu))


def _days(card: Card, renewal: Renewal, here: UserClock, view: RenderContext) -> tuple[Row, ...]:
    """The day that is noted first, then the usual ones, counted from the renewal."""
    first: tuple[Row, ...] = ()
    if renewal.plan_end:
        label = view.say("cards_mine.keep_until", day=renewal.plan_end)
        first = ((Button(label, _until(card, renewal, renewal.plan_end)),),)
    buttons = [
        Button(f"{name} · {day:%m-%d}", _until(card, renewal, day))
        for day, name in usual_ends(card, renewal.day, view).items()
        if day != renewal.plan_end
    ]
    return (*first, *pairs(buttons))


def _until(card: Card, renewal: Renewal, day: date) -> routes.RenewedUntilRoute:
    return routes.RenewedUntilRoute(card.id, renewal.id, day.isoformat())


def _others(card: Card, renewal: Renewal, view: RenderContext) -> tuple[Row, ...]:
    buttons = [
        view.button("cards_mine.until_unknown", routes.RenewedUntilRoute(card.id, renewal.id, UNKNOWN)),
        view.button("cards_mine.cost", routes.RenewedForRoute(card.id, renewal.id)),
        view.button("cards_mine.undo", routes.UndoRenewalRoute(card.id, renewal.id)),
        view.button("cards_mine.see", routes.MyCardRoute(card.id)),
    ]
    return pairs(buttons)


def which_day(
    card: Card, renewal: Renewal, month: str | None, here: UserClock, view: RenderContext
) -> Screen:
    """A month to pick the new end from."""
    days = month_keyboard(
        as_month(month or f"{renewal.plan_end or here.today + timedelta(days=30):%Y-%m}", here.today),
        here.today,
        here.today + _AHEAD,
        lambda day: _until(card, renewal, day),
        lambda packed: routes.RenewedMonthRoute(card.id, renewal.id, packed),
        view,
    )
    rows = (*days, _undo(card, renewal.id, view), _back(card, view))
    return Screen(bold_lead(view.say("cards_mine.until_when")), (*rows, view.menu))


def which_cost(card: Card, renewal: int, dated: int, view: RenderContext, note: str | None = None) -> Screen:
    """How much was it? Usual amounts as buttons; undone from here too."""
    text = lines(note) or bold_lead(view.say("cards_mine.which_cost"))
    amounts = [
        Button(euros(cents), routes.RenewedForRoute(card.id, renewal, dated, cents)) for cents in AMOUNTS
    ]
    rows = (tuple(amounts[:3]), tuple(amounts[3:]), _undo(card, renewal, view), _back(card, view))
    return Screen(text, (*rows, view.menu))


def one(card: Card, renewal: Renewal, person: int, view: RenderContext) -> Screen:
    """One renewal, and what can be corrected of it."""
    buttons = (
        view.button("card_lives.change_day", routes.RenewalMonthRoute(card.id, renewal.id)),
        view.button("cards_mine.cost", routes.RenewedForRoute(card.id, renewal.id, 1)),
        view.button("card_lives.delete_renewal", routes.DeleteRenewalRoute(card.id, renewal.id)),
        view.button("cards_mine.history", routes.CardHistoryRoute(card.id)),
    )
    text = lines(f"<b>{_name(card, view)}</b>", _line(renewal, person, view))
    return Screen(text, (*pairs(buttons), _back(card, view), view.menu))


def which_renewal_day(
    card: Card, renewal: Renewal, month: str | None, here: UserClock, view: RenderContext
) -> Screen:
    """A month to pick the day from on which it was renewed."""
    days = month_keyboard(
        as_month(month or f"{renewal.day:%Y-%m}", here.today),
        here.today - _AHEAD,
        here.today,
        lambda day: routes.RenewalDayRoute(card.id, renewal.id, day.isoformat()),
        lambda packed: routes.RenewalMonthRoute(card.id, renewal.id, packed),
        view,
    )
    text = bold_lead(view.say("card_lives.which_renewal_day"))
    return Screen(text, (*days, _back(card, view), view.menu))


def which_card(cards: Sequence[Card], route: routes.GuideRenewedRoute, view: RenderContext) -> Screen:
    """Which card did the guide renew?"""
    buttons = [Button(short(name_of(card, view)), routes.RenewedRoute(card.id)) for card in cards]
    new = (view.button("cards_mine.new_card", routes.AddCardRoute(route.operator, route.kind, 1)),)
    return Screen(bold_lead(view.say("cards_mine.which_renewed")), (*pairs(buttons), new, view.menu))


def told(card: Card, key: str, view: RenderContext) -> Screen:
    """To the others who share a card."""
    return Screen(view.say(key, name=_name(card, view)), (_see(card, view), view.menu))


def history(card: Card, renewals: Sequence[Renewal], person: int, view: RenderContext) -> Screen:
    """Who renewed when, until when, for how much; and in all."""
    if not renewals:
        return Screen(view.say("cards_mine.no_history"), (_back(card, view), view.menu))
    said = [_line(renewal, person, view) for renewal in renewals[:20]]
    money = sum(renewal.cents or 0 for renewal in renewals)
    total = view.say("cards_mine.total", count=len(renewals), money=euros(money))
    head = f"<b>{_name(card, view)}</b>"
    buttons = [
        Button(view.say("card_lives.correct", day=each.day), routes.RenewalRoute(card.id, each.id))
        for each in renewals[:_CORRECTED]
    ]
    return Screen(lines(head, *said, total), (*pairs(buttons), _back(card, view), view.menu))


def _line(renewal: Renewal, person: int, view: RenderContext) -> str:
    parts = [
        str(renewal.day),
        view.say("cards_mine.you" if renewal.person == person else "cards_mine.other_person"),
    ]
    if renewal.plan_end:
        parts.append(view.say("cards_mine.until", day=renewal.plan_end))
    if renewal.cents is not None:
        parts.append(euros(renewal.cents))
    return "• " + " · ".join(parts)


def _name(card: Card, view: RenderContext) -> str:
    return escape(name_of(card, view))


def _undo(card: Card, renewal: int, view: RenderContext) -> Row:
    return (view.button("cards_mine.undo", routes.UndoRenewalRoute(card.id, renewal)),)


def _see(card: Card, view: RenderContext) -> Row:
    return (view.button("cards_mine.see", routes.MyCardRoute(card.id)),)


def _back(card: Card, view: RenderContext) -> Row:
    return (view.button("cards_mine.to_card", routes.MyCardRoute(card.id)),)
