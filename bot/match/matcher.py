"""A question -> ranked labels. Knows labels and utterances only."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bot.match import cache, chinese
from bot.match.calibration import Calibration, Floats, signals_of_one
from bot.match.exemplars import Exemplars
from bot.match.features import FeatureExtractor, pieces
from bot.match.homophones import Homophones
from bot.match.index import NONE, Index, Table
from bot.match.lexicon import Lexicon, everyday, merged, normalized, regional
from bot.match.normalize import Normalizer, Token
from bot.match.spelling import Corrector
from bot.match.training import Examples, label_numbers, train
from bot.match.typos import Typos
from bot.match.vocabulary import Vocabulary

_OUT_OF_SCOPE = "\0"
MOST = 24  # labels ranked
MOST_MISTYPED = 40_000  # utterances up to which learning sees them mistyped too
FEW = 5_000  # utterances: below, one that is mistyped for learning keeps its Latin words
CORRECTED = 0.5  # how far a corrected word counts as known
SAME = 0.97  # likeness from which a question is one of the utterances, word by word


@dataclass(frozen=True, slots=True)
class Match:
    """How well a question fits every label.

    `ranked` holds the best (label, score), best first; `in_scope` and `correct` are chances in 0..1 that any
    label is meant and that the first is; `utterance` is the number of the nearest one of the first label
    (`Exemplars.text`), -1 for none, and `likeness` its cosine; `known` is the share of the text that the
    index knows; `out_of_scope` names the group that beats all labels, None where none does.
    """

    ranked: list[tuple[str, float]]
    in_scope: float
    correct: float
    utterance: int
    likeness: float
    known: float
    out_of_scope: str | None


@dataclass(frozen=True)
class Corpus:
    """(label, utterance) pairs, those of `outside` among them; each cut, and with its names masked."""

    pairs: list[tuple[str, str]]
    whole: list[list[Token]]
    masked: list[list[Token]]

    def release(self) -> None:
        """Forget the tokens: they take as much memory as all that is learnt from them."""
        self.whole.clear()
        self.masked.clear()


def outside(background: Iterable[tuple[str, str]]) -> Iterable[tuple[str, str]]:
    """Label (name, utterance) pairs as out of scope."""
    return ((_OUT_OF_SCOPE + name, utterance) for name, utterance in background)


class Matcher:
    """Learn with `fit`, keep with `save`, ask with `rank`. The same input gives the same scores."""

    def __init__(
        self,
        labels: Sequence[str],
        index: Index,
        corrector: Corrector,
        table: Table,
        calibrations: tuple[Calibration, Calibration],
        exemplars: Exemplars,
        extractor: FeatureExtractor,
    ) -> None:
        self._all = list(labels)
        self.labels = [label for label in labels if not label.startswith(_OUT_OF_SCOPE)]
        self.index = index
        self.corrector = corrector
        self.table = table
        self.calibrations = calibrations
        self.exemplars = exemplars
        self.extractor = extractor

    @classmethod
    def fit(
        cls,
        utterances: Iterable[tuple[str, str]],
        *,
        background: Iterable[tuple[str, str]] = (),
        concepts: Mapping[str, Mapping[str, object]] | None = None,
        mask: Callable[[list[Token]], list[Token]] = lambda tokens: tokens,
        names: Mapping[str, str] | None = None,
    ) -> "Matcher":
        """Learn (label, utterance) pairs. ValueError where there are none.

        `background` are (name, utterance) pairs that are out of scope; they never rank. `concepts` adds to
        the everyday lexicon: concept -> language -> words. `mask` takes names out of an utterance's tokens;
        the same must be done to what `score_tokens` is given; `names` (normalized name -> the word that
        stands for it) are what a misspelt word may have been besides the utterances' own.
        """
        pairs = [*utterances, *outside(background)]
        normalizer = Normalizer(chinese.build(), regional())
        whole = [normalizer.tokens(utterance) for _, utterance in pairs]
        corpus = Corpus(pairs, whole, [mask(tokens) for tokens in whole])
        return cls.learn(corpus, normalizer, concepts or {}, names or {})

    @classmethod
    def learn(
        cls,
        corpus: Corpus,
        normalizer: Normalizer,
        concepts: Mapping[str, Mapping[str, object]],
        names: Mapping[str, str],
    ) -> "Matcher":
        """Learn what was cut already, and release it; else as `fit`."""
        if not corpus.pairs:
            raise ValueError("a matcher needs at least one utterance")
        extractor = FeatureExtractor(
            normalizer, Lexicon(normalized(merged(everyday(), concepts), normalizer))
        )
        numbers = label_numbers([label for label, _ in corpus.pairs])
        vocabulary, matrix = Vocabulary.of(map(extractor.of_tokens, corpus.masked), len(numbers))
        index = Index.of(vocabulary)
        runs = (token.text for tokens in corpus.whole for token in tokens if token.chinese)
        corrector = Corrector(index.words, index.keys, Homophones.of(runs, normalizer.sounds), names)
        labels = np.array([numbers[label] for label, _ in corpus.pairs], np.intp)
        in_scope = sum(not label.startswith(_OUT_OF_SCOPE) for label in numbers)
        mistyped = _mistyped_texts(corpus.masked, vocabulary, extractor, corrector)
        corpus.release()
        learnt = train(vocabulary, Examples(matrix, labels, in_scope, len(numbers)), mistyped)
        texts = [utterance for _, utterance in corpus.pairs]
        exemplars = Exemplars.of(matrix, labels, vocabulary.weight, texts, in_scope)
        calibrations = learnt.in_scope, learnt.correct
        return cls(list(numbers), index, corrector, learnt.table, calibrations, exemplars, extractor)

    def rank(self, question: str, limit: int = 3) -> list[tuple[str, float]]:
        """The best labels with their scores, best first.

        A score is the chance (0..1, calibrated on held-out utterances and labels) that the question is in
        scope and means this label; so the first one's is low for a question out of scope. Empty for a text
        without any word.
        """
        return self.score(question).ranked[:limit]

    def score(self, question: str) -> Match:
        """Cut a question and score it."""
        return self.score_tokens(self.corrector.untangled(self.extractor.normalizer.tokens(question)))

    def score_tokens(self, tokens: list[Token]) -> Match:
        """Score tokens that somebody else cut (names taken out)."""
        rows, known = self._rows(tokens)
        if not rows:
            return Match([], 0.0, 0.0, -1, 0.0, 0.0, None)
        at = np.array(rows, np.intp)
        weight = self.index.weight[at]
        size = float(np.sqrt(weight.sum()))
        sums = self.table.total(at) / np.float32(size)
        logits, likeness = sums[: len(self._all)], sums[len(self._all) :]
        order = np.argsort(-logits[: len(likeness)], kind="stable").tolist()
        near, utterance = self.exemplars.nearest(order[0], at, weight, size, len(self.table))
        found = signals_of_one(logits, likeness, order, near, known, len(rows))
        in_scope, correct = (calibration.chance_of_one(found) for calibration in self.calibrations)
        if min(near, known) > SAME:
            in_scope = max(in_scope, SAME)
        nearest = int(logits.argmax())
        out_of_scope = self._all[nearest][1:] if nearest >= len(likeness) else None
        ranked = self._ranked(logits[: len(likeness)], order, in_scope, correct)
        return Match(ranked, in_scope, correct, utterance, near, known, out_of_scope)

    def _ranked(
        self, logits: Floats, order: list[int], in_scope: float, correct: float
    ) -> list[tuple[str, float]]:
        """Labels with scores: the first's chance, and the rest of it shared among the others."""
        shares = np.exp((logits - logits[order[0]]).astype(np.float64))
        rest = max(float(shares.sum()) - 1, 1e-9)
        right = max(correct, 1 / len(order))
        scores = in_scope * np.minimum(shares[order[:MOST]] * ((1 - right) / rest), right)
        scores[0] = in_scope * right
        return list(zip([self.labels[at] for at in order[:MOST]], scores.tolist(), strict=True))

    def rows(self, tokens: list[Token]) -> list[int]:
        """Rows of the index that these tokens are about, each once."""
        return list(dict.fromkeys(self._rows(tokens)[0]))

    def _rows(self, tokens: list[Token]) -> tuple[list[int], float]:
        """Rows of what the index knows, and the share of the text known before any typo was corrected."""
        corrected, put, left = self.corrector.tokens(tokens)
        features = self.extractor.of_tokens(corrected)
        words, found = self.index.words, self.index.keys.rows_of(features.atoms)
        rows = [words[word] for word in dict.fromkeys(features.words) if word in words]
        rows += [row for row in found if row != NONE]
        parts = [part for word in left for part in pieces(word) if part[0] != "="]
        rows += [row for row in dict.fromkeys(self.index.keys.rows_of(parts)) if row != NONE]
        strange = (1 - CORRECTED) * len(put) + len(left)
        if corrected != tokens and any(token.chinese for token in tokens):
            typed = self.extractor.characters(tokens)
            return rows, self._share(features.words, typed, self.index.keys.rows_of(typed), put, strange)
        return rows, self._share(features.words, features.atoms, found, put, strange)

    def _share(
        self, latin: list[str], keys: list[str], found: list[int], put: list[str], strange: float
    ) -> float:
        """The share of a text that is known, words and characters by their rarity, 0..1."""
        words, counts, unknown = self.index.words, self.index.counts, self.index.unknown
        chinese = [row for key, row in zip(keys, found, strict=True) if "\u3400" <= key[0] <= "\u9fff"]
        rows = [words[word] for word in dict.fromkeys(latin) if word in words and word not in put]
        known = float(counts[rows + [row for row in chinese if row != NONE]].sum())
        known += CORRECTED * sum(float(counts[words[word]]) for word in put if word in words)
        strange += chinese.count(NONE)
        return known / (known + strange * unknown) if known > 0 else 0.0

    def save(self, path: Path, key: str) -> None:
        """Write all that was learnt; `key` names content and code (`cache.key_of`)."""
        cache.write(path, key, *self.packed())

    @classmethod
    def load(cls, path: Path, key: str) -> "Matcher":
        """Raises `cache.CacheMismatch` unless the file was saved under this very key."""
        return cls.unpacked(*cache.read(path, key))

    def packed(self) -> tuple[dict[str, NDArray[Any]], dict[str, Any]]:
        tables = self.extractor.normalizer.tables
        index, words = self.index.packed()
        arrays: dict[str, NDArray[Any]] = {
            **index,
            **self.exemplars.packed(),
            "steps": self.table.steps,
            "scale": self.table.scale,
            "normalized": tables.normalized,
            "sounds": tables.sounds,
            "keys_of_homophones": self.corrector.homophones.keys,
            "odds_of_homophones": self.corrector.homophones.odds,
            "calibrations": np.stack(
                [part for calibration in self.calibrations for part in calibration.packed()]
            ),
        }
        words |= {
            "labels": self._all,
            "chars": self.corrector.homophones.chars,
            "names": self.corrector.names,
            "concepts": self.extractor.lexicon.concepts,
        }
        return arrays, words

    @classmethod
    def unpacked(cls, arrays: Mapping[str, NDArray[Any]], words: Mapping[str, Any]) -> "Matcher":
        normalizer = Normalizer(chinese.ChineseTables(arrays["normalized"], arrays["sounds"]), regional())
        calibrations = (
            Calibration.unpacked(arrays["calibrations"][:3]),
            Calibration.unpacked(arrays["calibrations"][3:]),
        )
        homophones = Homophones(
            words["chars"], arrays["keys_of_homophones"], arrays["odds_of_homophones"], normalizer.sounds
        )
        extractor = FeatureExtractor(normalizer, Lexicon(words["concepts"]))
        table = Table(arrays["steps"], arrays["scale"])
        exemplars = Exemplars.unpacked(arrays)
        index = Index.unpacked(arrays, words)
        corrector = Corrector(index.words, index.keys, homophones, words["names"])
        return cls(words["labels"], index, corrector, table, calibrations, exemplars, extractor)


def _mistyped_texts(
    texts: list[list[Token]], vocabulary: Vocabulary, extractor: FeatureExtractor, corrector: Corrector
) -> Any:
    """The same texts as rows, each mistyped; None where they are too many.

    Chinese stays as it was mistyped: the corrector has seen these very texts, and would put all of it right.
    So do Latin words where texts are many; of few, none should lose its words.
    """
    if len(texts) > MOST_MISTYPED:
        return None
    typos = Typos(texts, extractor.normalizer.sounds)
    made = map(typos.made, texts)
    few = len(texts) < FEW
    return vocabulary.matrix(extractor.of_tokens(corrector.words(text) if few else text) for text in made)
