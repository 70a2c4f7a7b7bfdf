"""The words and what was made of them: read, learnt once, kept in DATA_DIR or brought by the package."""

import json
import logging
import subprocess
import sys
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

from bot.content import keeping
from bot.content.library import Library
from bot.content.problem import ContentError, Problem
from bot.content.reading import content_key, read
from bot.conversation.acts import Acts
from bot.conversation.responder import Responder
from bot.learnt_states import LIBRARY, LearntStates
from bot.match.understanding import Understanding
from bot.safety.verdict import SafetyChecker

logger = logging.getLogger(__name__)

# The exit code of a learner whose words are broken.
_BROKEN = 3
_OTHERWISE = "FAQ_DIR names the folder of the words"


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
    knowledge = _learnt(faq, data)
    if knowledge is None:
        announce()
        learn_apart(faq, data)
        knowledge = _learnt(faq, data)
    if knowledge is None:
        # The folder cannot be written, or another copy learns other words: this one learns for itself.
        library = _read(faq)
        understanding = Understanding.learn(library)
        knowledge = _assembled(library, understanding, Acts.learn(library, understanding))
    return knowledge


def open_knowledge(faq: Path, data: Path, announce: Callable[[], None] = lambda: None) -> KnowledgeBase:
    """What a bot that serves starts with, at once where it can, and however broken the words are.

    The words of `faq` where they were learnt before; else those that served last, or came with the package,
    while somebody learns the new ones. ContentError only where nothing ever served, or where there is no such
    folder: a setting is wrong then, not the words.
    """
    _demand(faq)
    states, key = LearntStates(data), wanted_key(faq)
    wanted = _learnt(faq, data) if key else None
    if wanted and states.is_checked(key):
        return _served(wanted, states)
    before = (found for folder in states.last_good() if (found := _stored(folder)))
    if serving := next(before, None):
        return serving
    try:
        return _served(wanted or load_knowledge(faq, data, announce), states)
    except ContentError as error:
        logger.error("The words of %s cannot be used: %s", faq, error)
        return _relearnt(states, data, announce, error)


def _relearnt(
    states: LearntStates, data: Path, announce: Callable[[], None], error: ContentError
) -> KnowledgeBase:
    """The words that served under older code, learnt by this one; `error` where there are none."""
    for words in states.words():
        try:
            return load_knowledge(words, data, announce)
        except ContentError:
            continue
    raise error


def _served(knowledge: KnowledgeBase, states: LearntStates) -> KnowledgeBase:
    states.serve(knowledge.library.key)
    return knowledge


def learnt_and_checked(faq: Path, data: Path) -> KnowledgeBase | None:
    """The words of `faq` where they were learnt and hold no error; noted as those that serve."""
    states = LearntStates(data)
    knowledge = _learnt(faq, data) if states.is_checked(wanted_key(faq)) else None
    return _served(knowledge, states) if knowledge else None


def wanted_key(faq: Path) -> str:
    """The hash of the words; empty where the folder can't be read."""
    try:
        return content_key(faq) if faq.is_dir() else ""
    except OSError:
        return ""


def _learnt(faq: Path, data: Path) -> KnowledgeBase | None:
    key = wanted_key(faq)
    found = (_stored(folder, key) for folder in LearntStates(data).of(key))
    return next((knowledge for knowledge in found if knowledge), None) if key else None


def _stored(folder: Path, key: str | None = None) -> KnowledgeBase | None:
    """What a folder holds, learnt by this very code, from any words or from those of `key`."""
    library = keeping.kept(folder / LIBRARY, key)
    if library is None:
        return None
    understanding, acts = Understanding.load(library, folder), Acts.load(library, folder)
    return _assembled(library, understanding, acts) if understanding and acts else None


def _assembled(library: Library, understanding: Understanding, acts: Acts) -> KnowledgeBase:
    safety = safety_checker(library)
    return KnowledgeBase(library, understanding, safety, Responder(library, understanding, acts))


def learn(faq: Path, folder: Path) -> None:
    """Learn the words and keep the result in `folder`; its library last: a sign that all is there."""
    library = _read(faq)
    understanding = Understanding.learn(library)
    understanding.save(library, folder)
    Acts.learn(library, understanding).save(library, folder)
    keeping.keep(library, folder / LIBRARY)


def _demand(faq: Path) -> None:
    if not (faq / "topics").is_dir():
        missing = f"it holds no topics/; {_OTHERWISE}" if faq.is_dir() else f"no such folder; {_OTHERWISE}"
        raise ContentError([Problem(str(faq), 0, missing)])


def _read(faq: Path) -> Library:
    _demand(faq)
    return read(faq)


def command(faq: Path, data: Path, *options: str) -> list[str]:
    """The command of a learner: a process of its own, for memory that the bot should not hold for ever."""
    return [sys.executable, "-m", "bot.knowledge", str(faq), str(data), *options]


def take_result(code: int, printed: str, error: str) -> None:
    """ContentError where a learner that ended so found the words broken; its failure is logged."""
    if code == _BROKEN:
        raise ContentError([Problem(**problem) for problem in json.loads(printed)])
    if code:
        logger.error("Learning failed in its own process (%d): %s", code, error.strip()[-2000:])


def learn_apart(faq: Path, data: Path) -> None:
    """Learn in a process of its own, and wait for it. ContentError where the words are broken."""
    done = subprocess.run(command(faq, data), capture_output=True, text=True, check=False)
    take_result(done.returncode, done.stdout, done.stderr)


def safety_checker(library: Library) -> SafetyChecker:
    """Know every official host of the words, and how false messages and secrets read."""
    operators = {
        operator.id: {"hosts": operator.hosts, "aliases": operator.aliases}
        for operator in library.operators.values()
    }
    return SafetyChecker.of(operators, library.official, library.safety)


def main() -> int:
    """`python -m bot.knowledge FAQ DATA [--check]`: learn, or print what is wrong with the words as JSON.

    `--check` refuses what `xufei check` calls an error, too.
    """
    faq, data = Path(sys.argv[1]), Path(sys.argv[2])
    states = LearntStates(data)
    try:
        key = wanted_key(faq)
        if "--check" in sys.argv and not states.is_checked(key):
            _check(faq)
        if not (key and _learnt(faq, data)):
            learn(faq, states.folder(key))
        if "--check" in sys.argv:
            states.check_passed(key)
        states.keep_words(key, faq)
    except ContentError as error:
        print(json.dumps([asdict(problem) for problem in error.problems]))
        return _BROKEN
    return 0


def _check(faq: Path) -> None:
    from bot.lint.run import run

    problems, _ = run(faq, date.today())
    if errors := [problem for problem in problems if problem.severity == "error"]:
        raise ContentError(errors)


if __name__ == "__main__":
    sys.exit(main())
