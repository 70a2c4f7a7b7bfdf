"""An answer is short: one leading line, and at most six more."""

from collections.abc import Iterator

from bot.content.checks.words import Said, Words, check
from bot.content.languages import LANGUAGES
from bot.content.problem import Problem

# By folder: which texts, and how many lines they may have.
_MOST = {
    "topics": ("answer", 7),
    "operators": ("answers", 7),
    "cards": ("answer", 7),
    "channels": ("guides", 6),
    "trees": ("nodes", 7),
}


_MOST_FOLDED = 10


@check
def answers_are_short(words: Words) -> Iterator[Problem]:
    for said in words.texts():
        if (most := _most(said)) is None:
            continue
        for language in LANGUAGES:
            count = len([line for line in said.text[language].splitlines() if line.strip()])
            if count > most:
                message = f"{said.key}.{language} has {count} lines, at most {most} are read"
                yield words.error(said.file, (*said.path, language), message)


def _most(said: Said) -> int | None:
    start, most = _MOST.get(said.file.split("/")[0], ("", 0))
    if "more" in said.path:
        return _MOST_FOLDED
    return most if start and str(said.path[0]).startswith(start) and said.path[-1] != "label" else None
