"""What learning costs: CPU seconds and peak memory of one process, for the words as they are and for more.

    OMP_NUM_THREADS=1 .venv/bin/python -m benchmarks.learning [--utterances 40000]

Utterances beyond the real ones are made of them, mistyped, with a word of another. Goals: at most 10 CPU
seconds and 500 MB for up to 40,000. Measured on two shared cores at a load of 6 (each second counts
half more): 29,524 utterances 10.3 s and 389 MB, 40,000 made-up ones 15.5 s and 488 MB; before, by L-BFGS,
28,100 took 26 s and 1,480 MB.
"""

import argparse
import random
import resource
import time
from pathlib import Path

from benchmarks.match_speed import Pair, grown, wordings
from bot.content.reading import read
from bot.match import Matcher

FAQ = Path(__file__).parent.parent / "faq"


def pairs(count: int | None) -> tuple[list[Pair], list[Pair]]:
    """Utterances in scope, as many as wished, and out of scope."""
    library = read(FAQ)
    outside = [
        (group.id, said)
        for group in library.elsewhere.values()
        for side in group.wordings.by_language().values()
        for said in side
    ]
    inside = wordings(FAQ)
    return (grown(inside, count - len(outside), random.Random(1)) if count else inside), outside


def main() -> None:
    """Learn once and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--utterances", type=int)
    inside, outside = pairs(parser.parse_args().utterances)
    began = time.process_time()
    Matcher.fit(inside, background=outside, concepts=read(FAQ).concepts)
    taken = time.process_time() - began
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{len(inside) + len(outside):,} utterances: {taken:.1f} CPU seconds, {peak:.0f} MB at the peak")


if __name__ == "__main__":
    main()
