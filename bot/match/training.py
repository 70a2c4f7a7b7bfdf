"""What is learnt from labelled utterances: weights, centres, and how far to trust them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bot.match.calibration import Calibration, Floats, signals
from bot.match.index import Table
from bot.match.regression import learn
from bot.match.vocabulary import Vocabulary

FOLDS = 5
MANY, FEW = 2_500, 1  # utterances from which so many folds tell enough
SHARE = 0.85  # of messages that are in scope, by experience where there is a background; else one half
NEAR = 0.15  # weight of texts of held-out labels beside a background
MOST_CALIBRATED = 60_000  # utterances: a larger index trusts calibrations learnt on the first so many
BLOCK = 8_192  # rows
Ints = NDArray[np.intp]


@dataclass(frozen=True)
class Examples:
    """Texts x rows (`matrix`, from the vocabulary), each with its label; from `in_scope` on: background."""

    matrix: Any
    labels: Ints
    in_scope: int
    count: int


@dataclass(frozen=True)
class Learnt:
    """`table` (rows x (count + in_scope)): weights of every label, then centres of those in scope; and the
    calibrations of both chances."""

    table: Table
    in_scope: Calibration
    correct: Calibration


def train(vocabulary: Vocabulary, examples: Examples, mistyped: Any = None) -> Learnt:
    """`mistyped`: the same texts with typos; the weights are learnt from both, all else from the texts."""
    parts = [_one_fold(vocabulary, examples, mistyped, fold) for fold in _folds(examples)]
    table = _table(vocabulary.made, _fitted(vocabulary.made, _both(examples, mistyped)), examples)
    if not parts:
        return Learnt(table, Calibration.undecided(), Calibration.undecided())
    held = _Held.joined(parts)
    in_scope = Calibration.fit(held.rows, held.inside, _balanced(held, examples))
    kept = held.inside if held.inside.any() else ~held.inside
    return Learnt(
        table, in_scope, Calibration.fit(held.rows[kept], held.right[kept], np.ones(int(kept.sum())))
    )


def _balanced(held: "_Held", examples: Examples) -> NDArray[np.float64]:
    """As many in scope among all as come in practice.

    Where there is a background, it tells what is out of scope, and texts of labels held out count little.
    """
    weight = np.where(
        held.inside, 1.0, np.where(held.near, NEAR if examples.count > examples.in_scope else 1.0, 1.0)
    )
    share_in_scope = SHARE if examples.count > examples.in_scope else 0.5
    for side, share in ((held.inside, share_in_scope), (~held.inside, 1 - share_in_scope)):
        weight[side] *= len(weight) * share / max(float(weight[side].sum()), 1e-9)
    return weight


def _scaled(made: Any, matrix: Any) -> Any:
    """Texts x rows, each text divided by the length that its rows have together."""
    from scipy.sparse import diags

    weight = np.asarray(made.multiply(made).sum(axis=1), np.float32).ravel()
    size = np.maximum(np.asarray(matrix @ weight, np.float32).ravel(), 1e-9)
    return (diags(1 / np.sqrt(size)) @ matrix).tocsr().astype(np.float32)


@dataclass(frozen=True)
class _Fitted:
    """Texts x features, and the weights of every label (features x count)."""

    features: Any
    weights: Floats


def _both(examples: Examples, mistyped: Any) -> Examples:
    """Every text twice: as it is, and as it was mistyped."""
    from scipy.sparse import vstack

    if mistyped is None:
        return examples
    texts = vstack([examples.matrix, mistyped], format="csr")
    return Examples(texts, np.tile(examples.labels, 2), examples.in_scope, examples.count)


def _fitted(made: Any, examples: Examples) -> _Fitted:
    features = (_scaled(made, examples.matrix) @ made).tocsr()
    return _Fitted(features, learn(features, examples.labels, examples.count))


def _centres(features: Any, labels: Ints, in_scope: int) -> Any:
    """features x in_scope: the middle of each label's texts, of length one (sparse)."""
    from scipy.sparse import csr_matrix, diags

    kept = np.flatnonzero(labels < in_scope)
    picks = csr_matrix((np.ones(len(kept), np.float32), (kept, labels[kept])), shape=(len(labels), in_scope))
    centres = (features.T @ picks).tocsc()
    length = np.sqrt(np.asarray(centres.multiply(centres).sum(axis=0), np.float32).ravel())
    return centres @ diags(1 / np.maximum(length, 1e-9))


