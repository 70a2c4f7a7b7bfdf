"""The matcher on public sets, and its speed side by side with the usual way: the second table of our goals.

    .venv/bin/python benchmarks/matching.py

The sets and their runner lie in ../shared/matching-bench; without them only the speed is measured.
"""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from bot.content.reading import read
from bot.match.understanding import Understanding
from bot.settings import load

ROOT = Path(__file__).parent.parent
RUNNER = ROOT.parent / "shared" / "matching-bench"
BANKING = ("--dataset", "banking77", "--n", "5", "--n", "10", "--n", "20", "--noise", "typo2")
FRENCH = ("--dataset", "ha_fr", "--n", "5", "--n", "10", "--noise", "typo2", "--noise", "noaccent")


def public_sets() -> None:
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "OMP_NUM_THREADS": "1"}
    with tempfile.TemporaryDirectory() as folder:
        results = str(Path(folder) / "results.jsonl")
        for options in (BANKING, FRENCH):
            command = [sys.executable, "bench.py", "--matcher", "product:make", *options, "--out", results]
            subprocess.run(command, cwd=RUNNER, env=environment, check=True, stdout=subprocess.DEVNULL)
        subprocess.run([sys.executable, "report.py", results], cwd=RUNNER, env=environment, check=True)


def real_content() -> None:
    """Learning once, then loading what was kept."""
    library = read(load().faq_dir)
    with tempfile.TemporaryDirectory() as folder:
        began = time.perf_counter()
        Understanding.learn(library).save(library, Path(folder))
        learnt = time.perf_counter()
        Understanding.load(library, Path(folder))
        loaded = time.perf_counter()
    count = sum(len(topic.wordings) for topic in library.topics.values())
    print(f"\nreal content, {count} wordings: learnt in {learnt - began:.1f} s", end="")
    print(f" ({(learnt - began) * 4200 / count:.1f} s for 4,200), loaded in {loaded - learnt:.2f} s")


def main() -> None:
    if RUNNER.is_dir():
        public_sets()
    real_content()
    subprocess.run([sys.executable, str(Path(__file__).with_name("match_speed.py"))], check=True)


if __name__ == "__main__":
    main()
