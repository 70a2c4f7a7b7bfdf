"""Scams without a link are heard; honest notices and people's questions are not taken for them."""

import json
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.safety.scams import ScamDetector
from bot.safety.verdict import SafetyChecker
from tests.safety.conftest import rows


def test_the_labelled_messages(safety: SafetyChecker, figure: Callable[[str], None]) -> None:
    """At least 95 % of the scams are warned of, and at most 2 % of honest notices and of questions."""
    labelled = rows("scams")
    all_of = Counter(row["kind"] for row in labelled)
    assert all_of["scam"] >= 150 and all_of["notice"] >= 75 and all_of["question"] >= 100
    warned = Counter(row["kind"] for row in labelled if safety.scams.reasons(row["message"]))
    figure(f"messages warned of: {dict(warned)} of {dict(all_of)}")
    assert warned["scam"] >= all_of["scam"] * 0.95
    assert warned["notice"] + warned["question"] <= (all_of["notice"] + all_of["question"]) * 0.02


@pytest.mark.parametrize(("name", "least"), [("blind-scams", 97), ("tuned-scams", 143), ("fresh-scams", 59)])
def test_sets_written_by_others(
    safety: SafetyChecker, figure: Callable[[str], None], name: str, least: int
) -> None:
    """An examiner's set, three that were written before the words were widened for what they missed, and one
    that was found at once: but for friends who buy a voucher."""
    labelled = rows(name)
    scams = [row["message"] for row in labelled if row["verdict"] == "suspicious"]
    others = [row["message"] for row in labelled if row["verdict"] != "suspicious"]
    missed = [text for text in scams if not safety.scams.reasons(text)]
    figure(f"{name}: {len(scams) - len(missed)} of {len(scams)} warned of")
    assert [text for text in others if safety.scams.reasons(text)] == []
    assert len(scams) - len(missed) >= least, missed


def test_people_who_ask_are_not_taken_for_scams(safety: SafetyChecker) -> None:
    """Of the questions that measure the matching, none is called a scam but those that tell of one."""
    file = Path(__file__).parent.parent / "questions.jsonl"
    read = [json.loads(line) for line in file.read_text("utf-8").splitlines()]
    asked = [row["question"] for row in read if row["topic"] != "scam"]
    assert [text for text in asked if safety.scams.reasons(text)] == []


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("您好，请把短信验证码发给我们客服", "asks_secret"),
        ("Veuillez nous transmettre votre code PIN", "asks_secret"),
        ("您剛收到的六位數驗證碼是多少？", "asks_secret"),
        ("Votre ligne SFR sera coupée ce soir, payez maintenant", "threat"),
        ("composez le 0899 12 34 56", "dial"),
        ("envoyez CADEAU au 81234", "dial"),
        ("buy a gift card and text us the numbers", "elsewhere"),
        ("Install AnyDesk so that our agent can help", "remote"),
        ("Coucou maman, mon nouveau numéro. Peux-tu faire un virement de 800 € ?", "transfer"),
        ("Félicitations, vous avez gagné ! Réglez 2 € de frais par carte bancaire", "lure"),
    ],
)
def test_each_reason(safety: SafetyChecker, text: str, reason: str) -> None:
    assert reason in safety.scams.reasons(text)


@pytest.mark.parametrize(
    "text",
    [
        "Ne communiquez jamais votre code PIN",
        "They ask me for a code, where do I type it?",
        "我收到验证码要发给谁？",
        "le 0899 12 34 56, est-ce que c'est cher ?",
        "envoyez STOP au 36180",
        "",
    ],
)
def test_warnings_and_questions_are_no_scam(safety: SafetyChecker, text: str) -> None:
    assert safety.scams.reasons(text) == ()


def test_without_words_nothing_is_heard() -> None:
    assert ScamDetector({}, {}).reasons("send me your PIN") == ()
