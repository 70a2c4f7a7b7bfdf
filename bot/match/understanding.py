"""Say what a message means: topic, operator, card, way, language, and whether to answer, ask or decline."""

import gc
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from bot.content.language_detector import LanguageDetector, marks_of_script
from bot.content.languages import LANGUAGES, Language
from bot.content.library import Library
from bot.match import cache, chinese
from bot.match.clauses import MoneyLeft, NegationCutter, QuestionSplitter
from bot.match.entities import PLACEHOLDER, Entities, Entity, Entry, masked
from bot.match.finding import Explanation, Finding, Outcome
from bot.match.lexicon import regional
from bot.match.matcher import Corpus, Match, Matcher, outside
from bot.match.message import Message, MessageParser, meant
from bot.match.normalize import Normalizer, Token
from bot.match.out_of_scope import ForeignOperators, ForeignThings
from bot.match.taught import LearnedUtterances, Taught

FILE = "understanding.npz"
BARE = 12  # characters of an utterance that is answered where it is written just so
ANSWER = 0.75  # score of the first candidate from which it is answered outright
LIKELY, SURELY_OURS = 0.5, 0.85  # the same where the message is that surely in scope
NAMED = 0.3  # the same where an operator is named, which nobody does who asks of other things …
LEAD = 0.2  # … and the second candidate is that far behind
IN_SCOPE = 0.50  # chance that a message is in scope at all, below which it is declined
STRANGE_PART = 0.5  # how far a sentence is trusted that stands among others out of scope
SYMPTOM = 0.20  # score from which a symptom is asked about
PARTLY = 0.5  # chance that one sentence of a story out of scope is in scope, from which topics are offered
PARTS = 6  # sentences of one message that are looked at
MOST = 6  # candidates told
SAID = 0.25  # score from which the part that says what is meant stands for the whole message
DENIED = 0.3  # score from which a negated part names its topic
ASKED = 0.9  # score from which a part without a question mark is a question of its own
CLEAR = 0.66  # score from which a part stands for an unclear message
EARLIER = 0.9  # how far a part is trusted that is not the last

_SYMPTOM = "?"
# What is meant by the bare name of a card.
_KINDS_OF_CARD = "card-types"
# Where money has left, the one is never meant, but the other.
_NO_MONEY_LEFT, _MONEY_LEFT = "payment-failed", "charged-not-credited"
_NUMBER = {str(language): place for place, language in enumerate(LANGUAGES, 1)}


@dataclass(frozen=True)
class _Said:
    """What a message means: `clearest` of the whole and its `parts`; `denied` is a topic that it is not;
    `unsure`: something is negated, and what is meant instead is not clear."""

    tokens: list[Token]
    names: list[Entity]
    clearest: Match
    parts: list[Match]
    denied: str | None
    unsure: bool = False


