"""Sentences that go on from the last topic: 要多久, "what does it cost", "back to the first question"."""

from collections.abc import Collection, Mapping

from bot.content.library import Library
from bot.conversation.line import NAME
from bot.conversation.phrases import Phrases
from bot.conversation.turn import Turn, TurnMaker
from bot.conversation.utterance import FRAGMENT, LIKELY, SHORT, SURE_QUESTION, Utterance, size
from bot.match.finding import Finding
from bot.match.normalize import Normalizer
from bot.match.understanding import Understanding

FOREIGN = 0.5  # chance of being out of scope from which a sentence does not go on from the last topic
HALF = 0.3  # sum from which a topic is answered in a talk, though it would be asked about alone
# What speaks for a topic: found by a random search over all labelled talks, cross-validated in five parts.
ALONE, BARE = 0.5, 0.3  # the sentence as it stands, and without its frame
BEHIND_TITLE, BEHIND_OTHER = 0.45, 0.78  # the sentence behind the last title: for that topic, for others
SAME_TOPIC, NEIGHBOUR, NOTICED = 0.4, 0.18, 0.03  # the last topic, and its neighbours where they are heard
ASPECT = 0.1  # less for a topic that is what is only asked of the last one: how long, what it costs
OF_TOPIC = 1.0  # what the last topic has of the words counts against a subject of their own
STRONG = 0.6  # sum of the two best others from which a sentence names a subject of its own, however short

Candidates = tuple[tuple[str, float], ...]


class FollowUps:
    def __init__(
        self, library: Library, understanding: Understanding, normalizer: Normalizer, turns: TurnMaker
    ) -> None:
        self._library, self._understanding, self._turns = library, understanding, turns
        cues, back = library.cues, library.cues.get("back", {})
        self._openings, self._closings, self._further, self._switching, self._too = (
            Phrases(cues.get(name, ()), normalizer)
            for name in ("opening", "closing", "further", "switching", "too")
        )
        self._first, self._second, self._previous = (
            Phrases(back.get(name, ()), normalizer) for name in ("first", "second", "previous")
        )
        self._next = _neighbours(library)
        self._aspect_topics = {name: of.get("topics", ()) for name, of in cues.get("aspects", {}).items()}

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
        return None if adds or said.is_a_step_elsewhere else self._turns.answer(said, topic)

    def by_prior(self, said: Utterance) -> Turn | None:
        """Where the sentence alone is unsure: the last topic and its neighbours are likelier."""
        topic, found = said.context.topic, said.finding
        length = size(said.told.masked)
        if not topic or length > SHORT * 2 or self._switching.after(said.told.masked) is not None:
            return None
        if found.outcome == "answer" and said.score >= SURE_QUESTION:
            return None
        short = length <= FRAGMENT and not said.told.line.operator
        framed = self._openings.after(said.told.masked) is not None
        ours = framed and said.score >= LIKELY
        if found.outcome == "none" and said.recognised.foreign >= FOREIGN and not ours:
            return None
        best = self._likeliest(said, topic, short)
        if best is None or (found.outcome == "answer" and best == found.topic):
            return None
        act = "identity-of-line" if best == topic and said.told.line.operator else None
        return self._turns.answer(said, best, act)

    def _likeliest(self, said: Utterance, topic: str, short: bool) -> str | None:
        """The topic that is meant, None where it is another one that nobody can tell."""
        alone, bare = dict(said.finding.candidates), dict(self._bared(said))
        joined = dict(self._behind_title(said).candidates) if short else {}
        near, aspects = self._next.get(topic, ()), self._aspect_topics.get(self._turns.aspect(said), ())
        alone, bare, joined = (_weighed(scores, aspects) for scores in (alone, bare, joined))

        def chance(name: str) -> float:
            told = ALONE * alone.get(name, 0.0) + BARE * bare.get(name, 0.0)
            heard = max(alone.get(name, 0.0), bare.get(name, 0.0)) >= NOTICED
            if name == topic:
                prior = SAME_TOPIC if short or heard else 0.0
                return told + prior + BEHIND_TITLE * joined.get(name, 0.0)
            prior = NEIGHBOUR if heard and name in near else 0.0
            return told + prior + BEHIND_OTHER * joined.get(name, 0.0)

        chances = {name: chance(name) for name in sorted({*alone, *bare, *joined, topic})}
        best = max(chances, key=lambda name: chances[name])
        others = sorted(((score, name) for name, score in bare.items() if name != topic), reverse=True)
        own = sum(score for score, _ in others[:2]) - OF_TOPIC * bare.get(topic, 0.0)
        if own >= STRONG and self._names_subject(said):
            del chances[topic]
            return max(chances, key=lambda name: chances[name])
        if chances[best] >= HALF:
            return best
        return topic if short or said.score < LIKELY else None

    def _names_subject(self, said: Utterance) -> bool:
        """Whether it says more than what only asks further, or whether that goes too."""
        return not self._too.inside(said.told.masked) and bool(
            self._further.removed(said.told.masked.replace(NAME, " "))
        )

    def _bared(self, said: Utterance) -> Candidates:
        """What it asks without its frame: 那, "and", 呢."""
        bare = self._closings.without_tails(self._openings.without_heads(said.told.masked))
        return said.of(said.named(bare)).finding.candidates if bare else ()

    def _behind_title(self, said: Utterance) -> Finding:
        """The sentence read behind the last topic's title."""
        title = self._library.topics[str(said.context.topic)].title[said.language or "en"]
        return self._understanding.find(f"{title} {said.text}", said.language)


def _weighed(scores: Mapping[str, float], aspects: Collection[str]) -> dict[str, float]:
    return {name: score * (ASPECT if name in aspects else 1.0) for name, score in scores.items()}


def _neighbours(library: Library) -> dict[str, frozenset[str]]:
    """Each topic's next steps, and the topics whose next step it is."""
    near: dict[str, set[str]] = {name: set(topic.next) for name, topic in library.topics.items()}
    for name, topic in library.topics.items():
        for other in topic.next:
            near.setdefault(other, set()).add(name)
    return {name: frozenset(others) for name, others in near.items()}
