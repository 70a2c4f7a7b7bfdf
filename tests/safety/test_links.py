"""A link is the operator's by its host, never by a word in it."""

import pytest

from bot.safety.links import Link, LinkChecker, LinkVerdict

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
        ("http://ios.free.fr", "suspicious", "free"),
        ("您的Lebara即将停机 lebara-recharge.top/fr", "suspicious", "lebara"),
        ("https://orange.fr.secure-pay.top", "suspicious", "orange"),
        ("http://orange.fr@evil.example/login", "unknown", None),
        ("https://lyca-topup.shop", "suspicious", "lycamobile"),
        ("bit.ly/3xYz", "unknown", None),
        ("https://notorange.fr", "suspicious", "orange"),
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
    assert [verdict.verdict for verdict in found] == ["suspicious", "official"]
    assert found[0] == LinkVerdict("lebara-pay.top", "suspicious", "lebara", ("brand",))


@pytest.mark.parametrize(
    ("links", "verdict", "host", "shown"),
    [
        (
            [Link("https://lebara-recharge.top/fr", "lebara.fr")],
            "suspicious",
            "lebara-recharge.top",
            "lebara.fr",
        ),
        ([Link("https://pay.example/fr", "www.lebara.fr")], "suspicious", "pay.example", "www.lebara.fr"),
        (
            [Link("https://orange-client.example/fr", "Cliquez ici")],
            "suspicious",
            "orange-client.example",
            None,
        ),
        ([Link("https://pay.example/fr", "Payer")], "unknown", "pay.example", None),
        ([Link("https://www.lebara.fr/fr", "lebara.fr")], "official", "www.lebara.fr", None),
        ([Link("https://mobile.free.fr/account", "www.free.fr")], "official", "mobile.free.fr", None),
        ([Link("https://a.example/?u=lebara.fr"), Link("lebara.fr")], "unknown", "a.example", None),
    ],
)
def test_a_link_is_judged_by_where_it_leads(
    links: list[Link], verdict: str, host: str, shown: str | None
) -> None:
    found = CHECKER.judge(links)[0]
    assert (found.verdict, found.host, found.shown) == (verdict, host, shown)


def test_what_a_text_only_shows_is_not_called_official_beside_it() -> None:
    found = CHECKER.judge([Link("lebara.fr"), Link("https://pay.example/", "lebara.fr")])
    assert [(each.host, each.verdict) for each in found] == [("pay.example", "suspicious")]


@pytest.mark.parametrize(
    "address", ["tg://user?id=1", "mailto:a@lebara.fr", "http://[::1", "javascript:lebara.fr"]
)
def test_what_leads_to_no_page_has_no_verdict(address: str) -> None:
    assert CHECKER.judge([Link(address, "lebara.fr")]) == []
