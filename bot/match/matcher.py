"""A question -> ranked labels. Knows labels and wordings only."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bot.match import han, keeping
from bot.match.exemplars import Exemplars
from bot.match.folding import Folding, Token
from bot.match.lexicon import Lexicon, everyday, folded, merged, regional
from bot.match.mending import Mender
from bot.match.reading import Reader, pieces
from bot.match.signals import Floats, Head, signals_of_one
from bot.match.table import Table
from bot.match.training import Examples, label_numbers, train
from bot.match.vocabulary import Vocabulary

_BACKGROUND = "\0"
MOST = 24  # labels ranked


@dataclass(frozen=True, slots=True)
class Look:
    """All that one look at a question tells. `ranked` holds the best (label, score), best first."""

    ranked: list[tuple[str, float]]
    ours: float
    right: float
    wording: str
    likeness: float
    known: float
    background: str | None


class Matcher:
    """Learn with `fit`, keep with `save`, ask with `rank`. The same input gives the same scores."""

    def __init__(
        self,
        labels: Sequence[str],
        vocabulary: Vocabulary,
        table: Table,
        heads: tuple[Head, Head],
        exemplars: Exemplars,
        reader: Reader,
    ) -> None:
        self._all = list(labels)
        self.labels = [label for label in labels if not label.startswith(_BACKGROUND)]
        self.vocabulary = vocabulary
        self.table = table
        self.heads = heads
        self.exemplars = exemplars
        self.reader = reader
        self._words = {key[1:]: at for key, at in vocabulary.atoms.items() if key[0] == "="}
        self._mender = Mender(vocabulary.atoms, self._words, vocabulary.rarity.item, reader.folding.sounds)
        self._counts = vocabulary.rarity * vocabulary.judged
        self._unknown = float(vocabulary.rarity.max(initial=1.0))

    @classmethod
    def fit(
        cls,
        wordings: Iterable[tuple[str, str]],
        *,
        background: Iterable[tuple[str, str]] = (),
        concepts: Mapping[str, Mapping[str, object]] | None = None,
        mask: Callable[[list[Token]], list[Token]] = lambda tokens: tokens,
    ) -> "Matcher":
        """Learn (label, wording) pairs.

        `background` are (name, wording) pairs of what is none of the labels; they never rank. `concepts` adds
        to the everyday lexicon: concept -> language -> words. `mask` takes names out of a wording's tokens;
        the same must be done to what `look_at` is given.
        """
        pairs = [*wordings, *((_BACKGROUND + name, wording) for name, wording in background)]
        if not pairs:
            raise ValueError("a matcher needs at least one wording")
        folding = Folding(han.build(), regional())
        reader = Reader(folding, Lexicon(folded(merged(everyday(), concepts or {}), folding)))
        readings = [reader.of_tokens(mask(folding.tokens(wording))) for _, wording in pairs]
        numbers = label_numbers([label for label, _ in pairs])
        vocabulary = Vocabulary.of(readings, len(numbers))
        matrix = vocabulary.matrix(readings)
        labels = np.array([numbers[label] for label, _ in pairs], np.intp)
        ours = sum(not label.startswith(_BACKGROUND) for label in numbers)
        learnt = train(vocabulary, Examples(matrix, labels, ours, len(numbers)))
        exemplars = Exemplars.of(matrix, labels, vocabulary.weight, [wording for _, wording in pairs], ours)
        heads = learnt.is_ours, learnt.is_right
        return cls(list(numbers), vocabulary, learnt.table, heads, exemplars, reader)

    def rank(self, question: str, limit: int = 3) -> list[tuple[str, float]]:
        """The best labels with their scores, best first.

        A score is the chance (0..1, calibrated on held-out wordings and labels) that the question is ours and
        means this label; so the first one's is low for foreign questions. Empty for a text without any word.
        """
        return self.look(question).ranked[:limit]

    def look(self, question: str) -> Look:
        return self.look_at(self.reader.folding.tokens(question))

    def look_at(self, tokens: list[Token]) -> Look:
        """The same for tokens that somebody else cut (names taken out)."""
        rows, known = self._rows(tokens)
        if not rows:
            return Look([], 0.0, 0.0, "", 0.0, 0.0, None)
        at = np.array(rows, np.intp)
        weight = self.vocabulary.weight[at]
        size = float(np.sqrt(weight.sum()))
        sums = self.table.total(at) / np.float32(size)
        logits, likeness = sums[: len(self._all)], sums[len(self._all) :]
        order = np.argsort(-logits[: len(likeness)], kind="stable").tolist()
        near, wording = self.exemplars.nearest(order[0], at, weight, size, len(self.table))
        found = signals_of_one(logits, likeness, order, near, known, len(rows))
        is_ours, is_right = (head.chance_of_one(found) for head in self.heads)
        nearest = int(logits.argmax())
        background = self._all[nearest][1:] if nearest >= len(likeness) else None
        ranked = self._ranked(logits[: len(likeness)], order, is_ours, is_right)
        return Look(ranked, is_ours, is_right, wording, near, known, background)

    def _ranked(
        self, logits: Floats, order: list[int], is_ours: float, is_right: float
    ) -> list[tuple[str, float]]:
        """Labels with scores: the first's chance, and the rest of it shared among the others."""
        shares = np.exp(logits - logits[order[0]])
        rest = max(float(shares.sum()) - 1, 1e-9)
        right = max(is_right, 1 / len(order))
        scale = (1 - right) / rest
        others = [(self.labels[at], is_ours * min(float(shares[at]) * scale, right)) for at in order[1:MOST]]
        return [(self.labels[order[0]], is_ours * right), *others]

    def _rows(self, tokens: list[Token]) -> tuple[list[int], float]:
        """Rows of what the index knows, and the share of the text known before any slip was mended."""
        words, atoms = self._words, self.vocabulary.atoms
        mended, put, left = self._mender.tokens(tokens)
        reading = self.reader.of_tokens(mended)
        rows = [words[word] for word in dict.fromkeys(reading.words) if word in words]
        strange = len(put) + len(left) + sum(_differ(a, b) for a, b in zip(tokens, mended, strict=True))
        for key in reading.atoms:
            row = atoms.get(key)
            if row is not None:
                rows.append(row)
            elif "\u3400" <= key[0] <= "\u9fff":
                strange += 1
        counts = self._counts
        known = float(counts[rows].sum()) - sum(float(counts[words[word]]) for word in dict.fromkeys(put))
        share = known / (known + strange * self._unknown) if known > 0 else 0.0
        parts = self.vocabulary.pieces
        return rows + list({parts[p]: None for word in left for p in pieces(word) if p in parts}), share

    def save(self, path: Path, key: str) -> None:
        """Write all that was learnt; `key` names content and code (`keeping.key_of`)."""
        keeping.write(path, key, *self.packed())

    @classmethod
    def load(cls, path: Path, key: str) -> "Matcher":
        """Raises `keeping.Misfit` unless the file was saved under this very key."""
        return cls.unpacked(*keeping.read(path, key))

    def packed(self) -> tuple[dict[str, NDArray[Any]], dict[str, Any]]:
        han_ = self.reader.folding.han
        arrays: dict[str, NDArray[Any]] = {
            "steps": self.table.steps,
            "scale": self.table.scale,
            "weight": self.vocabulary.weight,
            "rarity": self.vocabulary.rarity,
            "judged": self.vocabulary.judged,
            "folded": han_.folded,
            "sounds": han_.sounds,
            "rows": self.exemplars.rows,
            "starts": self.exemplars.starts,
            "first": self.exemplars.first,
            "sizes": self.exemplars.sizes,
            "heads": np.stack([part for head in self.heads for part in head.packed()]),
        }
        words: dict[str, Any] = {
            "labels": self._all,
            "atoms": "\n".join(self.vocabulary.atoms),
            "pieces": "\n".join(self.vocabulary.pieces),
            "texts": self.exemplars.texts,
            "concepts": self.reader.lexicon.concepts,
        }
        return arrays, words

    @classmethod
    def unpacked(cls, arrays: Mapping[str, NDArray[Any]], words: Mapping[str, Any]) -> "Matcher":
        folding = Folding(han.Han(arrays["folded"], arrays["sounds"]), regional())
        atoms = {key: at for at, key in enumerate(words["atoms"].split("\n"))}
        parts = {key: at + len(atoms) for at, key in enumerate(words["pieces"].split("\n"))}
        heads = Head.unpacked(arrays["heads"][:3]), Head.unpacked(arrays["heads"][3:])
        rows, starts, first, sizes = (arrays[name] for name in ("rows", "starts", "first", "sizes"))
        exemplars = Exemplars(rows, starts, first, sizes, words["texts"])
        vocabulary = Vocabulary(atoms, parts, arrays["weight"], arrays["rarity"], arrays["judged"])
        reader = Reader(folding, Lexicon(words["concepts"]))
        table = Table(arrays["steps"], arrays["scale"])
        return cls(words["labels"], vocabulary, table, heads, exemplars, reader)


def _differ(one: Token, other: Token) -> int:
    """How many characters of a run were mended."""
    if not one.chinese or one.text == other.text:
        return 0
    return max(sum(a != b for a, b in zip(one.text, other.text, strict=False)), 1)
