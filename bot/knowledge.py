"""The words and what was made of them: read, learnt once, kept in DATA_DIR."""

import json
import logging
import subprocess
import sys
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path

from bot.content import keeping
from bot.content.library import Library
from bot.content.problem import ContentError, Problem
from bot.content.reading import read
from bot.conversation.acts import Acts
from bot.conversation.responder import Responder
from bot.match.understanding import Understanding
from bot.safety.verdict import SafetyChecker

logger = logging.getLogger(__name__)

FOLDER = "learnt"
_LIBRARY = "library.json"
# The exit code of a learner whose words are broken.
_BROKEN = 3


@dataclass(frozen=True)
class KnowledgeBase:
    """Replaced as a whole when the words change."""

    library: Library
    understanding: Understanding
    safety: SafetyChecker
    responder: Responder


def load_knowledge(faq: Path, data: Path, announce: Callable[[], None] = lambda: None) -> KnowledgeBase:
    """What was learnt from just these words; learn first where nothing fits.

    ContentError where the words are broken. `announce` is called before the seconds of learning begin.
    """
    knowledge = _kept(faq, data)
    if knowledge is None:
        announce()
        learn_apart(faq, data)
        knowledge = _kept(faq, data)
    if knowledge is None:
        # The folder cannot be written, or another copy learns other words: this one learns for itself.
        library = read(faq)
        understanding = Understanding.learn(library)
        knowledge = _shelf(library, understanding, Acts.learn(library, understanding))
    return knowledge


def _kept(faq: Path, data: Path) -> KnowledgeBase | None:
    library = keeping.kept(data / FOLDER / _LIBRARY, faq)
    if library is None:
        return None
    understanding, acts = Understanding.load(library, data / FOLDER), Acts.load(library, data / FOLDER)
    return _shelf(library, understanding, acts) if understanding and acts else None


def _shelf(library: Library, understanding: Understanding, acts: Acts) -> KnowledgeBase:
    safety = safety_checker(library)
    responder = Responder(library, understanding, acts, safety.links)
    return KnowledgeBase(library, understanding, safety, responder)


def learn(faq: Path, data: Path) -> None:
    """Learn the words and keep the result."""
    library = read(faq)
    understanding = Understanding.learn(library)
    understanding.save(library, data / FOLDER)
    Acts.learn(library, understanding).save(library, data / FOLDER)
    keeping.keep(library, data / FOLDER / _LIBRARY)


def learn_apart(faq: Path, data: Path) -> None:
    """Learn in a process of its own: it needs memory that the bot should not hold for ever.

    ContentError where the words are broken.
    """
    command = [sys.executable, "-m", "bot.knowledge", str(faq), str(data)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode == _BROKEN:
        raise ContentError([Problem(**problem) for problem in json.loads(done.stdout)])
    if done.returncode:
        logger.error("Learning failed in its own process: %s", done.stderr.strip()[-2000:])


def safety_checker(library: Library) -> SafetyChecker:
    """Know every official host of the words, and how false messages and secrets read."""
    operators = {
        operator.id: {"hosts": operator.hosts, "aliases": operator.aliases}
        for operator in library.operators.values()
    }
    return SafetyChecker.of(operators, library.official, library.safety)


def main() -> int:
    """`python -m bot.knowledge FAQ DATA`: learn, or print what is wrong with the words as JSON."""
    try:
        learn(Path(sys.argv[1]), Path(sys.argv[2]))
    except ContentError as error:
        print(json.dumps([asdict(problem) for problem in error.problems]))
        return _BROKEN
    return 0


if __name__ == "__main__":
    sys.exit(main())
