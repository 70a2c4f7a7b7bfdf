"""A reminder as it arrives, and the word to who comes back after they had blocked the bot."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from bot.cards import formatting
from bot.cards.card import Card
from bot.cards.deadlines import DeadlineKind
from bot.cards.ladder import EVENING
from bot.cards.reminder import Reminder
from bot.cards.zones import localise
from bot.content.library import Library
from bot.content.markup import escape
from bot.screens import routes
from bot.screens.card_screens import euros, short, uses
from bot.screens.lives import still_true
from bot.screens.render_context import RenderContext
from bot.screens.screen import Button, Row, Screen, lines, pairs

LATE = timedelta(hours=1)
_MOST_CARDS = 8


def notice(reminder: Reminder, card: Card | None, now: datetime, view: RenderContext) -> Screen:
    """What a person gets when a reminder is due; `now` is aware. A rung has its card."""
    if reminder.rung and card:
        return notice_of_cards([(reminder, card)], now, view)
    due = localise(reminder.wall, reminder.zone)
    here = now.astimezone(due.tzinfo)
    return Screen(
        lines(f"<b>{escape(reminder.text)}</b>", *_excuses([reminder], now, view)),
        _rows(reminder, here, view),
    )


def notice_of_cards(told: Sequence[tuple[Reminder, Card]], now: datetime, view: RenderContext) -> Screen:
    """One message for all rungs of a morning: what each card is about, the nearest end first."""
    first = told[0][0]
    here = now.astimezone(localise(first.wall, first.zone).tzinfo)
    by_card: dict[int, list[tuple[Reminder, Card]]] = {}
    for reminder, card in told:
        by_card.setdefault(card.id, []).append((reminder, card))
    said = [line for its in by_card.values() for line in _of_card(its, here.date(), view)]
    cards = [its[0][1] for its in by_card.values()]
    rows = _rung_rows(first, cards[0], here, view) if len(cards) == 1 else _rows_of_cards(cards, view)
    return Screen(lines(*said, *_excuses([reminder for reminder, _ in told], now, view)), rows)


def _of_card(told: Sequence[tuple[Reminder, Card]], today: date, view: RenderContext) -> list[str]:
    card = told[0][1]
    said = [f"<b>{_rung(reminder.rung or '', card, today, view)}</b>" for reminder, card in told]
    return [*said, *([escape(card.note)] if card.note else []), *([escape(card.link)] if card.link else [])]


def _excuses(told: Sequence[Reminder], now: datetime, view: RenderContext) -> list[str | None]:
    """That it is late, that it may have come before."""
    due = localise(told[0].wall, told[0].zone)
    here = now.astimezone(due.tzinfo)
    late = _late(due, here, view) if here - due > LATE else None
    return [late, view.say("delivery.doubt") if any(each.doubts for each in told) else None]


def outlived(reminder: Reminder, card: Card | None, library: Library) -> bool:
    """Whether there is nothing to say any more: its card is gone, or has another end by now."""
    if not reminder.rung:
        return False
    if card is None:
        return True
    kind, _, end = _parts(reminder.rung)
    return not still_true(kind, end, card, library)


def back(held: int, missed: int, view: RenderContext) -> Screen:
    """To who had blocked the bot: how many reminders were held, how many of them are late."""
    more = view.say("delivery.missed", missed=missed) if missed else None
    return Screen(lines(view.say("delivery.back", held=held), more), (view.menu,))


def _parts(rung: str) -> tuple[str, int, date]:
    kind, offset, end = rung.split(":")
    return kind, int(offset), date.fromisoformat(end)


def _rung(rung: str, card: Card, today: date, view: RenderContext) -> str:
    """Days are counted from today: a rung that comes late or was put off is still true."""
    kind, _, end = _parts(rung)
    words = view.library.dates[view.language]
    day = formatting.date(datetime.combine(end, datetime.min.time()), words, with_year=end.year != today.year)
    name = escape(_name(card, view))
    if kind == DeadlineKind.CHARGE:
        price = view.say("delivery.price", money=euros(card.cents)) if card.cents else ""
        key = "delivery.charged" if end == today else "delivery.charged_before"
        return view.say(key, card=name, date=day, price=price)
    left = formatting.left((end - today).days, words)
    ends = view.say(f"delivery.{'ends' if end >= today else 'ended'}.{kind}", date=day)
    return view.say("delivery.rung", left=left[:1].upper() + left[1:], card=name, ends=ends)


def _name(card: Card, view: RenderContext) -> str:
    operator = view.operator_name(card.operator) if view.operator(card.operator) and card.operator else ""
    if not operator or operator in card.nickname:
        return card.nickname
    return view.say("delivery.card", nickname=card.nickname, operator=operator) if card.nickname else operator


def _late(due: datetime, here: datetime, view: RenderContext) -> str:
    days = (here.date() - due.date()).days
    if days < 2:
        key = "delivery.late_yesterday" if days else "delivery.late_today"
        return view.say(key, time=formatting.clock(due.time()))
    return view.say("delivery.late", moment=formatting.moment(due, here, view.library.dates[view.language]))


def _rows(reminder: Reminder, here: datetime, view: RenderContext) -> tuple[Row, ...]:
    hows = ["1h", "tonight", "tomorrow", "3d"] if _evening_ahead(here) else ["1h", "tomorrow", "3d"]
    done = (view.button("delivery.done", routes.DoneReminderRoute(reminder.id)),)
    return (done, *pairs(_snooze(reminder, how, view) for how in hows))


def _rung_rows(reminder: Reminder, card: Card, here: datetime, view: RenderContext) -> tuple[Row, ...]:
    first: tuple[Button, ...] = (
        view.button("delivery.renewed", routes.RenewedRoute(card.id)),
        view.button("delivery.how", routes.WaysRoute(card.operator, card.kind)),
    )
    kind, _, _ = _parts(reminder.rung or "")
    if kind == DeadlineKind.CYCLE:
        first = uses(card, view)
    elif kind in (DeadlineKind.CHARGE, DeadlineKind.CANCEL_BY, DeadlineKind.PRICE_UNTIL):
        paid = view.button("card_lives.went_through", routes.RenewedRoute(card.id))
        first = (paid, view.button("cards_mine.see", routes.MyCardRoute(card.id)))
    hows = ("tomorrow", "tonight" if _evening_ahead(here) else "3d")
    return (first, *pairs(_snooze(reminder, how, view) for how in hows))


def _rows_of_cards(cards: Sequence[Card], view: RenderContext) -> tuple[Row, ...]:
    """For each card the way to it; all of them where they are many."""
    buttons = [Button(short(_name(card, view)), routes.MyCardRoute(card.id)) for card in cards[:_MOST_CARDS]]
    return (*pairs(buttons), (view.button("cards_mine.back", routes.MyCardsRoute()), view.home))


def _snooze(reminder: Reminder, how: str, view: RenderContext) -> Button:
    return view.button(f"delivery.again.{how}", routes.SnoozeRoute(reminder.id, how))


def _evening_ahead(here: datetime) -> bool:
    return here.time() < EVENING.replace(hour=EVENING.hour - 1)
