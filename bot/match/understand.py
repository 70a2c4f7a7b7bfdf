"""A message -> what is meant: topic, operator, card, way, language, and whether to answer, ask or decline."""

import re
from collections.abc import Container, Iterable
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from bot.content.languages import LANGUAGES, Language
from bot.content.library import Library
from bot.match import han, keeping
from bot.match.abroad import Abroad
from bot.match.context import Context
from bot.match.finding import Explanation, Finding, Outcome
from bot.match.folding import Folding, Token
from bot.match.follow import Following
from bot.match.lexicon import regional
from bot.match.matcher import Look, Matcher
from bot.match.names import PLACEHOLDER, Entry, Name, Names, masked
from bot.match.tongue import Tongue, marks_of_script

FILE = "understanding.npz"
ANSWER = 0.66  # score of the first candidate from which it is answered outright
OURS = 0.30  # chance that a message is ours at all, below which it is declined
FOREIGN = 0.5  # how far a sentence is trusted that stands among foreign ones
SYMPTOM = 0.20  # score from which a symptom is asked about
ALONE = 0.55  # score from which a short sentence stands on its own
PARTLY = 0.5  # chance that one sentence of a foreign story is ours, from which topics are offered
PARTS = 6  # sentences of one message that are looked at
MOST = 6  # candidates told

_SYMPTOM = "?"
_NUMBER = {str(language): place for place, language in enumerate(LANGUAGES, 1)}
_ENDS = re.compile(r"[。！？!?；;\n…]+|(?<=[^\d])[,，.](?=\s|[^\d\w]|[\u3400-\u9fff]|$)")
_ASKED = re.compile(r"[^。！？!?；;\n…]+[？?]")
_EITHER = frozenset({"or", "ou", "还是", "或", "或者", "定系"})


@dataclass(frozen=True)
class _Heard:
    """One message, cut and with its names found."""

    text: str
    tokens: list[Token]
    names: list[Name]
    masked: list[Token]

    @property
    def only_names(self) -> bool:
        return set(self.masked) == {PLACEHOLDER}


