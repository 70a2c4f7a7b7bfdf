"""Telegram's HTML."""

import pytest

from bot.content import markup


@pytest.mark.parametrize(
    "text",
    ["plain", "<b>bold <i>both</i></b>", '<a href="https://a.fr/?x=1&amp;y=2">a</a>', "1 &lt; 2 &amp; 3 > 2"],
)
def test_what_telegram_takes_has_no_fault(text: str) -> None:
    assert markup.faults(text) == []


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("<b>open", "Can't find end tag corresponding to start tag"),
        ("close</b>", "Unexpected end tag at byte offset 5"),
        ("<b><i>crossed</b></i>", "Unmatched end tag at byte offset 13"),
        ("<h1>big</h1>", "tag <h1> is not allowed"),
        ("B&You", "a bare '&'"),
        ("1 < 2", "a bare '<'"),
        ('<a href="nowhere">x</a>', "a link that Telegram drops"),
        ("a &nbsp; b", "a bare '&'"),
    ],
)
def test_what_telegram_refuses_is_named(text: str, fault: str) -> None:
    assert any(found.startswith(fault) for found in markup.faults(text))


def test_length_counts_utf16_units_after_parsing() -> None:
    assert markup.length("<b>a</b>&amp;😀流") == 1 + 1 + 2 + 1


def test_any_text_escaped_is_itself_again() -> None:
    text = '<b>&amp; "x" 1<2'
    assert markup.faults(markup.escape(text)) == []
    assert markup.plain(markup.escape(text)) == text


def test_a_link_survives_quotes_and_ampersands() -> None:
    url = 'https://a.fr/?q="x"&y=1'
    linked = markup.link(url, "a < b")
    assert markup.faults(linked) == []
    assert markup.links(linked) == [url]
    assert markup.plain(linked) == "a < b"
