"""Key -> row, by a checksum of the key: eight bytes a key where a dict of strings takes two hundred."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

NONE = -1


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
