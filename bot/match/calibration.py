"""Tell a question in scope from one out of scope, and a sure first candidate from a doubtful one."""

import math
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
NAMES = (
    "share of the first",
    "lead in logits",
    "first logit",
    "likeness to the first's centre",
    "best likeness to any centre",
    "the nearest centre is the first's",
    "likeness to its nearest wording",
    "known words",
    "length",
    "lead of the background",
    "lead in likeness",
    "known words x likeness",
)


def signals(
    logits: Floats, likeness: Floats, in_scope: int, nearest: Floats, known: Floats, length: Floats
) -> NDArray[np.float64]:
    """One row of `NAMES` a text.

    `logits` (texts x labels) of which the first `in_scope` are labels and the rest background; `likeness`
    (texts x in_scope) cosines to the labels' centres; `nearest` cosine to the closest utterance of the first
    label; `known` share of the text that the index knows, 0..1; `length` in atoms.
    """
    texts = np.arange(len(logits))
    high = logits.max(axis=1, keepdims=True)
    shares = np.exp(logits - high)
    shares /= shares.sum(axis=1, keepdims=True)
    own = logits[:, :in_scope]
    first = own.argmax(axis=1)
    second = own.copy()
    second[texts, first] = -np.inf
    like = likeness[texts, first]
    others = likeness.copy()
    others[texts, first] = 0
    columns = (
        shares[texts, first],
        own[texts, first] - second.max(axis=1),
        own[texts, first],
        like,
        likeness.max(axis=1),
        likeness.argmax(axis=1) == first,
        nearest,
        known,
        np.log1p(length),
        _lead(logits, in_scope),
        like - others.max(axis=1),
        known * like,
    )
    return np.stack([np.asarray(column, np.float64) for column in columns], axis=1)


def signals_of_one(
    logits: Floats, likeness: Floats, order: list[int], nearest: float, known: float, length: int
) -> list[float]:
    """The same for one text, without the cost of arrays; `order` holds our labels by falling logit."""
    in_scope, first = len(likeness), order[0]
    top = float(logits[first])
    high = float(logits.max())
    like = float(likeness[first])
    nearest_centre = int(likeness.argmax())
    best = float(likeness[nearest_centre])
    return [
        math.exp(top - high) / float(np.exp(logits - high).sum()),
        top - float(logits[order[1]]) if len(order) > 1 else math.inf,
        top,
        like,
        best,
        float(nearest_centre == first),
        nearest,
        known,
        math.log1p(length),
        0.0 if len(logits) == in_scope else min(max(float(logits[in_scope:].max()) - top, -12.0), 12.0),
        like - (best if nearest_centre != first else _second(likeness, first)),
        known * like,
    ]


def _second(likeness: Floats, first: int) -> float:
    others = likeness.copy()
    others[first] = 0
    return float(others.max())


def _lead(logits: Floats, in_scope: int) -> Floats:
    """By how much the best label out of scope is ahead of the best in scope, in logits."""
    if logits.shape[1] == in_scope:
        return np.zeros(len(logits), np.float32)
    lead: Floats = np.clip(logits[:, in_scope:].max(axis=1) - logits[:, :in_scope].max(axis=1), -12, 12)
    return lead


@dataclass(frozen=True)
class Calibration:
    """A calibrated yes-or-no answer: logistic over standardised signals."""

    centre: NDArray[np.float64]
    spread: NDArray[np.float64]
    weights: NDArray[np.float64]

    def chance(self, rows: NDArray[np.float64]) -> NDArray[np.float64]:
        scaled = np.clip((rows - self.centre) / self.spread, -6, 6)
        chance: NDArray[np.float64] = 1 / (1 + np.exp(-(scaled @ self.weights[1:] + self.weights[0])))
        return chance

    def chance_of_one(self, row: list[float]) -> float:
        """The same for `signals_of_one`."""
        total = self._plain[0][0]
        for value, (weight, centre, spread) in zip(row, self._plain[1:], strict=True):
            total += weight * min(max((value - centre) / spread, -6.0), 6.0)
        return 1 / (1 + math.exp(-total))

    @cached_property
    def _plain(self) -> list[tuple[float, float, float]]:
        """(weight, centre, spread) of the constant and of every signal."""
        bias, *weights = self.weights.tolist()
        signals = zip(weights, self.centre.tolist(), self.spread.tolist(), strict=True)
        return [(bias, 0.0, 1.0), *signals]

    @classmethod
    def undecided(cls) -> "Calibration":
        """For an index too small to hold anything out: always one half."""
        return cls(np.zeros(len(NAMES)), np.ones(len(NAMES)), np.zeros(len(NAMES) + 1))

    @classmethod
    def fit(
        cls, rows: NDArray[np.float64], truth: NDArray[np.bool_], weight: NDArray[np.float64]
    ) -> "Calibration":
        """Newton's method; a little ridge keeps it finite where the two sides part cleanly."""
        centre = rows.mean(axis=0)
        spread = np.maximum(rows.std(axis=0), 1e-6)
        x = np.hstack([np.ones((len(rows), 1)), np.clip((rows - centre) / spread, -6, 6)])
        ridge = np.diag([1e-6, *([1.0] * rows.shape[1])])
        w = np.zeros(x.shape[1])
        for _ in range(25):
            chance = 1 / (1 + np.exp(-np.clip(x @ w, -30, 30)))
            gradient = x.T @ (weight * (chance - truth)) + ridge @ w
            bend = (x * (weight * chance * (1 - chance) + 1e-9)[:, None]).T @ x + ridge
            step = np.linalg.solve(bend, gradient)
            w -= step
            if np.abs(step).max() < 1e-6:
                break
        return cls(centre, spread, w)

    def packed(self) -> tuple[NDArray[np.float64], ...]:
        """Three rows of equal length."""
        return np.append(self.centre, 0), np.append(self.spread, 1), self.weights

    @classmethod
    def unpacked(cls, rows: NDArray[np.float64]) -> "Calibration":
        return cls(rows[0][:-1], rows[1][:-1], rows[2])
