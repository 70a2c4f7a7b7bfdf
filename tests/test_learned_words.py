"""What was taught goes into faq/ with comments and order kept."""

from pathlib import Path

import pytest

from bot.learned_words import merge
from bot.store.learned import LearnedRow
from tests.conftest import FAQ

TOPIC = """# Kept for a reason.
section: paying
wordings:
  zh-Hans:
    - 第一句  # a remark
    - "第二句：带冒号"
  en:
    - one
"""


def test_an_utterance_is_added_and_the_rest_stays(tmp_path: Path) -> None:
    (tmp_path / "topics").mkdir()
    file = tmp_path / "topics" / "pay.yaml"
    file.write_text(TOPIC, "utf-8")
    rows = [
        LearnedRow(1, "新学的：一句", "pay", "zh-Hans"),
        LearnedRow(2, "une autre", "pay", "fr"),
        LearnedRow(3, "天气", "", "zh-Hans"),
        LearnedRow(4, "one", "pay", "en"),
    ]
    merged = merge(rows, tmp_path)
    assert merged.written == (1, 2, 4) and [row.id for row in merged.homeless] == [3]
    written = file.read_text("utf-8")
    kept = [line for line in written.splitlines() if line in TOPIC.splitlines()]
    assert kept == TOPIC.splitlines()
    assert "新学的：一句" in written and written.count("one") == 1 and "une autre" in written


@pytest.mark.parametrize("name", ["scam", "pay-abroad", "cancel-contract"])
def test_a_real_topic_changes_by_one_line(name: str, tmp_path: Path) -> None:
    (tmp_path / "topics").mkdir()
    file = tmp_path / "topics" / f"{name}.yaml"
    before = (FAQ / "topics" / f"{name}.yaml").read_text("utf-8")
    file.write_text(before, "utf-8")
    merge([LearnedRow(1, "刚学的一句", name, "zh-Hans")], tmp_path)
    after = file.read_text("utf-8").splitlines()
    assert [line for line in after if "刚学的一句" not in line] == before.splitlines()
