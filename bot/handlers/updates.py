"""python-telegram-bot's callbacks: from an update to a context, from a screen to a call."""

import logging
from dataclasses import replace
from typing import cast

from telegram import CallbackQuery, Message, Update

from bot.handlers.commands import Command
from bot.handlers.context import Context, Incoming, TextStep, context_of
from bot.handlers.message_links import links_of
from bot.safety.secrets import mask
from bot.screens import routes
from bot.screens.links import judged
from bot.screens.render_context import RenderContext
from bot.screens.routes import Route
from bot.screens.screen import Screen, bold_lead
from bot.screens.secrets import warning
from bot.transport import BotContext, sender

logger = logging.getLogger(__name__)


async def on_tap(update: Update, context: BotContext) -> None:
    """Decode, act, render, edit. Nothing typed is awaited any more."""
    ctx = await context_of(update, context)
    query = cast(CallbackQuery, update.callback_query)
    route = routes.unpack(query.data or "")
    if route is None:
        logger.warning("A button of no kind that we know: %s", mask(query.data or ""))
    begun = await ctx.services.pending.take(ctx.user.id)
    ctx = replace(ctx, user=replace(ctx.user, draft=begun))
    await sender.show(ctx.bot, query, await ctx.open(route))


class OnCommand:
    """Runs the command that a message names; what was awaited is awaited no more."""

    def __init__(self, commands: dict[str, Command]) -> None:
        self._commands = commands

    async def __call__(self, update: Update, context: BotContext) -> None:
        ctx = await context_of(update, context)
        message = cast(Message, update.effective_message)
        name, *words = (message.text or "").split(maxsplit=1)
        command = self._commands[name.lstrip("/").split("@")[0].lower()]
        await ctx.services.pending.clear(ctx.user.id)
        said = await _read(ctx, message, "".join(words))
        suspicious = said.verdict.verdict == "suspicious"
        screen = judged(said.verdict, ctx.user.view) if suspicious else await command(ctx, said.text)
        await sender.send(ctx.bot, message.chat_id, screen)


async def _read(ctx: Context[Route], message: Message, text: str) -> Incoming:
    """Judge a message and mask what is secret in it, with a warning: nothing else reads the raw text."""
    safety = ctx.services.knowledge.safety
    masked = safety.secrets.mask(text)
    if masked.secrets:
        await sender.send(ctx.bot, ctx.user.id, warning(masked.secrets, _spoken_to(ctx, masked.text)))
    return Incoming(masked.text, safety.verdict(text, links_of(message)))


def _spoken_to(ctx: Context[Route], text: str) -> RenderContext:
    """How screens look to the writer of a text: who never wrote before is answered in its language."""
    if ctx.user.person.language:
        return ctx.user.view
    found = ctx.services.knowledge.understanding.find(text, preferred_language=ctx.user.language)
    return ctx.user.view.speaking(found.language)


class OnText:
    """Takes a text, or the caption of a picture, through the steps of the pipeline."""

    def __init__(self, steps: tuple[TextStep, ...]) -> None:
        self._steps = steps

    async def __call__(self, update: Update, context: BotContext) -> None:
        ctx = await context_of(update, context)
        message = cast(Message, update.effective_message)
        text = (message.text or message.caption or "").strip()
        said = await _read(ctx, message, text)
        if said.text != text and not any(map(str.isalnum, said.text)):
            return
        for step in self._steps:
            if screen := await step(ctx, said):
                await sender.send(ctx.bot, message.chat_id, screen)
                return


async def on_other(update: Update, context: BotContext) -> None:
    """Judge the links of a photo, a sticker or a voice message, or say what can be read instead."""
    ctx = await context_of(update, context)
    message, view = cast(Message, update.effective_message), ctx.user.view
    verdict = ctx.services.knowledge.safety.verdict("", links_of(message))
    unread = Screen(bold_lead(view.say("answer.not_text")), (view.menu,))
    await sender.send(ctx.bot, message.chat_id, judged(verdict, view) if verdict.links else unread)
