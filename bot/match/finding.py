"""What was understood of a message."""

from dataclasses import dataclass
from typing import Literal

from bot.content.languages import Language

Outcome = Literal["answer", "choose", "none"]


@dataclass(frozen=True)
class Explanation:
    """Why: the utterance that won, its score, how far ahead it was, and of whom."""

    utterance: str
    score: float
    margin: float
    runner_up: str | None


@dataclass(frozen=True)
class Finding:
    """`candidates` are the best three or more (topic id, score in 0..1), best first, whatever the outcome.

    `topic` is set on *answer* only; `symptom` on a *choose* that asks about a symptom; `elsewhere` names
    the group of questions out of scope that a *none* fell into, where one was close; `besides` are other
    topics that the same message asks about, on *answer* only.
    """

    outcome: Outcome
    language: Language
    candidates: tuple[tuple[str, float], ...]
    topic: str | None = None
    operator: str | None = None
    card: str | None = None
    kind: str | None = None
    channel: str | None = None
    symptom: str | None = None
    elsewhere: str | None = None
    explanation: Explanation | None = None
    besides: tuple[str, ...] = ()
