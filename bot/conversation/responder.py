"""An utterance and what the talk knows -> a Turn: what is meant, and what the talk knows after it."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property

from bot.content.languages import Language
from bot.content.library import Library
from bot.conversation.acts import Acts, Recognised
from bot.conversation.context import ConversationContext, Line
from bot.conversation.line import NAME, LineReader, LineTold
from bot.conversation.phrases import Phrases
from bot.conversation.statement import Statement, StatementReader
from bot.dates.clarification import Clarification
from bot.dates.phrase import read as read_date
from bot.match.entities import PLACEHOLDER
from bot.match.finding import Finding
from bot.match.understanding import ANSWER, Understanding
from bot.safety.links import LinkChecker, LinkVerdict

SURE_ACT = 0.6  # chance from which an utterance is taken for an act
SURER_ACT = 0.9  # and is one though it might also be a question
SURE_QUESTION = 0.8  # score from which a sentence is a question of its own, whatever was talked about
FOREIGN = 0.5  # chance of being out of scope from which a sentence does not go on from the last topic
SAME_TOPIC, NEIGHBOUR, BEHIND_TITLE = 0.3, 0.15, 0.4  # what speaks for a topic besides the sentence alone
TOLD = 0.25  # chance from which what looks like a statement is one
ASKED_BESIDE = 0.9  # score from which a site that is only named belongs to a question
SHORT = 9.0  # Latin words, two Chinese characters counting as one: longer sentences stand on their own

# Acts that are no question: nothing is answered.
_SOCIAL = frozenset({"thanks", "greeting", "goodbye", "confirm", "deny", "cancel", "complaint", "language",
                     "who-are-you", "menu", "despair", "done", "later"})  # fmt: skip
_OF_NOTICES = frozenset({"done", "later"})
# Acts whose subject is the last topic.
_GOES_ON = frozenset({"still-failing", "step", "walk-through", "urgent", "ordinal"})
# Acts that are also a topic's question.
_TOPIC_OF = {"human": "contact-support", "my-dates": "check-expiry"}
_CLAUSES = re.compile(r"[，,。.!！?？;；、\n…:：]+(?=\s|[^\d]|$)")
_ADDRESS = re.compile(r"://|\w/\w")
_ASKS = re.compile(r"[?？]")
_DATA = ("date", "amount", "zone", "name", "words")


@dataclass(frozen=True)
class Turn:
    """`act` is the conversational act, None for a plain question; `judged` are the links of the utterance;
    `data` says that it answers what was asked for."""

    finding: Finding
    context: ConversationContext
    act: str | None = None
    statement: Statement | None = None
    told: LineTold | None = None
    judged: tuple[LinkVerdict, ...] = ()
    data: bool = False


@dataclass
class _Utterance:
    """One utterance with all that is read of it, each when first asked for."""

    text: str
    context: ConversationContext
    now: datetime
    language: Language | None
    notice: bool
    understanding: Understanding
    acts: Acts
    lines: LineReader

    @cached_property
    def told(self) -> LineTold:
        return self.lines.read(self.text)

    @cached_property
    def finding(self) -> Finding:
        return self.understanding.find(self.text, self.language)

    @cached_property
    def recognised(self) -> Recognised:
        return self.acts.recognise(self.understanding.parse(self.text).masked)

    @property
    def score(self) -> float:
        return self.finding.candidates[0][1] if self.finding.candidates else 0.0

    def act(self) -> str | None:
        """The act, where it is sure."""
        return self.recognised.act if self.recognised.share >= SURE_ACT else None

    def of(self, text: str) -> "_Utterance":
        """The same for a part of it."""
        return replace(self, text=text)


class Responder:
    """Pure: the same utterance, context and moment give the same Turn."""

    def __init__(
        self, library: Library, understanding: Understanding, acts: Acts, links: LinkChecker
    ) -> None:
        normalizer = understanding.matcher.extractor.normalizer
        cues = library.cues
        self._library, self._understanding, self._acts, self._links = library, understanding, acts, links
        self._lines = LineReader(library, understanding)
        self._statements = StatementReader(cues, normalizer)
        self._openings = Phrases(cues.get("opening", ()), normalizer)
        self._closings = Phrases(cues.get("closing", ()), normalizer)
        self._denials = Phrases(cues.get("denial", ()), normalizer)
        self._corrections = Phrases(cues.get("correction", ()), normalizer)
        self._further = Phrases(cues.get("further", ()), normalizer)
        self._later = Phrases(cues.get("later", ()), normalizer)
        self._asks = Phrases(cues.get("asks", ()), normalizer)
        back = cues.get("back", {})
        self._first, self._previous = (Phrases(back.get(w, ()), normalizer) for w in ("first", "previous"))
        self._next = _neighbours(library)
        self._steps: tuple[Callable[[_Utterance], Turn | None], ...] = (
            self._judged_links,
            self._prompted,
            self._after_notice,
            self._stated,
            self._back,
            self._clauses,
            self._line_only,
            self._acted_exactly,
            self._further_asked,
            self._corrected,
            self._acted,
            self._by_prior,
        )

    def respond(
        self,
        utterance: str,
        context: ConversationContext,
        now: datetime,
        *,
        language: Language | None = None,
        notice: bool = False,
    ) -> Turn:
        """What it means here. `language` is the person's own; `notice`: a reminder was just sent."""
        parts = (utterance, context.fresh(now), now, language, notice)
        return self._turn(_Utterance(*parts, self._understanding, self._acts, self._lines))

    def _turn(self, said: _Utterance) -> Turn:
        for step in self._steps:
            if turn := step(said):
                return turn
        return self._result(said, said.finding)

    # --- the steps, in their order

    def _judged_links(self, said: _Utterance) -> Turn | None:
        """A link is judged, whatever is said beside it."""
        verdicts = self._links.check(said.text)
        if not verdicts:
            return None
        harmless = all(found.verdict != "suspicious" for found in verdicts) and not _ADDRESS.search(said.text)
        if harmless and said.score >= ASKED_BESIDE and said.finding.topic != "scam":
            return None
        return replace(self._answer(said, "scam"), judged=tuple(verdicts))

    def _prompted(self, said: _Utterance) -> Turn | None:
        """What was asked for: yes, no, or a line of data."""
        prompt = said.context.prompt
        if prompt is None or prompt.kind == "operator":
            return None
        if said.act() in ("confirm", "deny", "cancel", "done", "later", "menu"):
            return self._none(said, said.act())
        return replace(self._none(said, None), data=True) if self._is_data(prompt.kind, said) else None

    def _is_data(self, kind: str, said: _Utterance) -> bool:
        asks = bool(_ASKS.search(said.text)) or self._asks.inside(said.told.masked)
        if kind in ("name", "words"):
            return not (asks and said.finding.outcome == "answer") and said.act() not in _SOCIAL
        if kind == "amount":
            return bool(self._statements.cents(said.text)) or said.text.strip().replace(",", ".").isdecimal()
        found = read_date(said.text, said.now, said.language)
        return found.moment is not None or found.problem is not Clarification.NO_DATE

    def _after_notice(self, said: _Utterance) -> Turn | None:
        """Words after a notice: done, or later."""
        if not said.notice:
            return None
        act = said.act()
        if act in ("done", "later", "cancel", "confirm", "thanks"):
            return self._none(said, act)
        line = said.told.masked
        if _size(line) <= SHORT and self._later.inside(line) and not self._asks.inside(line):
            return self._none(said, "later")
        return None

    def _stated(self, said: _Utterance) -> Turn | None:
        """Told, not asked."""
        statement = self._statements.read(said.text, said.told.masked, said.told.line.operator, said.now)
        told = sum(said.recognised.chances.get(act, 0.0) for act in ("statement", "done"))
        if statement is None or told < TOLD or (said.score >= SURE_QUESTION and told < SURE_ACT):
            return None
        return replace(self._none(said, "statement"), statement=statement)

    def _back(self, said: _Utterance) -> Turn | None:
        """Back to an earlier question."""
        topics, line = said.context.topics, said.told.masked
        if not topics or _size(line) > SHORT:
            return None
        if self._first.inside(line):
            return self._answer(said, topics[0], "ordinal")
        if self._previous.inside(line):
            return self._answer(said, topics[-2] if len(topics) > 1 else topics[-1], "ordinal")
        return None

    def _clauses(self, said: _Utterance) -> Turn | None:
        """Small words before or after what is really said: 算了，那提醒我下个月续费."""
        parts = [part.strip() for part in _CLAUSES.split(said.text) if part.strip()]
        if len(parts) < 2 or said.recognised.exact:
            return None
        acts = [self._small(said.of(part)) for part in parts]
        rest = [part for part, act in zip(parts, acts, strict=True) if act is None]
        if len(rest) == len(parts):
            return None
        if not rest:
            return self._none(said, _weightiest([act for act in acts if act]))
        inner = said.of(_without(said.text, parts, acts))
        denied = any(act in ("deny", "complaint") for act in acts)
        if denied and said.context.topic:
            return self._other(inner)
        return self._turn(inner) if inner.text != said.text else None

    def _small(self, said: _Utterance) -> str | None:
        """The act of a clause that says no more than that."""
        found = said.recognised
        sure = found.exact or (found.share >= 0.8 and _size(said.told.masked) <= SHORT / 2)
        return found.act if sure and found.act in _SOCIAL - {"done", "later"} else None

    def _line_only(self, said: _Utterance) -> Turn | None:
        """Nothing but whose line it is, where they are or how they pay."""
        told, topic = said.told, said.context.topic
        if not told.only:
            return None
        act = "identity-of-line" if told.line.operator or told.line.kind or told.denied else None
        act = act or ("payment" if told.line.payment else "place")
        if not topic:
            return self._result(said, said.finding, act if said.finding.outcome != "answer" else None)
        if told.line.payment and said.finding.outcome == "answer" and not told.line.operator:
            return self._result(said, said.finding, act)
        return self._answer(said, topic, "correction" if told.denied else act)

    def _acted_exactly(self, said: _Utterance) -> Turn | None:
        """An act in words that an editor wrote down."""
        return self._act_of(said, str(said.recognised.act)) if said.recognised.exact else None

    def _acted(self, said: _Utterance) -> Turn | None:
        """An act in other words, unless the sentence is surely a question."""
        act, share = said.act(), said.recognised.share
        if act is None or (said.score >= SURE_QUESTION and share < SURER_ACT):
            return None
        if share < SURER_ACT and (said.context.topic if act in _OF_NOTICES else self._is_strange(said, act)):
            return None
        return self._act_of(said, act)

    def _is_strange(self, said: _Utterance, act: str) -> bool:
        """Whether a question that an act stands for is none of ours here."""
        return act in _TOPIC_OF and said.finding.candidates[0][0] != _TOPIC_OF[act]

    def _act_of(self, said: _Utterance, act: str) -> Turn | None:
        if act in _SOCIAL:
            return self._none(said, act)
        if act in _TOPIC_OF:
            return self._answer(said, _TOPIC_OF[act], act)
        if act in _GOES_ON and said.context.topic:
            return self._answer(said, said.context.topic, act)
        return None

    def _corrected(self, said: _Utterance) -> Turn | None:
        """What was meant instead: the rest of the sentence, for itself."""
        if not said.context.topic:
            return None
        line = said.told.masked
        after = self._denials.after(line)
        rest = self._corrections.after(line if after is None else after)
        rest = after if rest is None else rest
        if not rest or rest == line:
            return None
        return self._other(said.of(_unmasked(said, rest)))

    def _other(self, said: _Utterance) -> Turn:
        """The last answer again for another line, or another topic."""
        line = said.told.masked
        rest = self._corrections.after(line)
        if rest:
            said = said.of(_unmasked(said, rest))
        if said.told.only and said.context.topic:
            return self._answer(said, said.context.topic, "correction")
        found = said.finding
        if found.outcome == "none" and not found.candidates:
            return self._answer(said, str(said.context.topic), "correction")
        if found.outcome == "answer":
            return self._result(said, found, "correction")
        joined = self._joined(said)
        others = [topic for topic, _ in found.candidates if topic != said.context.topic]
        best = joined.candidates[0][0]
        if found.candidates[0][1] >= 0.2 and others:
            best = others[0]
        return self._answer(said, best, "correction")

    def _further_asked(self, said: _Utterance) -> Turn | None:
        """A question that only asks further: how long, what does it cost, 点解."""
        topic = said.context.topic
        if not topic or _size(said.told.masked) > SHORT:
            return None
        line = said.told.masked.replace(NAME, " ")
        bare = self._closings.without_tails(self._openings.without_heads(line))
        adds = self._further.removed(line) and self._further.removed(bare)
        return None if adds else self._answer(said, topic)

    def _by_prior(self, said: _Utterance) -> Turn | None:
        """Where the sentence alone is unsure: the last topic and its neighbours are likelier."""
        topic, found = said.context.topic, said.finding
        if not topic or (found.outcome == "answer" and said.score >= SURE_QUESTION):
            return None
        if found.outcome == "none" and said.recognised.foreign >= FOREIGN:
            return None
        if _size(said.told.masked) > SHORT * 2:
            return None
        joined = dict(self._joined(said).candidates)
        alone = dict(found.candidates)
        chances = {name: self._chance(name, topic, alone, joined) for name in {*joined, *alone, topic}}
        best = max(sorted(chances), key=lambda name: chances[name])
        if found.outcome == "answer" and best == found.topic:
            return None
        return self._answer(said, best)

    def _chance(self, name: str, topic: str, alone: dict[str, float], joined: dict[str, float]) -> float:
        """How likely a topic is: by the sentence alone, behind the last title, and as a neighbour."""
        prior = SAME_TOPIC if name == topic else NEIGHBOUR if name in self._next.get(topic, ()) else 0.0
        return alone.get(name, 0.0) + BEHIND_TITLE * joined.get(name, 0.0) + prior

    def _joined(self, said: _Utterance) -> Finding:
        """The sentence read behind the last topic's title."""
        title = self._library.topics[str(said.context.topic)].title[said.language or "en"]
        return self._understanding.find(f"{title} {said.text}", said.language)

    # --- what comes of it

    def _answer(self, said: _Utterance, topic: str, act: str | None = None) -> Turn:
        found = said.finding
        others = [pair for pair in found.candidates if pair[0] != topic]
        score = max(dict(found.candidates).get(topic, 0.0), ANSWER)
        changed = replace(
            found, outcome="answer", topic=topic, candidates=((topic, score), *others), symptom=None,
            elsewhere=None, besides=(),
        )  # fmt: skip
        return self._result(said, changed, act)

    def _none(self, said: _Utterance, act: str | None) -> Turn:
        found = said.finding
        near = self._near(said, found)
        changed = replace(found, outcome="none", topic=None, symptom=None, candidates=near, besides=())
        return self._result(said, changed, act)

    def _near(self, said: _Utterance, found: Finding) -> tuple[tuple[str, float], ...]:
        """What is offered beside an act: the neighbours of the last topic, else what was found."""
        topic = said.context.topic
        if not topic:
            return found.candidates
        names = dict.fromkeys([topic, *self._library.topics[topic].next])
        return tuple((name, 0.0) for name in names if name in self._library.topics)

    def _result(self, said: _Utterance, found: Finding, act: str | None = None) -> Turn:
        told = said.told
        context = said.context
        if told.denied:
            context = replace(context, line=replace(context.line, operator=None, kind=None))
        context = context.told(replace(told.line, operator=found.operator or told.line.operator), said.now)
        context = context.told(Line(card=found.card), said.now) if found.card else context
        found = replace(found, operator=context.line.operator)
        if found.outcome == "answer":
            context = context.about(found.topic, said.now)
        return Turn(found, context, act, told=told)


