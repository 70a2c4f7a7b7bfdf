"""Matching kinds in a row."""

from bot.dates.constraints import Constraints
from bot.dates.pattern import Grammar, TokenContext, rule
from bot.dates.tokens import TimeToken, tokenize


@rule("NUM:d HAO", "NUM:d HAO PART?")
def day(_: TokenContext, d: int) -> Constraints | None:
    """A day of the month."""
    return Constraints(days=(d,)) if d < 32 else None


@rule("NUM:n CJK:x HAO", keep="x")
def split(_: TokenContext, n: int, x: str) -> Constraints | None:
    """A number and its word, with something between."""
    return Constraints(days=(n,), flags=frozenset({x}))


GRAMMAR = Grammar((day, split), {})


def test_takes_the_longest_match_that_is_accepted() -> None:
    tokens = tokenize("15号上午")
    piece = GRAMMAR.longest(tokens, 0, None)
    assert piece is not None
    assert (piece.constraints.days, piece.last) == ((15,), 3)


def test_a_rule_may_refuse() -> None:
    assert GRAMMAR.longest(tokenize("99号"), 0, None) is None


def test_what_a_rule_keeps_stays_in_the_line() -> None:
    tokens = (
        TimeToken(0, 2, "15", {"NUM": 15}),
        TimeToken(2, 3, "充", {"CJK": "充"}),
        TimeToken(3, 4, "号", {"HAO": 1}),
    )
    piece = GRAMMAR.longest(tokens, 0, None)
    assert piece is not None
    assert piece.spans == ((0, 2), (3, 4))