class Understanding:
    """Learn with `learn` or `load`, ask with `find`."""

    def __init__(self, library: Library, matcher: Matcher, tongue: Tongue, languages: bytes) -> None:
        """`languages`: of every wording that the matcher keeps, its place among all languages, 0 for none."""
        self.matcher, self.tongue = matcher, tongue
        self._languages = languages
        self._folding = matcher.reader.folding
        ordinary = matcher.index.words
        self._operators = operator_names(library, self._folding, ordinary)
        cards, channels = library.cards.values(), library.channels.values()
        self._cards = Names((Entry(c.id, c.aliases) for c in cards), self._folding, ordinary)
        self._channels = Names((Entry(c.id, c.aliases) for c in channels), self._folding, ordinary)
        self._symptoms = {id: [choice.to for choice in s.choices] for id, s in library.symptoms.items()}
        self._titles = {id: topic.title for id, topic in library.topics.items()}
        self._following = Following(self._folding)
        self._abroad = Abroad(self._folding)

    @classmethod
    def learn(cls, library: Library) -> "Understanding":
        """Some seconds, and memory that only learning needs: in a process of its own where that matters."""
        folding = Folding(han.build(), regional())
        mine, foreign = list(_wordings(library)), list(_foreign(library))
        read = (folding.tokens(wording) for *_, wording in (*mine, *foreign))
        ordinary = {token.text for tokens in read for token in tokens if not token.chinese}
        names = operator_names(library, folding, ordinary)

        def mask(tokens: list[Token]) -> list[Token]:
            return masked(tokens, names.find(tokens))

        matcher = Matcher.fit(
            ((label, wording) for label, _, wording in mine),
            background=foreign,
            concepts=library.concepts,
            mask=mask,
            names=dict.fromkeys(names.single, PLACEHOLDER.text),
        )
        english, french = (
            [mask(folding.tokens(wording)) for _, language, wording in mine if language == side]
            for side in ("en", "fr")
        )
        tongue = Tongue.learn(english, french, marks_of_script())
        spoken = {wording: language for _, language, wording in mine}
        texts = (matcher.exemplars.text(at) for at in range(len(matcher.exemplars)))
        return cls(library, matcher, tongue, bytes(_NUMBER.get(spoken[text], 0) for text in texts))

    def save(self, library: Library, folder: Path) -> None:
        """Keep what was learnt; it fits this library and this code only."""
        arrays, words = self.matcher.packed()
        tongue = self.tongue
        more = {
            "odds": tongue.odds,
            "simplified": "".join(sorted(tongue.simplified)),
            "traditional": "".join(sorted(tongue.traditional)),
        }
        arrays["languages"] = np.frombuffer(self._languages, np.uint8)
        keeping.write(folder / FILE, keeping.key_of(library.key), arrays, {"matcher": words, **more})

    @classmethod
    def load(cls, library: Library, folder: Path) -> "Understanding | None":
        """None where nothing is kept, or what is kept was learnt from other words or by other code."""
        try:
            arrays, words = keeping.read(folder / FILE, keeping.key_of(library.key), mapped="steps")
            tongue = Tongue(words["odds"], words["simplified"], words["traditional"])
            languages = arrays["languages"].tobytes()
            return cls(library, Matcher.unpacked(arrays, words["matcher"]), tongue, languages)
        except (keeping.Misfit, KeyError, ValueError, TypeError, IndexError):
            return None

    def find(self, question: str, habit: Language | None = None, context: Context | None = None) -> Finding:
        """What is meant. `habit` is the language that this person uses, `context` what was talked about."""
        heard = self._hear(question)
        operator = meant(heard.tokens, heard.names)
        look, others = self._best_part(heard)
        rest = self._following.rest(heard.masked) if context else None
        if context and rest is not None and (not rest or not look.ranked or look.ranked[0][1] < ALONE):
            operator = operator or context.operator
            topic = self._continued(context, rest, look, habit or "en")
            if topic:
                return self._finding(heard, habit, operator, look, "answer", ((topic, 1.0), *look.ranked))
        if not operator and self._abroad.named(heard.masked):
            return self._finding(heard, habit, None, look, "none", look.ranked)
        return self._judged(heard, habit, operator, look, others)

    def _hear(self, text: str) -> _Heard:
        tokens = self.matcher.mender.untangled(self._folding.tokens(text))
        names = self._operators.find(tokens)
        return _Heard(text, tokens, names, masked(tokens, names))

    def _best_part(self, heard: _Heard) -> tuple[Look, list[Look]]:
        """The whole message, or where that is unclear its clearest sentence; and all sentences looked at."""
        whole = self.matcher.look_at(heard.masked)
        if _first(whole) >= ANSWER:
            return whole, []
        parts = [part for part in _ENDS.split(heard.text) if part.strip()]
        if len(parts) < 2:
            return whole, []
        looks = [self.matcher.look_at(self._hear(part).masked) for part in parts[:PARTS]]
        best = max(looks, key=_first)  # of equals, the first
        trust = 1.0 if whole.ours >= OURS else FOREIGN
        return (best, looks) if trust * _first(best) > max(_first(whole), ANSWER) else (whole, looks)

    def _continued(self, context: Context, rest: list[Token], look: Look, language: Language) -> str | None:
        """The topic of a sentence that goes on from the last one."""
        if not context.topic or context.topic not in self._titles:
            return None
        if not rest:
            return context.topic
        title = self._folding.tokens(self._titles[context.topic][language])
        joined = self.matcher.look_at([*title, *rest])
        topics = [label for label, _ in joined.ranked if not label.startswith(_SYMPTOM)]
        alone = [label for label, _ in look.ranked if not label.startswith(_SYMPTOM)]
        if alone and alone[0] in topics[:2]:
            return alone[0]
        return context.topic

    def _judged(
        self, heard: _Heard, habit: Language | None, operator: str | None, look: Look, others: list[Look]
    ) -> Finding:
        """By the two calibrated chances, and by whether a symptom was named."""
        ranked = list(look.ranked)
        symptom, foreign = None, look.ours < OURS
        if ranked and ranked[0][0].startswith(_SYMPTOM) and ranked[0][1] >= SYMPTOM:
            symptom = ranked[0][0][1:]
            ranked = _lifted(ranked, self._symptoms[symptom])
        clear = sorted((o.ranked[0] for o in others if _first(o) >= ANSWER), key=lambda best: -best[1])
        at = 0 if foreign else 1  # a story in which only single sentences are ours
        ranked[at:at] = clear
        partly = heard.only_names or any(other.ours >= PARTLY for other in others)
        if not ranked or (foreign and not partly):
            return self._finding(heard, habit, operator, look, "none", ranked)
        if foreign:
            return self._finding(heard, habit, operator, look, "choose", ranked)
        if symptom:
            return self._finding(heard, habit, operator, look, "choose", ranked, symptom)
        outcome: Outcome = "answer" if ranked[0][1] >= ANSWER else "choose"
        return self._finding(heard, habit, operator, look, outcome, ranked)

    def _finding(
        self,
        heard: _Heard,
        habit: Language | None,
        operator: str | None,
        look: Look,
        outcome: Outcome,
        ranked: Iterable[tuple[str, float]],
        symptom: str | None = None,
    ) -> Finding:
        topics: dict[str, float] = {}
        for label, score in ranked:
            if not label.startswith(_SYMPTOM):
                topics.setdefault(label, score)
        topics = topics or dict.fromkeys(self._titles, 0.0)
        candidates = tuple(list(topics.items())[:MOST])
        answered = candidates[0][0] if outcome == "answer" else None
        number = self._languages[look.wording] if look.wording >= 0 else 0
        spoken = LANGUAGES[number - 1] if number else None
        return Finding(
            outcome,
            self.tongue.of(heard.text, heard.masked, habit, spoken),
            candidates,
            topic=answered,
            operator=operator,
            card=_id_of(self._cards.find(heard.tokens)),
            channel=_id_of(self._channels.find(heard.tokens)),
            symptom=symptom,
            elsewhere=look.background if outcome == "none" else None,
            explanation=_explained(look, self.matcher.exemplars.text(look.wording), candidates),
            besides=self._besides(heard, answered) if answered else (),
        )

    def _besides(self, heard: _Heard, answered: str) -> tuple[str, ...]:
        """Topics of the message's other questions, where it asks several, each clearly."""
        asked = _ASKED.findall(heard.text)[:PARTS]
        if len(asked) < 2:
            return ()
        looks = (self.matcher.look_at(self._hear(question).masked) for question in asked)
        clear = dict.fromkeys(look.ranked[0][0] for look in looks if _first(look) >= ANSWER)
        return tuple(label for label in clear if label != answered and not label.startswith(_SYMPTOM))


