"""A person's cards: the list, and one card with the clocks that it lives by."""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta

from bot.cards.card import Card, Renewal
from bot.cards.deadlines import DeadlineKind
from bot.cards.kinds import Use
from bot.content.fact import Fact
from bot.content.markup import escape, width
from bot.screens import routes
from bot.screens.evidence import sources
from bot.screens.lives import (
    Life,
    asks_amount,
    keeping,
    kind_of,
    lives_of_kind,
    rule_without_day,
)
from bot.screens.render_context import RenderContext, UserClock, said_day, said_left, said_moment
from bot.screens.screen import Button, Row, Screen, bar, bold_lead, lines, pairs

# What a full bar means where the last top-up is not known, days.
_USUAL = 30
_LABEL = 28
MOST = 30
"""Cards of one person: all fit on one screen."""
_CLOCKS = {
    DeadlineKind.PLAN_END: "cards_mine.plan",
    DeadlineKind.CREDIT_END: "cards_mine.credit",
    DeadlineKind.NUMBER_DEATH: "cards_mine.number",
    DeadlineKind.CHARGE: "cards_mine.plan_subscription",
    DeadlineKind.PRICE_UNTIL: "card_lives.price_until",
    DeadlineKind.CANCEL_BY: "card_lives.cancel_by",
    DeadlineKind.CYCLE: "card_lives.cycle",
}

_AMOUNT = re.compile(r"(?<![\d.,])(\d{1,4})(?:[.,](\d{1,2}))?(?![\d.,])")
_ONLY_DAYS = (DeadlineKind.CHARGE, DeadlineKind.PRICE_UNTIL, DeadlineKind.CANCEL_BY, DeadlineKind.CYCLE)


def name_of(card: Card, view: RenderContext) -> str:
    """The nickname, else the operator, as plain text."""
    operator = view.operator(card.operator)
    return card.nickname or (operator.name[view.language] if operator else view.say("cards_mine.no_name"))


def clock_name(life: Life, card: Card, view: RenderContext) -> str:
    """Plan ends, credit ends; for a monthly plan the next charge, for a travel eSIM its end."""
    if life.kind is DeadlineKind.PLAN_END and kind_of(card, view.library) == "travel":
        return view.say("card_lives.travel_end")
    return view.say(_CLOCKS[life.kind])


