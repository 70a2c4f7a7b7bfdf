import pytest

from bot.match.evaluate import Labelled, below, compare, evaluate
from bot.match.finding import Finding

ROWS = [
    Labelled("a", "en", "refund"),
    Labelled("b", "fr", "refund", also=("invoice",)),
    Labelled("c", "zh-Hans", "invoice", operator="sfr"),
    Labelled("d", "mixed", "invoice"),
    Labelled("e", "en", None),
]
FINDINGS = [
    Finding("answer", "en", (("refund", 0.9), ("invoice", 0.1)), topic="refund"),
    Finding("answer", "fr", (("invoice", 0.8), ("refund", 0.1)), topic="invoice"),
    Finding("choose", "zh-Hant", (("refund", 0.3), ("invoice", 0.2)), operator="sfr"),
    Finding("none", "en", (("scam", 0.1), ("refund", 0.0), ("x", 0.0), ("invoice", 0.0))),
    Finding("answer", "en", (("scam", 0.7),), topic="scam"),
]
REPORT = evaluate(ROWS, FINDINGS)


def test_topics_that_would_do_as_well_are_right() -> None:
    assert REPORT.overall["right"] == 0.5
    assert REPORT.overall["within_three"] == 0.75
    assert REPORT.overall["answered_right"] == 0.5
    assert REPORT.overall["answered_wrong"] == 0
    assert REPORT.overall["declined"] == 0.25


def test_languages_and_topics_are_told_apart() -> None:
    assert REPORT.languages["zh-Hans"]["right"] == 0
    assert REPORT.languages["fr"]["right"] == 1
    assert REPORT.topics["invoice"]["questions"] == 2


def test_foreign_questions_count_by_what_was_done() -> None:
    assert REPORT.foreign == {"questions": 1, "answered": 1.0, "asked": 0.0, "declined": 0.0}


def test_operator_and_language_are_shares_of_where_they_are_known() -> None:
    assert REPORT.operator == 1.0
    assert REPORT.reply_language == 0.75


def test_confusions_and_calibration() -> None:
    assert REPORT.confusions == [("invoice", "refund", 1), ("invoice", "scam", 1)]
    assert (0.9, 1, 0.9, 1.0) in REPORT.calibration


def test_two_runs_are_compared_figure_by_figure() -> None:
    better = evaluate(ROWS[:1], FINDINGS[:1]).as_json()
    changed = {name: (old, new) for name, old, new in compare(REPORT.as_json(), better)}
    assert changed["overall.right"] == (0.5, 1.0)
    assert "overall.answered_wrong" not in changed


def test_floors_and_ceilings_tell_what_missed() -> None:
    floors = {"overall.right": 0.6, "overall.declined": 0.1, "foreign.answered": 0.5, "foreign.declined": 0.0}
    missed = {name for name, _, _ in below(floors, REPORT.as_json())}
    assert missed == {"overall.right", "overall.declined", "foreign.answered"}
    assert below({"overall.unheard": 1}, REPORT.as_json()) == [("overall.unheard", 1, None)]


def test_rows_and_findings_must_be_as_many() -> None:
    with pytest.raises(ValueError, match="shorter"):
        evaluate(ROWS, FINDINGS[:2])


def test_a_row_needs_no_more_than_question_language_and_topic() -> None:
    row = Labelled.from_row({"question": "a", "language": "en", "topic": None})
    assert (row.also, row.operator) == ((), None)
