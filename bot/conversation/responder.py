"""An utterance and what the talk knows -> a Turn: what is meant, and what the talk knows after it."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property

from bot.cards.zones import resolve
from bot.content.languages import LANGUAGES, Language
from bot.content.library import Library
from bot.conversation.acts import Acts, Recognised
from bot.conversation.context import ConversationContext, Line, SavedCard
from bot.conversation.line import NAME, LineReader, LineTold
from bot.conversation.phrases import Phrases, joined
from bot.conversation.statement import Statement, StatementReader
from bot.dates.clarification import Clarification
from bot.dates.phrase import read as read_date
from bot.match.entities import PLACEHOLDER
from bot.match.finding import Finding
from bot.match.understanding import ANSWER, Understanding

SURE_ACT = 0.55  # chance from which an utterance is taken for an act
SURER_ACT = 0.9  # and is one though it might also be a question
SURE_QUESTION = 0.8  # score from which a sentence is a question of its own, whatever was talked about
FOREIGN = 0.5  # chance of being out of scope from which a sentence does not go on from the last topic
HALF = 0.5  # score from which another topic is answered in a talk, though it would be asked about alone
BEHIND_TITLE, BEHIND_SHIFT = (
    0.75,
    0.3,
)  # weight of what is read behind the last title; less after "and …"
SAME_TOPIC, NEIGHBOUR, NOTICED = 0.1, 0.25, 0.03  # what speaks for the last topic and its neighbours
FRAGMENT = 6.0  # shorter ones go on from the last topic though they look like another's
ASIDE = 0.9  # score from which a question beside a greeting is ours, though the whole is not
OFFERED = 0.03  # score from which the first of a choice is what is talked about
LIKELY = 0.25  # score from which a topic is worth an answer where something else speaks for it
TOLD = 0.25  # chance from which what looks like a statement is one
SHORT = 9.0  # Latin words, two Chinese characters counting as one: longer sentences stand on their own

# Acts that are no question: nothing is answered.
_SOCIAL = frozenset({"thanks", "greeting", "goodbye", "confirm", "deny", "cancel", "complaint", "language",
                     "who-are-you", "menu", "despair", "done", "later"})  # fmt: skip
# Acts that answer what the bot asked for.
_ANSWERS = frozenset({"confirm", "deny", "cancel", "done", "later", "menu"})
_YES_AND_NO = frozenset({"confirm", "deny", "done"})
_OF_NOTICES = frozenset({"done", "later"})
# Acts whose subject is the last topic.
_GOES_ON = frozenset({"still-failing", "step", "walk-through", "urgent", "ordinal"})
_OF_LINE = frozenset({"identity-of-line", "place", "payment"})
# Acts that are also a topic's question.
# What is urgent where nothing else is said: the line.
_CUT_OFF = "suspended"
_TOPIC_OF = {"human": "contact-support", "my-dates": "check-expiry"}
_CLAUSES = re.compile(r"[，,。.!！?？;；、\n…:：]+(?=\s|[^\d]|$)")
_QUOTE = re.compile(r"[\"“「『«]([^\"”」』»]{12,})[\"”」』»]")
_ASKS = re.compile(r"[?？]")


@dataclass(frozen=True)
class Turn:
    """`act` is the conversational act, None for a plain question; `data` says that it answers what was asked
    for, `follows` that it is answered only because of the talk; `aspect` is what it asks of the last topic
    (time, cost, abroad), `step` which of its steps."""

    finding: Finding
    context: ConversationContext
    act: str | None = None
    statement: Statement | None = None
    told: LineTold | None = None
    data: bool = False
    aspect: str | None = None
    step: int | None = None
    follows: bool = False

    @property
    def adds_nothing(self) -> bool:
        """Whether the same answer would be given again to words that are no question of their own."""
        news = self.told is not None and bool(self.told.line or self.told.denied)
        return self.follows and not news and self.context.repeats > 0


@dataclass
class _Utterance:
    """One utterance with all that is read of it, each when first asked for."""

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
    def score(self) -> float:
        return self.finding.candidates[0][1] if self.finding.candidates else 0.0

    def also(self, act: str) -> bool:
        """Whether it does this too, whatever else it says: it can't wait, it asks for each step."""
        return self.recognised.chances.get(act, 0.0) >= SURE_ACT

    def act(self) -> str | None:
        """The act, where it is sure."""
        return self.recognised.act if self.recognised.share >= SURE_ACT else None

    def of(self, text: str) -> "_Utterance":
        """The same for a part of it."""
        return replace(self, text=text)


