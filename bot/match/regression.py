"""Multinomial logistic regression over many short sparse texts, in small steps.

Each step takes some texts and moves the weights of their features only; a feature that has moved much moves
less (AdaGrad, one sum a feature). Every pass leaves out some features of each text, which keeps rare ones
from learning a text by heart. On 56,000 texts two passes take one second and a half and little more
memory than the weights themselves; L-BFGS took 12 seconds and 0.7 GB and was no better on unseen texts.
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

Matrix = NDArray[np.float32]
BATCH = 1024  # texts a step
STEP = 2.0
PASSES = 2  # each begins anew; the weights are their mean, which knows more than either
LEFT_OUT = 0.3  # share of a text's features that a pass does not see
TINY = 1e-6


def learn(texts: Any, labels: NDArray[np.intp], count: int, *, passes: int = PASSES) -> Matrix:
    """Learn weights (features x count) from `texts` (texts x features, CSR).

    The same input gives the same weights.
    """
    total = np.zeros((texts.shape[1], count), np.float32)
    for number in range(passes):
        total += _one_pass(texts, labels, count, np.random.default_rng(number))
    total /= passes
    return total


def _one_pass(texts: Any, labels: NDArray[np.intp], count: int, rng: np.random.Generator) -> Matrix:
    model = _Model(texts.shape[1], count)
    order = rng.permutation(len(labels))
    for begin in range(0, len(order), BATCH):
        chosen = order[begin : begin + BATCH]
        model.step(texts[chosen], labels[chosen], rng)
    return model.weights


class _Model:
    """`weights` of each feature for each label, and of each feature the sum of squared slopes so far."""

    def __init__(self, features: int, count: int) -> None:
        self.weights = np.zeros((features, count), np.float32)
        self._moved = np.full(features, TINY, np.float32)
        self._present = np.zeros(features, np.bool_)
        self._place = np.zeros(features, np.int32)

    def step(self, texts: Any, labels: NDArray[np.intp], rng: np.random.Generator) -> None:
        """Move the weights of the features that these texts have."""
        columns, small = self._thinned(texts, rng)
        weights = self.weights[columns]
        slope = small.T @ _errors(small @ weights, labels)
        self._moved[columns] += np.einsum("ij,ij->i", slope, slope)
        slope *= (STEP / np.sqrt(self._moved[columns]))[:, None]
        self.weights[columns] = weights - slope

    def _thinned(self, texts: Any, rng: np.random.Generator) -> tuple[NDArray[np.intp], Any]:
        """Leave some features out, make the others so much heavier, and number those that remain anew."""
        from scipy.sparse import csr_matrix

        kept = rng.random(texts.nnz, np.float32) >= LEFT_OUT
        starts = np.concatenate([[0], np.cumsum(kept)])[texts.indptr].astype(np.int32)
        features = texts.indices[kept]
        self._present[features] = True
        columns = np.flatnonzero(self._present)
        self._present[columns] = False
        self._place[columns] = np.arange(len(columns), dtype=np.int32)
        data = texts.data[kept] / np.float32(1 - LEFT_OUT)
        return columns, csr_matrix((data, self._place[features], starts), (texts.shape[0], len(columns)))


def _errors(logits: Matrix, labels: NDArray[np.intp]) -> Matrix:
    """Chance of every label, less one for the true one; in place."""
    logits -= logits.max(axis=1, keepdims=True)
    np.exp(logits, out=logits)
    logits /= logits.sum(axis=1, keepdims=True)
    logits[np.arange(len(labels)), labels] -= 1
    return logits
