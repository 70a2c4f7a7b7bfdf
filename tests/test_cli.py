"""The command `xufei`, as its contract says."""

import io
import json
from pathlib import Path

import pytest

from bot.cli import main
from bot.content.library import Library


@pytest.fixture(autouse=True)
def learnt_data(monkeypatch: pytest.MonkeyPatch, learnt: Path, tmp_path: Path) -> None:
    monkeypatch.setenv("DATA_DIR", str(learnt))
    monkeypatch.chdir(tmp_path)


def typed(monkeypatch: pytest.MonkeyPatch, *lines: str) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("\n".join(lines) + "\n"))


def test_ask_prints_the_answer_with_its_buttons(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["ask", "忘记密码了怎么办"]) == 0
    printed = capsys.readouterr().out
    assert "密码" in printed
    assert "[☰]" in printed


def test_ask_json_prints_the_contracts_object_a_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], library: Library
) -> None:
    typed(monkeypatch, "free 人在国外怎么交费", "what's the weather in Paris", "充了没用", "???")
    assert main(["ask", "--json", "-"]) == 0
    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    keys = [
        "question",
        "outcome",
        "topic",
        "operator",
        "kind",
        "card",
        "act",
        "language",
        "candidates",
        "text",
        "milliseconds",
    ]
    assert [list(row) for row in rows] == [keys] * 4
    assert [row["outcome"] for row in rows] == ["answer", "none", "choose", "none"]
    assert (rows[0]["topic"], rows[0]["operator"], rows[0]["language"]) == ("pay-abroad", "free", "zh-Hans")
    assert rows[1]["topic"] is None and rows[1]["language"] == "en"
    for row in rows:
        scores = [candidate["score"] for candidate in row["candidates"]]
        assert len(scores) >= 3
        assert all(candidate["topic"] in library.topics for candidate in row["candidates"])
        assert all(0 <= score <= 1 for score in scores)
        assert row["text"] and row["milliseconds"] >= 0


def test_ask_explains_itself(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["ask", "忘记密码了怎么办", "--explain"]) == 0
    why = capsys.readouterr().err
    assert all(word in why for word in ("wording", "score", "margin", "runner-up"))


def test_when_prints_the_moment_and_its_rule(capsys: pytest.CaptureFixture[str]) -> None:
    now = ["--now", "2026-11-20T10:00", "--zone", "Europe/Paris"]
    assert main(["when", "每月15号", *now]) == 0
    assert capsys.readouterr().out == "2026-12-15T09:00:00+01:00\nRRULE:FREQ=MONTHLY;BYMONTHDAY=15\n"


def test_when_says_why_it_cannot_read_a_phrase(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["when", "昨天", "--now", "2026-11-20T10:00", "--zone", "Europe/Paris"]) == 1
    printed = capsys.readouterr()
    assert printed.out == ""
    assert len(printed.err.splitlines()) == 1
    assert "past" in printed.err


@pytest.mark.parametrize(
    ("phrase", "answer"),
    [
        ("昨天", "过去"),
        ("昨天充值過了", "過去"),
        ("hier", "passé"),
        ("yesterday", "passed"),
        ("2999-01-01", "30"),
    ],
)
def test_when_answers_in_the_language_of_the_phrase(
    phrase: str, answer: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["when", phrase, "--now", "2026-11-20T10:00", "--zone", "Europe/Paris"]) == 1
    assert answer in capsys.readouterr().err


def test_when_json_reads_a_phrase_a_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    typed(monkeypatch, "明天上午9点 充值", "03/04")
    assert main(["when", "--json", "-", "--now", "2026-11-20T10:00", "--zone", "Europe/Paris"]) == 0
    first, second = (json.loads(line) for line in capsys.readouterr().out.splitlines())
    assert first == {
        "phrase": "明天上午9点 充值",
        "moment": "2026-11-21T09:00:00+01:00",
        "rrule": None,
        "text": "充值",
        "error": None,
    }
    assert (second["moment"], second["error"]) == (None, "ambiguous")


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["when", "明天", "--zone", "Mars/Base"], "no time zone 'Mars/Base'"),
        (["when", "明天", "--now", "yesterday"], "--now must be like"),
        (["eval", "nothing.jsonl"], "nothing.jsonl: No such file"),
    ],
)
def test_a_bad_argument_is_named(arguments: list[str], says: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(arguments) == 2
    assert says in capsys.readouterr().err


def test_a_bad_setting_is_named_and_nothing_starts(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PORT", "eighty")
    assert main(["chat"]) == 2
    assert "PORT" in capsys.readouterr().err


def test_broken_words_are_told_with_file_and_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    (tmp_path / "topics").mkdir()
    (tmp_path / "topics" / "x.yaml").write_text("section: paying\nsection: after\n")
    monkeypatch.setenv("FAQ_DIR", str(tmp_path))
    assert main(["ask", "x"]) == 2
    assert "topics/x.yaml:2: error: key 'section' stands here twice" in capsys.readouterr().err


def test_check_finds_no_error_in_the_words(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check"]) == 0, capsys.readouterr().out


def test_eval_prints_figures_and_holds_floors(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    rows = tmp_path / "rows.jsonl"
    row = {"question": "忘记密码了怎么办", "language": "zh-Hans", "topic": "forgot-password"}
    rows.write_text(json.dumps(row) + "\n")
    floors = tmp_path / "floors.json"
    floors.write_text('{"overall.right": 1.0}')
    assert main(["eval", str(rows), "--floors", str(floors)]) == 0
    floors.write_text('{"overall.right": 1.1}')
    assert main(["eval", str(rows), "--floors", str(floors)]) == 1
    printed = capsys.readouterr()
    assert "overall.right is 1.0, its bound is 1.1" in printed.err
    assert "within_three    share that has it among the first three candidates" in printed.out
