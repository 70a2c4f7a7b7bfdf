"""Adding a card, and changing what is kept of it."""

from collections.abc import Sequence
from datetime import date, timedelta

from bot.cards.card import Card
from bot.cards.ladder import GRACE, OFFSETS
from bot.cards.schedule import ladder_for
from bot.content.fact import KINDS
from bot.content.markup import escape
from bot.screens import routes
from bot.screens.card_screens import name_of, title
from bot.screens.lives import endings, kind_of
from bot.screens.month_picker import as_month, month_keyboard
from bot.screens.render_context import RenderContext, UserClock
from bot.screens.screen import Button, Row, Screen, bold_lead, lines, pairs

UNKNOWN = "-"
LADDER = (180, 90, 60, *OFFSETS, *(-days for days in GRACE))
"""Days before (negative: after) an end that can be switched."""
WHATS = {
    "plan": "plan_end",
    "topup": "last_topup",
    "credit": "credit_end",
    "number": "number_death",
    "price": "price_until",
    "cancel": "cancel_by",
}
"""The short name of each date in a route, and the card's field."""
_OF_KIND = {"subscription": ("price", "cancel", "number"), "travel": ("plan", "topup", "number")}
_USUAL = ("plan", "topup", "credit", "number")
_AHEAD = timedelta(days=800)


def add(route: routes.AddCardRoute, view: RenderContext) -> Screen:
    """The next open question: operator, kind, nickname."""
    if route.operator is None:
        return _operator(route, view)
    if route.kind is None:
        return _kind(route, view)
    skip = routes.MakeCardRoute(route.operator, route.kind, route.renewed)
    rows = (view.button("cards_mine.skip", skip), view.button("button.cancel", routes.CancelRoute()))
    return Screen(bold_lead(view.say("cards_mine.name")), (*pairs(rows), view.menu))


def settled(route: routes.AddCardRoute, view: RenderContext) -> routes.AddCardRoute:
    """With the kind filled in where the operator has only one; what no button of ours holds is asked anew."""
    operator = view.operator(route.operator)
    named = route.operator if operator or route.operator == UNKNOWN else None
    kind = route.kind if route.kind in KINDS else None
    if kind is None and operator and operator.only_kind:
        kind = operator.only_kind
    return routes.AddCardRoute(named, kind, route.renewed)


def _operator(route: routes.AddCardRoute, view: RenderContext) -> Screen:
    buttons = [
        Button(operator.name[view.language], routes.AddCardRoute(operator.id, route.kind, route.renewed))
        for operator in view.library.operators.values()
    ]
    other = (view.button("cards_mine.other", routes.AddCardRoute(UNKNOWN, route.kind, route.renewed)),)
    return Screen(bold_lead(view.say("cards_mine.operator")), (*pairs(buttons), other, view.menu))


def _kind(route: routes.AddCardRoute, view: RenderContext) -> Screen:
    operator = view.operator(route.operator)
    kinds = operator.kinds if operator and operator.kinds else KINDS
    buttons = [
        view.button(f"kind.{kind}", routes.AddCardRoute(route.operator, kind, route.renewed))
        for kind in kinds
    ]
    unsure = view.button(
        "cards_mine.unknown_kind", routes.AddCardRoute(route.operator, UNKNOWN, route.renewed)
    )
    rows = (*pairs(buttons), (unsure,), (view.button("button.which_line", routes.NodeRoute("which-kind")),))
    return Screen(bold_lead(view.say("cards_mine.kind")), (*rows, view.menu))


def which_date(card: Card, view: RenderContext, note: str | None = None) -> Screen:
    """Which of the card's dates? Or one is typed."""
    kind = kind_of(card, view.library)
    buttons = [
        view.button(f"cards_mine.set_{what}", routes.CardMonthRoute(card.id, what))
        for what in _OF_KIND.get(kind or "", _USUAL)
    ]
    if kind == "subscription":
        buttons.insert(0, view.button("card_lives.set_charge", routes.ChargeDayRoute(card.id)))
    buttons.append(view.button("card_lives.set_cycle", routes.CardCycleRoute(card.id)))
    text = lines(note, bold_lead(view.say("cards_mine.which_date")))
    return Screen(text, (*pairs(buttons), _back(card, view), view.menu))


def which_day(
    card: Card,
    what: str,
    month: str | None,
    here: UserClock,
    view: RenderContext,
    note: str | None = None,
) -> Screen:
    """A month to pick one of the dates from."""
    past = what == "topup"
    first, last = (here.today - _AHEAD, here.today) if past else (here.today, here.today + _AHEAD)
    current: date | None = getattr(card, WHATS[what])
    start = month or (f"{current:%Y-%m}" if current and first <= current <= last else None)
    start = start or (f"{here.today:%Y-%m}" if past else None)
    days = month_keyboard(
        as_month(start, here.today),
        first,
        last,
        lambda day: routes.CardDayRoute(card.id, what, day.isoformat()),
        lambda packed: routes.CardMonthRoute(card.id, what, packed),
        view,
    )
    travel = what == "plan" and kind_of(card, view.library) == "travel"
    text = lines(note, bold_lead(view.say("card_lives.day_travel" if travel else f"cards_mine.day_{what}")))
    return Screen(text, (*days, *_shortcuts(card, what, current, here, view), _back(card, view), view.menu))


