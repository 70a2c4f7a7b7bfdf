"""The whole message: its links, its words, and whether the verdict is the answer."""

import pytest

from bot.safety.links import Link
from bot.safety.verdict import SafetyChecker


@pytest.mark.parametrize(
    ("text", "takes"),
    [
        ("https://mobile.free.fr/account/ 是真的吗", True),
        ("is assistance.orange.fr genuine?", True),
        ("https://www.lebara.fr/fr/prepaye.html", True),
        ("lebara-recharge.top", True),
        ("请把验证码发给我们客服", True),
        ("je ne trouve pas le bouton Recharger sur lebara.fr, où est-il ?", False),
        ("我在 lebara.fr 上面怎么改银行卡信息", False),
        ("how do I top up", False),
    ],
)
def test_whether_the_verdict_is_the_whole_answer(safety: SafetyChecker, text: str, takes: bool) -> None:
    assert safety.verdict(text).takes_answer is takes


def test_a_message_with_neither_link_nor_scam_is_unknown_without_reasons(safety: SafetyChecker) -> None:
    found = safety.verdict("充了没用")
    assert (found.verdict, found.reasons, found.links) == ("unknown", (), ())


def test_a_notice_may_warn_where_its_link_is_the_operators(safety: SafetyChecker) -> None:
    text = "Votre ligne sera suspendue ce soir, payez sur {}"
    assert safety.verdict(text.format("https://www.sfr.fr")).verdict == "official"
    assert safety.verdict(text.format("https://regler.example/x")).verdict == "suspicious"


def test_nobody_honest_asks_for_a_pin_whatever_the_link(safety: SafetyChecker) -> None:
    found = safety.verdict("Envoyez votre code PIN via https://www.sfr.fr")
    assert found.verdict == "suspicious" and found.reasons == ("asks_secret",)


def test_the_links_that_a_message_carries_count_and_not_only_those_it_shows(safety: SafetyChecker) -> None:
    found = safety.verdict("cliquez lebara.fr", [Link("https://pay.example", "lebara.fr"), Link("lebara.fr")])
    assert found.verdict == "suspicious" and found.reasons == ("shown",)
