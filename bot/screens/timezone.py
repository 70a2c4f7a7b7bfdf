"""Which time zone a person lives by."""

from bot.cards import formatting
from bot.screens import my_places as mine
from bot.screens import reminder_places as asked
from bot.screens.here import Here, zone_label
from bot.screens.screen import Button, Screen, bold_lead, lines, pairs
from bot.screens.view import View


def choose(here: Here, view: View, note: str | None = None) -> Screen:
    """The zone now, common ones as buttons; any city may be typed."""
    buttons = [
        Button(_label(zone, here, view), mine.SetTimezone(zone)) for zone in view.library.zones.offered
    ]
    said = view.say(
        "timezone.text", zone=zone_label(here.zone, view), time=formatting.clock(here.wall.time())
    )
    return Screen(lines(note, bold_lead(said)), (*pairs(buttons), view.menu))


def chosen(here: Here, view: View) -> Screen:
    said = view.say("timezone.set", zone=zone_label(here.zone, view), time=formatting.clock(here.wall.time()))
    rows = pairs(
        (view.button("menu.reminders", asked.Reminders()), view.button("menu.cards", mine.MyCards()))
    )
    return Screen(lines(f"<b>{said}</b>", view.say("timezone.kept")), (*rows, view.menu))


def _label(zone: str, here: Here, view: View) -> str:
    return ("✓ " if zone == here.zone else "") + zone_label(zone, view)
