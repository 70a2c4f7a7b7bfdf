"""Warnings that are right as they are: `accepted.yaml` names them by file and wording, each with a reason."""

from collections.abc import Sequence
from pathlib import Path

from pydantic import BaseModel, ConfigDict, TypeAdapter, ValidationError

from bot.content import strict_yaml
from bot.content.problem import Problem

FILE = "accepted.yaml"


class Accepted(BaseModel):
    """Wordings of one file whose warnings are meant to stand, and why."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    file: str
    wordings: tuple[str, ...]
    why: str


_FORM = TypeAdapter(tuple[Accepted, ...])


def without_accepted(problems: Sequence[Problem], folder: Path) -> list[Problem]:
    """The problems without the warnings that the folder accepts; errors always stay.

    What is accepted and warned of no more is an error itself: the list must not outlive its reasons.
    """
    document = strict_yaml.load(folder / FILE, folder)
    if document.faults:
        return [*problems, *(Problem(FILE, fault.line, fault.message) for fault in document.faults)]
    try:
        entries = _FORM.validate_python(document.data or ())
    except ValidationError as error:
        return [*problems, *_faults(error, document)]
    left, unused = list(problems), []
    for index, entry in enumerate(entries):
        for at, wording in enumerate(entry.wordings):
            met = [problem for problem in left if _is_about(problem, entry.file, wording)]
            if not met:
                line = document.line((index, "wordings", at))
                unused.append(Problem(FILE, line, f"nothing is wrong with '{wording}' in {entry.file}"))
            left = [problem for problem in left if problem not in met]
    return [*left, *unused]


def _is_about(problem: Problem, file: str, wording: str) -> bool:
    return (
        problem.severity == "warning" and problem.file == file and problem.message.startswith(f"'{wording}' ")
    )


def _faults(error: ValidationError, document: strict_yaml.Document) -> list[Problem]:
    return [Problem(FILE, document.line(tuple(each["loc"])), each["msg"]) for each in error.errors()]