def _neighbours(library: Library) -> dict[str, frozenset[str]]:
    """Each topic's next steps, and the topics whose next step it is."""
    near: dict[str, set[str]] = {name: set(topic.next) for name, topic in library.topics.items()}
    for name, topic in library.topics.items():
        for other in topic.next:
            near.setdefault(other, set()).add(name)
    return {name: frozenset(others) for name, others in near.items()}


def _weightiest(acts: list[str]) -> str:
    order = ("complaint", "despair", "cancel", "deny", "language", "menu", "who-are-you", "thanks",
             "goodbye", "greeting", "confirm")  # fmt: skip
    return min(acts, key=lambda act: order.index(act) if act in order else len(order))


def _without(text: str, parts: list[str], acts: list[str | None]) -> str:
    """The text without the small clauses at its head and its end."""
    first = next(at for at, act in enumerate(acts) if act is None)
    last = len(acts) - next(at for at, act in enumerate(reversed(acts)) if act is None)
    begin = text.index(parts[first]) if first else 0
    end = text.rindex(parts[last - 1]) + len(parts[last - 1]) if last < len(parts) else len(text)
    return text[begin:end] or text


def _unmasked(said: _Utterance, rest: str) -> str:
    """The end of an utterance with its operator's name in place."""
    operator = said.told.line.operator
    return (
        rest.replace(NAME, said.lines.name_of(operator)) if operator else rest.replace(PLACEHOLDER.text, "")
    )


def _size(line: str) -> float:
    return sum(len(word) / 2 if word[0] >= "\u3400" else 1 for word in line.split())