def _shortcuts(
    card: Card, what: str, current: date | None, here: UserClock, view: RenderContext
) -> tuple[Row, ...]:
    """Today, yesterday; the other date by which a card is known; no date at all."""
    buttons = []
    if what == "topup":
        for key, days in (("today", 0), ("yesterday", 1)):
            day = here.today - timedelta(days=days)
            buttons.append(
                view.button(f"cards_mine.{key}", routes.CardDayRoute(card.id, what, day.isoformat()))
            )
    if what == "plan":
        today = routes.CardDayRoute(card.id, "topup", here.today.isoformat())
        buttons.append(view.button("cards_mine.today", today))
        buttons.append(view.button("cards_mine.set_topup", routes.CardMonthRoute(card.id, "topup")))
    if current:
        buttons.append(view.button("cards_mine.forget_day", routes.CardDayRoute(card.id, what, UNKNOWN)))
    elif what == "plan":
        buttons.append(view.button("cards_mine.no_day", routes.MyCardRoute(card.id)))
    return pairs(buttons)


def more(card: Card, person: int, view: RenderContext) -> Screen:
    """What is needed rarely. Only the owner deletes and shares."""
    keeping = routes.CardKeepingRoute(card.id, 0 if card.keeping else 1)
    buttons = [
        view.button("cards_mine.rename_open", routes.CardNameRoute(card.id)),
        view.button("cards_mine.ladder_open", routes.CardLadderRoute(card.id)),
        view.button("cards_mine.history", routes.CardHistoryRoute(card.id)),
        view.button("card_lives.note_open", routes.CardNoteRoute(card.id)),
        view.button("cards_mine.quiet", routes.QuietHoursRoute()),
        view.button("cards_mine.keeping_on" if card.keeping else "cards_mine.keeping", keeping),
    ]
    if card.owner == person:
        buttons.append(view.button("cards_mine.delete", routes.DeleteCardRoute(card.id)))
    return Screen(title(card, view), (*pairs(buttons), _back(card, view), view.menu))


def rename(card: Card, view: RenderContext) -> Screen:
    return Screen(bold_lead(view.say("cards_mine.rename")), (_back(card, view), view.menu))


def ladder(card: Card, view: RenderContext, today: date, usual: tuple[int, ...] | None = None) -> Screen:
    """Each rung as a switch; `usual` is the person's own ladder for all cards."""
    on = rungs_of(card, view, today, usual)
    buttons = [
        Button(("✓ " if days in on else "") + _rung(days, view), routes.CardLadderRoute(card.id, days))
        for days in LADDER
    ]
    return Screen(bold_lead(view.say("cards_mine.ladder")), (*pairs(buttons), _back(card, view), view.menu))


def rungs_of(
    card: Card, view: RenderContext, today: date, usual: tuple[int, ...] | None = None
) -> tuple[int, ...]:
    """Days before (negative: after) an end at which a card reminds: its own, the person's, those that fit."""
    own = card.ladder if card.ladder is not None else usual
    if own is not None:
        return own
    lengths = [ending.length for ending in endings(card, view.library, today) if not ending.once]
    before, after = ladder_for(
        None if None in lengths else max(map(int, filter(None, lengths)), default=None)
    )
    return (*before, *(-days for days in after))


def switched(rungs: Sequence[int], days: int) -> tuple[int, ...]:
    """The ladder with one rung switched on or off, from the earliest to the latest."""
    return tuple(sorted(set(rungs) ^ {days}, reverse=True))


def _rung(days: int, view: RenderContext) -> str:
    if days == 0:
        return view.say("cards_mine.on_day")
    key = "cards_mine.before" if days > 0 else "cards_mine.after"
    return view.say(f"{key}_one") if abs(days) == 1 else view.say(key, n=abs(days))


def deleted(card: Card, view: RenderContext) -> Screen:
    buttons = (
        view.button("cards_mine.restore", routes.RestoreCardRoute(card.id)),
        view.button("cards_mine.back", routes.MyCardsRoute()),
    )
    text = view.say("cards_mine.deleted", name=escape(name_of(card, view)))
    return Screen(text, (*pairs(buttons), view.menu))


def _back(card: Card, view: RenderContext) -> Row:
    return (view.button("cards_mine.to_card", routes.MyCardRoute(card.id)),)
