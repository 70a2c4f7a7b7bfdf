"""python-telegram-bot's callbacks: from an update to a context, from a screen to a call."""

import logging
from dataclasses import replace
from typing import cast

from telegram import CallbackQuery, Message, Update

from bot.handlers.commands import Command
from bot.handlers.context import Context, Incoming, TextStep, context_of
from bot.handlers.conversation import judged_text, keeping, note_album, note_pair, tapped, understood
from bot.handlers.exchange_actions import take_file
from bot.handlers.message_links import links_of
from bot.screens import routes
from bot.screens.routes import Route
from bot.screens.safety_screens import judged
from bot.screens.screen import Screen, bold_lead
from bot.transport import BotContext, sender

logger = logging.getLogger(__name__)


async def on_tap(update: Update, context: BotContext) -> None:
    """Decode, act, render, edit. Nothing typed is awaited any more."""
    ctx = await context_of(update, context)
    query = cast(CallbackQuery, update.callback_query)
    route = routes.unpack(query.data or "")
    if route is None:
        # What a changed client wrote there may be anything, a secret too.
        logger.warning("A button of no kind that we know, %d characters", len(query.data or ""))
    ctx = replace(ctx, user=replace(ctx.user, draft=ctx.take_prompt()))
    ctx.talk.known = tapped(ctx.talk.known, route, ctx.services.now())
    async with keeping(ctx):
        screen = await ctx.open(route)
        if isinstance(route, routes.SetSettingRoute):
            # It shows what was just chosen.
            ctx = replace(ctx, user=replace(ctx.user, person=await ctx.services.people.get(ctx.user.id)))
        await sender.show(ctx.bot, query, ctx.user.drawn(screen))


class OnCommand:
    """Runs the command that a message names; what was awaited is awaited no more."""

    def __init__(self, commands: dict[str, Command]) -> None:
        self._commands = commands

    async def __call__(self, update: Update, context: BotContext) -> None:
        ctx = await context_of(update, context)
        message = cast(Message, update.effective_message)
        name, *words = (message.text or "").split(maxsplit=1)
        command = self._commands[name.lstrip("/").split("@")[0].lower()]
        ctx.take_prompt()
        text, verdict = await judged_text(ctx, message, "".join(words))
        async with keeping(ctx):
            suspicious = verdict.verdict == "suspicious"
            screen = judged(verdict, ctx.user.view) if suspicious else await command(ctx, text)
            await sender.send(ctx.bot, message.chat_id, ctx.user.drawn(screen))


class OnText:
    """Takes a text, or the caption of a picture, through the steps of the pipeline."""

    def __init__(self, steps: tuple[TextStep, ...]) -> None:
        self._steps = steps

    async def __call__(self, update: Update, context: BotContext) -> None:
        ctx = await context_of(update, context)
        message = cast(Message, update.effective_message)
        note_album(ctx, message)
        said = await self._heard(ctx, message)
        if said is None:
            return
        async with keeping(ctx):
            screen = await self._screen(ctx, said)
            sent = await sender.send(ctx.bot, message.chat_id, ctx.user.drawn(screen))
            note_pair(ctx, said, message.message_id, sent.message_id)

    async def _heard(self, ctx: Context[Route], message: Message) -> Incoming | None:
        """What was said; None where it was a secret and nothing else, of which a warning was sent."""
        raw = (message.text or message.caption or "").strip()
        text, verdict = await judged_text(ctx, message, raw)
        if text != raw and not any(map(str.isalnum, text)):
            return None
        return await understood(ctx, message, text, verdict)

    async def _screen(self, ctx: Context[Route], said: Incoming) -> Screen:
        """What the first step says that has something to say."""
        for step in self._steps:
            if screen := await step(ctx, said):
                return screen
        raise LookupError("the last step of the pipeline answers everything")


class OnEdited(OnText):
    """An edited question edits its answer, where that is one of the last ten."""

    async def __call__(self, update: Update, context: BotContext) -> None:
        ctx = await context_of(update, context)
        message = cast(Message, update.effective_message)
        pair = ctx.talk.known.pair_of(message.message_id)
        if pair is None or pair.question != message.message_id:
            return
        ctx.talk.known = ctx.talk.known.before(pair)
        said = await self._heard(ctx, message)
        if said is None:
            return
        async with keeping(ctx):
            screen = await self._screen(ctx, said)
            await sender.edit(ctx.bot, message.chat_id, pair.answer, ctx.user.drawn(screen))
            note_pair(ctx, said, pair.question, pair.answer)


async def on_other(update: Update, context: BotContext) -> None:
    """Judge the links of a photo, a sticker or a voice message, or say what can be read instead."""
    ctx = await context_of(update, context)
    message, view = cast(Message, update.effective_message), ctx.user.view
    if message.document and (screen := await take_file(ctx, message)):
        async with keeping(ctx):
            await sender.send(ctx.bot, message.chat_id, ctx.user.drawn(screen))
        return
    verdict = ctx.services.knowledge.safety.verdict("", links_of(message))
    if not note_album(ctx, message) and not verdict.links:
        return
    unread = Screen(bold_lead(view.say("answer.not_text")), (view.menu,))
    async with keeping(ctx):
        screen = judged(verdict, view) if verdict.links else unread
        await sender.send(ctx.bot, message.chat_id, ctx.user.drawn(screen))
