"""For those who run the bot: who they are, what happened, which facts grow old."""

from collections import Counter
from collections.abc import Awaitable, Callable
from datetime import timedelta

from bot.handlers.commands import Command
from bot.handlers.context import Context, R
from bot.handlers.unanswered_questions import grouped
from bot.screens import stats_screens
from bot.screens.render import render
from bot.screens.routes import Route
from bot.screens.screen import Screen
from bot.screens.stats_screens import Figures

_DAYS = 30


def admins_only(command: Command) -> Command:
    """Run a command for ADMIN_IDS; to anyone else it does not exist."""

    async def checked(ctx: Context[Route], words: str) -> Screen:
        if ctx.user.id not in ctx.services.settings.admin_ids:
            return Screen(ctx.user.view.say("answer.none"), (ctx.user.view.menu,))
        return await command(ctx, words)

    return checked


def admins_tap(
    handle: Callable[[Context[R]], Awaitable[Screen]],
) -> Callable[[Context[R]], Awaitable[Screen]]:
    """Act for ADMIN_IDS; a button that somebody forged or forwarded leads to the menu."""

    async def checked(ctx: Context[R]) -> Screen:
        if ctx.user.id not in ctx.services.settings.admin_ids:
            return render(None, ctx.user.view)
        return await handle(ctx)

    return checked


async def stats(ctx: Context[Route], *_: str) -> Screen:
    """Show the figures of the last days in words: no text, no person."""
    services, now = ctx.services, ctx.services.now()
    since = now - timedelta(days=_DAYS)
    counted = Counter(
        {(kind, name): count for kind, name, count in await services.counts.since(since.date())}
    )
    delivered = await services.statistics.delivered(since)
    groups = grouped(await services.unanswered.in_state("open", now))
    figures = Figures(
        days=_DAYS,
        counts=counted,
        verdicts=await services.feedback.since(since),
        reminders_sent=delivered.sent,
        reminders_late=delivered.late,
        open_questions=len(groups),
        open_times=sum(group.times for group in groups),
    )
    return stats_screens.stats(figures, ctx.user.view)


async def stale(ctx: Context[Route], *_: str) -> Screen:
    """List the facts by how often they were called outdated, and by age."""
    today = ctx.services.now().date()
    verdicts = await ctx.services.feedback.since(ctx.services.now() - timedelta(days=_DAYS))
    return stats_screens.stale(stats_screens.aged(verdicts, today, ctx.user.view), ctx.user.view)
