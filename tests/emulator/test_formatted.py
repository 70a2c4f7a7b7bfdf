"""Texts are cleaned, trimmed and limited as Telegram does it."""

import pytest

from bot.content.telegram_html import Entity
from bot.emulator.api_error import ApiError
from bot.emulator.message_text import formatted, message_text


def short(entities: list[Entity]) -> list[tuple[str, int, int]]:
    return [(each["type"], each["offset"], each["length"]) for each in entities]


def test_code_is_never_bold() -> None:
    _, entities = formatted("<b>a <code>b</code> c</b>", "HTML")
    assert short(entities) == [("bold", 0, 2), ("code", 2, 1), ("bold", 4, 1)]


def test_equal_neighbours_become_one() -> None:
    assert short(formatted("<b>a</b><b>b</b>", "HTML").entities) == [("bold", 0, 2)]


def test_spaces_around_are_trimmed_and_entities_move_along() -> None:
    text, entities = formatted(" \n <b> a</b> b\n\n", "HTML")
    assert (text, short(entities)) == ("a b", [("bold", 0, 1)])


def test_control_characters_become_spaces_or_go() -> None:
    text, entities = formatted("a\0b\r\n\u202e<b>c\u2028d</b>", "HTML")
    assert (text, short(entities)) == ("a b\ncd", [("bold", 4, 2)])


@pytest.mark.parametrize(
    ("text", "entities"),
    [
        ("see lebara.fr/x now", [("url", 4, 11)]),
        ("see https://orange.fr.", [("url", 4, 17)]),
        ("打开 lebara.fr，登录", [("url", 3, 9)]),
        ("/start and /help@xufei_bot", [("bot_command", 0, 6), ("bot_command", 11, 15)]),
        ("1/2 and a/b", []),
        ("ask @orange_fr or a@b.fr", [("mention", 4, 10), ("email", 18, 6)]),
        ("#recharge #1", [("hashtag", 0, 9)]),
        ("end.of sentence.then more", []),
    ],
)
def test_links_and_commands_are_found(text: str, entities: list[tuple[str, int, int]]) -> None:
    assert short(formatted(text, "").entities) == entities


def test_nothing_is_found_in_code_or_links() -> None:
    html = "<code>lebara.fr</code> <a href='https://x.fr'>orange.fr</a>"
    assert [each["type"] for each in formatted(html, "HTML").entities] == ["code", "text_link"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "message text is empty"),
        ("  \n", "text must be non-empty"),
        ("<b></b>", "text must be non-empty"),
        ("x" * 4097, "too long"),
        ("🙂" * 2049, "too long"),
        ("<b>x", "can't parse entities: Can't find end tag corresponding to start tag \"b\""),
    ],
)
def test_bad_texts_are_refused(text: str, words: str) -> None:
    with pytest.raises(ApiError) as refused:
        message_text(text, "HTML", None, too_long="too long")
    assert refused.value.description == f"Bad Request: {words}"


def test_the_limit_is_4096_units_after_parsing() -> None:
    assert len(message_text("<b>" + "x" * 4096 + "</b>", "HTML", None, "too long").text) == 4096
    assert message_text("🙂" * 2048, "", None, "too long").text


@pytest.mark.parametrize("mode", ["Markdown", "MarkdownV2", "text"])
def test_other_parse_modes_are_refused(mode: str) -> None:
    with pytest.raises(ApiError, match="unsupported parse_mode"):
        formatted("x", mode)
