"""What was not answered, as those see it who run the bot: a group a page, its nearest topics as buttons."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.content.languages import LANGUAGES
from bot.content.markup import escape
from bot.screens import routes
from bot.screens.render_context import RenderContext
from bot.screens.screen import Button, Screen, lines, pairs

_SHOWN = 4
_TOPICS = 3


@dataclass(frozen=True)
class QuestionGroup:
    """Like utterances of one language: the number of the first, all texts, how often they were asked."""

    first: int
    language: str
    texts: tuple[str, ...]
    times: int


def unanswered(
    groups: Sequence[QuestionGroup], page: int, nearest: Sequence[str], view: RenderContext
) -> Screen:
    """One group; one tap on a topic teaches it."""
    if not groups:
        return Screen(view.say("unanswered.nothing"), (view.menu,))
    page = max(0, min(page, len(groups) - 1))
    group = groups[page]
    title = view.say(
        "unanswered.title",
        number=page + 1,
        total=len(groups),
        times=group.times,
        spoken=_language(group, view),
    )
    shown = [f"• {escape(text)}" for text in group.texts[:_SHOWN]]
    more = len(group.texts) - len(shown)
    text = lines(f"<b>{title}</b>", *shown, f"… +{more}" if more > 0 else None, view.say("unanswered.which"))
    topics = [
        Button(view.library.topics[name].title[view.language], routes.TeachRoute(group.first, name))
        for name in nearest[:_TOPICS]
    ]
    others = (
        view.button("unanswered.foreign", routes.TeachRoute(group.first)),
        view.button("unanswered.draft", routes.DraftTopicRoute(group.first)),
    )
    return Screen(text, (*((topic,) for topic in topics), *pairs(others), _paging(page, len(groups), view)))


def _language(group: QuestionGroup, view: RenderContext) -> str:
    spoken = next((language for language in LANGUAGES if language == group.language), view.language)
    return view.library.interface.say("language.name", spoken)


def _paging(page: int, pages: int, view: RenderContext) -> tuple[Button, ...]:
    found = []
    if page:
        found.append(view.button("button.previous_page", routes.UnansweredRoute(page - 1)))
    if page + 1 < pages:
        found.append(view.button("button.next_page", routes.UnansweredRoute(page + 1)))
    return (*found, view.home)


def taught(group: QuestionGroup, topic: str | None, told: int, view: RenderContext) -> Screen:
    """It is known from now on; with a way back."""
    title = view.library.topics[topic].title[view.language] if topic else ""
    said = view.say("unanswered.taught", topic=title) if topic else view.say("unanswered.is_foreign")
    shown = [f"• {escape(text)}" for text in group.texts[:_SHOWN]]
    text = lines(f"<b>{said}</b>", *shown, view.say("unanswered.told", count=told) if told else None)
    undo = view.button("unanswered.undo", routes.UnteachRoute(group.first))
    return Screen(text, ((undo, view.button("unanswered.next", routes.UnansweredRoute())), (view.home,)))


def answered(question: str, topic: str, view: RenderContext) -> Screen:
    """To who wanted to be told: there is an answer now."""
    to = Button(view.library.topics[topic].title[view.language], routes.TopicRoute(topic), style="primary")
    return Screen(f"<b>{view.say('neither.answered', question=escape(question))}</b>", ((to,), view.menu))