def _table(made: Any, fitted: _Fitted, examples: Examples) -> Table:
    """In blocks of rows: as a whole it would take many times what is kept of it."""
    texts = fitted.features[: len(examples.labels)]
    centres = _centres(texts, examples.labels, examples.in_scope).tocsr()
    blocks = (made[at : at + BLOCK] for at in range(0, made.shape[0], BLOCK))
    return Table.joined(Table.of(np.hstack([b @ fitted.weights, (b @ centres).toarray()])) for b in blocks)


@dataclass(frozen=True)
class _Held:
    """Texts that a fold's model never saw: signals, was the first right, is it in scope, is its label out."""

    rows: NDArray[np.float64]
    right: NDArray[np.bool_]
    inside: NDArray[np.bool_]
    near: NDArray[np.bool_]

    @classmethod
    def joined(cls, parts: list["_Held"]) -> "_Held":
        return cls(
            np.vstack([part.rows for part in parts]),
            np.concatenate([part.right for part in parts]),
            np.concatenate([part.inside for part in parts]),
            np.concatenate([part.near for part in parts]),
        )


@dataclass(frozen=True)
class _Fold:
    """`train` and `asked` are text numbers; `absent` labels have no text in `train`."""

    train: Ints
    asked: Ints
    absent: Ints


def _folds(examples: Examples) -> list[_Fold]:
    """Each holds out every fifth utterance of most labels, and every fifth label as a whole."""
    labels = examples.labels[:MOST_CALIBRATED]
    place = np.zeros(len(labels), np.intp)
    for label in np.unique(labels):
        its = np.flatnonzero(labels == label)
        place[its] = np.arange(len(its))
    folds = []
    for fold in range(FOLDS if len(labels) < MANY else FEW):
        absent = np.array([k for k in range(examples.count) if k % FOLDS == fold], np.intp)
        if examples.in_scope <= FOLDS:
            absent = absent[absent >= examples.in_scope]
        gone = np.isin(labels, absent)
        held = (place % FOLDS == fold) & ~gone
        folds.append(_Fold(np.flatnonzero(~gone & ~held), np.flatnonzero(gone | held), absent))
    return [fold for fold in folds if len(fold.train) and len(fold.asked)]


def _one_fold(vocabulary: Vocabulary, examples: Examples, mistyped: Any, fold: _Fold) -> _Held:
    from scipy.sparse import diags

    matrix, labels = examples.matrix, examples.labels
    met = np.asarray((matrix[fold.train] @ vocabulary.made).sum(axis=0)).ravel() > 0
    made = (vocabulary.made @ diags(met.astype(np.float32))).tocsr()
    part = Examples(matrix[fold.train], labels[fold.train], examples.in_scope, examples.count)
    fitted = _fitted(made, _both(part, None if mistyped is None else mistyped[fold.train]))
    train, asked = fitted.features, _scaled(made, matrix[fold.asked]) @ made
    logits = asked @ fitted.weights
    logits[:, fold.absent] = -30
    likeness = (asked @ _centres(train[: len(fold.train)], part.labels, examples.in_scope)).toarray()
    first = logits[:, : examples.in_scope].argmax(axis=1)
    nearest = _nearest(vocabulary.weight * met, matrix[fold.asked], matrix[fold.train], first, part.labels)
    known = _known(vocabulary, matrix[fold.asked], met)
    length = np.asarray(matrix[fold.asked].sum(axis=1), np.float32).ravel()
    rows = signals(logits, likeness, examples.in_scope, nearest, known, length)
    truth = labels[fold.asked]
    near = (truth < examples.in_scope) & np.isin(truth, fold.absent)
    return _Held(rows, first == truth, (truth < examples.in_scope) & ~near, near)


def _nearest(weight: Floats, asked: Any, train: Any, first: Ints, labels: Ints) -> Floats:
    """Cosine, in atoms, to the closest training text of the first candidate."""
    from scipy.sparse import diags

    sizes = np.sqrt(np.maximum(train @ weight, 1e-9))
    own = np.sqrt(np.maximum(asked @ weight, 1e-9))
    weighted = asked @ diags(weight)
    best = np.zeros(asked.shape[0], np.float32)
    for label in np.unique(first):
        its, texts = np.flatnonzero(first == label), np.flatnonzero(labels == label)
        if len(texts):
            shared = (weighted[its] @ train[texts].T).toarray()
            best[its] = (shared / sizes[texts]).max(axis=1) / own[its]
    return best


def _known(vocabulary: Vocabulary, asked: Any, met: NDArray[np.bool_]) -> Floats:
    counts = vocabulary.rarity * vocabulary.judged
    share: Floats = (asked @ (counts * met)) / np.maximum(asked @ counts, 1e-9)
    return share


def label_numbers(labels: Sequence[str]) -> dict[str, int]:
    """In order of first appearance."""
    return {label: at for at, label in enumerate(dict.fromkeys(labels))}
