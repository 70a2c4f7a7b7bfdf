"""What an editor accepts is warned of no more, and the list cannot outlive its reasons."""

from pathlib import Path

import pytest

from bot.content.problem import Problem
from bot.lint.accepted import FILE, without_accepted

NEAR = Problem("topics/a.yaml", 7, "'switch it on' is nearly 'switch it off' in line 3", "warning")
ERROR = Problem("topics/a.yaml", 8, "'switch it on' stands in topics/b.yaml:4 too")
WARNED = Problem("topics/b.yaml", 7, "'switch it on' is nearly 'switch it off' in line 3", "warning")
ENTRY = "- {file: topics/a.yaml, wordings: [switch it on], why: opposites}\n"


def test_without_a_list_everything_stays(tmp_path: Path) -> None:
    assert without_accepted([NEAR, ERROR], tmp_path) == [NEAR, ERROR]


def test_what_is_named_goes_and_errors_and_other_files_stay(tmp_path: Path) -> None:
    (tmp_path / FILE).write_text(ENTRY)
    assert without_accepted([NEAR, ERROR, WARNED], tmp_path) == [ERROR, WARNED]


def test_what_is_no_longer_warned_of_is_an_error_in_its_line(tmp_path: Path) -> None:
    (tmp_path / FILE).write_text(ENTRY)
    assert without_accepted([], tmp_path) == [
        Problem(FILE, 1, "nothing is wrong with 'switch it on' in topics/a.yaml")
    ]


@pytest.mark.parametrize("broken", ["- {file: a}\n", "- [\n", "just words\n"])
def test_a_list_that_cannot_be_read_accepts_nothing(tmp_path: Path, broken: str) -> None:
    (tmp_path / FILE).write_text(broken)
    left = without_accepted([NEAR], tmp_path)
    assert NEAR in left
    assert any(problem.file == FILE and problem.severity == "error" for problem in left)
