"""What each kind of card is asked: a day of charge, the amount of a top-up, how long it lasts, a cycle."""

from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

from bot.cards.card import Card
from bot.screens import routes
from bot.screens.card_screens import euros
from bot.screens.lives import known_lengths
from bot.screens.render_context import RenderContext
from bot.screens.screen import Button, Row, Screen, bold_lead, lines, pairs

AMOUNTS = (500, 1000, 1500, 2000, 2500, 3000)
"""Usual top-ups in cents."""
CYCLES = (30, 60, 90, 180, 365)
LONGEST_CYCLE = 1000
_WEEK = 7


def which_charge_day(card: Card, view: RenderContext) -> Screen:
    """On which day of the month is it charged?"""
    days = [Button(str(day), routes.ChargeDayRoute(card.id, day)) for day in range(1, 32)]
    rows = [tuple(days[start : start + _WEEK]) for start in range(0, len(days), _WEEK)]
    later = view.button("cards_mine.no_day", routes.MyCardRoute(card.id))
    return Screen(bold_lead(view.say("card_lives.which_charge")), (*rows, (later, view.home)))


def which_amount(card: Card, view: RenderContext, note: str | None = None) -> Screen:
    """How much was the last top-up? The rule depends on it."""
    buttons = [Button(euros(cents), routes.TopUpAmountRoute(card.id, cents)) for cents in AMOUNTS]
    text = lines(note, bold_lead(view.say("card_lives.which_amount")))
    later = (view.button("cards_mine.no_day", routes.MyCardRoute(card.id)), view.home)
    return Screen(text, (tuple(buttons[:3]), tuple(buttons[3:]), later))


def how_long(card: Card, today: date, view: RenderContext, note: str | None = None) -> Screen:
    """Topped up: how long does it last? Lengths that the operator has, then the usual ones."""
    start = card.last_topup or today
    text = lines(note, bold_lead(view.say("card_lives.how_long")))
    buttons = [
        Button(f"{name} · {day:%m-%d}", routes.CardDayRoute(card.id, "plan", day.isoformat()))
        for day, name in usual_ends(card, start, view).items()
    ]
    others = (
        view.button("remind.pick_day", routes.CardMonthRoute(card.id, "plan")),
        view.button("cards_mine.until_unknown", routes.MyCardRoute(card.id)),
    )
    return Screen(text, (*pairs(buttons), *pairs(others), view.menu))


def usual_ends(card: Card, start: date, view: RenderContext) -> dict[date, str]:
    """The days until which a top-up of `start` may last, with the length of each in words."""
    ends = {
        start + relativedelta(months=1): view.say("cards_mine.month1"),
        start + timedelta(days=28): view.say("cards_mine.days28"),
        start + timedelta(days=30): view.say("cards_mine.days30"),
    }
    for length in known_lengths(card, view.library):
        ends.setdefault(start + length, _length(length, start, view))
    return dict(sorted(ends.items()))


def _length(length: relativedelta, start: date, view: RenderContext) -> str:
    months = length.years * 12 + length.months
    if months and not length.days:
        return view.say("card_lives.months", n=months) if months > 1 else view.say("cards_mine.month1")
    return view.say("card_lives.days", n=(start + length - start).days)


def which_cycle(card: Card, view: RenderContext, note: str | None = None) -> Screen:
    """After how many days without use is something lost?"""
    buttons = [
        Button(view.say("card_lives.days", n=days), routes.CardCycleRoute(card.id, days)) for days in CYCLES
    ]
    if card.cycle:
        buttons.append(view.button("card_lives.no_cycle", routes.CardCycleRoute(card.id, 0)))
    text = lines(note, bold_lead(view.say("card_lives.which_cycle")))
    return Screen(text, (*pairs(buttons), *_back(card, view)))


def which_note(card: Card, view: RenderContext) -> Screen:
    """A note and a link, shown with the card and in its reminders."""
    return Screen(bold_lead(view.say("card_lives.which_note")), _back(card, view))


def _back(card: Card, view: RenderContext) -> tuple[Row, ...]:
    return ((view.button("cards_mine.to_card", routes.MyCardRoute(card.id)), view.home),)
