"""For those who run the bot: what happened, new words without a restart, who asks for a human."""

import asyncio
import logging
from collections import Counter
from collections.abc import Awaitable, Callable, Sequence
from datetime import timedelta

from telegram.error import TelegramError
from telegram.ext import ExtBot

from bot.content.markup import escape
from bot.content.problem import ContentError, Problem
from bot.handlers.commands import Command
from bot.handlers.context import Context, R
from bot.handlers.unanswered_questions import grouped, learn_taught
from bot.preview import Asked, Change, changes
from bot.screens import stats_screens
from bot.screens.render import render
from bot.screens.render_context import RenderContext
from bot.screens.routes import Route
from bot.screens.screen import Screen, lines
from bot.screens.stats_screens import Figures
from bot.services import Services, as_language
from bot.transport import sender
from bot.transport.per_chat import standing_aside

logger = logging.getLogger(__name__)

_DAYS = 30
_MOST_PROBLEMS = 20
_MOST_CHANGES, _LONGEST = 10, 60


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


async def reload(ctx: Context[Route], *_: str) -> Screen:
    """Take new words in one assignment; where `xufei check` finds them wrong the old ones stay, and why."""
    view, refresh = ctx.user.view, ctx.services.refresh
    await sender.send(ctx.bot, ctx.user.id, Screen(view.say("admin.reloading")))
    try:
        # It takes as long as it takes: other chats go on meanwhile.
        async with standing_aside():
            knowledge = await refresh.run()
    except ContentError as error:
        return _broken("admin.kept", error.problems, view)
    if knowledge is None:
        return Screen(view.say("admin.unlearnt"), (view.menu,))
    await learn_taught(ctx.services, knowledge)
    asked, before = await _asked(ctx.services), ctx.services.knowledge
    async with standing_aside():
        changed = await asyncio.to_thread(changes, asked, before, knowledge)
    ctx.services.knowledge = knowledge
    topics, seconds = len(knowledge.library.topics), round(refresh.seconds)
    said = view.say("admin.reloaded", topics=topics, seconds=seconds)
    return Screen(lines(said, *_changes(changed, len(asked), view)), (view.menu,))


async def _asked(services: Services) -> list[Asked]:
    """What was asked of late, of nobody: each wording once, with how often."""
    times: Counter[tuple[str, str]] = Counter()
    for question in await services.questions.newest():
        times[question.text, question.language] += 1
    for each in await services.unanswered.in_state("open", services.now()):
        times[each.text, each.language] = max(times[each.text, each.language], each.times)
    return [Asked(text, as_language(language), count) for (text, language), count in times.items()]


def _changes(changed: Sequence[Change], total: int, view: RenderContext) -> list[str]:
    """What is answered otherwise by the new words, the most asked first."""
    if not total:
        return []
    shown = [
        f"• {change.asked.times}× {escape(change.asked.text[:_LONGEST])}: "
        f"{escape(change.said_before)} → {escape(change.said_after)}"
        for change in changed[:_MOST_CHANGES]
    ]
    return [view.say("admin.changed", count=len(changed), total=total), *shown]


def _broken(key: str, problems: Sequence[Problem], view: RenderContext) -> Screen:
    told = "\n".join(map(str, problems[:_MOST_PROBLEMS]))
    return Screen(f"<b>{view.say(key)}</b>\n<pre>{escape(told)[:3500]}</pre>", (view.menu,))


async def take_new_words(bot: ExtBot[None], services: Services) -> None:
    """Learn the folder's words after a start with others; tell ADMIN_IDS, once, where that fails."""
    refresh = services.refresh
    if not await asyncio.to_thread(refresh.is_behind):
        return
    try:
        if knowledge := await refresh.run():
            services.knowledge = knowledge
            logger.info("New words in use: %d topics", len(knowledge.library.topics))
    except ContentError as error:
        logger.error("The words of %s are broken; the last good ones serve: %s", refresh.faq, error)
        if not refresh.is_told():
            await _tell_admins(bot, services)


async def _tell_admins(bot: ExtBot[None], services: Services) -> None:
    view = RenderContext(services.knowledge.library, services.settings.default_language)
    for admin in services.settings.admin_ids:
        try:
            await sender.send(bot, admin, _broken("admin.last_good", services.refresh.problems, view))
        except TelegramError as error:
            logger.warning("One who runs the bot could not be told of broken words: %s", error)
