"""`xufei check` tells everything at once, and is content with the real words."""

from datetime import date
from pathlib import Path

import pytest

from bot.lint.run import run, strays, verdict
from tests.conftest import FAQ
from tests.content.tiny import TODAY, Faq


@pytest.mark.slow  # the quick run asks the same of the command, in tests/test_cli.py
def test_the_real_words_have_no_error() -> None:
    problems, report = run(FAQ, date(2026, 11, 26))
    assert [str(problem) for problem in problems if problem.severity == "error"] == []
    assert report is not None
    assert report.items["topics"] == 60
    assert report.screens > 10_000


def test_faults_of_form_come_first_and_all_at_once(tmp_path: Path) -> None:
    faq = Faq(tmp_path)
    faq["topics/pay.yaml"]["section"] = "x"
    faq["rules.yaml"]["porting"]["noted"] = "x"
    problems, report = run(faq.write(), TODAY)
    assert [problem.file for problem in problems] == ["rules.yaml", "topics/pay.yaml"]
    assert report is None


def test_broken_names_and_other_faults_are_told_together(tmp_path: Path) -> None:
    faq = Faq(tmp_path)
    faq["topics/pay.yaml"]["next"] = ["webste"]
    faq["phrases/receipt.yaml"]["when"]["en"] = "<b>After"
    problems, report = run(faq.write(), TODAY)
    assert [(problem.file, problem.message) for problem in problems] == [
        ("phrases/receipt.yaml", 'when.en: Can\'t find end tag corresponding to start tag "b"'),
        ("topics/pay.yaml", "no topic 'webste'; did you mean 'website'?"),
    ]
    assert report is not None
    assert report.screens == 0


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("topics/pay.yml", "nobody reads this file: it must be FOLDER/NAME.yaml"),
        ("topic/pay.yaml", "nobody reads this file: it must be FOLDER/NAME.yaml; did you mean 'topics'?"),
        ("rule.yaml", "nobody reads this file; did you mean 'rules.yaml'?"),
        ("topics/more/pay.yaml", "nobody reads this file: it must be FOLDER/NAME.yaml"),
    ],
)
def test_a_file_that_nobody_reads_is_told(tmp_path: Path, name: str, message: str) -> None:
    path = tmp_path / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("a: b\n", "utf-8")
    (problem,) = strays(tmp_path)
    assert (problem.file, problem.message.startswith(message)) == (name, True)


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    problems, _ = run(tmp_path / "nowhere", TODAY)
    assert "there is no such folder" in problems[0].message


def test_facts_age_against_the_day_of_the_check(tmp_path: Path) -> None:
    faq = Faq(tmp_path)
    faq["topics/pay.yaml"]["next"] = ["webste"]  # so that no screen is drawn
    problems, _ = run(faq.write(), date(2028, 1, 1))
    assert [problem.severity for problem in problems if "over a year ago" in problem.message] == ["warning"]


def test_a_sound_folder_has_no_problem(faq: Faq) -> None:
    assert faq.form_errors() == []
    assert faq.broken() == []
    assert faq.problems() == []


def test_a_folder_without_topics_is_no_folder_of_words(tmp_path: Path) -> None:
    (tmp_path / "notes.yaml").write_text("a: b\n", "utf-8")
    problems, report = run(tmp_path, TODAY)
    assert [problem.message for problem in problems] == ["no folder of words: it has no topics/"]
    assert report is None


def test_the_verdict_counts_in_one_line(tmp_path: Path) -> None:
    faq = Faq(tmp_path)
    faq["topics/pay.yaml"]["next"] = ["webste"]
    problems, _ = run(faq.write(), TODAY)
    assert verdict(problems, Path("words")) == "1 error, 0 warnings in words"
