"""/settings: what a person may choose, each changed with two taps and undone with one more."""

from collections.abc import Mapping
from datetime import time

from bot.cards import formatting
from bot.content.languages import LANGUAGES, Language
from bot.screens import routes
from bot.screens.render_context import RenderContext, zone_label
from bot.screens.screen import Button, Row, Screen, lines, pairs

USUAL = "-"
"""As everybody has it."""
_HOURS = ("7", "8", "9", "10", "12", "18", "20")
_QUIET = ("21-7", "22-8", "23-9", "0-8", "0-0")
_LADDERS = ("30.14.7.3.1.0", "7.3.1.0", "3.1.0", "1.0")
_DAYS = ("0", "1", "2", "3", "4", "5", "6")
NAMES = ("language", "zone", "hour", "quiet", "digest", "ladder", "simple")
"""What can be set, in the order of the screen."""

Chosen = Mapping[str, str]
"""What is set by name, packed: `hour` 9, `quiet` 22-8, `digest` 0 (Monday), `ladder` 7.3.1.0, `simple` 1."""


def choices(name: str, view: RenderContext) -> tuple[str, ...]:
    """The packed values that a setting may have; none where there is no such setting."""
    offered: dict[str, tuple[str, ...]] = {
        "language": LANGUAGES,
        "zone": view.library.zones.offered,
        "hour": (USUAL, *_HOURS),
        "quiet": (USUAL, *_QUIET),
        "digest": (USUAL, *_DAYS),
        "ladder": (USUAL, *_LADDERS),
        "simple": ("0", "1"),
    }
    return offered.get(name, ())


def settings(chosen: Chosen, view: RenderContext, undo: routes.SetSettingRoute | None = None) -> Screen:
    """What is set now, a button each; after a change, its undoing."""
    told = [
        view.say("settings.line", name=view.say(f"settings.names.{name}"), value=said(name, value, view))
        for name, value in chosen.items()
    ]
    head = view.say("settings.changed") if undo else view.say("settings.text")
    buttons = [view.button(f"settings.names.{name}", routes.SettingRoute(name)) for name in chosen]
    back: tuple[Row, ...] = ((view.button("settings.undo", undo),),) if undo else ()
    rights = (
        view.button("settings.privacy", routes.PrivacyRoute()),
        view.button("privacy.my_data", routes.MyDataRoute()),
        view.button("privacy.forget_me", routes.ForgetRoute()),
    )
    return Screen(lines(f"<b>{head}</b>", *told), (*back, *pairs(buttons), *pairs(rights), view.menu))


def one(name: str, now: str, view: RenderContext) -> Screen:
    """The values of one setting; the one in force is marked."""
    buttons = [
        Button(("✓ " if value == now else "") + said(name, value, view), routes.SetSettingRoute(name, value))
        for value in choices(name, view)
    ]
    if name == "zone":
        buttons.append(view.button("settings.other_zone", routes.TimezoneRoute()))
    text = lines(f"<b>{view.say(f'settings.names.{name}')}</b>", view.say(f"settings.about.{name}"))
    return Screen(text, (*pairs(buttons), (view.button("settings.back", routes.SettingsRoute()),), view.menu))


def said(name: str, value: str, view: RenderContext) -> str:
    """A packed value in words."""
    if value == USUAL:
        return view.say("settings.off" if name == "digest" else "settings.usual")
    if name == "language":
        found: Language | None = next((each for each in LANGUAGES if each == value), None)
        return view.library.interface.say("language.name", found or view.language)
    if name == "zone":
        return zone_label(value, view)
    if name == "hour":
        return formatting.clock(time(int(value)))
    if name == "quiet":
        start, end = (formatting.clock(time(int(hour))) for hour in value.split("-"))
        return view.say("settings.none") if start == end else f"{start}–{end}"
    if name == "digest":
        return str(view.library.dates[view.language]["weekdays"][int(value)])
    if name == "ladder":
        return view.say("settings.days_before", days=value.replace(".", ", "))
    return view.say("settings.on" if value == "1" else "settings.off")