class Understanding:
    """Learn with `learn` or `load`, ask with `find`."""

    def __init__(
        self,
        library: Library,
        matcher: Matcher,
        language_detector: LanguageDetector,
        languages: bytes,
        bare: Mapping[str, str],
    ) -> None:
        """`languages`: for each utterance that the matcher keeps, the number of its language, 0 for none;
        `bare`: utterances of a word or two, normalized, and the topic that alone has them."""
        self.matcher, self.language_detector = matcher, language_detector
        self._languages = languages
        self._normalizer = matcher.extractor.normalizer
        ordinary = matcher.index.words
        self.operators = operator_names(library, self._normalizer, ordinary)
        cards, channels = library.cards.values(), library.channels.values()
        self._cards = Entities((Entry(c.id, c.aliases) for c in cards), self._normalizer, ordinary)
        self._channels = Entities((Entry(c.id, c.aliases) for c in channels), self._normalizer, ordinary)
        self._symptoms = {id: [choice.to for choice in s.choices] for id, s in library.symptoms.items()}
        self._titles = {id: topic.title for id, topic in library.topics.items()}
        self._foreign_operators = ForeignOperators(self._normalizer)
        self._foreign_things = ForeignThings(self._normalizer)
        self._negations = NegationCutter(self._normalizer)
        self._questions = QuestionSplitter()
        self._money_left = MoneyLeft(self._normalizer)
        self.learned = LearnedUtterances(matcher)
        self._bare = bare
        self._parser = MessageParser(self._normalizer, matcher.corrector, self.operators)

    @classmethod
    def learn(cls, library: Library) -> "Understanding":
        """Learn a library: some seconds, and memory that only learning needs.

        Do it in a process of its own where that matters.
        """
        with _collection_paused():
            return cls._learnt(library)

    @classmethod
    def _learnt(cls, library: Library) -> "Understanding":
        normalizer = Normalizer(chinese.build(), regional())
        inside = list(_utterances(library))
        pairs = [*((label, text) for label, _, text in inside), *outside(_out_of_scope(library))]
        whole = [normalizer.tokens(text) for _, text in pairs]
        ordinary = {token.text for tokens in whole for token in tokens if not token.chinese}
        names = operator_names(library, normalizer, ordinary)
        texts = [masked(tokens, names.find(tokens)) for tokens in whole]
        stand_ins = dict.fromkeys(names.single, PLACEHOLDER.text)
        spoken = [language for _, language, _ in inside]
        english, french = (
            [tokens for tokens, language in zip(texts, spoken, strict=False) if language == side]
            for side in ("en", "fr")
        )
        detector = LanguageDetector.learn(english, french, marks_of_script())
        del english, french
        short = [(pair, tokens) for pair, tokens in zip(pairs, texts, strict=True) if len(pair[1]) <= BARE]
        matcher = Matcher.learn(Corpus(pairs, whole, texts), normalizer, library.concepts, stand_ins)
        numbers = {text: _NUMBER.get(language, 0) for _, language, text in inside}
        kept = map(matcher.exemplars.text, range(len(matcher.exemplars)))
        bare = _bare(library, ((label, tokens) for (label, _), tokens in short))
        return cls(library, matcher, detector, bytes(numbers[text] for text in kept), bare)

    def save(self, library: Library, folder: Path) -> None:
        """Keep what was learnt; it fits this library and this code only."""
        arrays, words = self.matcher.packed()
        detector = self.language_detector
        more = {
            "odds": detector.odds,
            "simplified": "".join(sorted(detector.simplified)),
            "traditional": "".join(sorted(detector.traditional)),
        }
        arrays["languages"] = np.frombuffer(self._languages, np.uint8)
        kept = {"matcher": words, "bare": self._bare, **more}
        cache.write(folder / FILE, cache.key_of(library.key), arrays, kept)

    @classmethod
    def load(cls, library: Library, folder: Path) -> "Understanding | None":
        """None where nothing is kept, or what is kept was learnt from other words or by other code."""
        try:
            arrays, words = cache.read(folder / FILE, cache.key_of(library.key), mapped="steps")
            language_detector = LanguageDetector(words["odds"], words["simplified"], words["traditional"])
            languages = arrays["languages"].tobytes()
            matcher = Matcher.unpacked(arrays, words["matcher"])
            return cls(library, matcher, language_detector, languages, words["bare"])
        except (cache.CacheMismatch, KeyError, ValueError, TypeError, IndexError):
            return None

    def find(self, question: str, preferred_language: Language | None = None) -> Finding:
        """Say what a message means; `preferred_language` is the language that this person uses.

        What was taught while the bot works comes before what was learnt from faq/.
        """
        message = self.parse(question)
        found = self._found(message, preferred_language)
        return self.learned.applied(found, message.masked) if self.learned else found

    def teach(self, taught: Iterable[Taught]) -> None:
        """Know these utterances, and no others, besides those of faq/; at once."""
        known = [each for each in taught if not each.topic or each.topic in self._titles]
        self.learned = LearnedUtterances(
            self.matcher, ((each, self.parse(each.text).masked) for each in known)
        )

    def _found(self, message: Message, preferred_language: Language | None) -> Finding:
        """What a message means by what was learnt from faq/."""
        said = self._said(message)
        operator = meant(said.tokens, said.names) or meant(message.tokens, message.names)
        match = said.clearest
        if not operator and self._foreign_operators.named(message.masked):
            return self._finding(message, preferred_language, None, match, "none", match.ranked)
        if _only(message.tokens, self._cards.find(message.tokens)) and _KINDS_OF_CARD in self._titles:
            ranked = ((_KINDS_OF_CARD, 1.0), *match.ranked)
            return self._finding(message, preferred_language, operator, match, "answer", ranked)
        if bare := self._bare.get(_line(message.masked)):
            ranked = ((bare, 1.0), *(pair for pair in match.ranked if pair[0] != bare))
            return self._finding(message, preferred_language, operator, match, "answer", ranked)
        return self._judged(message, preferred_language, operator, said)

    def parse(self, text: str) -> Message:
        """Cut a message into tokens and mask the operators that it names; of a long one, both ends."""
        return self._parser.parse(text)

    def _said(self, message: Message) -> _Said:
        """Score what a message means, without what it negates; where that is unclear, its parts."""
        negation = self._negations.cut(message.text)
        if negation:
            kept = self.parse(negation.kept)
            match = self.matcher.score_tokens(kept.masked)
            denied = _denied(self.matcher.score_tokens(self.parse(negation.cut).masked))
            whole = self.matcher.score_tokens(message.masked)
            sure = negation.sure or (denied is not None and whole.ranked[0][0] == denied)
            if _first(match) >= ANSWER or (sure and _first(match) >= SAID):
                said = denied if _first(match) < ANSWER else None
                return _Said(kept.tokens, kept.names, match, [], said)
            return _Said(message.tokens, message.names, whole, [], denied, unsure=True)
        whole = self.matcher.score_tokens(message.masked)
        texts = self._questions.of(message.text)
        if len(texts) < 2:
            return _Said(message.tokens, message.names, whole, [], None)
        parts = [self.matcher.score_tokens(self.parse(text).masked) for text in _ends_of(texts)]
        return _Said(message.tokens, message.names, _clearest(whole, parts), parts, None)

    def _judged(
        self, message: Message, preferred_language: Language | None, operator: str | None, said: _Said
    ) -> Finding:
        """By the two calibrated chances, and by whether a symptom was named."""
        match, parts = said.clearest, said.parts
        ranked = list(match.ranked)
        symptom, strange = None, match.in_scope < IN_SCOPE
        if ranked and ranked[0][0].startswith(_SYMPTOM) and ranked[0][1] >= SYMPTOM:
            symptom = ranked[0][0][1:]
            ranked = _lifted(ranked, self._symptoms[symptom])
        if _first(match) < ANSWER:
            sentences = sorted(
                (part.ranked[0] for part in parts if _first(part) >= ANSWER), key=lambda it: -it[1]
            )
            at = 0 if strange else 1  # a story in which only single sentences are in scope
            ranked[at:at] = sentences
        partly = message.only_names or any(part.in_scope >= PARTLY for part in parts)
        if not ranked or (strange and not partly):
            return self._finding(message, preferred_language, operator, match, "none", ranked)
        if symptom and not strange:
            return self._finding(message, preferred_language, operator, match, "choose", ranked, symptom)
        if ranked[0][0] == _NO_MONEY_LEFT and self._money_left.told(message.text):
            ranked.insert(0, (_MONEY_LEFT, ranked[0][1]))
        label, score = ranked[0]
        asks = operator is not None and not message.only_names and not said.unsure
        named = asks and score >= NAMED and score - _second(ranked) >= LEAD
        ours = match.in_scope >= SURELY_OURS and not said.unsure and not message.is_a_word
        clear = score >= (LIKELY if ours else ANSWER)
        doubtful = not named and (strange or not clear)
        doubtful = doubtful or label == said.denied
        if doubtful or self._foreign_things.named(message.masked):
            return self._finding(message, preferred_language, operator, match, "choose", ranked)
        besides = _besides(parts, label)
        return self._finding(message, preferred_language, operator, match, "answer", ranked, besides=besides)

    def _finding(
        self,
        message: Message,
        preferred_language: Language | None,
        operator: str | None,
        match: Match,
        outcome: Outcome,
        ranked: Iterable[tuple[str, float]],
        symptom: str | None = None,
        besides: tuple[str, ...] = (),
    ) -> Finding:
        topics: dict[str, float] = {}
        for label, score in ranked:
            if not label.startswith(_SYMPTOM):
                topics.setdefault(label, score)
        topics = topics or dict.fromkeys(self._titles, 0.0)
        candidates = tuple(list(topics.items())[:MOST])
        answered = candidates[0][0] if outcome == "answer" else None
        number = self._languages[match.utterance] if match.utterance >= 0 else 0
        spoken = LANGUAGES[number - 1] if number else None
        return Finding(
            outcome,
            self.language_detector.detect(message.text, message.masked, preferred_language, spoken),
            candidates,
            topic=answered,
            operator=operator,
            card=_id_of(self._cards.find(message.tokens)),
            channel=_id_of(self._channels.find(message.tokens)),
            symptom=symptom,
            elsewhere=match.out_of_scope if outcome == "none" else None,
            explanation=_explained(match, self.matcher.exemplars.text(match.utterance), candidates),
            besides=besides,
        )


