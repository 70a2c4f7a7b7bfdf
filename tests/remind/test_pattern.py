"""Matching kinds in a row."""

from bot.remind.clues import Clues
from bot.remind.pattern import Rules, Site
from bot.remind.tokens import Token, tokenize


def _rules() -> Rules:
    rules = Rules({})

    @rules("NUM:d HAO", "NUM:d HAO PART?")
    def day(site: Site, d: int) -> Clues | None:
        return Clues(days=(d,)) if d < 32 else None

    @rules("NUM:n CJK:x HAO", keep="x")
    def split(site: Site, n: int, x: str) -> Clues | None:
        return Clues(days=(n,), flags=frozenset({x}))

    return rules


def test_takes_the_longest_match_that_is_accepted() -> None:
    tokens = tokenize("15号上午")
    piece = _rules().longest(tokens, 0, None)
    assert piece is not None
    assert (piece.clues.days, piece.last) == ((15,), 3)


def test_a_rule_may_refuse() -> None:
    assert _rules().longest(tokenize("99号"), 0, None) is None


def test_what_a_rule_keeps_stays_in_the_line() -> None:
    tokens = (Token(0, 2, "15", {"NUM": 15}), Token(2, 3, "充", {"CJK": "充"}), Token(3, 4, "号", {"HAO": 1}))
    piece = _rules().longest(tokens, 0, None)
    assert piece is not None
    assert piece.spans == ((0, 2), (3, 4))