class Responder:
    """Pure: the same utterance, context and moment give the same Turn."""

    def __init__(self, library: Library, understanding: Understanding, acts: Acts) -> None:
        normalizer = understanding.matcher.extractor.normalizer
        cues = library.cues
        self._library, self._understanding, self._acts = library, understanding, acts
        self._lines = LineReader(library, understanding)
        self._statements = StatementReader(cues, normalizer)
        self._openings = Phrases(cues.get("opening", ()), normalizer)
        self._closings = Phrases(cues.get("closing", ()), normalizer)
        self._denials = Phrases(cues.get("denial", ()), normalizer)
        aspects = cues.get("aspects", {})
        self._aspects = {name: Phrases(of.get("asks", ()), normalizer) for name, of in aspects.items()}
        self._numbers = {
            int(number): Phrases(words, normalizer) for number, words in cues.get("numbers", {}).items()
        }
        self._switching = Phrases(cues.get("switching", ()), normalizer)
        self._dropping = Phrases(cues.get("dropping", ()), normalizer)
        self._doubts = Phrases(cues.get("doubt", ()), normalizer)
        self._corrections = Phrases(cues.get("correction", ()), normalizer)
        self._further = Phrases(cues.get("further", ()), normalizer)
        self._later = Phrases(cues.get("later", ()), normalizer)
        self._asks = Phrases(cues.get("asks", ()), normalizer)
        back = cues.get("back", {})
        self._first, self._second, self._previous = (
            Phrases(back.get(name, ()), normalizer) for name in ("first", "second", "previous")
        )
        spoken = cues.get("languages", {})
        self._languages: dict[Language, Phrases] = {
            language: Phrases(spoken.get(language, ()), normalizer) for language in LANGUAGES
        }
        self._also = Phrases(cues.get("also", ()), normalizer)
        self._paid = Phrases(cues.get("paid", ()), normalizer)
        self._next = _neighbours(library)
        self._steps: tuple[Callable[[_Utterance], Turn | None], ...] = (
            self._judged,
            self._prompted,
            self._after_notice,
            self._stated,
            self._back,
            self._clauses,
            self._line_only,
            self._acted_exactly,
            self._dropped,
            self._gone_on,
            self._further_asked,
            self._corrected,
            self._acted,
            self._quoted,
            self._several_asked,
            self._story,
            self._bared,
            self._by_prior,
            self._urgent,
        )

    def respond(
        self,
        utterance: str,
        context: ConversationContext,
        now: datetime,
        *,
        language: Language | None = None,
        notice: bool = False,
        judged: bool = False,
        cards: Sequence[SavedCard] = (),
    ) -> Turn:
        """What it means here. `language` is the person's own; `notice`: a reminder was just sent."""
        parts = (utterance, context.fresh(now), now, language, notice, judged)
        said = _Utterance(*parts, self._understanding, self._acts, self._lines, tuple(cards))
        return self._turn(said)

    def language_asked(self, text: str) -> Language | None:
        """The language that an utterance asks for."""
        line = self._lines.read(text).masked
        return next((language for language, cue in self._languages.items() if cue.inside(line)), None)

    def _turn(self, said: _Utterance) -> Turn:
        for step in self._steps:
            if turn := step(said):
                return turn
        return self._result(said, said.finding)

    # --- the steps, in their order

    def _judged(self, said: _Utterance) -> Turn | None:
        """A link or a message that was judged."""
        return self._answer(said, "scam") if said.judged else None

    def _prompted(self, said: _Utterance) -> Turn | None:
        """What was asked for: yes, no, or a line of data; then nothing is asked any more."""
        prompt = said.context.prompt
        if prompt is None or prompt.kind == "operator":
            return None
        if self._is_readable(prompt.kind, said):
            return self._done_asking(replace(self._none(said, None), data=True))
        act = said.act()
        if act in _ANSWERS:
            return self._done_asking(self._none(said, act))
        if act in _SOCIAL | _TOPIC_OF.keys() and said.recognised.share >= SURER_ACT:
            return None
        if prompt.kind != "confirm" and not self._is_question(prompt.kind, said):
            return self._done_asking(replace(self._none(said, None), data=True))
        return None

    def _done_asking(self, turn: Turn) -> Turn:
        return replace(turn, context=replace(turn.context, prompt=None))

    def _is_readable(self, kind: str, said: _Utterance) -> bool:
        """Whether a line is of the kind that was asked for, and asks nothing."""
        if _ASKS.search(said.text):
            return False
        if kind == "amount":
            return bool(self._statements.cents(said.text)) or _is_number(said.text)
        if kind == "zone":
            return resolve(said.text, self._library.zones) is not None
        if kind not in ("date", "confirm"):
            return False
        found = read_date(said.text, said.now, said.language, self._library.zones)
        return found.moment is not None or (kind == "date" and found.problem is not Clarification.NO_DATE)

    def _is_question(self, kind: str, said: _Utterance) -> bool:
        """Whether a line that cannot be read as what was asked for is a question."""
        asks = bool(_ASKS.search(said.text)) or self._asks.inside(said.told.masked)
        if kind in ("name", "words"):
            return asks and said.finding.outcome == "answer"
        return asks or said.finding.outcome == "answer"

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
        told = sum(said.recognised.chances.get(act, 0.0) for act in ("statement", "done"))
        if told < TOLD or (said.score >= SURE_QUESTION and told < SURE_ACT):
            return None
        line, operator = said.told.masked, said.told.line.operator
        statement = self._statements.read(said.text, line, operator, said.now, sure=told >= SURER_ACT)
        return replace(self._none(said, "statement"), statement=statement) if statement else None

    def _back(self, said: _Utterance) -> Turn | None:
        """Back to an earlier question, or one of several by its place."""
        line, topics, options = said.told.masked, said.context.topics, said.context.options
        if not (topics or options) or _size(line) > SHORT:
            return None
        several = options or topics
        if self._previous.inside(line) and topics:
            return self._answer(said, topics[max(len(topics) - 2, 0)], "ordinal")
        if self._first.inside(line):
            return self._answer(said, several[0], "ordinal")
        if self._second.inside(line):
            return self._answer(said, several[min(1, len(several) - 1)], "ordinal")
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
        # What is out of scope as a whole is not ours because of one of its words.
        strange = not said.context.topic and said.finding.outcome == "none" and inner.score < ASIDE
        return self._turn(inner) if inner.text != said.text and not strange else None

    def _small(self, said: _Utterance) -> str | None:
        """The act of a clause that says no more than that."""
        found = said.recognised
        sure = found.exact or (found.share >= 0.8 and _size(said.told.masked) <= SHORT / 2)
        return found.act if sure and found.act in _SOCIAL - {"done", "later"} else None

    def _line_only(self, said: _Utterance) -> Turn | None:
        """Nothing but whose line it is, where they are or how they pay."""
        told, topic = said.told, said.context.topic
        heard = said.recognised.act if said.recognised.share >= SURE_ACT else None
        if not told.only and not (heard in _OF_LINE and (told.line or topic)):
            return None
        act = "identity-of-line" if told.line.operator or told.line.kind or told.denied else None
        act = act or ("payment" if told.line.payment or heard == "payment" else "place")
        if not topic:
            return self._result(
                said, said.finding, act if heard == act or said.finding.outcome != "answer" else None
            )
        if told.line.payment and said.finding.outcome == "answer" and not told.line.operator:
            return self._result(said, said.finding, act)
        return self._answer(said, topic, "correction" if told.denied or told.corrected else act)

    def _acted_exactly(self, said: _Utterance) -> Turn | None:
        """An act in words that an editor wrote down."""
        return self._act_of(said, str(said.recognised.act)) if said.recognised.exact else None

    def _gone_on(self, said: _Utterance) -> Turn | None:
        """A step, a failure, a wish to be led: of the last topic."""
        if said.act() not in _GOES_ON or said.score >= SURE_QUESTION:
            return None
        return self._act_of(said, str(said.act()))

    def _dropped(self, said: _Utterance) -> Turn | None:
        """Never mind, with why: 算了不找了."""
        line = said.told.masked
        if said.finding.outcome == "answer" or _size(line) > FRAGMENT or self._asks.inside(line):
            return None
        return self._none(said, "cancel") if self._dropping.after(line) is not None else None

    def _acted(self, said: _Utterance) -> Turn | None:
        """An act in other words, unless the sentence is surely a question."""
        act, share = said.act(), said.recognised.share
        if act is None or (said.score >= SURE_QUESTION and share < SURER_ACT):
            return None
        if self._is_strange(said, act) or (share < SURER_ACT and act in _OF_NOTICES and said.context.topic):
            return None
        return self._act_of(said, act)

    def _is_strange(self, said: _Utterance, act: str) -> bool:
        """Whether it asks for a date, but for none of ours; or is a question that an act only resembles."""
        if act == "my-dates":
            found = said.finding
            return found.outcome == "none" or found.candidates[0][0] != _TOPIC_OF[act]
        return act in _OF_NOTICES | _YES_AND_NO and said.score >= SURE_QUESTION

    def _act_of(self, said: _Utterance, act: str) -> Turn | None:
        if act in _YES_AND_NO and said.context.topic and _ASKS.search(said.text):
            return self._answer(said, said.context.topic)
        if act in _SOCIAL:
            return self._none(said, act)
        if act in _TOPIC_OF:
            return self._answer(said, _TOPIC_OF[act], act)
        if act in _GOES_ON and said.context.topic:
            return self._answer(said, said.context.topic, act)
        return None

    def _corrected(self, said: _Utterance) -> Turn | None:
        """What was meant instead: the rest of the sentence, for itself."""
        parts = _CLAUSES.split(said.text)
        for at in range(len(parts)):
            if not at and not said.context.topic:
                continue
            last = said.of("，".join(parts[at:])) if at else said
            rest = self._after_correction(last.told.masked)
            if rest and rest != last.told.masked:
                return self._other(last.of(self._tail(last, rest)))
        return None

    def _after_correction(self, line: str) -> str | None:
        """What follows words such as "no, I meant", "不对", "je voulais dire"."""
        after = self._denials.after(line)
        before = self._doubts.after(line) if after is None else after
        rest = self._corrections.after(line if before is None else before)
        return after if rest is None else rest

    def _other(self, said: _Utterance) -> Turn:
        """The last answer again for another line, or another topic."""
        rest, topic = self._corrections.after(said.told.masked), said.context.topic
        if rest:
            said = said.of(self._tail(said, rest))
        if said.told.only and topic:
            return self._answer(said, topic, "correction")
        found = said.finding
        others = [pair for pair in found.candidates if pair[0] != topic]
        if found.outcome == "answer" and found.topic != topic:
            return self._result(said, found, "correction")
        if others and (others[0][1] >= LIKELY or (found.topic == topic and others[0][1] >= OFFERED)):
            return self._answer(said, others[0][0], "correction")
        return self._answer(said, topic, "correction") if topic else self._result(said, found, "correction")

    def _tail(self, said: _Utterance, rest: str) -> str:
        """The end of an utterance, as it was written, that reads as this normalized line."""
        text = said.text
        for at in range(len(text)):
            if joined(self._understanding.parse(text[at:]).masked) == rest:
                return text[at:]
        return _unmasked(said, rest)

    def _further_asked(self, said: _Utterance) -> Turn | None:
        """A question that only asks further: how long, what does it cost, 点解."""
        topic = said.context.topic
        if not topic or _size(said.told.masked) > SHORT:
            return None
        line = said.told.masked.replace(NAME, " ")
        bare = self._closings.without_tails(self._openings.without_heads(line))
        adds = self._further.removed(line) and self._further.removed(bare)
        return None if adds else self._answer(said, topic)

    def _quoted(self, said: _Utterance) -> Turn | None:
        """A pasted message with "what does it mean": what the message is about."""
        quote = _QUOTE.search(said.text)
        if quote is None or said.finding.outcome == "answer":
            return None
        found = said.of(quote[1]).finding
        best, score = found.candidates[0]
        return self._answer(said, best) if score >= LIKELY else None

    def _several_asked(self, said: _Utterance) -> Turn | None:
        """Two questions in one sentence: the first is answered, the other told besides."""
        parts = self._also.parts(said.told.masked)
        if len(parts) < 2 or said.finding.outcome == "answer":
            return None
        found = [said.of(_unmasked(said, part)).finding for part in parts]
        topics = list(dict.fromkeys(str(f.topic) for f in found if f.outcome == "answer"))
        return self._answer(said, topics[0], besides=tuple(topics[1:])) if topics else None

    def _story(self, said: _Utterance) -> Turn | None:
        """A long story: its last clauses weigh most; where money has left, no payment has failed."""
        parts = [part for part in _CLAUSES.split(said.text) if part.strip()]
        if said.finding.outcome != "choose" or len(parts) < 3 or _size(said.told.masked) <= SHORT:
            return None
        paid = self._paid.inside(said.told.masked)
        for count in range(1, 4):
            found = said.of("，".join(parts[-count:])).finding
            if found.outcome == "answer" and not (paid and found.topic == "payment-failed"):
                return self._answer(said, str(found.topic))
        return None

    def _urgent(self, said: _Utterance) -> Turn | None:
        """Where it can't wait, the likeliest is answered instead of asking."""
        if said.finding.outcome == "none":
            return None
        best, score = said.finding.candidates[0]
        return (
            self._answer(said, best if score >= LIKELY else _CUT_OFF, "urgent")
            if said.also("urgent")
            else None
        )

    def _by_prior(self, said: _Utterance) -> Turn | None:
        """Where the sentence alone is unsure: the last topic and its neighbours are likelier."""
        topic, found = said.context.topic, said.finding
        size = _size(said.told.masked)
        if not topic or size > SHORT * 2 or self._switching.after(said.told.masked) is not None:
            return None
        short = size <= FRAGMENT and not said.told.line.operator
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
        return self._answer(said, best, act)

    def _likeliest(self, said: _Utterance, topic: str, short: bool, framed: bool) -> str | None:
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
        return topic if _size(said.told.masked) <= FRAGMENT or said.score < LIKELY else None

    def _behind_title(self, said: _Utterance) -> Finding:
        """The sentence read behind the last topic's title."""
        title = self._library.topics[str(said.context.topic)].title[said.language or "en"]
        return self._understanding.find(f"{title} {said.text}", said.language)

    def _bared(self, said: _Utterance) -> Turn | None:
        """A question between small words: "lol ok, how do I cancel then"."""
        if said.finding.outcome != "choose":
            return None
        line = said.told.masked
        bare = self._closings.without_tails(self._openings.without_heads(line))
        if not bare or bare == line:
            return None
        found = said.of(_unmasked(said, bare)).finding
        sure = found.outcome == "answer" and found.candidates[0][1] >= SURE_QUESTION
        return self._answer(said, str(found.topic)) if sure else None

    # --- what comes of it

    def _answer(
        self, said: _Utterance, topic: str, act: str | None = None, besides: tuple[str, ...] = ()
    ) -> Turn:
        found = said.finding
        others = [pair for pair in found.candidates if pair[0] != topic]
        score = max(dict(found.candidates).get(topic, 0.0), ANSWER)
        changed = replace(
            found, outcome="answer", topic=topic, candidates=((topic, score), *others), symptom=None,
            elsewhere=None, besides=besides,
        )  # fmt: skip
        follows = found.outcome != "answer" or found.topic != topic
        turn = replace(self._result(said, changed, act), follows=follows)
        return replace(turn, aspect=self._aspect(said), step=self._step(said)) if follows else turn

    def _aspect(self, said: _Utterance) -> str | None:
        """What of the last topic is asked."""
        line = said.told.masked
        return next((name for name, asks in self._aspects.items() if asks.inside(line)), None)

    def _step(self, said: _Utterance) -> int | None:
        """The number of the step that is asked about."""
        if said.recognised.chances.get("step", 0.0) < TOLD:
            return None
        return next(
            (number for number, words in self._numbers.items() if words.inside(said.told.masked)), None
        )

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
        if act is None and found.outcome != "none":
            act = next(filter(said.also, ("urgent", "walk-through")), None)
        if told.denied:
            context = replace(context, line=replace(context.line, operator=None, kind=None))
        operator = told.line.operator if told.denied else told.line.operator or found.operator
        context = context.told(replace(told.line, operator=operator), said.now)
        context = context.told(Line(card=found.card), said.now) if found.card else context
        if not context.line.operator and not context.line.unknown and len(said.cards) == 1:
            context = context.told(Line(said.cards[0].operator, said.cards[0].kind), said.now)
        found = replace(found, operator=context.line.operator, kind=context.line.kind)
        if found.outcome == "answer":
            context = context.about(
                found.topic, said.now, (str(found.topic), *found.besides)[: 2 if found.besides else 0]
            )
        elif found.outcome == "choose" and found.candidates[0][1] >= OFFERED:
            context = context.offered([name for name, _ in found.candidates[:4]], said.now)
        return Turn(found, context, act, told=told)


def _neighbours(library: Library) -> dict[str, frozenset[str]]:
    """Each topic's next steps, and the topics whose next step it is."""
    near: dict[str, set[str]] = {name: set(topic.next) for name, topic in library.topics.items()}
    for name, topic in library.topics.items():
        for other in topic.next:
            near.setdefault(other, set()).add(name)
    return {name: frozenset(others) for name, others in near.items()}


def _is_number(text: str) -> bool:
    return text.strip().replace(",", ".").replace(".", "", 1).isdecimal()


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
