"""A link is the operator's by its host, never by a word in it."""

import pytest

from bot.safety.links import LinkChecker, Verdict

CHECKER = LinkChecker(
    {"orange": ["*.orange.fr"], "free": ["mobile.free.fr", "www.free.fr"], "lebara": ["*.lebara.fr"]},
    {"orange": ["orange"], "free": ["free"], "lebara": ["lebara"], "lycamobile": ["lyca", "来卡"]},
)


@pytest.mark.parametrize(
    ("text", "verdict", "owner"),
    [
        ("https://boutique.orange.fr/recharge", "official", "orange"),
        ("orange.fr", "official", "orange"),
        ("ORANGE.FR/", "official", "orange"),
        ("https://mobile.free.fr/account", "official", "free"),
        ("http://ios.free.fr", "imitation", "free"),
        ("您的Lebara即将停机 lebara-recharge.top/fr", "imitation", "lebara"),
        ("https://orange.fr.secure-pay.top", "imitation", "orange"),
        ("http://orange.fr@evil.example/login", "unknown", None),
        ("https://lyca-topup.shop", "imitation", "lycamobile"),
        ("bit.ly/3xYz", "unknown", None),
        ("https://notorange.fr", "imitation", "orange"),
    ],
)
def test_the_verdict_on_one_link(text: str, verdict: str, owner: str | None) -> None:
    (found,) = CHECKER.check(text)
    assert (found.verdict, found.owner) == (verdict, owner)


@pytest.mark.parametrize("text", ["充了没用", "bonjour. comment recharger ?", "I paid 19.99 EUR", "v2.0", ""])
def test_a_sentence_without_link_has_no_verdict(text: str) -> None:
    assert CHECKER.check(text) == []


def test_the_worst_link_comes_first() -> None:
    found = CHECKER.check("orange.fr 和 lebara-pay.top")
    assert [verdict.verdict for verdict in found] == ["imitation", "official"]
    assert found[0] == Verdict("lebara-pay.top", "imitation", "lebara")