def listed(cards: Sequence[Card], here: UserClock, view: RenderContext, note: str | None = None) -> Screen:
    """All cards, each with what ends next."""
    add = view.button("cards_mine.add", routes.AddCardRoute())
    if not cards:
        text = lines(note, bold_lead(view.say("cards_mine.none")))
        return Screen(text, ((add,), view.menu))
    cards = cards[: MOST + MOST // 2]
    said = [f"• {_summary(card, here, view)}" for card in cards]
    buttons = [Button(short(name_of(card, view)), routes.MyCardRoute(card.id)) for card in cards]
    more = (
        add,
        view.button("card_lives.overview", routes.OverviewRoute()),
        view.button("exchange.open", routes.ExchangeRoute()),
    )
    text = lines(note, bold_lead(view.say("cards_mine.list")), *said)
    return Screen(text, (*pairs(buttons), *pairs(more), view.menu))


def euros(cents: int) -> str:
    """An amount as people write it: 9.99 €."""
    return f"{cents // 100}.{cents % 100:02d} €"


def as_cents(text: str) -> int | None:
    """10, 9,99 or 9.99 € as cents; None where it is no single amount."""
    found = _AMOUNT.findall(text)
    if len(found) != 1:
        return None
    euros, cents = found[0]
    return int(euros) * 100 + int(cents.ljust(2, "0") if cents else 0)


def overview(
    cards: Sequence[Card], histories: Mapping[int, Sequence[Renewal]], here: UserClock, view: RenderContext
) -> Screen:
    """All cards with what is next, the most urgent first, and what they cost a month and a year."""
    if not cards:
        return listed(cards, here, view)
    soonest = sorted(cards, key=lambda card: _soonest(card, here, view) or date.max)
    cents = sum(cents_a_year(card, histories.get(card.id, ()), here.today) for card in cards)
    cost = view.say("card_lives.no_cost")
    if cents:
        cost = view.say("card_lives.monthly_cost", month=euros(cents // 12), year=euros(cents))
    said = [f"• {_summary(card, here, view)}" for card in soonest]
    back = (view.button("cards_mine.back", routes.MyCardsRoute()), view.home)
    return Screen(lines(bold_lead(view.say("card_lives.overview_head")), *said, cost), (back,))


def _soonest(card: Card, here: UserClock, view: RenderContext) -> date | None:
    days = [life.day for life in lives_of_kind(card, view.library, here.today) if life.day]
    return min(days, default=None)


def cents_a_year(card: Card, renewals: Sequence[Renewal], today: date) -> int:
    """What a card costs a year: twelve times its monthly price, else its renewals of the last year."""
    if card.charge_day and card.cents:
        return 12 * card.cents
    year = today - timedelta(days=365)
    return sum(each.cents or 0 for each in renewals if each.day > year)


def short(label: str) -> str:
    """A name, cut to what a button shows."""
    while width(label) > _LABEL:
        label = label[:-2].rstrip() + "…"
    return label


def _summary(card: Card, here: UserClock, view: RenderContext) -> str:
    coming = [life for life in lives_of_kind(card, view.library, here.today) if life.day]
    soonest = min(coming, key=lambda life: life.day or date.max, default=None)
    name = f"<b>{escape(name_of(card, view))}</b>"
    if soonest is None or soonest.day is None:
        return f"{name} · {view.say('cards_mine.untold')}"
    left = said_left(soonest.day, here.today, view)
    return f"{name} · {clock_name(soonest, card, view)} {soonest.day} · {left}"


def one(
    card: Card,
    coming: datetime | None,
    person: int,
    here: UserClock,
    view: RenderContext,
    note: str | None = None,
    undo: Renewal | None = None,
) -> Screen:
    """One card: its clocks with days left, where each comes from, the next reminder.

    `coming` is the wall-clock time of this person's next reminder of the card; `undo` the renewal that was
    just noted, which can be taken back here.
    """
    shown = lives_of_kind(card, view.library, here.today)
    facts = [life.fact for life in shown if life.fact and life.day]
    kept, kept_facts = _keeping(card, here, view) if card.keeping else (None, [])
    evidence = sources([*facts, *kept_facts], view)
    text = lines(
        note,
        title(card, view),
        view.say("cards_mine.shared") if card.owner != person else None,
        *(_clock(life, card, here, view) for life in shown),
        *_told(card, here, view),
        kept,
        _next(coming, here, view),
        f"\n{evidence}" if evidence else None,
    )
    return Screen(text, (*_after_renewal(card, undo, view), *_rows(card, shown, person, view), view.menu))


def clocks(card: Card, here: UserClock, view: RenderContext) -> str | None:
    """The clocks of a card that have a day, as the card shows them; None where there is none."""
    shown = [life for life in lives_of_kind(card, view.library, here.today) if life.day]
    return lines(*(_clock(life, card, here, view) for life in shown)) or None


def _told(card: Card, here: UserClock, view: RenderContext) -> Iterator[str]:
    """What a card has beside its clocks: what is missing to count, its price, data that is gone, a note."""
    if rule := rule_without_day(card, view.library):
        yield view.say("card_lives.note_topup", rule=rule.text[view.language])
    if asks_amount(card, view.library):
        yield view.say("card_lives.amount_missing")
    if card.used_up:
        yield view.say("card_lives.used_up_on", day=said_day(card.used_up, here.today, view))
    if card.cents is not None:
        yield view.say("card_lives.price", money=euros(card.cents))
    if card.note or card.link:
        yield view.say("card_lives.note", note=escape(" ".join(filter(None, (card.note, card.link)))))


def _after_renewal(card: Card, renewal: Renewal | None, view: RenderContext) -> tuple[Row, ...]:
    if renewal is None:
        return ()
    undo = view.button("cards_mine.undo", routes.UndoRenewalRoute(card.id, renewal.id))
    cost = view.button("cards_mine.cost", routes.RenewedForRoute(card.id, renewal.id, 1))
    return pairs((undo, cost) if renewal.cents is None else (undo,))


def uses(card: Card, view: RenderContext) -> Row:
    """What keeps a line in use, each noted with a tap."""
    return tuple(view.button(f"card_lives.used_{use}", routes.CardUsedRoute(card.id, use)) for use in Use)


def title(card: Card, view: RenderContext) -> str:
    """Operator, kind and nickname, as markup."""
    operator, kind = view.operator(card.operator), kind_of(card, view.library)
    parts = [operator.name[view.language] if operator else None, view.say(f"kind.{kind}") if kind else None]
    head = " · ".join(part for part in parts if part)
    if not head:
        return f"<b>{escape(name_of(card, view))}</b>"
    nickname = view.say("cards_mine.nickname", name=escape(card.nickname)) if card.nickname else ""
    return f"<b>{escape(head)}</b>{nickname}"


def _clock(life: Life, card: Card, here: UserClock, view: RenderContext) -> str:
    name = clock_name(life, card, view)
    if life.day is None:
        counted = life.kind is not DeadlineKind.NUMBER_DEATH or rule_without_day(card, view.library)
        unknown = "untold" if counted else "unknown"
        return f"{name} · {view.say(f'cards_mine.{unknown}')}"
    if life.kind in _ONLY_DAYS:
        return f"{name} {life.day} · {said_left(life.day, here.today, view)}"
    left = (life.day - here.today).days
    whole = (life.day - card.last_topup).days if card.last_topup else _USUAL
    progress = bar(max(left, 0), max(whole, 1))
    line = f"{name} {life.day} {progress} {said_left(life.day, here.today, view)}"
    return f"{line}\n<i>{_origin(life, view)}</i>"


def _origin(life: Life, view: RenderContext) -> str:
    """As told, or computed from a fact, with how sure that is; the source stands at the end."""
    if life.fact is None:
        return view.say("cards_mine.told")
    return view.say("cards_mine.computed", sure=view.say(f"cards_mine.sure.{life.fact.confidence}"))


def _keeping(card: Card, here: UserClock, view: RenderContext) -> tuple[str, list[Fact]]:
    """The cheapest known thing that keeps the number, and its last safe day."""
    found, fact = keeping(card, view.library)
    what = fact.text[view.language] if fact else None
    said = view.say("cards_mine.keep", what=what) if what else view.say("cards_mine.keep_unknown")
    if found.last_safe is None:
        by = view.say("cards_mine.keep_no_day")
    elif found.is_late(here.today):
        by = view.say("cards_mine.keep_late", day=said_day(found.last_safe, here.today, view))
    else:
        day = said_day(found.last_safe, here.today, view)
        by = view.say("cards_mine.keep_by", day=day, left=said_left(found.last_safe, here.today, view))
    return lines("", said, by), [fact] if fact else []


def _next(coming: datetime | None, here: UserClock, view: RenderContext) -> str:
    if coming is None:
        return view.say("cards_mine.no_next")
    return view.say("cards_mine.next", when=said_moment(coming, here.zone, here, view))


def _rows(card: Card, shown: list[Life], person: int, view: RenderContext) -> tuple[Row, ...]:
    dates = routes.CardDatesRoute(card.id)
    kind = kind_of(card, view.library)
    renewed = "card_lives.went_through" if kind == "subscription" else "cards_mine.renewed"
    main = [
        view.button(renewed, routes.RenewedRoute(card.id)),
        view.button("cards_mine.dates", dates),
        view.button("cards_mine.how", routes.WaysRoute(card.operator, card.kind)),
        view.button("cards_mine.ics", routes.CardIcsRoute(card.id)),
    ]
    more = [
        view.button("cards_mine.more", routes.CardMoreRoute(card.id)),
        view.button("sharing.open", routes.ShareCardRoute(card.id)),
    ]
    if card.owner != person:
        more[1] = view.button("sharing.leave", routes.LeaveCardRoute(card.id))
    if kind == "travel":
        gone = "card_lives.data_there" if card.used_up else "card_lives.data_gone"
        main.insert(1, view.button(gone, routes.DataUsedUpRoute(card.id, 0 if card.used_up else 1)))
    if asks_amount(card, view.library):
        main.insert(1, view.button("card_lives.amount", routes.TopUpAmountRoute(card.id)))
    used = (uses(card, view),) if card.cycle else ()
    back = (view.button("cards_mine.back", routes.MyCardsRoute()),)
    return (*pairs(main), *used, *_how_to_ask(card, shown, view), *pairs(more), back)


def _how_to_ask(card: Card, shown: list[Life], view: RenderContext) -> tuple[Row, ...]:
    """For what nobody knows: how to find out."""
    unknown = {life.kind for life in shown if life.day is None}
    buttons = []
    if DeadlineKind.PLAN_END in unknown:
        to = routes.TopicRoute("check-expiry", card.operator, card.kind)
        buttons.append(view.button("cards_mine.ask_plan", to))
    if DeadlineKind.NUMBER_DEATH in unknown and "keep-number" in view.library.phrases:
        buttons.append(view.button("cards_mine.ask_number", routes.PhraseRoute("keep-number")))
    return pairs(buttons)
