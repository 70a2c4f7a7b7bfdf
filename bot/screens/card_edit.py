"""Adding a card, and changing what is kept of it."""

from collections.abc import Sequence
from datetime import date, timedelta

from bot.cards.ladder import GRACE, OFFSETS
from bot.content.fact import KINDS
from bot.content.markup import escape
from bot.screens import my_places as mine
from bot.screens import places
from bot.screens import reminder_places as asked
from bot.screens.calendar import as_month, month_keyboard
from bot.screens.here import Here
from bot.screens.lives import CardLike
from bot.screens.my_cards import name_of, title
from bot.screens.screen import Button, Row, Screen, bold_lead, lines, pairs
from bot.screens.view import View

UNKNOWN = "-"
LADDER = (60, *OFFSETS, *(-days for days in GRACE))
"""Days before (negative: after) an end that can be switched."""
WHATS = {"plan": "plan_end", "topup": "last_topup", "credit": "credit_end", "number": "number_death"}
"""The short name of each date in a place, and the card's field."""
_AHEAD = timedelta(days=800)


def add(place: mine.AddCard, view: View) -> Screen:
    """The next open question: operator, kind, nickname."""
    if place.operator is None:
        return _operator(place, view)
    if place.kind is None:
        return _kind(place, view)
    skip = mine.MakeCard(place.operator, place.kind, place.renewed)
    rows = (view.button("cards_mine.skip", skip), view.button("button.cancel", places.Cancel()))
    return Screen(bold_lead(view.say("cards_mine.name")), (*pairs(rows), view.menu))


def settled(place: mine.AddCard, view: View) -> mine.AddCard:
    """With the kind filled in where the operator has only one."""
    operator = view.operator(place.operator)
    if place.kind is None and operator and operator.only_kind:
        return mine.AddCard(place.operator, operator.only_kind, place.renewed)
    return place


def _operator(place: mine.AddCard, view: View) -> Screen:
    buttons = [
        Button(operator.name[view.language], mine.AddCard(operator.id, place.kind, place.renewed))
        for operator in view.library.operators.values()
    ]
    other = (view.button("cards_mine.other", mine.AddCard(UNKNOWN, place.kind, place.renewed)),)
    return Screen(bold_lead(view.say("cards_mine.operator")), (*pairs(buttons), other, view.menu))


def _kind(place: mine.AddCard, view: View) -> Screen:
    operator = view.operator(place.operator)
    kinds = operator.kinds if operator and operator.kinds else KINDS
    buttons = [
        view.button(f"kind.{kind}", mine.AddCard(place.operator, kind, place.renewed)) for kind in kinds
    ]
    unsure = view.button("cards_mine.unknown_kind", mine.AddCard(place.operator, UNKNOWN, place.renewed))
    rows = (*pairs(buttons), (unsure,), (view.button("button.which_line", places.Node("which-kind")),))
    return Screen(bold_lead(view.say("cards_mine.kind")), (*rows, view.menu))


def which_date(card: CardLike, view: View, note: str | None = None) -> Screen:
    """Which of the card's dates? Or one is typed."""
    buttons = [view.button(f"cards_mine.set_{what}", mine.CardMonth(card.id, what)) for what in WHATS]
    text = lines(note, bold_lead(view.say("cards_mine.which_date")))
    return Screen(text, (*pairs(buttons), _back(card, view), view.menu))


def which_day(
    card: CardLike, what: str, month: str | None, here: Here, view: View, note: str | None = None
) -> Screen:
    """A month to pick one of the dates from."""
    past = what == "topup"
    first, last = (here.today - _AHEAD, here.today) if past else (here.today, here.today + _AHEAD)
    current: date | None = getattr(card, WHATS[what])
    start = month or (f"{current:%Y-%m}" if current and first <= current <= last else None)
    days = month_keyboard(
        as_month(start, here.today),
        first,
        last,
        lambda day: mine.CardDay(card.id, what, day.isoformat()),
        lambda packed: mine.CardMonth(card.id, what, packed),
        view,
    )
    text = lines(note, bold_lead(view.say(f"cards_mine.day_{what}")))
    return Screen(text, (*days, *_shortcuts(card, what, current, here, view), _back(card, view), view.menu))


