"""/settings: a person's choices, each stored at once; what cards remind of follows."""

from typing import Any

from bot.card_ladders import set_ladders_of
from bot.handlers.context import Context
from bot.screens import routes
from bot.screens import settings_screens as screens
from bot.screens.routes import Route
from bot.screens.screen import Screen
from bot.screens.settings_screens import USUAL, Chosen
from bot.services import as_language
from bot.store.people import Person

# What changes when cards remind.
_OF_LADDERS = ("zone", "hour", "quiet", "ladder")


async def show_settings(ctx: Context[routes.SettingsRoute]) -> Screen:
    """Show all settings."""
    return screens.settings(_chosen(ctx, ctx.user.person), ctx.user.view)


async def show_setting(ctx: Context[routes.SettingRoute]) -> Screen:
    """Show the values of one setting."""
    name, chosen = ctx.route.name, _chosen(ctx, ctx.user.person)
    if name not in chosen:
        return screens.settings(chosen, ctx.user.view)
    return screens.one(name, chosen[name], ctx.user.view)


async def set_setting(ctx: Context[routes.SetSettingRoute]) -> Screen:
    """Store a value; the button under it brings the one before back."""
    name, value = ctx.route.name, ctx.route.value
    before = _chosen(ctx, ctx.user.person)
    # A zone that was typed stands on no button, but on the one that undoes.
    allowed = {*screens.choices(name, ctx.user.view), before.get(name)}
    if name == "zone" and value in ctx.services.knowledge.library.zones.offered:
        allowed.add(value)
    if value not in allowed or not value:
        return screens.settings(before, ctx.user.view)
    person = await ctx.services.people.change(ctx.user.id, ctx.services.now(), **_columns(name, value))
    if name in _OF_LADDERS:
        await set_ladders_of(ctx.user.id, ctx.services)
    if name == "language" and (language := as_language(value)):
        ctx = ctx.speaking(language)
        await ctx.services.menus.speak(ctx.bot, ctx.user.id, language, ctx.services.knowledge.library)
    changed = before[name] != value
    undo = routes.SetSettingRoute(name, before[name]) if changed else None
    return screens.settings(_chosen(ctx, person), ctx.user.view, undo)


def _columns(name: str, value: str) -> dict[str, Any]:
    """A packed value as the row of a person holds it."""
    if name in ("language", "zone"):
        return {name: value}
    if name == "quiet":
        start, end = (None, None) if value == USUAL else map(int, value.split("-"))
        return {"quiet_from": start, "quiet_to": end}
    if name == "ladder":
        return {name: None if value == USUAL else tuple(map(int, value.split(".")))}
    return {name: None if value == USUAL else int(value)}


def _chosen(ctx: Context[Route], person: Person) -> Chosen:
    """What is in force, packed."""
    quiet = USUAL if person.quiet_from is None else f"{person.quiet_from}-{person.quiet_to}"
    ladder = USUAL if person.ladder is None else ".".join(map(str, person.ladder))
    return {
        "language": ctx.user.language,
        "zone": person.zone or ctx.services.settings.timezone.key,
        "hour": _packed(person.hour),
        "quiet": quiet,
        "digest": _packed(person.digest),
        "ladder": ladder,
        "simple": str(person.simple or 0),
    }


def _packed(number: int | None) -> str:
    return USUAL if number is None else str(number)
