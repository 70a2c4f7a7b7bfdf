"""What comes of an utterance: what is meant, and what the talk knows after it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from bot.content.library import Library
from bot.conversation.conversation_context import ConversationContext, Line
from bot.conversation.line import LineTold
from bot.conversation.phrases import Phrases
from bot.conversation.statement import Statement
from bot.conversation.utterance import SHORT, Utterance, size
from bot.match.finding import Finding
from bot.match.normalize import Normalizer
from bot.match.understanding import ANSWER

OFFERED = 0.03  # score from which the first of a choice is what is talked about
_STEP = 0.25  # chance of asking about a step from which its number is looked for


@dataclass(frozen=True)
class Turn:
    """`act` is the conversational act, None for a plain question; `data` says that it answers what was asked
    for, `follows` that it is answered only because of the talk; `aspect` is what it asks of the last topic
    (time, cost, abroad), `step` which of its steps; `renews`: another line was told, or the whole question
    asked anew, so that the answer is given again."""

    finding: Finding
    context: ConversationContext
    act: str | None = None
    statement: Statement | None = None
    told: LineTold | None = None
    data: bool = False
    aspect: str | None = None
    step: int | None = None
    follows: bool = False

    renews: bool = False

    @property
    def adds_nothing(self) -> bool:
        """Whether the same text would be given twice in a row to words that only go on from it."""
        return self.context.repeats > 0 and not self.renews


class TurnMaker:
    """Makes turns: an answer, none, or what the matcher found, with what the talk knows after it."""

    def __init__(self, library: Library, normalizer: Normalizer) -> None:
        cues: Mapping[str, Any] = library.cues
        self._library = library
        aspects = cues.get("aspects", {})
        self._only_of = {name: aspect["of"] for name, aspect in aspects.items() if "of" in aspect}
        self._aspects = {
            name: Phrases(aspect.get("asks", ()), normalizer) for name, aspect in aspects.items()
        }
        self._numbers = {
            int(number): Phrases(words, normalizer) for number, words in cues.get("numbers", {}).items()
        }

    def answer(
        self, said: Utterance, topic: str, act: str | None = None, besides: tuple[str, ...] = ()
    ) -> Turn:
        """This topic is answered, whatever was found."""
        found = said.finding
        named = topic == said.context.topic and said.told.line.operator and size(said.told.masked) <= SHORT
        act = act or ("identity-of-line" if named else None)
        others = [pair for pair in found.candidates if pair[0] != topic]
        score = max(dict(found.candidates).get(topic, 0.0), ANSWER)
        changed = replace(
            found, outcome="answer", topic=topic, candidates=((topic, score), *others), symptom=None,
            elsewhere=None, besides=besides,
        )  # fmt: skip
        follows = found.outcome != "answer" or found.topic != topic
        return replace(self.result(said, changed, act), follows=follows)

    def aspect(self, said: Utterance) -> str | None:
        """What of the last topic is asked."""
        line, topic = said.told.masked, said.context.topic
        fit = (name for name in self._aspects if topic in self._only_of.get(name, (topic,)))
        asked = next((name for name in fit if self._aspects[name].inside(line)), None)
        place = said.told.line.place
        return asked or (place if place in self._aspects else None)

    def _step(self, said: Utterance) -> int | None:
        """The number of the step that is asked about."""
        if said.recognised.chances.get("step", 0.0) < _STEP:
            return None
        return next(
            (number for number, words in self._numbers.items() if words.inside(said.told.masked)), None
        )

    def none(self, said: Utterance, act: str | None) -> Turn:
        """Nothing is answered: an act, or a line that was asked for."""
        found = said.finding
        near = self._near(said, found)
        changed = replace(found, outcome="none", topic=None, symptom=None, candidates=near, besides=())
        return self.result(said, changed, act)

    def _near(self, said: Utterance, found: Finding) -> tuple[tuple[str, float], ...]:
        """What is offered beside an act: the neighbours of the last topic, else what was found."""
        topic = said.context.topic
        if not topic:
            return found.candidates
        names = dict.fromkeys([topic, *self._library.topics[topic].next])
        return tuple((name, 0.0) for name in names if name in self._library.topics)

    def result(self, said: Utterance, found: Finding, act: str | None = None) -> Turn:
        """What was found is told, and what was said of the line is kept."""
        if act is None and found.outcome != "none":
            act = next(filter(said.also, ("urgent", "walk-through")), None)
        context = self._told(said, found)
        found = replace(found, operator=context.line.operator, kind=context.line.kind)
        if found.outcome == "answer":
            several = (str(found.topic), *found.besides) if found.besides else ()
            context = context.about(found.topic, said.now, several)
        elif found.outcome == "choose" and act != "identity-of-line" and found.candidates[0][1] >= OFFERED:
            context = context.offered([name for name, _ in found.candidates[:4]], said.now)
        if act == "complaint":
            context = context.complained(said.now)
        turn = Turn(found, context, act, told=said.told, renews=_renews(said, context))
        if found.topic is None or found.topic != said.context.topic:
            return turn
        return replace(turn, aspect=self.aspect(said), step=self._step(said))

    @staticmethod
    def _told(said: Utterance, found: Finding) -> ConversationContext:
        """The talk with what was told of the line; of one saved card where nothing else is known."""
        told, context = said.told, said.context
        if told.denied:
            context = replace(context, line=replace(context.line, operator=None, kind=None))
        operator = told.line.operator if told.denied else told.line.operator or found.operator
        context = context.told(replace(told.line, operator=operator), said.now)
        context = context.told(Line(card=found.card), said.now) if found.card else context
        if not context.line.operator and not context.line.unknown and len(said.cards) == 1:
            context = context.told(Line(said.cards[0].operator, said.cards[0].kind), said.now)
        return context


def _renews(said: Utterance, context: ConversationContext) -> bool:
    """Whether another line was told than the one that was answered for, or the whole question asked anew:
    at length, or in another language."""
    before, after = said.context.line, context.line
    changed = any(getattr(before, name) != getattr(after, name) for name in ("operator", "kind", "unknown"))
    elsewhere = said.language is not None and said.finding.language != said.language
    return changed or elsewhere or size(said.told.masked) > SHORT
