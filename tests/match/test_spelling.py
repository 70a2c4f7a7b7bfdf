import pytest

from bot.match import chinese
from bot.match.features import pair
from bot.match.homophones import Homophones
from bot.match.index import Keys
from bot.match.normalize import Normalizer, Token
from bot.match.spelling import MOST_TOKENS, Corrector, Speller

FOLD = Normalizer(chinese.build(), {})
RUNS = Homophones.of(["手机验证码"], FOLD.sounds)
WORDS = ("refund", "code", "the", "puk", "ebay", "magasin", "again", "recharge", "pin", "opname")
PAIRS = [
    pair("the", "puk"),
    pair("puk", "code"),
    pair("en", "magasin"),
    pair("once", "again"),
    pair("opname", None),
]
MENDER = Corrector(
    {word: at for at, word in enumerate(WORDS)},
    Keys.of([{key: at for at, key in enumerate(PAIRS)}]),
    RUNS,
    {"sosh": "opname", "lebara": "opname"},
)


def corrected(text: str) -> str:
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
    assert corrected(typed) == meant


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


SPELLER = Speller(["password", "renew", "card", "expiration", "recharge", "code", "remboursement"])


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("pasword", "password"),
        ("passwrod", "password"),
        ("passsword", "password"),
        ("renwe", "renew"),
        ("crad", "card"),
        ("exparition", "expiration"),
        ("rechagre", "recharge"),
        ("cod", "code"),
        ("rechraeg", "recharge"),
        ("rembourrsemnt", "remboursement"),
    ],
)
def test_the_nearest_word_is_found(typed: str, meant: str) -> None:
    assert SPELLER.nearest(typed) == meant


@pytest.mark.parametrize("typed", ["zebra", "co", "x", "4gcard", "cupboard", ""])
def test_what_is_far_or_short_stays(typed: str) -> None:
    assert SPELLER.nearest(typed) is None


def test_a_likely_typo_comes_before_a_strange_letter() -> None:
    assert Speller(["know", "kong"]).nearest("knog") == "kong"
    assert Speller(["pas", "ppa"]).nearest("ppas") == "pas"
    assert Speller(["vote", "note"]).nearest("bote") == "vote"


def test_a_neighbour_vouches_for_a_short_word_and_for_two_typos() -> None:
    speller = Speller(["puk", "times"], lambda pairs: [pair == ("puk", "code") for pair in pairs])
    assert speller.nearest("pyk") is None
    assert speller.nearest("pyk", None, "code") == "puk"
    assert Speller(["times"]).nearest("tmse") is None
    assert Speller(["times"], lambda pairs: [True] * len(pairs)).nearest("tmse", "many", None) == "times"


def test_words_of_forty_letters_and_more_are_left() -> None:
    assert Speller(["a" * 39, "a" * 41]).nearest("a" * 40) is None


def test_of_two_equally_near_words_the_earlier_is_meant() -> None:
    assert Speller(["carte", "carta"]).nearest("cartx") == "carte"
    assert Speller(["carta", "carte"]).nearest("cartx") == "carta"
