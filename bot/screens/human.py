"""What a person and the support chat see of a hand-off; no store, no Telegram."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from bot.content.languages import Language
from bot.content.markup import escape
from bot.opening_hours import OpeningHours, Within
from bot.screens import routes
from bot.screens.render_context import RenderContext, UserClock, said_moment
from bot.screens.screen import Row, Screen, bold_lead, lines

NAME = 40

Worded = Callable[[RenderContext], Screen]


@dataclass(frozen=True)
class Support:
    """When the humans answer; `here` is their local time."""

    hours: OpeningHours
    within: Within | None
    here: UserClock


@dataclass(frozen=True)
class HumanRequest:
    """What would be sent: the masked question, ids of topic and operator, the name if it is wanted."""

    question: str
    topic: str | None
    operator: str | None
    name: str | None = None


def shown_name(name: str) -> str:
    """A person's name as it may stand among the bot's own words: short, and without what reads as a link."""
    plain = "".join(char for char in name if char.isalnum() or char in " -'’·")
    return " ".join(plain.split())[:NAME]


def consent(request: HumanRequest, support: Support, view: RenderContext) -> Screen:
    """Exactly what will be sent, before it is."""
    named = int(request.name is not None)
    send = replace(view.button("human.send", routes.SendHumanRoute(request.topic, named)), style="primary")
    other = view.button(
        "human.unnamed" if named else "human.named", routes.HumanRoute(request.topic, 1 - named)
    )
    text = lines(
        f"<b>{view.say('human.consent')}</b>",
        _sent(request, view.language, view),
        view.say("human.no_number"),
        _when(support, view),
    )
    no = view.button("human.no", routes.CancelRoute())
    return Screen(text, ((send,), (other, no), _elsewhere(view)))


def _elsewhere(view: RenderContext) -> Row:
    return view.button("human.operator", routes.TopicRoute("contact-support")), view.home


def _sent(request: HumanRequest, language: Language, view: RenderContext) -> str:
    """The lines that the humans get; the person, who writes in `language`, is shown the same."""
    topic = view.library.topics.get(request.topic or "")
    operator = view.operator(request.operator)
    about = (
        topic.title[view.language] if topic else None,
        operator.name[view.language] if operator else None,
        view.library.interface.say("language.name", language),
    )
    name = escape(request.name) if request.name else view.say("human.hidden")
    return lines(
        view.say("human.question", question=escape(request.question)),
        "• " + " · ".join(part for part in about if part),
        view.say("human.name", name=name),
    )


def _when(support: Support, view: RenderContext) -> str | None:
    """When they answer, as far as it was told."""
    opens = support.hours.next_opening(support.here.wall)
    closed = not support.hours.is_open(support.here.wall)
    within = support.within
    parts = (
        view.say(f"human.within.{within.unit}", count=within.count) if within else None,
        view.say("human.closed_now", when=_moment(opens, support, view)) if closed and opens else None,
    )
    return lines(*parts) or None


def _moment(wall: datetime, support: Support, view: RenderContext) -> str:
    return said_moment(wall, support.here.zone, support.here, view)


def ask_question(view: RenderContext) -> Screen:
    """Nothing was asked yet: what is it about?"""
    return Screen(
        bold_lead(view.say("human.what")), ((view.button("human.no", routes.CancelRoute()), view.home),)
    )


def sent(support: Support, view: RenderContext) -> Screen:
    """The question has arrived there."""
    return Screen(lines(bold_lead(view.say("human.sent")), _when(support, view)), _ending(view))


def waiting(support: Support, view: RenderContext) -> Screen:
    """It was sent before."""
    return Screen(lines(bold_lead(view.say("human.waiting")), _when(support, view)), _ending(view))


def not_sent(view: RenderContext) -> Screen:
    """The humans are out of reach: the operator's own contact is what is left."""
    return Screen(bold_lead(view.say("human.not_sent")), (_elsewhere(view),))


def answering(view: RenderContext) -> Screen:
    """From now on a human writes here, and the bot is silent."""
    return Screen(bold_lead(view.say("human.answering")), _ending(view))


def over(view: RenderContext) -> Screen:
    """The bot answers again."""
    return Screen(bold_lead(view.say("human.over")), (view.menu,))


def _ending(view: RenderContext) -> tuple[Row, ...]:
    return ((view.button("human.end", routes.EndHumanRoute()), view.home),)


def head(request: HumanRequest, language: Language, view: RenderContext) -> Screen:
    """The first message in the support chat, in the humans' language; the person writes in `language`."""
    return Screen(
        lines(f"<b>{view.say('human.asked')}</b>", _sent(request, language, view), view.say("human.how"))
    )
