"""The real words, asked as hurried people type: what must hold of noise and of scripts."""

from collections.abc import Callable
from pathlib import Path

import pytest

from benchmarks.noise import converter, is_chinese, noises
from bot.evaluation import questions_of
from bot.knowledge import KnowledgeBase

QUESTIONS = [row for row in questions_of(Path(__file__).with_name("questions.jsonl")) if row.topic]
NOISES = noises([row.question for row in QUESTIONS])
MOST_LOST = 0.03  # share of questions


def first(knowledge: KnowledgeBase, question: str) -> str:
    return knowledge.understanding.find(question, preferred_language="zh-Hans").candidates[0][0]


@pytest.mark.parametrize("name", NOISES)
def test_noise_loses_few_questions(
    name: str, knowledge: KnowledgeBase, figure: Callable[[str], None]
) -> None:
    rows = [row for row in QUESTIONS if name != "two homophones" or any(map(is_chinese, row.question))]
    noise = NOISES[name]
    lost = sum(
        row.meant(first(knowledge, row.question)) - row.meant(first(knowledge, noise(row.question)))
        for row in rows
    )
    figure(f"{name} lose {lost / len(rows):.3f} of {len(rows)} questions")
    assert lost / len(rows) <= MOST_LOST


@pytest.mark.parametrize("config", ["s2t", "s2twp"])
def test_the_other_script_gets_the_same_topic(config: str, knowledge: KnowledgeBase) -> None:
    texts = [row.question for row in QUESTIONS if row.language == "zh-Hans"]
    changed = [text for text in texts if first(knowledge, text) != first(knowledge, converter(config)(text))]
    assert changed == []
