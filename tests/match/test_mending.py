import pytest

from bot.match import han
from bot.match.folding import Folding, Token
from bot.match.keys import Keys
from bot.match.mending import MOST_TOKENS, Mender
from bot.match.reading import pair
from bot.match.runs import Runs

FOLD = Folding(han.build(), {})
RUNS = Runs.of(["手机验证码"], FOLD.sounds)
WORDS = ("refund", "code", "the", "puk", "ebay", "magasin", "again", "recharge", "pin", "opname")
PAIRS = [
    pair("the", "puk"),
    pair("puk", "code"),
    pair("en", "magasin"),
    pair("once", "again"),
    pair("opname", None),
]
MENDER = Mender(
    {word: at for at, word in enumerate(WORDS)},
    Keys.of([{key: at for at, key in enumerate(PAIRS)}]),
    RUNS,
    {"sosh": "opname", "lebara": "opname"},
)


def mended(text: str) -> str:
    return " ".join(token.text for token in MENDER.tokens(FOLD.tokens(text))[0])


def test_words_put_in_and_words_left_are_told_apart() -> None:
    out, put, left = MENDER.tokens(FOLD.tokens("teh refnud zebra 严正码"))
    assert [token.text for token in out] == ["the", "refund", "zebra", "验证码"]
    assert (put, left) == (["the", "refund"], ["zebra"])


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("the pyk code", "the puk code"),
        ("en magain", "en magasin"),
        ("lebbara", "opname"),
    ],
)
def test_the_neighbours_tell_which_word_was_meant(typed: str, meant: str) -> None:
    assert mended(typed) == meant


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("怎r么echarge", "怎么 recharge"),
        ("sos账h单pdf", "sosh 账单 pdf"),
        ("我的sos账h单", "我的 sosh 账单"),
        ("i用c码", "i 用 c 码"),
        ("5用g流量", "5 用 g 流量"),
        ("pin码 code 码 pin", "pin 码 code 码 pin"),
    ],
)
def test_a_letter_and_a_character_that_changed_places_are_put_back(typed: str, meant: str) -> None:
    assert " ".join(token.text for token in MENDER.untangled(FOLD.tokens(typed))) == meant


def test_chinese_alone_stays_as_it_was_cut() -> None:
    tokens = [Token("手机", True), Token("码", True)]
    assert MENDER.untangled(tokens) == tokens


def test_a_very_long_text_is_not_searched_for_letters() -> None:
    tokens = FOLD.tokens("怎r么echarge" * MOST_TOKENS)
    assert MENDER.untangled(tokens) == tokens
