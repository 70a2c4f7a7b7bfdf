"""An utterance and what the talk knows -> a Turn, by one visible list of steps."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime

from bot.content.languages import LANGUAGES, Language
from bot.content.library import Library
from bot.conversation.acts import Acts
from bot.conversation.conversation_context import ConversationContext, SavedCard
from bot.conversation.correction import Corrections
from bot.conversation.followup import FollowUps
from bot.conversation.line import LineReader
from bot.conversation.long_message import LongMessages
from bot.conversation.phrases import Phrases
from bot.conversation.prompts import PromptReader
from bot.conversation.statement import StatementReader
from bot.conversation.turn import OFFERED, Turn, TurnMaker
from bot.conversation.utterance import (
    ASKS,
    CLAUSES,
    FRAGMENT,
    SHORT,
    SURE_ACT,
    SURE_QUESTION,
    SURER_ACT,
    UNCLEAR,
    Utterance,
    size,
)
from bot.match.understanding import Understanding

ASIDE = 0.9  # score from which a question beside a greeting is ours, though the whole is not
AGAIN = 0.4  # chance from which it is an act where the sentence names the last topic once more
PAID = 0.5  # score from which a means of payment asks a question of its own
TOLD = 0.25  # chance from which what looks like a statement is one

# Acts that are no question: nothing is answered.
_SOCIAL = frozenset({"thanks", "greeting", "goodbye", "confirm", "deny", "cancel", "complaint", "language",
                     "who-are-you", "menu", "despair", "done", "later"})  # fmt: skip
_YES_AND_NO = frozenset({"confirm", "deny", "done"})
_OF_NOTICES = frozenset({"done", "later"})
_PLAIN = frozenset({"thanks", "complaint", "who-are-you", "goodbye", "greeting"})
# Acts whose subject is the last topic.
_GOES_ON = frozenset({"still-failing", "step", "walk-through", "urgent", "ordinal"})
_OF_LINE = frozenset({"identity-of-line", "place", "payment"})
# Acts that are also a topic's question.
_TOPIC_OF = {"human": "contact-support", "my-dates": "check-expiry"}
# What is urgent where nothing else is said: the line.
_CUT_OFF = "suspended"


class Responder:
    """Pure: the same utterance, context and moment give the same Turn."""

    def __init__(self, library: Library, understanding: Understanding, acts: Acts) -> None:
        normalizer, cues = understanding.matcher.extractor.normalizer, library.cues
        self._understanding, self._acts = understanding, acts
        self._lines = LineReader(library, understanding)
        self._statements = StatementReader(cues, normalizer)
        self._turns, self._topics = TurnMaker(library, normalizer), library.topics
        self._asks, self._dropping = (Phrases(cues.get(n, ()), normalizer) for n in ("asks", "dropping"))
        spoken = cues.get("languages", {})
        self._languages: dict[Language, Phrases] = {
            language: Phrases(spoken.get(language, ()), normalizer) for language in LANGUAGES
        }
        prompts = PromptReader(library, normalizer, self._statements, self._turns)
        follow = FollowUps(library, understanding, normalizer, self._turns)
        long = LongMessages(library, normalizer, self._turns)
        self._corrections = Corrections(library, normalizer, self._turns)
        self._steps: tuple[Callable[[Utterance], Turn | None], ...] = (
            self._judged,
            prompts.prompted,
            prompts.after_notice,
            long.beside_place,
            self._clear,
            self._stated,
            follow.back,
            self._clauses,
            self._line_only,
            self._acted_exactly,
            self._dropped,
            self._surely_social,
            self._gone_on,
            follow.further_asked,
            self._corrections.corrected,
            self._acted,
            long.quoted,
            long.several_asked,
            long.story,
            long.bared,
            follow.by_prior,
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
        parts = (utterance, self._known(context.fresh(now)), now, language, notice, judged)
        said = Utterance(*parts, self._understanding, self._acts, self._lines, tuple(cards))
        return self._turn(said)

    def _known(self, context: ConversationContext) -> ConversationContext:
        """The talk without topics that the words no longer have: an editor's removal, a forged button."""
        topic = context.topic if context.topic in self._topics else None
        topics, options = (
            tuple(name for name in names if name in self._topics)
            for names in (context.topics, context.options)
        )
        return replace(context, topic=topic, topics=topics, options=options)

    def language_asked(self, text: str) -> Language | None:
        """The language that an utterance asks for."""
        line = self._lines.read(text).masked
        return next((language for language, cue in self._languages.items() if cue.inside(line)), None)

    def _turn(self, said: Utterance) -> Turn:
        for step in self._steps:
            if turn := step(said):
                return turn
        return self._turns.result(said, said.finding)

    # --- the steps, in their order

    def _judged(self, said: Utterance) -> Turn | None:
        """A link or a message that was judged."""
        return self._turns.answer(said, "scam") if said.judged else None

    def _clear(self, said: Utterance) -> Turn | None:
        """A long and clear question, in which no act and nothing of the talk is looked for."""
        long = size(said.told.masked) > SHORT * 1.5 and len(CLAUSES.split(said.text)) < 3
        found = said.finding
        clear = long and found.outcome == "answer" and said.score >= ASIDE
        return self._turns.result(said, found) if clear else None

    def _stated(self, said: Utterance) -> Turn | None:
        """Told, not asked."""
        told = sum(said.recognised.chances.get(act, 0.0) for act in ("statement", "done"))
        line, operator = said.told.masked, said.told.line.operator
        unsure = told < TOLD or (said.score >= SURE_QUESTION and told < SURE_ACT)
        if unsure and (said.also("urgent") or not self._statements.is_plain(said.text, line)):
            return None
        sure, talked = told >= SURER_ACT, said.context.topic is not None
        statement = self._statements.read(said.text, line, operator, said.now, sure, talked)
        return replace(self._turns.none(said, "statement"), statement=statement) if statement else None

    def _clauses(self, said: Utterance) -> Turn | None:
        """Small words before or after what is really said: 算了，那提醒我下个月续费."""
        parts = [part.strip() for part in CLAUSES.split(said.text) if part.strip()]
        if len(parts) < 2 or said.recognised.exact:
            return None
        acts = [self._small(said.of(part)) for part in parts]
        rest = [part for part, act in zip(parts, acts, strict=True) if act is None]
        if len(rest) == len(parts):
            return None
        if not rest:
            return self._turns.none(said, _weightiest([act for act in acts if act]))
        inner = said.of(_without(said.text, parts, acts))
        denied = any(act in ("deny", "complaint") for act in acts)
        if denied and said.context.topic:
            return self._corrections.other(inner)
        # What is out of scope as a whole is not ours because of one of its words.
        strange = not said.context.topic and said.finding.outcome == "none" and inner.score < ASIDE
        return self._turn(inner) if inner.text != said.text and not strange else None

    def _small(self, said: Utterance) -> str | None:
        """The act of a clause that says no more than that."""
        act = said.exact_act
        if act is None and size(said.told.masked) <= SHORT / 2 and said.recognised.share >= 0.8:
            act = said.recognised.act
        return act if act in _SOCIAL - {"done", "later"} else None

    def _line_only(self, said: Utterance) -> Turn | None:
        """Nothing but whose line it is, where they are or how they pay."""
        told, topic = said.told, said.context.topic
        heard = said.act()
        if not told.only and not (heard in _OF_LINE and (told.line or topic)):
            return None
        if self._is_of_its_own(said):
            return None
        act = "identity-of-line" if told.line.operator or told.line.kind or told.denied else None
        act = act or ("payment" if told.line.payment or heard == "payment" else "place")
        pays = bool(told.line.payment) and said.score >= PAID
        if not topic and told.only and told.line.operator and not pays and not ASKS.search(said.text):
            # "Je suis chez SFR" names the line and asks nothing: the operator's page, not an answer.
            opened = replace(said.finding, outcome="choose", topic=None, symptom=None, besides=())
            return self._turns.result(said, opened, act)
        if not topic:
            return self._turns.result(
                said, said.finding, act if heard == act or said.finding.outcome != "answer" else None
            )
        if pays and not told.line.operator:
            # "And PayPal?", "can I use a Taiwanese card": a question of its own, more or less clearly.
            return self._turns.answer(said, str(said.finding.candidates[0][0]), act)
        return self._turns.answer(said, topic, "correction" if told.denied or told.corrected else act)

    def _is_of_its_own(self, said: Utterance) -> bool:
        """Whether it says more than a line, and surely asks for another topic: 换成free怎么换."""
        other = said.finding.outcome == "answer" and said.finding.topic != said.context.topic
        asks = self._asks.inside(said.told.masked) and not said.told.only
        more = asks and said.act() not in ("place", "payment")
        return bool(more and said.context.topic and other and said.score >= SURE_QUESTION)

    def _acted_exactly(self, said: Utterance) -> Turn | None:
        """An act in words that an editor wrote down."""
        return self._act_of(said, str(said.recognised.act)) if said.recognised.exact else None

    def _surely_social(self, said: Utterance) -> Turn | None:
        """Thanks, a complaint: surely that and no question, though its words may also only ask further."""
        found = said.recognised
        sure = found.share >= SURER_ACT and said.score < UNCLEAR
        return self._turns.none(said, found.act) if sure and found.act in _PLAIN else None

    def _gone_on(self, said: Utterance) -> Turn | None:
        """A step, a failure, a wish to be led: of the last topic, even where the sentence names it anew."""
        found, act = said.recognised, said.act()
        again = said.finding.outcome == "answer" and said.finding.topic == said.context.topic
        if again and found.share >= max(AGAIN, found.question):
            act = found.act
        if act not in _GOES_ON or (said.score >= SURE_QUESTION and not again):
            return None
        return self._act_of(said, act)

    def _dropped(self, said: Utterance) -> Turn | None:
        """Never mind, with why: 算了不找了."""
        line = said.told.masked
        if said.finding.outcome == "answer" or size(line) > FRAGMENT or self._asks.inside(line):
            return None
        return self._turns.none(said, "cancel") if self._dropping.after(line) is not None else None

    def _acted(self, said: Utterance) -> Turn | None:
        """An act in other words, unless the sentence is surely a question."""
        act, share = said.act(), said.recognised.share
        if act is None or (said.score >= SURE_QUESTION and share < SURER_ACT):
            return None
        names_topic = act == "cancel" and said.context.topic and said.finding.outcome == "answer"
        if (
            names_topic
            or self._is_strange(said, act)
            or (share < SURER_ACT and act in _OF_NOTICES and said.context.topic)
        ):
            return None
        return self._act_of(said, act)

    def _is_strange(self, said: Utterance, act: str) -> bool:
        """Whether it asks for a date, but for none of ours; or is a question that an act only resembles."""
        if act == "my-dates":
            found = said.finding
            return found.outcome == "none" or found.candidates[0][0] != _TOPIC_OF[act]
        return act in _OF_NOTICES | _YES_AND_NO and said.score >= SURE_QUESTION

    def _act_of(self, said: Utterance, act: str) -> Turn | None:
        if act in _YES_AND_NO and said.context.topic and ASKS.search(said.text):
            return self._turns.answer(said, said.context.topic)
        if act in _SOCIAL:
            return self._turns.none(said, act)
        if act in _TOPIC_OF:
            return self._turns.answer(said, _TOPIC_OF[act], act)
        if act in _GOES_ON and said.context.topic and not said.is_a_step_elsewhere:
            return self._turns.answer(said, said.context.topic, act)
        if act == "correction" and said.context.topic:
            return self._corrections.other(said)
        return None

    def _urgent(self, said: Utterance) -> Turn | None:
        """Where it can't wait, the likeliest is answered instead of asking; the line first, where unsure."""
        if said.finding.outcome == "none" or not said.also("urgent"):
            return None
        best, score = said.finding.candidates[0]
        if score < SURE_QUESTION:
            of_line = (
                name for name, chance in said.finding.candidates if chance >= OFFERED and self._waits(name)
            )
            best = next(of_line, best if score >= UNCLEAR else _CUT_OFF)
        return self._turns.answer(said, best, "urgent")

    def _waits(self, topic: str) -> bool:
        """Whether a topic tells what can be done today for a line that ends."""
        return "urgent" in self._topics[topic].offer


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
