"""The fold: plain text, and the way back to the line."""

import opencc
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.content.plain_text import SCRIPT_TABLE, normalize, normalize_text
from bot.dates.time_words import HAN


@pytest.mark.parametrize(
    ("line", "plain"),
    [
        ("下個月１５號", "下个月15号"),
        ("Après-Demain à 9H", "apres-demain a 9h"),
        ("aujourd’hui", "aujourd'hui"),
        ("1ᵉʳ déc.", "1er dec."),
        ("兩個禮拜後", "两个礼拜后"),
        ("a\u200bb", "ab"),
        ("½ h", "½ h"),
        ("明天　9：30", "明天 9:30"),
        ("大陸時間", "大陆时间"),
        ("后，後，鐘鍾", "后,后,钟钟"),
    ],
)
def test_folds_width_accents_case_and_script(line: str, plain: str) -> None:
    assert normalize_text(line) == plain


@pytest.mark.parametrize("script", ["s2t", "s2tw", "s2hk"])
def test_every_word_is_read_in_traditional_characters(script: str) -> None:
    convert = opencc.OpenCC(script).convert
    lost = {word: convert(word) for word in HAN if normalize_text(convert(word)) != word}
    assert not lost


@given(st.text())
def test_knows_where_each_character_came_from(line: str) -> None:
    normalized = normalize(line)
    assert len(normalized.origin) == len(normalized.text) + 1
    assert list(normalized.origin) == sorted(normalized.origin)
    assert normalized.origin[-1] == len(line)


@given(st.text())
def test_folding_twice_changes_nothing(line: str) -> None:
    assert normalize_text(normalize_text(line)) == normalize_text(line)


def test_gives_back_the_original_words() -> None:
    line = "儲值 Été 下個月"
    normalized = normalize(line)
    start = normalized.text.index("ete")
    first, last = normalized.source(start, start + 3)
    assert line[first:last] == "Été"


def derived() -> str:
    """The table of one_script.txt: characters that OpenCC simplifies, and below them what they become."""
    every = [chr(code) for code in range(0x3400, 0xA000)]
    simple = opencc.OpenCC("t2s").convert("\n".join(every)).split("\n")
    pairs = [(a, b) for a, b in zip(every, simple, strict=True) if a != b and ord(b) < 0x10000]
    return "".join(a for a, _ in pairs) + "\n" + "".join(b for _, b in pairs) + "\n"


def test_the_table_of_scripts_is_opencc_s() -> None:
    """After a new OpenCC: `SCRIPT_TABLE.write_text(derived(), "utf-8")`."""
    assert SCRIPT_TABLE.read_text("utf-8") == derived()


def test_is_cut_after_normalising_for_one_character_may_become_many() -> None:
    found = normalize("ﷺ" * 4088, 200)
    assert 200 <= len(found.text) < 220
    assert found.origin[-1] <= 12
    assert normalize("abc", 200) == normalize("abc")
