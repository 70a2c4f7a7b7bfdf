"""A month as buttons: each day one, weeks begin on Monday."""

from calendar import Calendar
from collections.abc import Callable
from datetime import date, timedelta

from bot.screens.render_context import RenderContext
from bot.screens.routes import Route
from bot.screens.screen import Button, Row

# A day that cannot be picked.
_NO_DAY = "\u2800"
_FEW = 3
_YEARS = range(2000, 2100)
_MONDAYS = Calendar()


def as_month(text: str | None, today: date) -> date:
    """The first day of the month 2026-12; where none can be read, of this one, or of the next when
    few days of this are left."""
    if (month := as_day(f"{text}-01")) is not None:
        return month
    return (today + timedelta(days=_FEW)).replace(day=1)


def as_day(text: str) -> date | None:
    """The day 2026-12-15; None where it is none, or none that a card or a reminder may have."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if day.year in _YEARS else None


def month_keyboard(
    month: date,
    first: date,
    last: date,
    pick: Callable[[date], Route],
    turn: Callable[[str], Route],
    view: RenderContext,
) -> tuple[Row, ...]:
    """The rows of a month: its name between arrows, the weekdays, the weeks with days from `first` to `last`.

    `pick` is the route of a day, `turn` that of a month (2026-12), also what an empty cell leads to.
    """
    here = turn(_packed(month))
    names = (Button(name, here) for name in view.say("calendar.weekdays").split())
    weeks = [
        tuple(_cell(day, month, first, last, pick, here) for day in week)
        for week in _MONDAYS.monthdatescalendar(month.year, month.month)
        if any(day.month == month.month and first <= day <= last for day in week)
    ]
    return (_head(month, first, last, turn, view), tuple(names), *weeks)


def _cell(
    day: date, month: date, first: date, last: date, pick: Callable[[date], Route], here: Route
) -> Button:
    if day.month != month.month or not first <= day <= last:
        return Button(_NO_DAY, here)
    return Button(str(day.day), pick(day))


def _head(month: date, first: date, last: date, turn: Callable[[str], Route], view: RenderContext) -> Row:
    before, after = month - timedelta(days=1), (month + timedelta(days=31)).replace(day=1)
    name = view.library.dates[view.language]["months"][month.month - 1]
    title = Button(view.say("calendar.title", year=month.year, month=name), turn(_packed(month)))
    back = Button("‹" if before >= first else _NO_DAY, turn(_packed(before if before >= first else month)))
    onward = Button("›" if after <= last else _NO_DAY, turn(_packed(after if after <= last else month)))
    return back, title, onward


def _packed(day: date) -> str:
    return f"{day:%Y-%m}"
