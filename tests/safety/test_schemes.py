"""A scheme is followed where all of its groups meet and none that excuses is said."""

from typing import Any

import pytest

from bot.content.strict_yaml import load
from bot.safety.schemes import SchemeReader
from bot.safety.verdict import SafetyChecker
from tests.conftest import FAQ

WORDS: dict[str, Any] = {
    "groups": {"who": ["agent"], "prize": ["won"], "pay": ["pay"], "never": ["never"]},
    "schemes": [
        {"reason": "lure", "all": ["who|prize", "pay"], "none": ["never"]},
        {"reason": "dial", "all": ["#forwarding"], "none": []},
    ],
}


@pytest.mark.parametrize(
    ("text", "reasons"),
    [
        ("you won, pay now", ["lure"]),
        ("agent here, pay", ["lure"]),
        ("pay", []),
        ("you won, never pay", []),
        ("**21*0756443322#", ["dial"]),
        ("*21#", []),
        ("agent: pay and dial *21*0756443322#", ["lure", "dial"]),
    ],
)
def test_groups_that_meet(text: str, reasons: list[str]) -> None:
    assert list(SchemeReader(WORDS).reasons(text)) == reasons


def test_every_scheme_names_groups_that_there_are_and_a_reason_with_a_sentence() -> None:
    words = load(FAQ / "safety" / "schemes.yaml", FAQ).data
    told = load(FAQ / "interface" / "en.yaml", FAQ).data["scams"]["reasons"]
    for row in words["schemes"]:
        named = {group for each in row["all"] for group in each.split("|")} | set(row["none"])
        assert {group for group in named if not group.startswith("#")} <= set(words["groups"])
        assert row["reason"] in told


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("有人打电话说是Free的，要我报一下手机刚收到的数字", "asks_secret"),
        ("阿姨，我係你姪仔，換咗新號，幫我買三張Neosurf將密碼影俾我", "transfer"),
        ("SIM swap requested: reply YES to approve", "swap"),
        ("Louez votre carte SIM, 200 euros par mois", "rental"),
        ("加我微信，半价续费", "private"),
        ("Rappelez le +225 07 11 22 33 44, votre colis attend", "dial"),
    ],
)
def test_the_real_schemes(safety: SafetyChecker, text: str, reason: str) -> None:
    assert reason in safety.scams.reasons(text)
