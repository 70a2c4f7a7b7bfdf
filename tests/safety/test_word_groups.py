"""Groups of words are found as whole words, with their rest, and with a gap."""

import pytest

from bot.safety.word_groups import WordGroups

GROUPS = WordGroups(
    {
        "block": ["bloqu*", "cut off"],
        "code": ["code"],
        "lend": ["收…卡", "send…your"],
        "code_not": ["code postal"],
    }
)


@pytest.mark.parametrize(
    ("group", "text", "said"),
    [
        ("block", "ligne bloquee", True),
        ("block", "it is cut-off", True),
        ("block", "debloquee", False),
        ("code", "encode", False),
        ("lend", "收闲置手机卡", True),
        ("lend", "send me your pin", True),
        ("lend", "sendyour", False),
        ("unheard of", "code", False),
    ],
)
def test_how_words_are_found(group: str, text: str, said: bool) -> None:
    assert GROUPS.has(group, text) is said


def test_what_is_said_otherwise_does_not_count() -> None:
    assert not GROUPS.has_beyond("code", "mon code postal")
    assert GROUPS.has_beyond("code", "mon code postal et mon code")
