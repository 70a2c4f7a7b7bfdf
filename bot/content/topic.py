"""A topic: one thing that a person wants to know."""

from typing import Literal

from bot.content.fact import Kind
from bot.content.form import Form
from bot.content.localized import Answer, Line, Text, Wordings

Section = Literal["cards", "before", "paying", "account", "after", "moving", "ways", "safety"]
SECTIONS: tuple[Section, ...] = ("cards", "before", "paying", "account", "after", "moving", "ways", "safety")


class Topic(Form):
    """General advice on one question; what depends on the operator is added from the operator's own file.

    `page` is the operator's page that fits; `offer` what else helps, as trees write it (letter:refund).
    """

    id: str
    section: Section
    by_operator: bool = False
    title: Text
    answer: Text
    more: Text | None = None
    answers: dict[Kind, Answer] = {}
    facts: tuple[str, ...] = ()
    page: str | None = None
    offer: tuple[str, ...] = ()
    next: tuple[str, ...]
    wordings: Wordings = Wordings()

    def answer_for(self, kind: Kind | None) -> Answer:
        """The words for a kind of line; the general ones where it has no own."""
        own = self.answers.get(kind) if kind else None
        return own or Answer(text=self.answer, more=self.more)


class Choice(Form):
    label: Text
    to: str


class Symptom(Form):
    """What fits several topics: asked about with buttons in plain words."""

    id: str
    ask: Text
    choices: tuple[Choice, ...]
    wordings: Wordings = Wordings()


class Elsewhere(Form):
    """What people ask that is not ours; `reply` where a human would say something of their own."""

    id: str
    reply: Text | None = None
    wordings: Wordings = Wordings()


class Act(Form):
    """What people do in a conversation besides asking, such as to thank or to correct; recognised by how
    they say it. `{operator}` in an utterance stands for any operator's name, other slots are in `cues.yaml`.
    `about` tells an editor which act this is."""

    id: str
    about: Line
    reply: Text | None = None
    wordings: Wordings = Wordings()
