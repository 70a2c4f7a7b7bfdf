"""Utterances taught while the bot works: looked up before the model's word counts, until faq/ holds them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np
from rapidfuzz import fuzz

from bot.match.finding import Explanation, Finding
from bot.match.matcher import Matcher
from bot.match.normalize import Token

EXACT = 0.97  # likeness from which it is the very utterance, whatever the model says
NEAR_UNSURE, NEAR_STRANGE = 0.45, 0.5  # from which it stands where the model asks back, or declines
NEAR_ANSWER, DOUBTED = 0.66, 0.95  # and where the model answers something else, but no surer than that
BEHIND = 0.75  # how much less than the nearest another topic's utterance must be like it

_NEAR = {"choose": NEAR_UNSURE, "none": NEAR_STRANGE, "answer": NEAR_ANSWER}


@dataclass(frozen=True)
class Taught:
    """An utterance and the topic that it means; "" for what is not ours."""

    text: str
    topic: str


@dataclass(frozen=True)
class _Entry:
    taught: Taught
    line: str
    rows: dict[int, float]
    size: float


class LearnedUtterances:
    """Replaced as a whole when something is taught or taken back."""

    def __init__(self, matcher: Matcher, taught: Iterable[tuple[Taught, list[Token]]] = ()) -> None:
        """Each utterance with its tokens, the names of operators masked."""
        self._matcher = matcher
        self._entries = [self._entry(each, tokens) for each, tokens in taught]

    def __bool__(self) -> bool:
        return bool(self._entries)

    def applied(self, found: Finding, tokens: list[Token]) -> Finding:
        """What the model found, or what was taught where that is nearer."""
        nearest = self._nearest(tokens)
        if nearest is None:
            return found
        taught, likeness = nearest
        sure = likeness >= EXACT
        if not sure and likeness < _NEAR[found.outcome]:
            return found
        if not sure and found.outcome == "answer" and found.candidates[0][1] > DOUBTED:
            return found
        if not taught.topic:
            return replace(found, outcome="none", topic=None, symptom=None, besides=())
        others = [pair for pair in found.candidates if pair[0] != taught.topic]
        why = Explanation(taught.text, likeness, 1.0, others[0][0] if others else None)
        return replace(
            found,
            outcome="answer",
            topic=taught.topic,
            candidates=((taught.topic, 1.0), *others),
            symptom=None,
            elsewhere=None,
            explanation=why,
            besides=(),
        )

    def _nearest(self, tokens: list[Token]) -> tuple[Taught, float] | None:
        """The utterance that is most like it; None where two topics are equally near."""
        asked = self._entry(Taught("", ""), tokens)
        if not asked.rows:
            return None
        ranked = sorted(
            ((_likeness(asked, entry), at) for at, entry in enumerate(self._entries)), reverse=True
        )
        best, first = ranked[0]
        topic = self._entries[first].taught.topic
        rival = next((like for like, at in ranked if self._entries[at].taught.topic != topic), 0.0)
        if best < EXACT and rival > best * BEHIND and rival >= NEAR_UNSURE:
            return None
        return self._entries[first].taught, best

    def _entry(self, taught: Taught, tokens: Sequence[Token]) -> _Entry:
        rows = self._matcher.rows(list(tokens))
        weights = self._matcher.index.weight[np.array(rows, np.intp)].tolist() if rows else []
        line = " ".join(token.text for token in tokens)
        return _Entry(taught, line, dict(zip(rows, weights, strict=True)), float(sum(weights)) ** 0.5 or 1.0)


def _likeness(one: _Entry, other: _Entry) -> float:
    """0..1: by letters, and by the rarity of what both say."""
    letters = fuzz.ratio(one.line, other.line) / 100
    if one.line.isascii() or other.line.isascii():
        letters = max(0.0, 2 * letters - 1)  # any two Latin lines share half of their letters
    common = sum(weight for row, weight in one.rows.items() if row in other.rows)
    return max(letters, common / (one.size * other.size))