def _ends_of(texts: list[str]) -> list[str]:
    """The first part and the last ones, where there are many: a story ends with what it asks."""
    return texts if len(texts) <= PARTS else [texts[0], *texts[1 - PARTS :]]


def _clearest(whole: Match, parts: list[Match]) -> Match:
    """The whole message, or where that is unclear its clearest part; of equals, the later."""
    if _first(whole) >= ANSWER:
        return whole
    trust = [EARLIER] * (len(parts) - 1) + [1.0]
    weighed = [
        (_first(part) * weight, at) for at, (part, weight) in enumerate(zip(parts, trust, strict=True))
    ]
    score, at = max(weighed)
    score *= 1.0 if whole.in_scope >= IN_SCOPE else STRANGE_PART
    return parts[at] if score > max(_first(whole), CLEAR) else whole


def _denied(match: Match) -> str | None:
    """The topic of a negated part, where it is clear."""
    return match.ranked[0][0] if _first(match) >= DENIED else None


def _besides(parts: list[Match], answered: str) -> tuple[str, ...]:
    """Topics of the message's other questions, where it asks several, each clearly."""
    clear = dict.fromkeys(part.ranked[0][0] for part in parts if _first(part) >= ASKED)
    if answered not in clear:
        return ()
    return tuple(label for label in clear if label != answered and not label.startswith(_SYMPTOM))


