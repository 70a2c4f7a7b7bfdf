"""From texts to rows of numbers: which atoms and pieces there are, and how much each counts."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import chain
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bot.match.features import Features, pieces

Floats = NDArray[np.float32]

# Against 1 for a word, a piece of one, a character or a syllable. Concepts say most where utterances are few.
CHINESE_PAIR = 1.5
CONCEPT_FEW, CONCEPT_MANY, FEW = 4.0, 2.1, 15  # a label's utterances up to which they are few
CONCEPT_PAIR = 0.42  # of a concept's weight
MANY = 60_000  # atoms: beyond this, pairs met once are left out


@dataclass
class Vocabulary:
    """`atoms` key -> row (Latin words as `=word`, else as in `Reading`); `pieces` of words -> later row.

    `made` (rows x features, sparse) says what each row is made of; `weight` is its squared length, `rarity`
    its inverse document frequency. `judged` is 1 for rows that tell how much of a text is known: Latin words,
    Chinese characters and their pairs.
    """

    atoms: dict[str, int]
    pieces: dict[str, int]
    weight: Floats
    rarity: Floats
    judged: Floats
    made: Any = None

    @classmethod
    def of(cls, readings: Iterable[Features], labels: int = 1) -> tuple["Vocabulary", Any]:
        """Return the vocabulary of texts and their `matrix`; `labels` is how many labels share the texts."""
        atoms, matrix = _numbered(map(keys_of, readings))
        words = [key[1:] for key in atoms if key[0] == "="]
        part_of = {word: [p for p in pieces(word) if p[0] != "="] for word in words}
        parts: dict[str, int] = {}
        for word in words:
            for part in part_of[word]:
                parts.setdefault(part, len(atoms) + len(parts))
        made = _made(atoms, parts, part_of)
        matrix.resize(matrix.shape[0], made.shape[0])
        rarity = _rarity(matrix, len(atoms), made)
        kinds = _kinds(atoms, len(parts), matrix.shape[0] / labels)
        made = made.multiply(rarity * kinds).tocsr().astype(np.float32)
        weight = np.asarray(made.multiply(made).sum(axis=1), np.float32).ravel()
        return cls(atoms, parts, weight, rarity, _judged(atoms, len(parts)), made), matrix

    def matrix(self, readings: Iterable[Features]) -> Any:
        """Texts x rows, 1 where the text has the atom (sparse)."""
        rows = [[self.atoms[key] for key in keys_of(r) if key in self.atoms] for r in readings]
        return _sparse(rows, len(self.weight))


def keys_of(features: Features) -> list[str]:
    return [*dict.fromkeys("=" + word for word in features.words), *features.atoms]


def _sparse(rows: list[list[int]], width: int) -> Any:
    """A CSR matrix of ones from each row's columns."""
    from scipy.sparse import csr_matrix

    starts = np.cumsum([0, *map(len, rows)])
    columns = np.fromiter(chain.from_iterable(rows), np.int32, int(starts[-1]))
    return csr_matrix((np.ones(len(columns), np.float32), columns, starts), shape=(len(rows), width))


def _numbered(keys: Iterable[list[str]]) -> tuple[dict[str, int], Any]:
    """Atoms in order of their first appearance, and texts x atoms; of many, no pair that was met once."""
    numbers: dict[str, int] = {}
    matrix = _sparse([[numbers.setdefault(key, len(numbers)) for key in its] for its in keys], 1)
    matrix.resize(matrix.shape[0], len(numbers))
    if len(numbers) <= MANY:
        return numbers, matrix
    seen = np.bincount(matrix.indices, minlength=len(numbers))
    kept = [at for key, at in numbers.items() if seen[at] > 1 or key[0] not in "+&"]
    names = list(numbers)
    return {names[at]: place for place, at in enumerate(kept)}, matrix[:, kept]


def _made(atoms: dict[str, int], parts: dict[str, int], part_of: dict[str, list[str]]) -> Any:
    from scipy.sparse import csr_matrix

    size = len(atoms) + len(parts)
    rows, columns = list(range(size)), list(range(size))
    for word, its in part_of.items():
        rows += [atoms["=" + word]] * len(its)
        columns += [parts[part] for part in its]
    return csr_matrix((np.ones(len(rows), np.float32), (rows, columns)), shape=(size, size))


def _rarity(matrix: Any, atoms: int, made: Any) -> Floats:
    """log((1 + n) / (1 + df)) + 1, where a piece is met in a text as often as words with it."""
    texts = matrix.shape[0]
    counted = np.bincount(matrix.indices, minlength=made.shape[0]).astype(np.float32)
    pieces_met = matrix @ made[:, atoms:]
    counted[atoms:] = np.bincount(pieces_met.indices, minlength=made.shape[0] - atoms)
    rarity: Floats = (np.log((1 + texts) / (1 + counted)) + 1).astype(np.float32)
    return rarity


def _judged(atoms: dict[str, int], parts: int) -> Floats:
    kinds = [key[0] == "=" or "\u3400" <= key[0] <= "\u9fff" for key in atoms]
    return np.array([*kinds, *([False] * parts)], np.float32)


def _kinds(atoms: dict[str, int], parts: int, each: float) -> Floats:
    """How much each kind of row counts, for labels of `each` utterances."""
    concept = min(max(CONCEPT_FEW * (FEW / max(each, 1)) ** 0.25, CONCEPT_MANY), CONCEPT_FEW)
    by_kind = {"#": concept, "&": concept * CONCEPT_PAIR}
    weights = [
        CHINESE_PAIR if len(key) == 2 and "\u3400" <= key[0] <= "\u9fff" else by_kind.get(key[0], 1.0)
        for key in atoms
    ]
    return np.array([*weights, *([1.0] * parts)], np.float32)
