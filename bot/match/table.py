"""Many rows of weights in a byte each, summed fast."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

_MOST = 127
Floats = NDArray[np.float32]


@dataclass(frozen=True)
class Table:
    """A row is `steps` (whole numbers) times its own `scale`, which is fine enough for sums of many."""

    steps: NDArray[np.int8]
    scale: Floats

    @classmethod
    def of(cls, rows: Floats) -> "Table":
        scale = np.maximum(np.abs(rows).max(axis=1), 1e-9) / _MOST
        return cls(np.round(rows / scale[:, None]).astype(np.int8), scale.astype(np.float32))

    def __len__(self) -> int:
        return len(self.scale)

    def total(self, rows: NDArray[np.intp]) -> Floats:
        """The sum of some rows."""
        total: Floats = np.dot(self.scale[rows], self.steps[rows])
        return total
