"""Real questions asked as people type them: what the answer must say, and what it must not.

A row of `answers.jsonl`: of each list in `must` one alternative stands in the answer; `must_not` is what is
true of another operator or kind of line only; with `visible` the folded part is not read. `operator`,
`kind`, `act` and `buttons` (labels, or the beginning of a packed route) are what else the person must be met
with; `language` is the one that they are known to use. Rows of a `group` (titles of the articles, bare names
of cards, travel eSIMs) hold without exception.
"""

import json
import re
from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from bot.content import markup
from bot.knowledge import KnowledgeBase
from bot.reply import Reply, ask

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
ROWS: list[dict[str, Any]] = [
    json.loads(line) for line in Path(__file__).with_name("answers.jsonl").read_text("utf-8").splitlines()
]
LEAST_HELD = 0.95
# A number is the same however it is grouped: +33 9 69 39 39 00.
_GAP = re.compile(r"(?<=\d) (?=\d)")


def missed(row: dict[str, Any], reply: Reply) -> list[str]:
    """What the answer lacks, or says though it must not."""
    text = reply.text
    read = _folded(markup.plain(markup.visible(text) if row.get("visible") else text))
    found = [
        f"lacks {' / '.join(each)}" for each in row["must"] if not any(_folded(one) in read for one in each)
    ]
    found += [f"says {each}" for each in row["must_not"] if _folded(each) in read]
    for name, got in (
        ("operator", reply.finding.operator),
        ("kind", reply.kind),
        ("act", reply.turn.act),
    ):
        if name in row and row[name] != got:
            found.append(f"{name} is {got}, not {row[name]}")
    routes = [button.to.pack() for button in reply.screen.buttons() if button.to]
    labels = [button.label for button in reply.screen.buttons()]
    offered = [*labels, *(f"{route}:" for route in routes)]
    return found + [
        f"no button {each}"
        for each in row.get("buttons", ())
        if not any(one == each or one.startswith(f"{each}:") for one in offered)
    ]


def _asked(row: dict[str, Any], knowledge: KnowledgeBase) -> Reply:
    return ask(row["question"], knowledge, row.get("language", "zh-Hans"), NOW)


def _folded(text: str) -> str:
    text = text.casefold().replace("’", "'").replace("\u00a0", " ").replace("\u202f", " ")
    return _GAP.sub("", text)


def test_the_set_is_large_and_mixed_and_every_row_forbids_something() -> None:
    groups = Counter(row.get("group") for row in ROWS)
    assert len(ROWS) >= 150
    assert len({row["question"] for row in ROWS}) == len(ROWS)
    assert all(row["must"] and row["must_not"] for row in ROWS)
    assert (groups["title"], groups["travel"]) == (5, 20)


def test_nearly_every_question_is_answered_for_this_person(
    knowledge: KnowledgeBase, figure: Callable[[str], None]
) -> None:
    failed = {row["question"]: found for row in ROWS if (found := missed(row, _asked(row, knowledge)))}
    for question, found in failed.items():
        figure(f"answer missed: {question}: {', '.join(found)}")
    held = 1 - len(failed) / len(ROWS)
    figure(f"answers held: {held:.3f} of {len(ROWS)}")
    assert held >= LEAST_HELD
    assert [row["question"] for row in ROWS if row.get("group") and row["question"] in failed] == []


@pytest.mark.parametrize(
    "wrong",
    [{"must": [["no such words"]]}, {"must_not": ["lebara"]}, {"operator": "orange"}, {"buttons": ["zz"]}],
)
def test_a_wrong_answer_is_found(knowledge: KnowledgeBase, wrong: dict[str, Any]) -> None:
    row = {"must": [["lebara"]], "must_not": ["sl2sfr"], "operator": "lebara"}
    reply = ask("lebara apn", knowledge, "zh-Hans", NOW)
    assert missed(row, reply) == []
    assert missed(row | wrong, reply) != []
