"""Which conversational act an utterance is: thanks, yes, a complaint … learnt from `faq/acts/` like topics."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.content.library import Library
from bot.conversation.phrases import joined
from bot.match import keeping
from bot.match.folding import Folding, Token
from bot.match.matcher import Matcher
from bot.match.names import PLACEHOLDER, masked
from bot.match.understand import Understanding

FILE = "acts.npz"
_QUESTION, _FOREIGN = "=", "~"
_EVERY = 3  # of so many utterances of a topic, one is learnt as what is no act
_SLOT = re.compile(r"\{(\w+)\}")
_SAMPLES = {"operator": (PLACEHOLDER.text,), "date": ("12月15号",), "amount": ("10 euro",), "number": ("2",)}
_DIGITS = Token("num", False)


@dataclass(frozen=True)
class Recognised:
    """`act` is the likeliest one, `share` its chance beside all questions, `exact` where somebody wrote it so;
    `question` and `foreign` the chances that it is a topic's question, or nothing of ours."""

    act: str | None
    share: float
    exact: bool
    question: float
    foreign: float


NOTHING = Recognised(None, 0.0, False, 0.0, 0.0)


class Acts:
    """Learn with `learn` or `load`, ask with `recognise`."""

    def __init__(self, library: Library, matcher: Matcher, said: dict[str, str]) -> None:
        self.matcher = matcher
        self._said = said
        self._ids = frozenset(library.acts)

    @classmethod
    def learn(cls, library: Library, understanding: Understanding) -> "Acts":
        """Some seconds; the names of operators are taken out as `understanding` does."""
        folding = understanding.matcher.reader.folding
        mask = _Mask(understanding)
        matcher = Matcher.fit(_utterances(library), concepts=library.concepts, mask=mask)
        said = {
            joined(mask(folding.tokens(text))): act
            for act, text in _utterances(library)
            if act in library.acts
        }
        return cls(library, matcher, said)

    def save(self, library: Library, folder: Path) -> None:
        """Keep what was learnt; it fits this library and this code only."""
        arrays, words = self.matcher.packed()
        keeping.write(folder / FILE, _key(library), arrays, {"matcher": words, "said": self._said})

    @classmethod
    def load(cls, library: Library, folder: Path) -> "Acts | None":
        """None where nothing is kept, or what is kept was learnt from other words or by other code."""
        try:
            arrays, words = keeping.read(folder / FILE, _key(library), mapped="steps")
            return cls(library, Matcher.unpacked(arrays, words["matcher"]), words["said"])
        except (keeping.Misfit, KeyError, ValueError, TypeError, IndexError):
            return None

    def recognise(self, tokens: Sequence[Token]) -> Recognised:
        """`tokens` with the names of operators masked."""
        masked_tokens = _numbers(tokens)
        if not masked_tokens:
            return NOTHING
        exact = self._said.get(joined(masked_tokens))
        if exact:
            return Recognised(exact, 1.0, True, 0.0, 0.0)
        chances: dict[str, float] = {}
        for label, score in self.matcher.look_at(masked_tokens).ranked:
            name = label[0] if label[0] in (_QUESTION, _FOREIGN) else label
            chances[name] = chances.get(name, 0.0) + score
        total = sum(chances.values()) or 1.0
        acts = {name: chance / total for name, chance in chances.items() if name in self._ids}
        best = max(acts, key=lambda name: acts[name], default=None)
        question, foreign = (chances.get(name, 0.0) / total for name in (_QUESTION, _FOREIGN))
        return Recognised(best, acts[best] if best else 0.0, False, question, foreign)


class _Mask:
    def __init__(self, understanding: Understanding) -> None:
        self._names = understanding._operators

    def __call__(self, tokens: list[Token]) -> list[Token]:
        return _numbers(masked(tokens, self._names.find(tokens)))


def _numbers(tokens: Iterable[Token]) -> list[Token]:
    """Every number as one and the same word: `step 4` is `step 2`."""
    return [_DIGITS if token.text.isdigit() else token for token in tokens]


def _utterances(library: Library) -> Iterator[tuple[str, str]]:
    """(act, or what is none, utterance); out-of-scope groups named as an act are that act's too."""
    for act in library.acts.values():
        for text in _said(act.wordings.by_language().values()):
            yield act.id, text
    for group in library.elsewhere.values():
        label = group.id if group.id in library.acts else _FOREIGN + group.id
        yield from ((label, text) for text in _said(group.wordings.by_language().values()))
    for folder in (library.topics, library.symptoms):
        for form in folder.values():
            for texts in form.wordings.by_language().values():
                yield from ((_QUESTION + form.id, text) for text in texts[::_EVERY])


def _said(languages: Iterable[Sequence[str]]) -> Iterator[str]:
    """Each utterance with its slots filled."""
    for texts in languages:
        for text in texts:
            yield _SLOT.sub(lambda found: _SAMPLES.get(found[1], ("",))[0], text)


def _key(library: Library) -> str:
    return keeping.key_of(library.key, "acts", Path(__file__).read_text("utf-8"))


def words_of(folding: Folding, text: str) -> list[Token]:
    return folding.tokens(text)
