"""Reminders that a person types: asked for, read back, listed, changed."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta

from bot.cards import formatting
from bot.cards.card import Card
from bot.cards.draft import Draft, packed_wall
from bot.cards.reminder import DeliveryRecord, Reminder
from bot.content.markup import escape, width
from bot.dates.clarification import Clarification
from bot.screens import routes
from bot.screens.card_screens import name_of
from bot.screens.month_picker import as_month, month_keyboard
from bot.screens.render_context import (
    RenderContext,
    UserClock,
    said_moment,
    said_option,
    said_rule,
    zone_label,
)
from bot.screens.screen import Button, Row, Screen, bold_lead, lines, pairs

MORNING = time(9)
_AHEAD = timedelta(days=730)
_PAGE = 8
_LABEL = 28
_ONE_ROW = 24
_WEEK = 15


def ask_when(draft: Draft, here: UserClock, view: RenderContext, note: str | None = None) -> Screen:
    """When? By buttons, or typed."""
    about = view.say("remind.about", text=escape(draft.text)) if draft.text else None
    text = lines(note, bold_lead(view.say("remind.when")), about)
    return Screen(text, (*_usual(draft, here, view), _cancel(view), view.menu))


def ask_again(
    problem: Clarification, options: Sequence[datetime], draft: Draft, here: UserClock, view: RenderContext
) -> Screen:
    """A line that gives no moment: says why, and offers the moments that may be meant (naive, local)."""
    note = bold_lead(formatting.question(problem, view.library.dates[view.language]))
    about = view.say("remind.about", text=escape(draft.text)) if draft.text else None
    offers = tuple(
        (
            Button(
                said_option(wall, here.zone, here, view), routes.ReminderOnRoute(packed_wall(wall), draft.id)
            ),
        )
        for wall in options
    )
    usual = _usual(draft, here, view) if not offers else (_by_hand(draft, view),)
    return Screen(lines(note, about), (*offers, *usual, _cancel(view), view.menu))


def ask_typed(draft: Draft, view: RenderContext) -> Screen:
    about = view.say("remind.about", text=escape(draft.text)) if draft.text else None
    return Screen(lines(bold_lead(view.say("remind.typing")), about), (_cancel(view), view.menu))


def ask_text(view: RenderContext) -> Screen:
    return Screen(bold_lead(view.say("remind.which_text")), (_cancel(view), view.menu))


def ask_day(month: str | None, draft: Draft, here: UserClock, view: RenderContext) -> Screen:
    """A month to pick a day from; the time of day stays that of the draft."""
    at = draft.wall.time() if draft.wall else MORNING
    days = month_keyboard(
        as_month(month, here.today),
        _first_day(at, here),
        here.today + _AHEAD,
        lambda day: routes.ReminderDayRoute(day.isoformat(), draft.id),
        lambda month: routes.ReminderMonthRoute(month, draft.id),
        view,
    )
    text = bold_lead(view.say("remind.which_day", time=formatting.clock(at)))
    return Screen(text, (*days, _cancel(view), view.menu))


def _first_day(at: time, here: UserClock) -> date:
    """Today, unless its time has passed."""
    return here.today if datetime.combine(here.today, at) > here.wall else here.today + timedelta(days=1)


def read_back(draft: Draft, here: UserClock, view: RenderContext) -> Screen:
    """In words with weekday, local time and zone; the four answers. Read-backs go without the menu."""
    if draft.wall is None:
        return ask_when(draft, here, view)
    buttons = (
        view.button("remind.ok", routes.KeepReminderRoute(f"n{draft.id}")),
        view.button("remind.change_time", routes.NewReminderRoute(1, draft.id)),
        view.button("remind.change_text", routes.ReminderTextRoute(draft.id)),
        view.button("button.cancel", routes.CancelRoute()),
    )
    one_row = sum(width(button.label) for button in buttons) <= _ONE_ROW
    text = f"<b>{_said('remind.back', draft, here, view)}</b>"
    return Screen(text, (buttons,) if one_row else pairs(buttons))


def kept(reminder: Reminder, here: UserClock, view: RenderContext) -> Screen:
    """It is stored; undone with one tap."""
    undo = view.button("remind.undo", routes.DeleteReminderRoute(reminder.id))
    row = (undo, view.button("remind.all", routes.RemindersRoute()))
    draft = Draft(reminder.id, reminder.text, reminder.wall, reminder.zone, reminder.rule)
    return Screen(f"<b>{_said('remind.kept', draft, here, view)}</b>", (*pairs(row), view.menu))


def _said(key: str, draft: Draft, here: UserClock, view: RenderContext) -> str:
    wall = draft.wall or here.wall
    when = said_moment(wall, draft.zone, here, view)
    if draft.rule:
        rule = said_rule(draft.rule, wall, view)
        return _start(view.say(f"{key}_rule", rule=rule, when=when, text=escape(draft.text)))
    return _start(view.say(key, when=when, text=escape(draft.text)))


def _start(sentence: str) -> str:
    return sentence[:1].upper() + sentence[1:]


def listed(
    reminders: Sequence[Reminder],
    page: int,
    here: UserClock,
    view: RenderContext,
    cards: Mapping[int, Card] | None = None,
    note: str | None = None,
) -> Screen:
    """All that will come, each a button, the next one first; of `cards` the ends of which they remind."""
    known = cards or {}
    new = view.button("remind.new", routes.NewReminderRoute())
    arrived = view.button("remind.arrived_open", routes.ArrivedRoute())
    mine = view.button("menu.cards", routes.MyCardsRoute())
    coming = _coming(reminders, known)
    if not coming:
        return Screen(bold_lead(view.say("remind.none")), (*pairs((new, mine, arrived)), view.menu))
    last = (len(coming) - 1) // _PAGE
    page = max(0, min(page, last))
    rows = tuple(_row(each, known, here, view) for each in coming[page * _PAGE : (page + 1) * _PAGE])
    text = lines(note, bold_lead(view.say("remind.list")))
    return Screen(text, (*rows, *_turning(page, last, view), *pairs((new, mine, arrived)), view.menu))


def _coming(reminders: Sequence[Reminder], cards: Mapping[int, Card]) -> list[Reminder]:
    """What was typed, and one for each message of a card."""
    found: dict[object, Reminder] = {}
    for each in reminders:
        if each.rung is None:
            found[each.id, len(found)] = each
        elif each.card in cards:
            found.setdefault((each.card, each.wall), each)
    return list(found.values())


def _row(each: Reminder, cards: Mapping[int, Card], here: UserClock, view: RenderContext) -> Row:
    card = cards.get(each.card) if each.card is not None and each.rung else None
    if card is None:
        return (Button(_label(each, each.text, here, view), routes.OneReminderRoute(each.id)),)
    return (Button(_label(each, f"📇 {name_of(card, view)}", here, view), routes.MyCardRoute(card.id)),)


def _label(reminder: Reminder, text: str, here: UserClock, view: RenderContext) -> str:
    """12-15 09:00 充 Lebara, with its zone where that is another; cut to what a button shows."""
    mark = "⏸ " if reminder.state == "paused" else ""
    zone = f"{zone_label(reminder.zone, view)} " if reminder.zone != here.zone else ""
    label = f"{mark}{reminder.wall:%m-%d %H:%M} {zone}{text}"
    while width(label) > _LABEL:
        label = label[:-2].rstrip() + "…"
    return label


def look_ahead(
    reminders: Sequence[Reminder], cards: Mapping[int, Card], here: UserClock, view: RenderContext
) -> Screen:
    """What the next seven days bring."""
    said = []
    for each in _coming(reminders, cards)[:_WEEK]:
        card = cards.get(each.card) if each.card is not None and each.rung else None
        what = escape(name_of(card, view) if card else each.text)
        said.append(f"• {said_moment(each.wall, each.zone, here, view)} · {what}")
    rows = (view.button("remind.all", routes.RemindersRoute()), view.home)
    return Screen(lines(bold_lead(view.say("remind.look_ahead")), *said), (rows,))


def arrived(
    came: Sequence[DeliveryRecord], cards: Mapping[int, Card], here: UserClock, view: RenderContext
) -> Screen:
    """What came lately, and what became of it in words."""
    said = []
    for each in came:
        card = cards.get(each.card) if each.card is not None else None
        what = escape(name_of(card, view) if card else each.text or view.say("remind.default"))
        at = each.at.astimezone(here.local.tzinfo)
        said.append(f"• {at:%m-%d %H:%M} {what} · {view.say(f'remind.fate.{each.fate}')}")
    lead = bold_lead(view.say("remind.arrived" if said else "remind.arrived_none"))
    back = (view.button("remind.all", routes.RemindersRoute()),)
    return Screen(lines(lead, *said), (back, view.menu))


def _turning(page: int, last: int, view: RenderContext) -> tuple[Row, ...]:
    row = []
    if page > 0:
        row.append(view.button("button.previous_page", routes.RemindersRoute(page - 1)))
    if page < last:
        row.append(view.button("button.next_page", routes.RemindersRoute(page + 1)))
    return (tuple(row),) if row else ()


def one(
    reminder: Reminder, here: UserClock, view: RenderContext, note: str | None = None, undo: bool = False
) -> Screen:
    """One reminder and what can be done with it; `undo` offers to take the last change back."""
    when = said_moment(reminder.wall, reminder.zone, here, view)
    if reminder.rule:
        when = view.say("remind.rule", rule=said_rule(reminder.rule, reminder.wall, view), when=when)
    paused = reminder.state == "paused"
    text = lines(
        note,
        f"<b>{escape(reminder.text)}</b>",
        _start(when),
        view.say("remind.paused") if paused else None,
        view.say("remind.insists") if reminder.insists else None,
    )
    pause = routes.PauseReminderRoute(reminder.id, 0 if paused else 1)
    buttons = [
        view.button("remind.change_time", routes.EditReminderRoute(reminder.id, "time")),
        view.button("remind.change_text", routes.EditReminderRoute(reminder.id, "text")),
        view.button("remind.resume" if paused else "remind.pause", pause),
        view.button("remind.delete", routes.DeleteReminderRoute(reminder.id)),
    ]
    if reminder.rule is None:
        key = "remind.insist_off" if reminder.insists else "remind.insist"
        buttons.append(view.button(key, routes.InsistRoute(reminder.id, 0 if reminder.insists else 1)))
    back = [view.button("remind.all", routes.RemindersRoute())]
    first = ((view.button("remind.undo", routes.UndoEditRoute(reminder.id)),),) if undo else ()
    return Screen(text, (*first, *pairs(buttons), *pairs(back), view.menu))


def deleted(reminder: Reminder, view: RenderContext) -> Screen:
    buttons = (
        view.button("remind.undo", routes.RestoreReminderRoute(reminder.id)),
        view.button("remind.all", routes.RemindersRoute()),
    )
    return Screen(view.say("remind.deleted", text=escape(reminder.text)), (*pairs(buttons), view.menu))


def put_off(text: str, wall: datetime, zone: str, here: UserClock, view: RenderContext) -> Screen:
    """A told reminder comes again."""
    said = view.say("remind.later", when=said_moment(wall, zone, here, view), text=escape(text))
    return Screen(said, (view.menu,))


def done(view: RenderContext) -> Screen:
    return Screen(view.say("remind.done"), ((view.button("remind.all", routes.RemindersRoute()),), view.menu))


def quiet(view: RenderContext) -> Screen:
    back = (view.button("cards_mine.back", routes.MyCardsRoute()),)
    return Screen(bold_lead(view.say("remind.quiet")), (back, view.menu))


def _usual(draft: Draft, here: UserClock, view: RenderContext) -> tuple[Row, ...]:
    """Tomorrow, in a week, in 25 days, at the end of the month: each at nine."""
    today = here.today
    month_end = (today.replace(day=1) + timedelta(days=32)).replace(day=1) - timedelta(days=1)
    if datetime.combine(month_end, MORNING) <= here.wall:
        month_end = (month_end + timedelta(days=32)).replace(day=1) - timedelta(days=1)
    days = {
        "remind.tomorrow": today + timedelta(days=1),
        "remind.week": today + timedelta(days=7),
        "remind.days25": today + timedelta(days=25),
        "remind.month_end": month_end,
    }
    buttons = [
        view.button(key, routes.ReminderOnRoute(packed_wall(datetime.combine(day, MORNING)), draft.id))
        for key, day in days.items()
    ]
    return (*pairs(buttons), _by_hand(draft, view))


def _by_hand(draft: Draft, view: RenderContext) -> Row:
    return (
        view.button("remind.pick_day", routes.ReminderMonthRoute(None, draft.id)),
        view.button("remind.type", routes.ReminderTimeRoute(draft.id)),
    )


def _cancel(view: RenderContext) -> Row:
    return (view.button("button.cancel", routes.CancelRoute()),)
