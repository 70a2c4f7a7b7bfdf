"""`xufei check`: everything that can be wrong with the words, told at once."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from pathlib import Path

from bot.content.content_types import FOLDERS, TABLES
from bot.content.form import did_you_mean
from bot.content.library import Library
from bot.content.problem import ContentError, Problem
from bot.content.reading import SAFETY, TONGUES, Reader
from bot.content.references import Locate, broken_references
from bot.content.report import Report, report
from bot.lint import accepted, screens
from bot.lint.aside import aside
from bot.lint.checked_words import Words
from bot.lint.checks import all_checks

_PLAIN = (
    accepted.FILE,
    "words.yaml",
    "cues.yaml",
    "zones.yaml",
    "hosts.yaml",
    "shortcuts.yaml",
    "traditional.yaml",
    "taiwan.yaml",
)


def run(folder: Path, today: date) -> tuple[list[Problem], Report | None]:
    """All problems of a folder, sorted by file and line, and its counts where it can be read.

    `today` is what facts age against. The screens are drawn only where no name leads nowhere.
    """
    if folder.is_dir() and not (folder / "topics").is_dir():
        return [Problem(str(folder), 0, "no folder of words: it has no topics/")], None
    problems = strays(folder)
    if not folder.is_dir():
        return problems, None
    reader = Reader(folder)
    try:
        library = reader.library()
    except ContentError as error:
        return sorted([*problems, *error.problems]), None
    broken = broken_references(library, reader.line)
    texts = aside(lambda: check(library, reader.line, today))
    counts = report(library)
    if not broken:
        found, drawn = screens.check(library)
        problems += found
        counts = replace(counts, screens=drawn)
    problems += [*broken, *texts()]
    return sorted(accepted.without_accepted(list(set(problems)), folder)), counts


def check(library: Library, locate: Locate, today: date) -> list[Problem]:
    """Every problem that any check finds, the screens left out."""
    words = Words(library, locate, today)
    return [problem for each in all_checks() for problem in each(words)]


def verdict(problems: Iterable[Problem], folder: Path) -> str:
    """The last line of the check: 2 errors, 14 warnings in FOLDER."""
    counts = Counter(problem.severity for problem in problems)
    said = [f"{counts[name]} {name}{'' if counts[name] == 1 else 's'}" for name in ("error", "warning")]
    return f"{', '.join(said)} in {folder}"


def strays(folder: Path) -> list[Problem]:
    """Files that nobody reads, because of their name or their place."""
    if not folder.is_dir():
        return [Problem(str(folder), 0, "there is no such folder")]
    known = [*_PLAIN, *(f"{table}.yaml" for table in TABLES)]
    found = []
    for path in sorted(folder.rglob("*.y*ml")):
        name = path.relative_to(folder).as_posix()
        parent, _, file = name.rpartition("/")
        if not parent and file not in known:
            found.append(Problem(name, 0, f"nobody reads this file{did_you_mean(file, known)}"))
        elif parent == "safety" and path.stem in SAFETY and path.suffix == ".yaml":
            continue
        elif parent and (parent not in (*FOLDERS, *TONGUES) or path.suffix != ".yaml"):
            hint = did_you_mean(parent, [*FOLDERS, *TONGUES])
            found.append(Problem(name, 0, f"nobody reads this file: it must be FOLDER/NAME.yaml{hint}"))
    return found
