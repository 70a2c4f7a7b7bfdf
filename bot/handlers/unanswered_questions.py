"""Questions without an answer: kept where they are asked, taught with one tap by those who run the bot."""

import asyncio
import io
import logging
from collections.abc import Sequence
from dataclasses import replace

from rapidfuzz import fuzz
from telegram import InputFile
from telegram.ext import ExtBot

from bot.content.topic_template import template
from bot.handlers.context import Context, Incoming, tell
from bot.handlers.feedback_actions import tell_changed
from bot.knowledge import KnowledgeBase
from bot.match.taught import Taught
from bot.screens import routes
from bot.screens import unanswered_screens as screens
from bot.screens.render import render
from bot.screens.routes import Route
from bot.screens.screen import Screen
from bot.screens.unanswered_screens import QuestionGroup
from bot.services import Services
from bot.store.unanswered import UnansweredQuestion

logger = logging.getLogger(__name__)

ALIKE = 72.0
"""Likeness (0..100) from which two utterances of a language are one question."""
_NEIGHBOURS = 3
EVERY = 2.0
"""Seconds between two looks at what other copies have taught."""


async def keep_unanswered(ctx: Context[Route], said: Incoming, screen: Screen) -> Screen:
    """Keep a question that was not answered outright, and let the buttons under it name it."""
    finding, services = said.turn.finding, ctx.services
    now = services.now()
    await services.counts.add("language", f"{finding.language}/{finding.outcome}", now)
    if finding.topic:
        await services.counts.add("topic", finding.topic, now)
    small = said.turn.act is not None or said.turn.statement is not None or bool(finding.elsewhere)
    if finding.outcome == "answer" or small or not any(map(str.isalpha, said.text)):
        return screen
    kept = services.unanswered.add(said.text, finding.language, finding.outcome, services.now())
    number = await services.database.or_else(kept, None)
    if number is None:
        return screen
    rows = tuple(
        tuple(
            replace(button, to=routes.NeitherRoute(number)) if button.to == routes.NeitherRoute() else button
            for button in row
        )
        for row in screen.rows
    )
    return replace(screen, rows=rows)


async def none_of_these(ctx: Context[routes.NeitherRoute]) -> Screen:
    """Note that what was offered did not fit."""
    question = ctx.route.question
    if question is None or await ctx.services.unanswered.get(question) is None:
        return render(routes.NeitherRoute(), ctx.user.view)
    await ctx.services.unanswered.note(question, "neither")
    return ctx.rendered()


async def tell_me(ctx: Context[routes.TellMeRoute]) -> Screen:
    """Tell this person when the question has an answer."""
    question, view = ctx.route.question, ctx.user.view
    if await ctx.services.unanswered.get(question) is None:
        return render(routes.MenuRoute(), view).with_toast(view.say("toast.gone"))
    await ctx.services.unanswered.wait(ctx.user.id, question, ctx.services.now())
    return Screen(view.say("neither.noted"), (view.menu,))


async def list_unanswered(ctx: Context[routes.UnansweredRoute]) -> Screen:
    """Show the group that was asked most, or another page."""
    groups = grouped(await ctx.services.unanswered.in_state("open", ctx.services.now()))
    page = max(0, min(ctx.route.page, len(groups) - 1))
    nearest: Sequence[str] = ()
    if groups:
        finding = ctx.services.knowledge.understanding.find(groups[page].texts[0])
        nearest = [topic for topic, _ in finding.candidates]
    return screens.unanswered(groups, page, nearest, ctx.user.view)


async def teach(ctx: Context[routes.TeachRoute]) -> Screen:
    """Teach that a group means a topic: here at once, on other copies within seconds."""
    services, topic = ctx.services, ctx.route.topic
    group = await _group_of(ctx.route.question, services)
    if group is None or (topic is not None and topic not in services.knowledge.library.topics):
        return await list_unanswered(ctx.at(routes.UnansweredRoute()))
    texts = [(question.text, question.language) for question in group]
    await services.learned.teach(texts, topic or "", services.now())
    await services.unanswered.mark([question.id for question in group], "taught" if topic else "foreign")
    await learn_taught(services)
    told = await _tell_askers(group, topic, ctx.bot, services) if topic else 0
    return screens.taught(_as_group(group, ctx.route.question), topic, told, ctx.user.view)


