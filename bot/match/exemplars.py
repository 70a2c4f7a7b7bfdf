"""Keep the utterances: how near does a question come to one, and which explains the answer."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

MOST = 256  # utterances a label; of more, every second, third … is kept
Floats = NDArray[np.float32]


@dataclass(frozen=True)
class Exemplars:
    """Utterances sorted by label. `rows` of utterance i are rows[starts[i] : starts[i + 1]]; those of label k
    are utterances first[k] .. first[k + 1] - 1; `sizes` are their lengths in the matcher's space; the text of
    utterance i is texts[ends[i - 1] : ends[i]] in UTF-8."""

    rows: NDArray[np.int32]
    starts: NDArray[np.int32]
    first: NDArray[np.int32]
    sizes: Floats
    texts: bytes
    ends: NDArray[np.int32]
    _sheets: list[Floats] = field(default_factory=list, repr=False)  # clean ones, one a thread at work

    @classmethod
    def of(
        cls, matrix: Any, labels: NDArray[np.intp], weight: Floats, texts: list[str], in_scope: int
    ) -> "Exemplars":
        filled = np.diff(matrix.indptr) > 0  # a text without any atom is near to nothing
        chosen: list[int] = []
        first = [0]
        for label in range(in_scope):
            its = np.flatnonzero((labels == label) & filled)
            chosen += its[:: max(-(-len(its) // MOST), 1)].tolist()
            first.append(len(chosen))
        picked = matrix[chosen]
        sizes = np.sqrt(np.maximum(np.asarray(picked @ weight, np.float32), 1e-9))
        return cls(
            picked.indices.astype(np.int32),
            picked.indptr.astype(np.int32),
            np.array(first, np.int32),
            sizes.astype(np.float32),
            "".join(texts[at] for at in chosen).encode(),
            np.cumsum([len(texts[at].encode()) for at in chosen]).astype(np.int32),
        )

    def __len__(self) -> int:
        return len(self.ends)

    def text(self, utterance: int) -> str:
        """An utterance by its number; none for -1."""
        if utterance < 0:
            return ""
        return self.texts[self.ends[utterance - 1] if utterance else 0 : self.ends[utterance]].decode()

    def packed(self) -> dict[str, NDArray[Any]]:
        arrays = {name: getattr(self, name) for name in ("rows", "starts", "first", "sizes", "ends")}
        return arrays | {"texts": np.frombuffer(self.texts, np.uint8)}

    @classmethod
    def unpacked(cls, arrays: Mapping[str, NDArray[Any]]) -> "Exemplars":
        rows, starts, first, sizes, ends = (
            arrays[name] for name in ("rows", "starts", "first", "sizes", "ends")
        )
        return cls(rows, starts, first, sizes, arrays["texts"].tobytes(), ends)

    def nearest(
        self, label: int, rows: NDArray[np.intp], weight: Floats, size: float, count: int
    ) -> tuple[float, int]:
        """Cosine (0..1) to the label's nearest utterance, and its number; `count` is that of all rows."""
        low, high = int(self.first[label]), int(self.first[label + 1])
        if low == high:
            return 0.0, -1
        present = self._sheets.pop() if self._sheets else np.zeros(count, np.float32)
        present[rows] = weight
        begin, end = int(self.starts[low]), int(self.starts[high])
        got = present[self.rows[begin:end]]
        present[rows] = 0
        self._sheets.append(present)
        like = np.add.reduceat(got, self.starts[low:high] - begin) / self.sizes[low:high]
        best = int(like.argmax())
        return float(like[best]) / max(size, 1e-9), low + best
