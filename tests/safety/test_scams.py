"""Scams without a link are heard; honest notices and people's questions are not taken for them."""

from collections import Counter
from collections.abc import Callable

import pytest

from bot.safety.scams import ScamDetector
from bot.safety.verdict import SafetyChecker
from tests.safety.conftest import rows


def test_the_labelled_messages(safety: SafetyChecker, figure: Callable[[str], None]) -> None:
    """Of 100 scams at least 95 are warned of; of 50 honest notices and 50 questions at most 2."""
    labelled = rows("scams")
    assert Counter(row["kind"] for row in labelled) == {"scam": 100, "notice": 50, "question": 50}
    warned = Counter(row["kind"] for row in labelled if safety.scams.reasons(row["message"]))
    figure(f"messages warned of: {dict(warned)}")
    assert warned["scam"] >= 95
    assert warned["notice"] + warned["question"] <= 2


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("您好，请把短信验证码发给我们客服", "asks_secret"),
        ("Veuillez nous transmettre votre code PIN", "asks_secret"),
        ("您剛收到的六位數驗證碼是多少？", "asks_secret"),
        ("Votre ligne SFR sera coupée ce soir, payez maintenant", "threat"),
        ("composez le 0899 12 34 56", "dial"),
        ("envoyez CADEAU au 81234", "dial"),
        ("buy a gift card and text the numbers", "elsewhere"),
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
    assert ScamDetector({}).reasons("send me your PIN") == ()
