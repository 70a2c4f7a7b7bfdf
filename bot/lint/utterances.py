"""What people type: enough of it, each wording in one place, no copies."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
from rapidfuzz import process
from rapidfuzz.distance import Indel

from bot.content.problem import Problem
from bot.lint.aliases import folded
from bot.lint.checked_words import Path, Words

LEAST = {"zh-Hans": 30, "en": 20, "fr": 20}
_NEAR = 0.92
_SHORTEST = 8
_ROUNDING = 1e-6
_BLOCK = 512
_CHINESE = re.compile(r"[\u3400-\u9fff]")
_LATIN = re.compile(r"[a-z]")


@dataclass(frozen=True)
class Wording:
    file: str
    path: Path
    said: str
    folded: str


def wordings(words: Words) -> Iterator[Wording]:
    """All wordings of topics, symptoms, acts and what lies elsewhere."""
    for folder in ("topics", "symptoms", "elsewhere", "acts"):
        for name, form in getattr(words.library, folder).items():
            for language, said in form.wordings.by_language().items():
                for index, wording in enumerate(said):
                    path = ("wordings", language, index)
                    yield Wording(f"{folder}/{name}.yaml", path, wording, folded(wording))


def topics_have_enough(words: Words) -> Iterator[Problem]:
    for topic in words.library.topics.values():
        counts = {language: len(said) for language, said in topic.wordings.by_language().items()}
        for language, least in LEAST.items():
            if counts[language] < least:
                message = f"{counts[language]} wordings in {language}, at least {least} are needed"
                yield words.error(f"topics/{topic.id}.yaml", ("wordings", language), message)


def other_things_have_some(words: Words) -> Iterator[Problem]:
    """A symptom, an act, or what lies elsewhere, that is never recognised."""
    for folder in ("symptoms", "elsewhere", "acts"):
        for name, form in getattr(words.library, folder).items():
            if not len(form.wordings):
                yield words.error(f"{folder}/{name}.yaml", ("wordings",), "has no wordings")


def wordings_are_single(words: Words) -> Iterator[Problem]:
    """The same wording twice: an error between files, as the bot could only guess; a warning within one."""
    first: dict[str, Wording] = {}
    for wording in wordings(words):
        if not wording.folded:
            continue
        other = first.setdefault(wording.folded, wording)
        if other is not wording and not _may_share(wording, other):
            where = _where(words, wording, other)
            severity = words.warning if other.file == wording.file else words.error
            yield severity(wording.file, wording.path, f"'{wording.said}' stands {where} too")


def wordings_are_no_near_copies(words: Words) -> Iterator[Problem]:
    learnt = (wording for wording in wordings(words) if not wording.file.startswith("acts/"))
    distinct = {wording.folded: wording for wording in reversed(list(learnt))}
    found = [replace(wording, folded=weighed(text)) for text, wording in distinct.items()]
    long = sorted(
        (wording for wording in found if len(wording.folded) >= _SHORTEST),
        key=lambda wording: len(wording.folded),
    )
    for scripts in _by_script(long):
        for one, other in near(scripts):
            first, second = sorted((one, other), key=lambda wording: (wording.file, wording.path))
            message = f"'{second.said}' is nearly '{first.said}' {_where(words, second, first)}"
            yield words.warning(second.file, second.path, message)


def _may_share(one: Wording, other: Wording) -> bool:
    """What people say in a talk (thanks, hello) is also out of scope: one file tells what it does, the other
    what it is not."""
    return {one.file.partition("/")[0], other.file.partition("/")[0]} == {"acts", "elsewhere"}


def _where(words: Words, here: Wording, there: Wording) -> str:
    line = words.locate(there.file, *there.path)
    return f"in line {line}" if there.file == here.file else f"in {there.file}:{line}"


def weighed(text: str) -> str:
    """In a text of both scripts a Chinese character says as much as three letters."""
    return _CHINESE.sub(r"\g<0>\g<0>\g<0>", text) if _LATIN.search(text) else text


def _by_script(found: Sequence[Wording]) -> list[list[Wording]]:
    """Chinese and Latin wordings apart: they are never near each other."""
    groups: dict[bool, list[Wording]] = defaultdict(list)
    for wording in found:
        groups[len(_CHINESE.findall(wording.folded)) * 2 > len(wording.folded)].append(wording)
    return list(groups.values())


def near(found: Sequence[Wording]) -> Iterator[tuple[Wording, Wording]]:
    """Pairs at least 92 % alike, of wordings sorted by length: only those of like length are compared."""
    texts = [wording.folded for wording in found]
    lengths = np.array([len(text) for text in texts])
    for start in range(0, len(texts), _BLOCK):
        rows = texts[start : start + _BLOCK]
        # Of two texts a % alike, the longer one is at most (2 - a) / a times the shorter one's length.
        longest = lengths[start + len(rows) - 1] * (2 - _NEAR) / _NEAR + _ROUNDING
        end = int(np.searchsorted(lengths, longest, side="right"))
        alike = process.cdist(
            rows,
            texts[start:end],
            scorer=Indel.normalized_similarity,
            score_cutoff=_NEAR - _ROUNDING,
            dtype=np.float32,
            workers=-1,
        )
        for row, column in zip(*np.nonzero(alike), strict=True):
            if column > row:
                yield found[start + int(row)], found[start + int(column)]
