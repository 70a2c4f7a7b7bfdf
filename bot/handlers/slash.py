"""What begins with a slash and is no command to Telegram: glued words, full width, Chinese, unknown names."""

import re

from bot.content.markup import escape
from bot.handlers import reminder_drafts, text
from bot.handlers.context import Context, Incoming
from bot.screens import routes
from bot.screens.routes import Route
from bot.screens.screen import Screen, bold_lead, pairs
from bot.screens.targets import opened_by

_SLASH = re.compile(r"[/／]\s*([A-Za-z_]*)(?:@\w+)?\s*(.*)", re.DOTALL)


async def run_slash(ctx: Context[Route], said: Incoming) -> Screen | None:
    """Run the command that is meant, or say that there is none of that name."""
    found = _SLASH.fullmatch(said.text)
    if found is None:
        return None
    name, rest = found[1].lower(), found[2]
    ctx.take_prompt()
    if command := ctx.dispatch.commands.get(name):
        return await command(ctx, rest)
    if name == "stop":
        return _stop(ctx)
    if route := text.shortcut(name, ctx.services.knowledge.library):
        return await ctx.open(route)
    if not name and (screen := await _in_words(ctx, rest)):
        return screen
    return _unknown(ctx, "/" + (found[1] or "".join(rest.split()[:1])))


async def _in_words(ctx: Context[Route], words: str) -> Screen | None:
    """`/提醒下个月15号…`: the longest word that opens a route, and what stands behind it."""
    shortcuts = ctx.services.knowledge.library.shortcuts
    for word in sorted(shortcuts, key=len, reverse=True):
        if words.casefold().startswith(word):
            route = opened_by(shortcuts[word])
            if route == routes.NewReminderRoute():
                return await reminder_drafts.remind(ctx, words[len(word) :].strip())
            return await ctx.open(route)
    return None


def _stop(ctx: Context[Route]) -> Screen:
    view = ctx.user.view
    buttons = (
        view.button("menu.reminders", routes.RemindersRoute()),
        view.button("slash.stop_renewal", routes.TopicRoute("auto-renew-off")),
    )
    return Screen(bold_lead(view.say("slash.stop")), (*pairs(buttons), view.menu))


def _unknown(ctx: Context[Route], name: str) -> Screen:
    view = ctx.user.view
    names = [f"/{command}" for command in ctx.dispatch.commands if command not in ctx.dispatch.hidden]
    said = view.say("slash.unknown", command=escape(name), commands=" ".join(names))
    return Screen(bold_lead(said), (view.menu,))
