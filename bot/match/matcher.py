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
from bot.match.index import Index
from bot.match.keys import NONE
from bot.match.lexicon import Lexicon, everyday, folded, merged, regional
from bot.match.mending import Mender
from bot.match.reading import Reader, pieces
from bot.match.runs import Runs
from bot.match.signals import Floats, Head, signals_of_one
from bot.match.slips import Slips
from bot.match.table import Table
from bot.match.training import Examples, label_numbers, train
from bot.match.vocabulary import Vocabulary

_BACKGROUND = "\0"
MOST = 24  # labels ranked
MOST_SLIPPED = 40_000  # wordings up to which learning sees them mistyped too
FEW = 5_000  # wordings: below, one that is mistyped for learning keeps its Latin words
MENDED = 0.5  # how far a mended word counts as known
SAME = 0.97  # likeness from which a question is one of the wordings, word by word


@dataclass(frozen=True, slots=True)
class Look:
    """All that one look at a question tells. `ranked` holds the best (label, score), best first; `wording` is
    the number of the nearest one of the first label (`Exemplars.text`), -1 for none."""

    ranked: list[tuple[str, float]]
    ours: float
    right: float
    wording: int
    likeness: float
    known: float
    background: str | None


class Matcher:
    """Learn with `fit`, keep with `save`, ask with `rank`. The same input gives the same scores."""

    def __init__(
        self,
        labels: Sequence[str],
        index: Index,
        mender: Mender,
        table: Table,
        heads: tuple[Head, Head],
        exemplars: Exemplars,
        reader: Reader,
    ) -> None:
        self._all = list(labels)
        self.labels = [label for label in labels if not label.startswith(_BACKGROUND)]
        self.index = index
        self.mender = mender
        self.table = table
        self.heads = heads
        self.exemplars = exemplars
        self.reader = reader

    @classmethod
    def fit(
        cls,
        wordings: Iterable[tuple[str, str]],
        *,
        background: Iterable[tuple[str, str]] = (),
        concepts: Mapping[str, Mapping[str, object]] | None = None,
        mask: Callable[[list[Token]], list[Token]] = lambda tokens: tokens,
        names: Mapping[str, str] | None = None,
    ) -> "Matcher":
        """Learn (label, wording) pairs.

        `background` are (name, wording) pairs of what is none of the labels; they never rank. `concepts` adds
        to the everyday lexicon: concept -> language -> words. `mask` takes names out of a wording's tokens;
        the same must be done to what `look_at` is given; `names` (folded name -> the word that stands for it)
        are what a misspelt word may have been besides the wordings' own.
        """
        pairs = [*wordings, *((_BACKGROUND + name, wording) for name, wording in background)]
        if not pairs:
            raise ValueError("a matcher needs at least one wording")
        folding = Folding(han.build(), regional())
        reader = Reader(folding, Lexicon(folded(merged(everyday(), concepts or {}), folding)))
        whole = [folding.tokens(wording) for _, wording in pairs]
        texts = [mask(tokens) for tokens in whole]
        readings = [reader.of_tokens(tokens) for tokens in texts]
        numbers = label_numbers([label for label, _ in pairs])
        vocabulary = Vocabulary.of(readings, len(numbers))
        matrix = vocabulary.matrix(readings)
        labels = np.array([numbers[label] for label, _ in pairs], np.intp)
        ours = sum(not label.startswith(_BACKGROUND) for label in numbers)
        index = Index.of(vocabulary)
        runs = Runs.of((token.text for tokens in whole for token in tokens if token.chinese), folding.sounds)
        mender = Mender(index.words, index.keys, runs, names or {})
        examples = Examples(matrix, labels, ours, len(numbers))
        learnt = train(vocabulary, examples, _mistyped(texts, vocabulary, reader, mender))
        exemplars = Exemplars.of(matrix, labels, vocabulary.weight, [wording for _, wording in pairs], ours)
        heads = learnt.is_ours, learnt.is_right
        return cls(list(numbers), index, mender, learnt.table, heads, exemplars, reader)

    def rank(self, question: str, limit: int = 3) -> list[tuple[str, float]]:
        """The best labels with their scores, best first.

        A score is the chance (0..1, calibrated on held-out wordings and labels) that the question is ours and
        means this label; so the first one's is low for foreign questions. Empty for a text without any word.
        """
        return self.look(question).ranked[:limit]

    def look(self, question: str) -> Look:
        return self.look_at(self.mender.untangled(self.reader.folding.tokens(question)))

    def look_at(self, tokens: list[Token]) -> Look:
        """The same for tokens that somebody else cut (names taken out)."""
        rows, known = self._rows(tokens)
        if not rows:
            return Look([], 0.0, 0.0, -1, 0.0, 0.0, None)
        at = np.array(rows, np.intp)
        weight = self.index.weight[at]
        size = float(np.sqrt(weight.sum()))
        sums = self.table.total(at) / np.float32(size)
        logits, likeness = sums[: len(self._all)], sums[len(self._all) :]
        order = np.argsort(-logits[: len(likeness)], kind="stable").tolist()
        near, wording = self.exemplars.nearest(order[0], at, weight, size, len(self.table))
        found = signals_of_one(logits, likeness, order, near, known, len(rows))
        is_ours, is_right = (head.chance_of_one(found) for head in self.heads)
        if min(near, known) > SAME:
            is_ours = max(is_ours, SAME)
        nearest = int(logits.argmax())
        background = self._all[nearest][1:] if nearest >= len(likeness) else None
        ranked = self._ranked(logits[: len(likeness)], order, is_ours, is_right)
        return Look(ranked, is_ours, is_right, wording, near, known, background)

    def _ranked(
        self, logits: Floats, order: list[int], is_ours: float, is_right: float
    ) -> list[tuple[str, float]]:
        """Labels with scores: the first's chance, and the rest of it shared among the others."""
        shares = np.exp((logits - logits[order[0]]).astype(np.float64))
        rest = max(float(shares.sum()) - 1, 1e-9)
        right = max(is_right, 1 / len(order))
        scores = is_ours * np.minimum(shares[order[:MOST]] * ((1 - right) / rest), right)
        scores[0] = is_ours * right
        return list(zip([self.labels[at] for at in order[:MOST]], scores.tolist(), strict=True))

    def _rows(self, tokens: list[Token]) -> tuple[list[int], float]:
        """Rows of what the index knows, and the share of the text known before any slip was mended."""
        mended, put, left = self.mender.tokens(tokens)
        reading = self.reader.of_tokens(mended)
        words, found = self.index.words, self.index.keys.rows_of(reading.atoms)
        rows = [words[word] for word in dict.fromkeys(reading.words) if word in words]
        rows += [row for row in found if row != NONE]
        parts = [part for word in left for part in pieces(word) if part[0] != "="]
        rows += [row for row in dict.fromkeys(self.index.keys.rows_of(parts)) if row != NONE]
        strange = (1 - MENDED) * len(put) + len(left)
        if mended != tokens and any(token.chinese for token in tokens):
            heard = self.reader.characters(tokens)
            return rows, self._share(reading.words, heard, self.index.keys.rows_of(heard), put, strange)
        return rows, self._share(reading.words, reading.atoms, found, put, strange)

    def _share(
        self, latin: list[str], keys: list[str], found: list[int], put: list[str], strange: float
    ) -> float:
        """The share of a text that is known, words and characters by their rarity, 0..1."""
        words, counts, unknown = self.index.words, self.index.counts, self.index.unknown
        chinese = [row for key, row in zip(keys, found, strict=True) if "\u3400" <= key[0] <= "\u9fff"]
        rows = [words[word] for word in dict.fromkeys(latin) if word in words and word not in put]
        known = float(counts[rows + [row for row in chinese if row != NONE]].sum())
        known += MENDED * sum(float(counts[words[word]]) for word in put if word in words)
        strange += chinese.count(NONE)
        return known / (known + strange * unknown) if known > 0 else 0.0

    def save(self, path: Path, key: str) -> None:
        """Write all that was learnt; `key` names content and code (`keeping.key_of`)."""
        keeping.write(path, key, *self.packed())

    @classmethod
    def load(cls, path: Path, key: str) -> "Matcher":
        """Raises `keeping.Misfit` unless the file was saved under this very key."""
        return cls.unpacked(*keeping.read(path, key))

    def packed(self) -> tuple[dict[str, NDArray[Any]], dict[str, Any]]:
        han_ = self.reader.folding.han
        index, words = self.index.packed()
        arrays: dict[str, NDArray[Any]] = {
            **index,
            **self.exemplars.packed(),
            "steps": self.table.steps,
            "scale": self.table.scale,
            "folded": han_.folded,
            "sounds": han_.sounds,
            "keys_of_runs": self.mender.runs.keys,
            "odds_of_runs": self.mender.runs.odds,
            "heads": np.stack([part for head in self.heads for part in head.packed()]),
        }
        words |= {
            "labels": self._all,
            "chars": self.mender.runs.chars,
            "names": self.mender.names,
            "concepts": self.reader.lexicon.concepts,
        }
        return arrays, words

    @classmethod
    def unpacked(cls, arrays: Mapping[str, NDArray[Any]], words: Mapping[str, Any]) -> "Matcher":
        folding = Folding(han.Han(arrays["folded"], arrays["sounds"]), regional())
        heads = Head.unpacked(arrays["heads"][:3]), Head.unpacked(arrays["heads"][3:])
        runs = Runs(words["chars"], arrays["keys_of_runs"], arrays["odds_of_runs"], folding.sounds)
        reader = Reader(folding, Lexicon(words["concepts"]))
        table = Table(arrays["steps"], arrays["scale"])
        exemplars = Exemplars.unpacked(arrays)
        index = Index.unpacked(arrays, words)
        mender = Mender(index.words, index.keys, runs, words["names"])
        return cls(words["labels"], index, mender, table, heads, exemplars, reader)


def _mistyped(texts: list[list[Token]], vocabulary: Vocabulary, reader: Reader, mender: Mender) -> Any:
    """The same texts as rows, each mistyped; None where they are too many.

    Chinese stays as it was mistyped: the mender has seen these very texts, and would put all of it right. So
    do Latin words where texts are many; of few, none should lose its words.
    """
    if len(texts) > MOST_SLIPPED:
        return None
    slips = Slips(texts, reader.folding.sounds)
    made = map(slips.made, texts)
    return vocabulary.matrix(
        [reader.of_tokens(mender.words(text) if len(texts) < FEW else text) for text in made]
    )
