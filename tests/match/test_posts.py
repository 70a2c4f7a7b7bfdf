"""Questions as people post them, and negations: written apart from the utterances, which never hold one."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from bot.content.library import Library
from bot.content.topic import Elsewhere, Symptom, Topic
from bot.evaluation import measure, questions_of
from bot.knowledge import KnowledgeBase

HERE = Path(__file__).parent
SETS = (HERE / "posts.jsonl", HERE / "negations.jsonl", HERE.parent / "questions.jsonl")
NEGATIONS: list[dict[str, Any]] = [json.loads(line) for line in SETS[1].read_text("utf-8").splitlines()]


def _utterances(library: Library) -> set[str]:
    forms: tuple[Topic | Symptom | Elsewhere, ...] = (
        *library.topics.values(),
        *library.symptoms.values(),
        *library.elsewhere.values(),
    )
    sides = (side for form in forms for side in form.wordings.by_language().values())
    return {said.casefold() for side in sides for said in side}


@pytest.mark.parametrize("file", SETS, ids=lambda file: file.stem)
def test_no_utterance_is_a_question_that_measures(knowledge: KnowledgeBase, file: Path) -> None:
    questions = {row.question.casefold() for row in questions_of(file) if len(row.question) > 12}
    assert not questions & _utterances(knowledge.library)


def test_posts_are_understood(knowledge: KnowledgeBase, figure: Callable[[str], None]) -> None:
    report = measure(questions_of(SETS[0]), knowledge, "zh-Hans")
    figure(f"posts: {report.overall}, foreign {report.foreign}")
    assert report.overall["right"] >= 0.92
    assert report.overall["answered_wrong"] <= 0.03
    assert report.foreign["answered"] <= 0.05


def test_the_negated_half_is_not_answered(knowledge: KnowledgeBase, figure: Callable[[str], None]) -> None:
    wrong = [row["question"] for row in NEGATIONS if row["never"] and _answers_what_is_denied(knowledge, row)]
    figure(f"negations: {len(wrong)} of {sum(bool(row['never']) for row in NEGATIONS)} answered wrongly")
    assert len(wrong) <= 1, wrong


def _answers_what_is_denied(knowledge: KnowledgeBase, row: dict[str, Any]) -> bool:
    found = knowledge.understanding.find(row["question"], preferred_language="zh-Hans")
    return found.outcome == "answer" and found.topic not in (row["topic"], *row["also"])
