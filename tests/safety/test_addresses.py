"""Addresses are found as a browser would take them."""

import pytest

from bot.safety.addresses import address_of, addresses_in, registrable


@pytest.mark.parametrize(
    ("text", "hosts"),
    [
        ("请到lebara.fr续费", ["lebara.fr"]),
        ("去www.free.fr看看，谢谢", ["www.free.fr"]),
        ("(https://www.lebara.fr/fr).", ["www.lebara.fr"]),
        ("hxxps://orange[.]fr", ["orange.fr"]),
        ("le​bara.fr", ["lebara.fr"]),
        ("ｏｒａｎｇｅ．ｆｒ", ["orange.fr"]),
        ("https://lebara.fr@pay-now.example/x", ["pay-now.example"]),
        ("orange.fr@pay.example/x", ["pay.example"]),
        ("http://3232235777/x", ["3232235777"]),
        ("a.example b.example a.example", ["a.example", "b.example"]),
        ("C'est sur mobile.free.fr.Merci", ["mobile.free.fr"]),
        ("https://sfr.fr.", ["sfr.fr"]),
        ("contact@orange.fr", []),
        ("Bonjour.Comment ça va", []),
        ("ok.so", []),
        ("v2.0 19.99 3.5", []),
        ("http://", []),
    ],
)
def test_the_hosts_of_a_text(text: str, hosts: list[str]) -> None:
    assert [address.host for address in addresses_in(text)] == hosts


@pytest.mark.parametrize(
    "written", ["mailto:a@b.fr", "tg://x.y", "javascript:a.b", "", "https://", "localhost"]
)
def test_what_leads_nowhere_is_no_address(written: str) -> None:
    assert address_of(written) is None


def test_an_address_keeps_what_its_path_says() -> None:
    found = address_of("https://User@Sites.Example:8080/a%2Fb?q=1")
    assert found and (found.host, found.path, found.has_user) == ("sites.example", "/a/b?q=1", True)


def test_the_registered_part_comes_from_the_bundled_list() -> None:
    assert registrable("free.fr.verif.co.uk") == "verif.co.uk"
    assert registrable("boutique.orange.fr") == "orange.fr"
