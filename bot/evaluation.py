"""`xufei eval`: how well questions and dialogues are understood, for people, programs and the gate."""

import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from bot.content.languages import Language
from bot.conversation.dialogues import Dialogue, hold, is_dialogue, misses, report_of
from bot.knowledge import KnowledgeBase
from bot.match.evaluate import Evaluation, Labelled, below, compare, evaluate

_WEAKEST, _CONFUSIONS, _CHANGES = 8, 12, 30
_COLUMNS = {
    "questions": "how many were labelled with a topic",
    "right": "share whose first candidate is the labelled topic, or one of `also`",
    "within_three": "share that has it among the first three candidates",
    "answered_right": "share that was answered outright, and rightly",
    "answered_wrong": "share that was answered outright with another topic: what harms most",
    "asked": "share that was asked back, with topics as buttons",
    "declined": "share that was taken for not ours, though it is",
}


class RowsError(ValueError):
    """A file that holds no labelled questions or dialogues; the text says where and why."""


def rows_of(file: Path) -> list[Labelled] | list[Dialogue]:
    """One labelled question a line (JSON: question, language, topic or null, also, operator), or one dialogue
    a line (lang, given, turns); the first line tells which."""
    rows: list[Any] = []
    kind: type[Labelled] | type[Dialogue] = Labelled
    try:
        lines = file.read_text("utf-8").splitlines()
    except OSError as error:
        raise RowsError(f"{file}: {error.strerror}") from None
    for number, line in enumerate(lines, 1):
        try:
            row = json.loads(line)
            kind = kind if rows else Dialogue if is_dialogue(row) else Labelled
            rows.append(kind.from_row(row))
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            name = "dialogue" if kind is Dialogue else "labelled question"
            raise RowsError(f"{file}:{number}: no {name}: {error}") from None
    return rows


def questions_of(file: Path) -> list[Labelled]:
    """The labelled questions of a file; RowsError where it holds dialogues."""
    rows = [row for row in rows_of(file) if isinstance(row, Labelled)]
    if not rows:
        raise RowsError(f"{file}: no labelled questions")
    return rows


def measure(rows: list[Labelled], knowledge: KnowledgeBase, preferred_language: Language) -> Evaluation:
    """Each question as a first message of a person who prefers this language."""
    return evaluate(
        rows,
        [knowledge.understanding.find(row.question, preferred_language=preferred_language) for row in rows],
    )


def run(
    file: Path,
    knowledge: KnowledgeBase,
    preferred_language: Language,
    *,
    as_json: bool,
    floors: Path | None,
    before: Path | None,
) -> int:
    """Print the figures; 1 where one misses its floor."""
    rows = rows_of(file)
    if rows and isinstance(rows[0], Dialogue):
        report, told = _of_dialogues([row for row in rows if isinstance(row, Dialogue)], knowledge)
    else:
        questions = [row for row in rows if isinstance(row, Labelled)]
        report = measure(questions, knowledge, preferred_language).as_json()
        told = list(_told(report))
    print(json.dumps(report, ensure_ascii=False) if as_json else "\n".join(told))
    if before:
        changes = compare(json.loads(before.read_text("utf-8")), report)
        for name, old, new in changes[:_CHANGES]:
            print(f"{name:<44} {old:.3f} → {new:.3f}", file=sys.stderr)
    missed = below(json.loads(floors.read_text("utf-8")), report) if floors else []
    for name, bound, value in missed:
        print(f"{name} is {value}, its bound is {bound}", file=sys.stderr)
    return 1 if missed else 0


def _of_dialogues(dialogues: list[Dialogue], knowledge: KnowledgeBase) -> tuple[dict[str, Any], list[str]]:
    """The figures of dialogues, and the same for people, with every turn that is wrong."""
    held = [
        hold(dialogue, knowledge.responder, lambda said: knowledge.safety.verdict(said).takes_answer)
        for dialogue in dialogues
    ]
    report = report_of(dialogues, held)
    told = [
        f"{group}: {name:<24}{figures['of']:>6}{figures['right']:>9.3f}"
        for group, shares in report.items()
        for name, figures in shares.items()
    ]
    return report, [*told, "", *misses(dialogues, held)]


def _told(report: dict[str, Any]) -> Iterator[str]:
    yield f"{'':<22}" + "".join(f"{name:>15}" for name in _COLUMNS)
    yield _row("all", report["overall"])
    for language, shares in report["languages"].items():
        yield _row(language, shares)
    weakest = sorted(report["topics"].items(), key=lambda pair: pair[1]["right"])[:_WEAKEST]
    yield "\nweakest topics"
    yield from (_row(topic, shares) for topic, shares in weakest)
    yield ""
    yield from (f"{name:<16}{meaning}" for name, meaning in _COLUMNS.items())
    yield "\nto be declined        " + _shares(report["foreign"].items())
    yield f"operator right        {report['operator']}\nreply language right  {report['reply_language']}"
    yield "\nmost confused: meant → first candidate"
    yield from (f"  {meant} → {first}  {count}" for meant, first, count in report["confusions"][:_CONFUSIONS])
    yield "\ncalibration: score, questions, mean score, share right"
    yield from (
        f"  {low:.1f}  {size:>5}  {mean:.3f}  {right:.3f}" for low, size, mean, right in report["calibration"]
    )


def _row(name: str, shares: dict[str, float]) -> str:
    cells = (shares[column] for column in _COLUMNS)
    return f"{name:<22}" + "".join(f"{cell:>15g}" if cell > 1 else f"{cell:>15.3f}" for cell in cells)


def _shares(items: Iterable[tuple[str, float]]) -> str:
    return ", ".join(f"{name} {value:g}" for name, value in items)
