"""A link is the operator's by where it leads, never by a word in it."""

from collections.abc import Callable

import pytest

from bot.safety.links import Link, LinkChecker
from bot.safety.verdict import SafetyChecker
from tests.safety.conftest import rows


@pytest.fixture
def checker(safety: SafetyChecker) -> LinkChecker:
    return safety.links


@pytest.mark.parametrize("name", ["links", "blind-links"])
def test_the_labelled_links(safety: SafetyChecker, figure: Callable[[str], None], name: str) -> None:
    """Fakes found in at least 90 %, none official; official ones in 95 %, none suspicious; else at most 2."""
    labelled = rows(name)
    assert len(labelled) >= 150
    found = [(row["verdict"], safety.verdict(row["message"]).verdict, row["message"]) for row in labelled]
    share = {}
    for kind in ("official", "suspicious", "unknown"):
        of_kind = [got == wanted for wanted, got, _ in found if wanted == kind]
        share[kind] = sum(of_kind) / len(of_kind)
    wrong = [(wanted, got, message) for wanted, got, message in found if wanted != got]
    figure(f"{name}: {share}")
    assert share["suspicious"] >= 0.9 and share["official"] >= 0.95
    assert not [
        row for row in wrong if row[1] == "official" or (row[0] == "official" and row[1] == "suspicious")
    ]
    assert len([row for row in wrong if row[:2] == ("unknown", "suspicious")]) <= 2


@pytest.mark.parametrize(
    ("text", "reason", "owner"),
    [
        ("您的Lebara即将停机 lebara-recharge.top/fr", "brand", "lebara"),
        ("https://free.fr.verif-compte.top", "subdomain", "free"),
        ("https://www.orange.fr.secure-pay.top", "subdomain", "orange"),
        ("http://orange.fr@evil.example/login", "userinfo", "orange"),
        ("lebarra-france.com", "brand", "lebara"),
        ("https://orangge.fr/espace-client", "lookalike", "orange"),
        ("оrange.fr", "confusable", "orange"),
        ("https://xn--lebar-3ve.fr/pay", "punycode", None),
        ("http://perso.free.fr/~sfr-support/", "hosting", "free"),
        ("https://sfr-facture.web.app", "hosting", "sfr"),
        ("http://185.33.12.9/bouygues", "ip", "bouygues"),
        ("bit.ly/sfr-urgent", "shortener", "sfr"),
        ("https://evil.example/www.orange.fr/login", "path", "orange"),
    ],
)
def test_each_reason(checker: LinkChecker, text: str, reason: str, owner: str | None) -> None:
    (found,) = checker.check(text)
    assert found.verdict == "suspicious" and found.reasons[0] == reason
    assert owner is None or found.owner == owner


@pytest.mark.parametrize("text", ["充了没用", "bonjour. comment recharger ?", "I paid 19.99 EUR", "v2.0", ""])
def test_a_sentence_without_link_has_no_verdict(checker: LinkChecker, text: str) -> None:
    assert checker.check(text) == []


def test_only_a_path_may_be_french(checker: LinkChecker) -> None:
    (french,), (british,) = checker.check("mobile.lebara.com/fr/x"), checker.check("mobile.lebara.com/gb")
    assert (french.verdict, french.owner) == ("official", "lebara")
    assert british.verdict == "unknown"
    assert checker.check("mobile.lebara.com/free-phones")[0].verdict == "unknown"


def test_the_worst_link_comes_first(checker: LinkChecker) -> None:
    found = checker.check("orange.fr 和 lebara-pay.top")
    assert [verdict.verdict for verdict in found] == ["suspicious", "official"]


@pytest.mark.parametrize(
    ("links", "verdict", "host", "shown"),
    [
        ([Link("https://lebara-pay.top/fr", "lebara.fr")], "suspicious", "lebara-pay.top", "lebara.fr"),
        ([Link("https://pay.example/fr", "www.lebara.fr")], "suspicious", "pay.example", "www.lebara.fr"),
        ([Link("https://orange-client.example/fr", "Ici")], "suspicious", "orange-client.example", None),
        ([Link("https://pay.example/fr", "Payer")], "unknown", "pay.example", None),
        ([Link("https://www.lebara.fr/fr", "lebara.fr")], "official", "www.lebara.fr", None),
        ([Link("https://mobile.free.fr/account", "www.free.fr")], "official", "mobile.free.fr", None),
        ([Link("https://www.lebara.fr/fr", "orange.fr")], "suspicious", "www.lebara.fr", "orange.fr"),
    ],
)
def test_a_link_is_judged_by_where_it_leads(
    checker: LinkChecker, links: list[Link], verdict: str, host: str, shown: str | None
) -> None:
    found = checker.judge(links)[0]
    assert (found.verdict, found.host, found.shown) == (verdict, host, shown)


def test_what_a_text_only_shows_is_not_called_official_beside_it(checker: LinkChecker) -> None:
    found = checker.judge([Link("lebara.fr"), Link("https://pay.example/", "lebara.fr")])
    assert [(each.host, each.verdict) for each in found] == [("pay.example", "suspicious")]


@pytest.mark.parametrize(
    "address", ["tg://user?id=1", "mailto:a@lebara.fr", "http://[::1", "javascript:lebara.fr"]
)
def test_what_leads_to_no_page_has_no_verdict(checker: LinkChecker, address: str) -> None:
    assert [each for each in checker.judge([Link(address, "lebara.fr")]) if each.verdict == "official"] == []


def test_without_words_only_hosts_count() -> None:
    bare = LinkChecker({"orange": ["*.orange.fr"], "": ["*.arcep.fr"]}, {"orange": ["orange"]})
    assert bare.verdict("boutique.orange.fr", "") and bare.owner("arcep.fr") == ""
    assert bare.check("bit.ly/x")[0].verdict == "unknown"
