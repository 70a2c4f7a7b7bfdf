"""How many times as fast as comparing with every wording: python benchmarks/match_speed.py [FAQ_DIR]

Both are asked the same questions in one run, so the ratio depends little on the machine. Sizes beyond the
real content are made of its wordings with two typos and a word of another one.
"""

import random
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import numpy as np
from rapidfuzz import fuzz, process

from bot.content.reading import read
from bot.match import Matcher

SIZES = (500, 5_000, 50_000)
QUESTIONS = 300
Pair = tuple[str, str]


def typos(text: str, count: int, dice: random.Random) -> str:
    """Swapped, dropped or doubled letters."""
    letters = list(text)
    for _ in range(count):
        at = dice.randrange(max(len(letters) - 1, 1))
        change = dice.choice(("swap", "drop", "double"))
        if change == "swap" and at + 1 < len(letters):
            letters[at], letters[at + 1] = letters[at + 1], letters[at]
        elif change == "drop" and len(letters) > 4:
            del letters[at]
        else:
            letters.insert(at, letters[at])
    return "".join(letters)


def wordings(faq: Path) -> list[Pair]:
    topics = read(faq).topics.values()
    return [(t.id, wording) for t in topics for side in t.wordings.by_language().values() for wording in side]


def grown(pairs: list[Pair], size: int, dice: random.Random) -> list[Pair]:
    out = pairs[:size]
    while len(out) < size:
        label, wording = dice.choice(pairs)
        out.append((label, f"{typos(wording, 2, dice)} {dice.choice(pairs)[1].split(' ')[0]}"))
    return out


def times(ask: Callable[[str], object], questions: list[str]) -> np.ndarray:
    """Milliseconds a question."""
    taken = []
    for question in questions:
        begin = time.perf_counter_ns()
        ask(question)
        taken.append((time.perf_counter_ns() - begin) / 1e6)
    return np.array(taken)


def main() -> None:
    dice = random.Random(3)
    pairs = wordings(Path(sys.argv[1] if len(sys.argv) > 1 else "faq"))
    dice.shuffle(pairs)
    questions = [typos(wording, number % 2, dice) for number, (_, wording) in enumerate(pairs[-QUESTIONS:])]
    titles = ("wordings", "learn s", "median ms", "p99 ms", "p99/med", "WRatio ms", "times")
    print(" ".join(f"{title:>10}" for title in titles))
    for size in SIZES:
        some = grown(pairs[:-QUESTIONS], size, dice)
        texts = [wording for _, wording in some]
        begin = time.perf_counter()
        matcher = Matcher.fit(some)
        learning = time.perf_counter() - begin
        times(matcher.rank, questions[:50])
        ours = times(matcher.rank, questions)
        slow = questions[: max(30, 200_000 // size)]
        theirs = np.median(times(partial(process.extractOne, choices=texts, scorer=fuzz.WRatio), slow))
        middle, late = np.median(ours), np.percentile(ours, 99)
        row = (learning, middle, late, late / middle, theirs, theirs / middle)
        print(f"{size:>10} " + " ".join(f"{value:>10.3f}" for value in row), flush=True)


if __name__ == "__main__":
    main()
