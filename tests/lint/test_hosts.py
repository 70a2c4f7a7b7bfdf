"""Addresses that a person may tap."""

import pytest

from bot.lint.hosts import addresses, is_official
from bot.safety.links import LinkChecker
from tests.content.tiny import Faq


@pytest.mark.parametrize(
    ("host", "allowed", "fits"),
    [
        ("orange.fr", "*.orange.fr", True),
        ("boutique.orange.fr", "*.orange.fr", True),
        ("notorange.fr", "*.orange.fr", False),
        ("orange.fr.evil.com", "*.orange.fr", False),
        ("mobile.free.fr", "mobile.free.fr", True),
        ("www.mobile.free.fr", "mobile.free.fr", True),
        ("evil.free.fr", "mobile.free.fr", False),
    ],
)
def test_a_star_allows_what_lies_below(host: str, allowed: str, fits: bool) -> None:
    assert is_official(host, LinkChecker({"": [allowed]}, {})) is fits


def test_telegram_makes_links_of_bare_names_too() -> None:
    assert addresses('<a href="https://a.fr/x">b</a>, lebara.fr, mobile.lebara.com/fr. me@c.fr') == [
        "a.fr/x",
        "lebara.fr",
        "mobile.lebara.com/fr",
    ]
    assert addresses("Shown only: <code>lebara-topup.com</code>") == []


@pytest.mark.parametrize("said", ['<a href="https://orange-recharge.com/">here</a>', "orange-recharge.com"])
def test_a_host_that_is_not_official_is_told(faq: Faq, said: str) -> None:
    faq["phrases/receipt.yaml"]["when"] = said
    assert len(faq.errors()) == 4
    assert all("'orange-recharge.com' is no official host" in message for message in faq.errors())


@pytest.mark.parametrize("said", ["www.orange.fr", '<a href="https://www.arcep.fr/">Arcep</a>'])
def test_official_hosts_are_the_operators_and_those_of_the_list(faq: Faq, said: str) -> None:
    faq["phrases/receipt.yaml"]["when"] = said
    assert faq.errors() == []


def test_sources_are_exempt(faq: Faq) -> None:
    faq["rules.yaml"]["porting"]["sources"][0] |= {"name": "paper.fr", "url": "https://paper.fr/1"}
    assert faq.errors() == []


def test_the_interface_is_held_to_it_too(faq: Faq) -> None:
    faq["interface/en.yaml"]["menu"]["text"] = "{name} evil.com"
    assert faq.errors() == ["'menu.text': 'evil.com' is no official host"]


@pytest.mark.parametrize(
    ("pages", "message"),
    [
        ({"site": "https://www.orange.com"}, "'www.orange.com' is none of this operator's hosts"),
        ({"site": "http://www.orange.fr"}, "'http://www.orange.fr' must begin with https://"),
        ({"account": "https://www.orange.fr"}, "'site' is missing: the page that others fall back to"),
    ],
)
def test_an_operators_pages_are_its_own(faq: Faq, pages: dict[str, str], message: str) -> None:
    faq["operators/orange.yaml"]["pages"] = pages
    assert message in faq.errors()


def test_a_page_of_an_unknown_name_is_told(faq: Faq) -> None:
    faq["operators/orange.yaml"]["pages"]["suport"] = "https://www.orange.fr/aide"
    assert faq.errors() == ["no page is called 'suport'; did you mean 'support'?"]
