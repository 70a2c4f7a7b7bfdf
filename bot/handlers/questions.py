"""Any message in a private chat is a question, unless its line was awaited."""

from dataclasses import replace
from typing import cast

from telegram import Message, Update

from bot.content.library import Library
from bot.handlers import outbox
from bot.handlers.awaited import take
from bot.handlers.desk import Context, Desk, Visitor, desk_of, visitor
from bot.handlers.message_links import links_of
from bot.handlers.reminders import told
from bot.handlers.taps import screen_of
from bot.match.context import Context as Talked
from bot.match.finding import Finding
from bot.safety.links import LinkVerdict, is_suspicious
from bot.screens import places
from bot.screens.answer import answer
from bot.screens.links import judged
from bot.screens.screen import Screen, bold_lead
from bot.store.pending import Awaited
from bot.store.talks import Talk


async def question(update: Update, context: Context) -> None:
    """Text, or the caption of a picture. What was understood is noted once the answer is out."""
    desk = desk_of(context)
    who = await visitor(update, desk)
    message = cast(Message, update.effective_message)
    text = (message.text or message.caption or "").strip()
    awaited = await desk.pending.get(who.id, desk.now())
    verdicts = desk.shelf.links.judge(links_of(message))
    if is_suspicious(verdicts):
        await warn(verdicts, awaited, who, desk, context)
        return
    screen = await take(awaited, text, who, desk, context) if awaited else None
    screen = screen or await told(text, who, desk) or await aside(text, verdicts, who, desk, context)
    if screen is None:
        talk = await desk.talks.get(who.id, desk.now())
        finding = understand(text, who, desk, talk)
        await outbox.send(context.bot, message.chat_id, answer(finding, who.view.speaking(finding.language)))
        await note(finding, talk, who, desk)
    else:
        await outbox.send(context.bot, message.chat_id, screen)


async def warn(
    verdicts: list[LinkVerdict], awaited: Awaited | None, who: Visitor, desk: Desk, context: Context
) -> None:
    """The verdict on a suspicious link before anything else; then what was being asked, again."""
    await outbox.send(context.bot, who.id, judged(verdicts, who.view))
    place = places.unpack(awaited.place) if awaited else None
    if place:
        asked = replace(who, draft=awaited)
        await outbox.send(context.bot, who.id, await screen_of(place, asked, desk, context))


async def not_text(update: Update, context: Context) -> None:
    """A photo, a sticker, a voice message: the links that it carries, else what can be read instead."""
    desk = desk_of(context)
    who = await visitor(update, desk)
    message = cast(Message, update.effective_message)
    verdicts = desk.shelf.links.judge(links_of(message))
    deaf = Screen(bold_lead(who.view.say("answer.not_text")), (who.view.menu,))
    await outbox.send(context.bot, message.chat_id, judged(verdicts, who.view) if verdicts else deaf)


async def aside(
    text: str, verdicts: list[LinkVerdict], who: Visitor, desk: Desk, context: Context
) -> Screen | None:
    """What is said to a line that is no question: no words, a link to judge, a word that opens a place."""
    view = who.view
    if verdicts:
        return judged(verdicts, view)
    if not any(char.isalnum() for char in text):
        return Screen(view.say("answer.empty"), (view.menu,))
    place = shortcut(text, desk.shelf.library)
    return await screen_of(place, who, desk, context) if place else None


def understand(text: str, who: Visitor, desk: Desk, talk: Talk | None) -> Finding:
    """The finding, with what was talked about in the last ten minutes."""
    talked = Talked(talk.topic, talk.operator) if talk else None
    return desk.shelf.understanding.find(text, preferred_language=who.language, context=talked)


async def note(finding: Finding, talk: Talk | None, who: Visitor, desk: Desk) -> None:
    """Keep the language and the subject for what comes next, and count the outcome."""
    now = desk.now()
    if finding.language != who.person.language:
        await desk.people.change(who.id, now, language=finding.language)
    if finding.topic or finding.operator:
        topic = finding.topic or (talk.topic if talk else None)
        await desk.talks.keep(who.id, Talk(topic, finding.operator), now)
    await desk.counts.add("outcome", finding.outcome, now)


def shortcut(text: str, library: Library) -> places.Place | None:
    """The place of a word that alone opens it (续费, renew, rappel)."""
    name = library.shortcuts.get(text.strip().casefold())
    return places.unpack(name) if name else None