async def unteach(ctx: Context[routes.UnteachRoute]) -> Screen:
    """Take back what one tap taught."""
    services = ctx.services
    if group := await _group_of(ctx.route.question, services):
        await services.learned.take_back([question.text for question in group], services.now())
        await services.unanswered.mark([question.id for question in group], "open")
        await learn_taught(services)
    return await list_unanswered(ctx.at(routes.UnansweredRoute()))


async def draft_topic(ctx: Context[routes.DraftTopicRoute]) -> Screen:
    """Send the beginning of a topic as a file, with the utterances of its group."""
    services = ctx.services
    group = await _group_of(ctx.route.question, services)
    if group is None:
        return await list_unanswered(ctx.at(routes.UnansweredRoute()))
    said = {question.language: [each.text for each in group] for question in group}
    found = services.knowledge.understanding.find(group[0].text)
    content = template(
        said, [topic for topic, _ in found.candidates[:_NEIGHBOURS]], services.knowledge.library
    )
    file = InputFile(io.BytesIO(content.encode()), f"topic-{group[0].id}.yaml")
    await ctx.bot.send_document(ctx.user.id, file)
    await services.unanswered.mark([question.id for question in group], "draft")
    screen = await list_unanswered(ctx.at(routes.UnansweredRoute()))
    return screen.with_toast(ctx.user.view.say("unanswered.drafted"))


async def _tell_askers(
    group: Sequence[UnansweredQuestion], topic: str, bot: ExtBot[None], services: Services
) -> int:
    by_id = {question.id: question.text for question in group}
    askers = await services.unanswered.take_askers(list(by_id))
    for person, question in askers:
        text = by_id[question]
        await tell(bot, person, lambda view, text=text: screens.answered(text, topic, view), services)  # type: ignore[misc]
    return len(askers)


async def _group_of(question: int, services: Services) -> list[UnansweredQuestion] | None:
    """A question with those like it that are in the same state."""
    one = await services.unanswered.get(question)
    if one is None:
        return None
    others = await services.unanswered.in_state(one.state, services.now())
    return [one, *(each for each in others if each.id != one.id and _alike(one, each))]


def grouped(questions: Sequence[UnansweredQuestion]) -> list[QuestionGroup]:
    """Group like utterances of a language, the most asked group first."""
    groups: list[list[UnansweredQuestion]] = []
    for question in questions:
        home = next((group for group in groups if _alike(group[0], question)), None)
        if home is None:
            groups.append([question])
        else:
            home.append(question)
    found = [_as_group(group, group[0].id) for group in groups]
    return sorted(found, key=lambda group: (-group.times, group.first))


def _as_group(group: Sequence[UnansweredQuestion], first: int) -> QuestionGroup:
    times = sum(question.times for question in group)
    return QuestionGroup(first, group[0].language, tuple(question.text for question in group), times)


def _alike(one: UnansweredQuestion, other: UnansweredQuestion) -> bool:
    if one.language != other.language:
        return False
    first, second = one.text.casefold(), other.text.casefold()
    return max(fuzz.ratio(first, second), fuzz.token_sort_ratio(first, second)) >= ALIKE


async def learn_taught(services: Services, knowledge: KnowledgeBase | None = None) -> None:
    """Hold what every copy has taught; `knowledge`: words that are about to serve."""
    rows = await services.learned.active()
    (knowledge or services.knowledge).understanding.teach(Taught(row.text, row.topic) for row in rows)


async def follow_taught(bot: ExtBot[None], services: Services, every: float = EVERY) -> None:
    """See what other copies teach, teach new words anew, tell of changed answers; until cancelled."""
    seen: object = None
    words = None
    while True:
        try:
            version = (await services.learned.version(), id(services.knowledge))
            if version != seen:
                await learn_taught(services)
                seen = version
            if words != services.knowledge.library.key:
                await tell_changed(bot, services)
                words = services.knowledge.library.key
        except Exception as error:  # the database is out of reach: what is known stays
            logger.warning("What was taught could not be read: %s", type(error).__name__)
        await asyncio.sleep(every)
