"""What feedback leads to: the facts of an answer for those who run the bot, the news for who asked for it."""

from collections.abc import Iterable, Sequence
from datetime import date

from bot.content.fact import Fact
from bot.content.markup import escape
from bot.content.operator import Operator
from bot.content.topic import Topic
from bot.screens import routes
from bot.screens.render_context import RenderContext
from bot.screens.screen import Button, Screen, bold_lead, lines

_MOST = 6


def outdated(
    topic: Topic, operator: Operator | None, facts: Sequence[Fact], today: date, view: RenderContext
) -> Screen:
    """Somebody says that this is outdated: each fact with its source and its age."""
    name = " · ".join(
        part
        for part in (topic.title[view.language], operator.name[view.language] if operator else "")
        if part
    )
    text = lines(
        f"<b>{view.say('feedback.outdated_told', answer=name)}</b>", *fact_lines(facts[:_MOST], today, view)
    )
    to = routes.TopicRoute(topic.id, operator.id if operator else None)
    return Screen(text, ((view.button("feedback.see", to),),))


def fact_lines(facts: Iterable[Fact], today: date, view: RenderContext) -> list[str]:
    """Each fact with where it comes from and how many days ago it was noted."""
    return [
        view.say(
            "feedback.fact",
            text=fact.text[view.language],
            source=" · ".join(
                escape(_source(source.url, source.name[view.language])) for source in fact.sources
            ),
            days=(today - (fact.checked or fact.noted)).days,
        )
        for fact in facts
    ]


def _source(url: str | None, name: str) -> str:
    return url.partition("://")[2] if url else name


def changed(to: routes.TopicRoute, view: RenderContext) -> Screen:
    """An answer that this person called outdated is another one now."""
    title = view.library.topics[to.topic].title[view.language]
    return Screen(
        bold_lead(view.say("feedback.changed", answer=title)),
        ((Button(title, to, style="primary"),), view.menu),
    )