def _explained(match: Match, utterance: str, candidates: tuple[tuple[str, float], ...]) -> Explanation:
    second, score = candidates[1] if len(candidates) > 1 else (None, 0.0)
    return Explanation(utterance, _first(match), max(candidates[0][1] - score, 0.0), second)


def _first(match: Match) -> float:
    return match.ranked[0][1] if match.ranked else 0.0


def _lifted(ranked: list[tuple[str, float]], topics: list[str]) -> list[tuple[str, float]]:
    """The symptom's topics before all others, each side in its order, none above the symptom's own score."""
    first = [(label, min(score, ranked[0][1])) for label, score in ranked if label in topics]
    return first + [(label, score) for label, score in ranked if label not in topics]


def _id_of(names: list[Entity]) -> str | None:
    return names[0].id if names else None


@contextmanager
def _collection_paused() -> Iterator[None]:
    """A million tokens live until the end of learning: looking for rubbish among them costs a tenth of it."""
    running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if running:
            gc.enable()


def _bare(library: Library, said: Iterable[tuple[str, Sequence[Token]]]) -> dict[str, str]:
    """Normalized utterances that one topic alone has: a word or two are hard to judge, and 充值 is clear."""
    meant: dict[str, set[str]] = {}
    for label, tokens in said:
        meant.setdefault(_line(tokens), set()).add(label)
    alone = {line: next(iter(labels)) for line, labels in meant.items() if len(labels) == 1}
    return {line: label for line, label in alone.items() if line and label in library.topics}


def _line(tokens: Sequence[Token]) -> str:
    return " ".join(token.text for token in tokens)


def _utterances(library: Library) -> Iterable[tuple[str, str, str]]:
    """(label, language, utterance) of all topics and symptoms; titles count as utterances."""
    for topic in library.topics.values():
        for language, utterances in topic.wordings.by_language().items():
            yield from ((topic.id, language, utterance) for utterance in utterances)
        for language in LANGUAGES:
            yield topic.id, language, topic.title[language]
    for symptom in library.symptoms.values():
        for language, utterances in symptom.wordings.by_language().items():
            yield from ((_SYMPTOM + symptom.id, language, utterance) for utterance in utterances)


def _out_of_scope(library: Library) -> Iterable[tuple[str, str]]:
    """(id, utterance) of what is out of scope."""
    for group in library.elsewhere.values():
        for utterances in group.wordings.by_language().values():
            yield from ((group.id, utterance) for utterance in utterances)


def operator_names(library: Library, normalizer: Normalizer, ordinary: Container[str]) -> Entities:
    """`ordinary` words are no operator's name misspelt."""
    entries = []
    for operator in library.operators.values():
        own = [operator.name[language] for language in LANGUAGES]
        entries.append(Entry(operator.id, (*own, *operator.aliases), operator.guarded))
    return Entities(entries, normalizer, ordinary)


def _only(tokens: list[Token], names: list[Entity]) -> bool:
    """Whether a message is one name and nothing else."""
    if len(names) != 1 or names[0].begin or names[0].end != len(tokens):
        return False
    name, text = names[0], tokens[0].text
    return not tokens[0].chinese or len(tokens) > 1 or (name.low, name.high) == (0, len(text))


def _second(ranked: Sequence[tuple[str, float]]) -> float:
    """The best score of another label than the first."""
    first = ranked[0][0]
    return max((score for label, score in ranked[1:] if label != first), default=0.0)
