"""What is told instead of asked, with its day and amount."""

from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from bot.content.strict_yaml import parse
from bot.conversation.phrases import joined
from bot.conversation.statement import Statement, StatementReader
from bot.match import chinese
from bot.match.lexicon import regional
from bot.match.normalize import Normalizer
from tests.conftest import FAQ

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
     "when does it end", "mon forfait expire quand"],
)  # fmt: skip
def test_a_question_or_a_trouble_is_none(reader: StatementReader, normalizer: Normalizer, text: str) -> None:
    assert reader.read(text, joined(normalizer.tokens(text)), "x", NOW) is None