def _explained(look: Look, wording: str, candidates: tuple[tuple[str, float], ...]) -> Explanation:
    second, score = candidates[1] if len(candidates) > 1 else (None, 0.0)
    return Explanation(wording, _first(look), max(candidates[0][1] - score, 0.0), second)


def _first(look: Look) -> float:
    return look.ranked[0][1] if look.ranked else 0.0


def _lifted(ranked: list[tuple[str, float]], topics: list[str]) -> list[tuple[str, float]]:
    """The symptom's topics before all others, each side in its order, none above the symptom's own score."""
    first = [(label, min(score, ranked[0][1])) for label, score in ranked if label in topics]
    return first + [(label, score) for label, score in ranked if label not in topics]


def _id_of(names: list[Name]) -> str | None:
    return names[0].id if names else None


def _wordings(library: Library) -> Iterable[tuple[str, str, str]]:
    """(label, language, wording) of all topics and symptoms; titles count as wordings."""
    for topic in library.topics.values():
        for language, wordings in topic.wordings.by_language().items():
            yield from ((topic.id, language, wording) for wording in wordings)
        for language in LANGUAGES:
            yield topic.id, language, topic.title[language]
    for symptom in library.symptoms.values():
        for language, wordings in symptom.wordings.by_language().items():
            yield from ((_SYMPTOM + symptom.id, language, wording) for wording in wordings)


def _foreign(library: Library) -> Iterable[tuple[str, str]]:
    """(id, wording) of what is not ours."""
    for group in library.elsewhere.values():
        for wordings in group.wordings.by_language().values():
            yield from ((group.id, wording) for wording in wordings)


def operator_names(library: Library, folding: Folding, ordinary: Container[str]) -> Names:
    """`ordinary` words are no operator's name misspelt."""
    entries = []
    for operator in library.operators.values():
        own = [operator.name[language] for language in LANGUAGES]
        entries.append(Entry(operator.id, (*own, *operator.aliases), operator.guarded))
    return Names(entries, folding, ordinary)


def meant(tokens: list[Token], names: list[Name]) -> str | None:
    """The operator whose line it is: the first named, unless the person does not know or only reads it."""
    sure = [name for name in names if not _only_shown(tokens, name)]
    ids = list(dict.fromkeys(name.id for name in sure))
    if len(ids) == 2 and _either(tokens, sure):
        return None
    return ids[0] if ids else None


def _only_shown(tokens: list[Token], name: Name) -> bool:
    """`Orange F` is what a screen shows while roaming."""
    return name.end < len(tokens) and tokens[name.end].text == "f"


def _either(tokens: list[Token], names: list[Name]) -> bool:
    first, second = names[0], names[-1]
    between = [token.text for token in tokens[first.end : second.begin]]
    return len(between) == 1 and between[0] in _EITHER
