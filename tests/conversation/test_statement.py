"""What is told instead of asked, with its day and amount."""

import json
from datetime import date, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from bot.content.strict_yaml import parse
from bot.conversation.conversation_context import ConversationContext
from bot.conversation.phrases import joined
from bot.conversation.statement import Statement, StatementReader
from bot.knowledge import KnowledgeBase
from bot.match import chinese
from bot.match.lexicon import regional
from bot.match.normalize import Normalizer
from tests.conftest import FAQ

TOLD = Path(__file__).parent / "statements.jsonl"
QUESTIONS = Path(__file__).parent.parent / "questions.jsonl"
NOW = datetime(2026, 11, 20, 10, 0, tzinfo=ZoneInfo("Europe/Paris"))


@pytest.fixture(scope="module")
def normalizer() -> Normalizer:
    return Normalizer(chinese.build(), regional())


@pytest.fixture(scope="module")
def reader(normalizer: Normalizer) -> StatementReader:
    cues: Any = parse((FAQ / "cues.yaml").read_text("utf-8")).data
    return StatementReader(cues, normalizer)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("刚给 Orange 充了 10 欧", Statement("topup", "x", date(2026, 11, 20), 1000)),
        ("hier j'ai rechargé 5,50 €", Statement("topup", "x", date(2026, 11, 19), 550)),
        ("topped up on 18 November", Statement("topup", "x", date(2026, 11, 18))),
        ("我的 Lebara 12月15号到期", Statement("end", "x", date(2026, 12, 15))),
        ("my plan ends on 3 December", Statement("end", "x", date(2026, 12, 3))),
        ("mon forfait expire le 12/12", Statement("end", "x", date(2026, 12, 12))),
        ("avant-hier j'ai mis dix euros", Statement("topup", "x", date(2026, 11, 18), 1000)),
        ("三天前充了7块9", Statement("topup", "x", date(2026, 11, 17), 790)),
        ("Lebara takes 4.99 off me on 7 December", Statement("end", "x", date(2026, 12, 7), 499)),
        ("je suis prélevé de 8€99 le 28", Statement("end", "x", date(2026, 11, 28), 899)),
        ("仲有十五日", Statement("end", "x", date(2026, 12, 5))),
        ("three weeks left", Statement("end", "x", date(2026, 12, 11))),
        ("valid till 1 Feb 2027", Statement("end", "x", date(2027, 2, 1))),
        ("Lebara 12.2 截止", Statement("end", "x", date(2026, 12, 2))),
        ("my plan ends 12/2", Statement("end", "x", date(2027, 2, 12))),
    ],
)
def test_a_statement_is_read(
    reader: StatementReader, normalizer: Normalizer, text: str, told: Statement
) -> None:
    assert reader.read(text, joined(normalizer.tokens(text)), "x", NOW) == told


@pytest.mark.parametrize(
    "text",
    ["刚充了10欧没到账", "我的卡12月15号到期吗", "I topped up 10 euros but nothing came",
     "j'ai rechargé, et après ?",
     "when does it end", "mon forfait expire quand", "我想12月5号前给卡充10欧",
     "I want to put 10 euros on it today", "je veux résilier, ça finit le 3 décembre"],
)  # fmt: skip
def test_a_question_or_a_trouble_is_none(reader: StatementReader, normalizer: Normalizer, text: str) -> None:
    assert reader.read(text, joined(normalizer.tokens(text)), "x", NOW) is None


def told(knowledge: KnowledgeBase, text: str) -> Statement | None:
    turn = knowledge.responder.respond(text, ConversationContext(), NOW)
    assert (turn.act == "statement") is (turn.statement is not None)
    return turn.statement


def test_labelled_statements_are_understood_as_well_as_before(knowledge: KnowledgeBase) -> None:
    rows = [json.loads(line) for line in TOLD.read_text("utf-8").splitlines()]
    right = 0
    for row in rows:
        said = told(knowledge, row["message"])
        if said and said.day and said.day.isoformat() == row["date"]:
            cents = round(row["amount"] * 100) if row["amount"] else None
            right += (said.operator, said.cents) == (row["operator"], cents)
    assert right / len(rows) >= 0.92


def test_questions_are_no_statements(knowledge: KnowledgeBase) -> None:
    asked = [json.loads(line)["question"] for line in QUESTIONS.read_text("utf-8").splitlines()]
    assert len([text for text in asked if told(knowledge, text)]) <= len(asked) * 0.003
