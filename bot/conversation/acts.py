"""Which conversational act an utterance is: thanks, yes, a complaint … learnt like topics."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.content.library import Library
from bot.conversation.phrases import joined
from bot.match import cache
from bot.match.entities import PLACEHOLDER, masked
from bot.match.matcher import Matcher
from bot.match.normalize import Token
from bot.match.understanding import Understanding

FILE = "acts.npz"
_QUESTION, _FOREIGN = "=", "~"
_EVERY = 3  # of so many utterances of a topic, one is learnt as what is no act
_SLOT = re.compile(r"\{(\w+)\}")
_DIGITS = Token("num", False)


@dataclass(frozen=True)
class Recognised:
    """`act` is the likeliest one and `share` its chance, `exact` where an editor wrote it just so; `question`
    and `foreign` are the chances that it is a topic's question, or out of scope; `chances` those of all."""

    act: str | None
    share: float
    exact: bool
    question: float
    foreign: float
    chances: Mapping[str, float]


_LONGEST = 150  # tokens: nobody says yes, or that it is done, at such a length
NOTHING = Recognised(None, 0.0, False, 0.0, 0.0, {})


class Acts:
    """Learn with `learn` or `load`, ask with `recognise`."""

    def __init__(self, library: Library, matcher: Matcher, said: dict[str, str]) -> None:
        self.matcher = matcher
        self._said = said
        self._ids = frozenset(library.acts)

    @classmethod
    def learn(cls, library: Library, understanding: Understanding) -> "Acts":
        """Some seconds; the names of operators are taken out as `understanding` does."""
        normalizer = understanding.matcher.extractor.normalizer
        mask = _Mask(understanding)
        matcher = Matcher.fit(_utterances(library), concepts=library.concepts, mask=mask)
        said: dict[str, str] = {}
        for act, text in _utterances(library):
            if act in library.acts:
                said.setdefault(joined(mask(normalizer.tokens(text))), act)
        return cls(library, matcher, said)

    def save(self, library: Library, folder: Path) -> None:
        """Keep what was learnt; it fits this library and this code only."""
        arrays, words = self.matcher.packed()
        cache.write(folder / FILE, _key(library), arrays, {"matcher": words, "said": self._said})

    @classmethod
    def load(cls, library: Library, folder: Path) -> "Acts | None":
        """None where nothing is kept, or what is kept was learnt from other words or by other code."""
        try:
            arrays, words = cache.read(folder / FILE, _key(library), mapped="steps")
            return cls(library, Matcher.unpacked(arrays, words["matcher"]), words["said"])
        except (cache.CacheMismatch, KeyError, ValueError, TypeError, IndexError):
            return None

    def exact(self, tokens: Sequence[Token]) -> str | None:
        """The act that an editor wrote in just these words, without weighing any other."""
        return self._said.get(joined(_numbers(tokens)))

    def recognise(self, tokens: Sequence[Token]) -> Recognised:
        """`tokens` with the names of operators masked."""
        masked_tokens = _numbers(tokens)
        if not masked_tokens or len(masked_tokens) > _LONGEST:
            return NOTHING
        if exact := self._said.get(joined(masked_tokens)):
            return Recognised(exact, 1.0, True, 0.0, 0.0, {exact: 1.0})
        scores = dict(self.matcher.score_tokens(masked_tokens).ranked)
        total = sum(scores.values()) or 1.0
        chances = {label: score / total for label, score in scores.items()}
        acts = {name: chance for name, chance in chances.items() if name in self._ids}
        best = max(acts, key=lambda name: acts[name], default=None)
        question, foreign = (chances.get(name, 0.0) for name in (_QUESTION, _FOREIGN))
        return Recognised(best, acts[best] if best else 0.0, False, question, foreign, chances)


class _Mask:
    def __init__(self, understanding: Understanding) -> None:
        self._names = understanding.operators

    def __call__(self, tokens: list[Token]) -> list[Token]:
        return _numbers(masked(tokens, self._names.find(tokens)))


def _numbers(tokens: Iterable[Token]) -> list[Token]:
    """Every number as one and the same word: `step 4` is `step 2`."""
    return [_DIGITS if token.text.isdigit() else token for token in tokens]


def _utterances(library: Library) -> Iterator[tuple[str, str]]:
    """(act, or what is none, utterance); out-of-scope groups named as an act are that act's too."""
    for act in library.acts.values():
        for language, texts in act.wordings.by_language().items():
            yield from ((act.id, text) for text in _filled(texts, language, library.cues.get("slots", {})))
    told = {
        text
        for act in library.acts.values()
        for texts in act.wordings.by_language().values()
        for text in texts
    }
    for group in library.elsewhere.values():
        label = group.id if group.id in library.acts else _FOREIGN
        for texts in group.wordings.by_language().values():
            yield from ((label, text) for text in texts if text not in told)
    for forms in (library.topics, library.symptoms):
        for form in forms.values():
            for texts in form.wordings.by_language().values():
                yield from ((_QUESTION, text) for text in texts[::_EVERY])


def _filled(texts: Sequence[str], language: str, slots: Mapping[str, Any]) -> Iterator[str]:
    """Each utterance with its slots filled, one sample after the other."""
    for at, text in enumerate(texts):
        yield _SLOT.sub(lambda found, at=at: _sample(slots.get(found[1], {}).get(language, ()), at), text)  # type: ignore[misc]


def _sample(samples: Sequence[str], at: int) -> str:
    return str(samples[at % len(samples)]) if samples else PLACEHOLDER.text


def _key(library: Library) -> str:
    return cache.key_of(library.key, "acts", Path(__file__).read_text("utf-8"))
