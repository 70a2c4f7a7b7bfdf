"""Addresses are accepted, refused and written back as Telegram does it."""

import pytest

from bot.content.telegram_urls import LinkError, checked_link, is_public


@pytest.mark.parametrize(
    ("link", "written"),
    [
        ("https://orange.fr", "https://orange.fr/"),
        ("Orange.FR/a?b#c", "http://orange.fr/a?b#c"),
        ("https://u:p@orange.fr:8443/x y", "https://u:p@orange.fr:8443/x%20y"),
        ("http://[::1]/x", "http://[::1]/x"),
        ("tg://resolve?domain=x", "tg://resolve?domain=x"),
        ("https://续费.fr", "https://续费.fr/"),
    ],
)
def test_a_good_link_is_written_back(link: str, written: str) -> None:
    assert checked_link(link) == written


@pytest.mark.parametrize(
    ("link", "reason"),
    [
        ("", "URL host is empty"),
        ("https://", "URL host is empty"),
        ("orange", "Wrong HTTP URL"),
        ("http://localhost:8080/x", "Wrong HTTP URL"),
        ("ftp://orange.fr", "Unsupported URL protocol"),
        ("javascript://orange.fr", "Unsupported URL protocol"),
        ("https://orange.fr:0/", "Wrong port number specified in the URL"),
        ("https://orange.fr:99999/", "Wrong port number specified in the URL"),
        ("https://ora nge.fr", "Wrong URL host"),
        ("https://%zz.fr", "Wrong percent-encoded symbol in URL host"),
        ("https://[::x]/", "Wrong IPv6 address specified in the URL"),
        ("tg://resolve:80?domain=x", "Wrong tg URL"),
        ("tg://re.solve", "Unallowed characters in URL host"),
    ],
)
def test_a_bad_link_is_refused(link: str, reason: str) -> None:
    with pytest.raises(LinkError) as refused:
        checked_link(link)
    assert str(refused.value) == reason


def test_private_names_are_not_public() -> None:
    assert is_public("https://orange.fr/")
    assert not is_public("https://router.local/")
    assert not is_public("https://a..fr/")
