"""Sentences that go on from the last topic: 要多久, "what does it cost", "back to the first question"."""

from bot.content.library import Library
from bot.conversation.line import NAME
from bot.conversation.phrases import Phrases
from bot.conversation.turn import Turn, TurnMaker
from bot.conversation.utterance import FRAGMENT, LIKELY, SHORT, SURE_QUESTION, Utterance, size
from bot.match.finding import Finding
from bot.match.normalize import Normalizer
from bot.match.understanding import Understanding

FOREIGN = 0.5  # chance of being out of scope from which a sentence does not go on from the last topic
HALF = 0.5  # score from which another topic is answered in a talk, though it would be asked about alone
# Weight of what is read behind the last title; less where the sentence begins with "and …".
BEHIND_TITLE, BEHIND_SHIFT = 0.75, 0.3
SAME_TOPIC, NEIGHBOUR, NOTICED = 0.1, 0.25, 0.03  # what speaks for the last topic and its neighbours


class FollowUps:
    def __init__(
        self, library: Library, understanding: Understanding, normalizer: Normalizer, turns: TurnMaker
    ) -> None:
        self._library, self._understanding, self._turns = library, understanding, turns
        cues, back = library.cues, library.cues.get("back", {})
        self._openings, self._closings, self._further, self._switching = (
            Phrases(cues.get(name, ()), normalizer) for name in ("opening", "closing", "further", "switching")
        )
        self._first, self._second, self._previous = (
            Phrases(back.get(name, ()), normalizer) for name in ("first", "second", "previous")
        )
        self._next = _neighbours(library)

    def back(self, said: Utterance) -> Turn | None:
        """Back to an earlier question, or one of several by its place."""
        line, topics, options = said.told.masked, said.context.topics, said.context.options
        if not (topics or options) or size(line) > SHORT:
            return None
        several = options or topics
        if self._previous.inside(line) and topics:
            return self._turns.answer(said, topics[max(len(topics) - 2, 0)], "ordinal")
        if self._first.inside(line):
            return self._turns.answer(said, several[0], "ordinal")
        if self._second.inside(line):
            return self._turns.answer(said, several[min(1, len(several) - 1)], "ordinal")
        return None

    def further_asked(self, said: Utterance) -> Turn | None:
        """A question that only asks further: how long, what does it cost, 点解."""
        topic = said.context.topic
        if not topic or size(said.told.masked) > SHORT:
            return None
        line = said.told.masked.replace(NAME, " ")
        bare = self._closings.without_tails(self._openings.without_heads(line))
        adds = self._further.removed(line) and self._further.removed(bare)
        return None if adds else self._turns.answer(said, topic)

    def by_prior(self, said: Utterance) -> Turn | None:
        """Where the sentence alone is unsure: the last topic and its neighbours are likelier."""
        topic, found = said.context.topic, said.finding
        length = size(said.told.masked)
        if not topic or length > SHORT * 2 or self._switching.after(said.told.masked) is not None:
            return None
        short = length <= FRAGMENT and not said.told.line.operator
        if found.outcome == "answer" and said.score >= SURE_QUESTION:
            return None
        framed = self._openings.after(said.told.masked) is not None
        if (
            found.outcome == "none"
            and said.recognised.foreign >= FOREIGN
            and not (framed and said.score >= LIKELY)
        ):
            return None
        best = self._likeliest(said, topic, short, framed)
        if best is None or (found.outcome == "answer" and best == found.topic):
            return None
        act = "identity-of-line" if best == topic and said.told.line.operator else None
        return self._turns.answer(said, best, act)

    def _likeliest(self, said: Utterance, topic: str, short: bool, framed: bool) -> str | None:
        """The topic that is meant, None where it is another one that nobody can tell."""
        alone = dict(said.finding.candidates)
        joined = dict(self._behind_title(said).candidates) if short else {}
        chances = {
            name: alone.get(name, 0.0)
            + (BEHIND_SHIFT if framed and name == topic else BEHIND_TITLE) * joined.get(name, 0.0)
            + (NEIGHBOUR if name in self._next.get(topic, ()) and alone.get(name, 0.0) >= NOTICED else 0.0)
            for name in {*alone, *joined, topic}
        }
        chances[topic] += SAME_TOPIC if alone.get(topic, 0.0) >= NOTICED or short else 0.0
        best = max(sorted(chances), key=lambda name: chances[name])
        if chances[best] >= HALF:
            return best
        return topic if size(said.told.masked) <= FRAGMENT or said.score < LIKELY else None

    def _behind_title(self, said: Utterance) -> Finding:
        """The sentence read behind the last topic's title."""
        title = self._library.topics[str(said.context.topic)].title[said.language or "en"]
        return self._understanding.find(f"{title} {said.text}", said.language)


def _neighbours(library: Library) -> dict[str, frozenset[str]]:
    """Each topic's next steps, and the topics whose next step it is."""
    near: dict[str, set[str]] = {name: set(topic.next) for name, topic in library.topics.items()}
    for name, topic in library.topics.items():
        for other in topic.next:
            near.setdefault(other, set()).add(name)
    return {name: frozenset(others) for name, others in near.items()}
