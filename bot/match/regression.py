"""Multinomial logistic regression over few texts and many features, in the space that the texts span.

The weights are a sum of texts, W = Xᵀ A, so all work is done on A (texts x labels). L-BFGS runs with the
inner product of W-space; the image X W of every vector is kept beside it, which makes inner products and the
whole line search free of matrix products: one product a round.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Matrix = NDArray[np.float32]
MEMORY = 6
DENSE_UP_TO = 1500  # texts: below this the Gram matrix is cheaper than two sparse products


Product = Callable[[Matrix], Matrix]


def gram(texts: Any, made: Any) -> Product:
    """A -> X Xᵀ A for X = `texts` @ `made`, both sparse: cheaper in two steps than through X."""
    if texts.shape[0] <= DENSE_UP_TO:
        features = texts @ made
        dense: Matrix = (features @ features.T).toarray()
        return lambda a: dense @ a
    turned, unmade = texts.T.tocsr(), made.T.tocsr()
    return lambda a: texts @ (made @ (unmade @ (turned @ a)))


@dataclass
class _Pair:
    """A vector of W-space by its coefficients, and its image on the texts."""

    a: Matrix
    image: Matrix

    def dot(self, other: "_Pair") -> float:
        return float(np.vdot(self.a, other.image))

    def plus(self, other: "_Pair", times: float) -> "_Pair":
        return _Pair(self.a + np.float32(times) * other.a, self.image + np.float32(times) * other.image)


def learn(product: Product, labels: NDArray[np.intp], count: int, *, strength: float, rounds: int) -> Matrix:
    """A (texts x count) that minimises cross-entropy + |W|² / (2 strength), by `product`, A -> X Xᵀ A."""
    truth = np.zeros((len(labels), count), np.float32)
    truth[np.arange(len(labels)), labels] = 1
    at = _Pair(np.zeros_like(truth), np.zeros_like(truth))
    problem = _Problem(truth, 1 / strength)
    value, slope = problem.slope(at)
    gradient = _Pair(slope, product(slope))
    history: list[tuple[_Pair, _Pair, float]] = []
    for _ in range(rounds):
        way = _direction(gradient, history)
        step, value = problem.line(at, way, gradient.dot(way), value, first=not history)
        if not step:
            break
        at = at.plus(way, step)
        _, slope = problem.slope(at)
        after = _Pair(slope, product(slope))
        _remember(
            history, _Pair(way.a * np.float32(step), way.image * np.float32(step)), after.plus(gradient, -1)
        )
        gradient = after
    return at.a


def _remember(history: list[tuple[_Pair, _Pair, float]], moved: _Pair, turned: _Pair) -> None:
    bend = moved.dot(turned)
    if bend > 1e-12:
        history.append((moved, turned, 1 / bend))
        del history[:-MEMORY]


def _direction(gradient: _Pair, history: list[tuple[_Pair, _Pair, float]]) -> _Pair:
    """The two loops of L-BFGS, downhill."""
    way = _Pair(-gradient.a, -gradient.image)
    passed = []
    for moved, turned, share in reversed(history):
        amount = share * moved.dot(way)
        passed.append(amount)
        way = way.plus(turned, -amount)
    if history:
        moved, turned, share = history[-1]
        scale = np.float32(1 / (share * turned.dot(turned)))
        way = _Pair(way.a * scale, way.image * scale)
    for (moved, turned, share), amount in zip(history, reversed(passed), strict=True):
        way = way.plus(moved, amount - share * turned.dot(way))
    return way


@dataclass(frozen=True)
class _Problem:
    truth: Matrix
    decay: float

    def slope(self, at: _Pair) -> tuple[float, Matrix]:
        logits = at.image - at.image.max(axis=1, keepdims=True)
        shares = np.exp(logits)
        total = shares.sum(axis=1, keepdims=True)
        shares /= total
        loss = float((np.log(total) - (logits * self.truth).sum(axis=1, keepdims=True)).sum())
        slope = shares - self.truth + np.float32(self.decay) * at.a
        return loss + 0.5 * self.decay * at.dot(at), slope

    def line(self, at: _Pair, way: _Pair, fall: float, value: float, *, first: bool) -> tuple[float, float]:
        """A step that falls enough (Armijo), and the value there; step 0 where there is none."""
        if fall >= 0:
            return 0.0, value
        step = min(1.0, 4 * len(self.truth) / -fall) if first else 1.0
        for _ in range(12):
            there = self.slope(at.plus(way, step))[0]
            if there <= value + 1e-4 * step * fall:
                return step, there
            step *= 0.4
        return 0.0, value
