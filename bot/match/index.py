"""What a text is looked up in: rows of atoms, of Latin words, of pieces of words, and what they weigh."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bot.match.keys import Keys
from bot.match.vocabulary import Floats, Vocabulary


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
