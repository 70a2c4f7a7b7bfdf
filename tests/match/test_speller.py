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


def test_of_two_equally_near_words_the_earlier_is_meant() -> None:
    assert Speller(["carte", "carta"]).nearest("cartx") == "carte"
    assert Speller(["carta", "carte"]).nearest("cartx") == "carta"
