import pytest

from bot.match.speller import Speller

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


def test_a_likely_slip_comes_before_a_strange_letter() -> None:
    assert Speller(["know", "kong"]).nearest("knog") == "kong"
    assert Speller(["pas", "ppa"]).nearest("ppas") == "pas"
    assert Speller(["vote", "note"]).nearest("bote") == "vote"


def test_a_neighbour_vouches_for_a_short_word_and_for_two_slips() -> None:
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
