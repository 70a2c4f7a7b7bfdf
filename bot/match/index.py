"""What an utterance is looked up in: rows of features, what they weigh, and what they say for each label."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from bot.match.vocabulary import Floats, Vocabulary

NONE = -1
_STEPS = 127


@dataclass(frozen=True)
class Keys:
    """`marks` rise. Two keys of one mark share the first's row; among 100,000 keys that is one pair, and a
    strange key is taken for a known one twice in 100,000 times."""

    marks: NDArray[np.uint32]
    rows: NDArray[np.int32]

    @classmethod
    def of(cls, numbered: Iterable[Mapping[str, int]]) -> "Keys":
        pairs = [(crc32(key.encode()), row) for part in numbered for key, row in part.items()]
        marks = np.array([mark for mark, _ in pairs], np.uint32)
        rows = np.array([row for _, row in pairs], np.int32)
        order = np.lexsort((rows, marks))
        return cls(marks[order], rows[order])

    def rows_of(self, keys: Sequence[str]) -> list[int]:
        """The row of each key, or NONE."""
        if not len(keys) or not len(self.marks):
            return [NONE] * len(keys)
        marks = np.array([crc32(key.encode()) for key in keys], np.uint32)
        at = self.marks.searchsorted(marks)
        at[at == len(self.marks)] = 0
        return np.where(self.marks[at] == marks, self.rows[at], NONE).tolist()  # type: ignore[no-any-return]


@dataclass(frozen=True)
class Table:
    """A row is `steps` (whole numbers) times its own `scale`, which is fine enough for sums of many."""

    steps: NDArray[np.int8]
    scale: Floats

    @classmethod
    def of(cls, rows: Floats) -> "Table":
        scale = np.maximum(np.abs(rows).max(axis=1), 1e-9) / _STEPS
        return cls(np.round(rows / scale[:, None]).astype(np.int8), scale.astype(np.float32))

    @classmethod
    def joined(cls, tables: Iterable["Table"]) -> "Table":
        """One table of all rows, in their order."""
        parts = list(tables)
        return cls(
            np.concatenate([part.steps for part in parts]), np.concatenate([part.scale for part in parts])
        )

    def __len__(self) -> int:
        return len(self.scale)

    def total(self, rows: NDArray[np.intp]) -> Floats:
        """The sum of some rows."""
        total: Floats = np.dot(self.scale[rows], self.steps[rows])
        return total


@dataclass(frozen=True)
class Index:
    """`words` Latin word -> row, the commonest first; `weight` as in `Vocabulary`; `counts` is the rarity of
    the rows that tell how much of a text is known, else 0; `unknown` is how much a strange one counts."""

    keys: Keys
    words: dict[str, int]
    weight: Floats
    counts: Floats
    unknown: float

    @classmethod
    def of(cls, vocabulary: Vocabulary) -> "Index":
        rarity = vocabulary.rarity
        words = [(rarity[at], key[1:], at) for key, at in vocabulary.atoms.items() if key[0] == "="]
        return cls(
            Keys.of((vocabulary.atoms, vocabulary.pieces)),
            {word: at for _, word, at in sorted(words)},
            vocabulary.weight,
            rarity * vocabulary.judged,
            float(rarity.max(initial=1.0)),
        )

    def packed(self) -> tuple[dict[str, NDArray[Any]], dict[str, Any]]:
        arrays = {
            "marks": self.keys.marks,
            "rows_of_marks": self.keys.rows,
            "rows_of_words": np.array(list(self.words.values()), np.int32),
            "weight": self.weight,
            "counts": self.counts,
        }
        return arrays, {"words": "\n".join(self.words), "unknown": self.unknown}

    @classmethod
    def unpacked(cls, arrays: Mapping[str, NDArray[Any]], words: Mapping[str, Any]) -> "Index":
        keys = Keys(arrays["marks"], arrays["rows_of_marks"])
        rows = arrays["rows_of_words"].tolist()
        numbered = dict(zip(words["words"].split("\n"), rows, strict=True)) if rows else {}
        return cls(keys, numbered, arrays["weight"], arrays["counts"], words["unknown"])
