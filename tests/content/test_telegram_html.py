"""HTML is read as Telegram reads it, byte offsets of refusals included."""

import pytest

from bot.content.telegram_html import MarkupError, parse_html, units


@pytest.mark.parametrize(
    ("html", "text", "entities"),
    [
        ("a &lt b &amp;&gt; &quot;c&quot; &nbsp; &eacute;", 'a < b &> "c" &nbsp; &eacute;', []),
        ("&#233;&#x4f60;&#0;&#1114111;", "é你&#0;&#1114111;", []),
        ("<b>续费</b>", "续费", [("bold", 0, 2)]),
        ("🙂<STRONG>x</STRONG>", "🙂x", [("bold", 2, 1)]),
        ("<i>a</i><em>b</em><u>c</u><ins>d</ins>", "abcd",
         [("italic", 0, 1), ("italic", 1, 1), ("underline", 2, 1), ("underline", 3, 1)]),
        ("<s>a</s><strike>b</strike><del>c</del>", "abc", [("strikethrough", at, 1) for at in range(3)]),
        ("<tg-spoiler>a</tg-spoiler><span class='tg-spoiler'>b</span>", "ab",
         [("spoiler", 0, 1), ("spoiler", 1, 1)]),
        ("<blockquote>a</blockquote><blockquote expandable>b</blockquote>", "ab",
         [("blockquote", 0, 1), ("expandable_blockquote", 1, 1)]),
        ("<b>a<i>b</i></b>", "ab", [("bold", 0, 2), ("italic", 1, 1)]),
        ("<i><b>a</b></i>", "a", [("bold", 0, 1), ("italic", 0, 1)]),
        ("<b></b>x", "x", []),
        ("<b other=1 more>x</b   >", "x", [("bold", 0, 1)]),
        ("<b>x</>", "x", [("bold", 0, 1)]),
        ("<a href='ftp://x.org'>x</a>", "x", []),
    ],
)  # fmt: skip
def test_markup_becomes_text_and_entities(html: str, text: str, entities: list[tuple[str, int, int]]) -> None:
    read, found = parse_html(html)
    assert read == text
    assert [(each["type"], each["offset"], each["length"]) for each in found] == entities


@pytest.mark.parametrize(
    ("html", "more"),
    [
        ('<a href="orange.fr">x</a>', {"url": "http://orange.fr/"}),
        ("<a href='https://a.fr/?x&lt;'>x</a>", {"url": "https://a.fr/?x<"}),
        ("<a>orange.fr</a>", {"url": "http://orange.fr/"}),
        ("<a href='tg://user?id=42'>x</a>", {"user": {"id": 42}}),
        ('<pre><code class="language-fr">x</code></pre>', {"language": "fr"}),
        ('<code class="language-fr"><pre>x</pre></code>', {"language": "fr"}),
        ('<tg-emoji emoji-id="7">x</tg-emoji>', {"custom_emoji_id": "7"}),
    ],
)
def test_an_entity_keeps_what_it_carries(html: str, more: dict[str, object]) -> None:
    _, (entity,) = parse_html(html)
    assert {name: value for name, value in entity.items() if name not in ("type", "offset", "length")} == more


@pytest.mark.parametrize(
    ("html", "reason"),
    [
        ("你<x>a</x>", 'Unsupported start tag "x" at byte offset 3'),
        ("a < b", 'Unsupported start tag "" at byte offset 2'),
        ("<br>", 'Unsupported start tag "br" at byte offset 0'),
        ("é<b", "Unclosed start tag at byte offset 2"),
        ("<b x", 'Unclosed start tag "b" at byte offset 0'),
        ("<b x = ", 'Unclosed start tag "b" at byte offset 0'),
        ("<b x = 'y>", "Unclosed start tag at byte offset 0"),
        ("<b =y>", 'Empty attribute name in the tag "b" at byte offset 0'),
        ("<b x=y,z>", "Unexpected end of name token at byte offset 5"),
        ("x</b>", "Unexpected end tag at byte offset 1"),
        ("<b>x</b", "Unclosed end tag at byte offset 4"),
        ("<b>x</i>", 'Unmatched end tag at byte offset 4, expected "</b>", found "</i>"'),
        ("<b><i>x</b></i>", 'Unmatched end tag at byte offset 7, expected "</i>", found "</b>"'),
        ("<b>x", 'Can\'t find end tag corresponding to start tag "b"'),
        ("<span>x</span>", 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
        ("<tg-emoji emoji-id='x'>x</tg-emoji>", "Invalid custom emoji identifier specified"),
    ],
)
def test_broken_markup_is_refused_with_its_place(html: str, reason: str) -> None:
    with pytest.raises(MarkupError) as refused:
        parse_html(html)
    assert str(refused.value) == reason


def test_half_a_character_is_refused() -> None:
    with pytest.raises(MarkupError, match="unmatched surrogate"):
        parse_html("&#xDFDF;")


def test_length_counts_utf16_units() -> None:
    assert [units(text) for text in ("", "abc", "续费", "🙂", "👨‍👩‍👧")] == [0, 3, 2, 2, 8]
