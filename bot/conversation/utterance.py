"""One utterance with all that is read of it, each part when it is first asked for."""

import re
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property

from bot.content.languages import Language
from bot.conversation.acts import Acts, Recognised
from bot.conversation.conversation_context import ConversationContext, SavedCard
from bot.conversation.line import NAME, LineReader, LineTold
from bot.match.finding import Finding
from bot.match.understanding import Understanding

SURE_ACT = 0.55  # chance from which an utterance is taken for an act
UNCLEAR = 0.5  # score below which no topic answers
LIKELY_ACT = 0.25  # chance from which it is one where no topic answers
SURER_ACT = 0.9  # and is one though it might also be a question
SURE_QUESTION = 0.8  # score from which a sentence is a question of its own, whatever was talked about
LIKELY = 0.25  # score from which a topic is worth an answer where something else speaks for it
SHORT = 9.0  # Latin words, two Chinese characters counting as one: longer sentences stand on their own
FRAGMENT = 6.0  # shorter ones go on from the last topic though they look like another's

CLAUSES = re.compile(r"[，,。.!！?？;；、\n…:：]+(?=\s|[^\d]|$)")
ASKS = re.compile(r"[?？]")


@dataclass
class Utterance:
    """`language` is the person's own; `notice`: a reminder was just sent; `judged`: as true or false."""

    text: str
    context: ConversationContext
    now: datetime
    language: Language | None
    notice: bool
    judged: bool
    understanding: Understanding
    acts: Acts
    lines: LineReader
    cards: tuple[SavedCard, ...] = ()

    @cached_property
    def told(self) -> LineTold:
        return self.lines.read(self.text, self.cards, self.context.line.operator)

    @cached_property
    def finding(self) -> Finding:
        """An operator that we do not know is read as any other."""
        unknown = self.told.line.unknown
        text = self.text.replace(unknown, NAME) if unknown else self.text
        return self.understanding.find(text, self.language)

    @cached_property
    def recognised(self) -> Recognised:
        return self.acts.recognise(self.understanding.parse(self.text).masked)

    @property
    def exact_act(self) -> str | None:
        """The act that it is in words that an editor wrote down."""
        return self.acts.exact(self.understanding.parse(self.text).masked)

    @property
    def score(self) -> float:
        """How sure the question is; of what fits several topics, how sure that it is such a case."""
        found = self.finding
        if found.symptom and found.explanation:
            return found.explanation.score
        return found.candidates[0][1] if found.candidates else 0.0

    @property
    def is_a_step_elsewhere(self) -> bool:
        """Whether it asks for a step that is surely another topic's: where the code is typed."""
        found = self.finding
        other = found.outcome == "answer" and found.topic != self.context.topic
        return other and self.score >= SURE_QUESTION and self.act() == "step"

    def also(self, act: str) -> bool:
        """Whether it does this too, whatever else it says: it can't wait, it asks for each step."""
        return self.recognised.chances.get(act, 0.0) >= SURE_ACT

    def act(self) -> str | None:
        """The act, where it is sure, or likelier than any question and no topic answers."""
        found = self.recognised
        if found.share >= SURE_ACT:
            return found.act
        likelier = found.share >= LIKELY_ACT and found.share > max(found.question, found.foreign)
        unclear = self.finding.symptom is None and self.score < UNCLEAR
        return found.act if likelier and unclear else None

    def of(self, text: str) -> "Utterance":
        """The same for a part of it."""
        return replace(self, text=text)

    def tail(self, rest: str) -> "Utterance":
        """The end of it, as it was written, that reads as this normalized line."""
        for at in range(len(self.text)):
            parsed = self.understanding.parse(self.text[at:]).masked
            if " ".join(token.text for token in parsed) == rest:
                return self.of(self.text[at:])
        return self.of(self.named(rest))

    def named(self, line: str) -> str:
        """A part of the masked line with the operator's name in place."""
        operator = self.told.line.operator
        return line.replace(NAME, self.lines.name_of(operator) if operator else "")


def size(line: str) -> float:
    """Latin words of a line, two Chinese characters counting as one."""
    return sum(len(word) / 2 if word[0] >= "\u3400" else 1 for word in line.split())