def _shortcuts(card: CardLike, what: str, current: date | None, here: Here, view: View) -> tuple[Row, ...]:
    """Today, yesterday; the other date by which a card is known; no date at all."""
    buttons = []
    if what == "topup":
        for key, days in (("today", 0), ("yesterday", 1)):
            day = here.today - timedelta(days=days)
            buttons.append(view.button(f"cards_mine.{key}", mine.CardDay(card.id, what, day.isoformat())))
    if what == "plan":
        today = mine.CardDay(card.id, "topup", here.today.isoformat())
        buttons.append(view.button("cards_mine.today", today))
        buttons.append(view.button("cards_mine.set_topup", mine.CardMonth(card.id, "topup")))
    if current:
        buttons.append(view.button("cards_mine.forget_day", mine.CardDay(card.id, what, UNKNOWN)))
    elif what == "plan":
        buttons.append(view.button("cards_mine.no_day", mine.MyCard(card.id)))
    return pairs(buttons)


def more(card: CardLike, person: int, view: View) -> Screen:
    """What is needed rarely. Only the owner deletes and shares."""
    keeping = mine.CardKeeping(card.id, 0 if card.keeping else 1)
    buttons = [
        view.button("cards_mine.rename_open", mine.CardName(card.id)),
        view.button("cards_mine.ladder_open", mine.CardLadder(card.id)),
        view.button("cards_mine.history", mine.CardHistory(card.id)),
        view.button("cards_mine.quiet", asked.QuietHours()),
        view.button("cards_mine.keeping_on" if card.keeping else "cards_mine.keeping", keeping),
    ]
    if card.owner == person:
        buttons.append(view.button("cards_mine.delete", mine.DeleteCard(card.id)))
    return Screen(title(card, view), (*pairs(buttons), _back(card, view), view.menu))


def rename(card: CardLike, view: View) -> Screen:
    return Screen(bold_lead(view.say("cards_mine.rename")), (_back(card, view), view.menu))


def ladder(card: CardLike, view: View) -> Screen:
    """Each rung as a switch."""
    on = rungs_of(card)
    buttons = [
        Button(("✓ " if days in on else "") + _rung(days, view), mine.CardLadder(card.id, days))
        for days in LADDER
    ]
    return Screen(bold_lead(view.say("cards_mine.ladder")), (*pairs(buttons), _back(card, view), view.menu))


def rungs_of(card: CardLike) -> tuple[int, ...]:
    """Days before (negative: after) each end at which a card reminds."""
    return (*OFFSETS, *(-days for days in GRACE)) if card.ladder is None else card.ladder


def switched(rungs: Sequence[int], days: int) -> tuple[int, ...]:
    """The ladder with one rung switched on or off, from the earliest to the latest."""
    return tuple(sorted(set(rungs) ^ {days}, reverse=True))


def _rung(days: int, view: View) -> str:
    if days == 0:
        return view.say("cards_mine.on_day")
    key = "cards_mine.before" if days > 0 else "cards_mine.after"
    return view.say(f"{key}_one") if abs(days) == 1 else view.say(key, n=abs(days))


def deleted(card: CardLike, view: View) -> Screen:
    buttons = (
        view.button("cards_mine.restore", mine.RestoreCard(card.id)),
        view.button("cards_mine.back", mine.MyCards()),
    )
    text = view.say("cards_mine.deleted", name=escape(name_of(card, view)))
    return Screen(text, (*pairs(buttons), view.menu))


def _back(card: CardLike, view: View) -> Row:
    return (view.button("cards_mine.to_card", mine.MyCard(card.id)),)
