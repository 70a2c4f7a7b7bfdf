"""Rules over tokens: `NUM:n YUE NUM:d HAO?` matches kinds in a row, some named, some optional.

A name in capitals is a token's kind, one in small letters a sub-parser; `A|B` is a choice.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, NamedTuple

from bot.dates.constraints import Constraints, Piece
from bot.dates.tokens import TimeToken

# Tokens that a date may start or end with.
DATES: Final = (
    "REL", "RELPART", "WEEKDAY", "WEEKDAYS", "MONTH", "WEAKMONTH", "NUM", "ORD", "HAO", "YUE", "NIAN", "DATE",
    "DOTDATE", "EDGE", "EDGEU", "LASTDAY", "UNITREL", "NEXT", "THIS", "YEAR", "WEEKEND", "ZEDGE", "WEAKDAY",
    "HOLIDAY", "LUNARDATE",
)  # fmt: skip
TIMES: Final = ("CLOCK", "HCLOCK", "DIAN", "PART", "HALF", "ZHENG", "FEN")
COUNTED: Final = ("UNIT", "GE", "GEYUE", "HEURES", "TIMESWORD", "OCLOCK", "AMPM", "NIAN", "DIAN", "WORKDAYS")
# What a number counts when it stands before these: no day of the month.
GOODS: Final = frozenset(
    (
        "sim sims card cards line lines phone phones number numbers account accounts esim esims plan "
        "plans month carte cartes ligne lignes numero numeros compte comptes forfait forfaits puce puces "
        "tel personnes people person rue party euros gigas giga place one time step etape lebara lyca "
        "lycamobile orange sfr free bouygues unites sms appels calls minutes credits"
    ).split()
)
HAN_GOODS: Final = frozenset("张部条台位名家份楼线门店机卡套欧块元刀磅人封句项块")
_NOT_ON_A_NUMBER: Final = ("MONTH", "WEAKMONTH", "YUE", "HAO", "DATE", "COLON", *COUNTED)

Parser = Callable[[Sequence[TimeToken], int], tuple[Any, int] | None]


class Element(NamedTuple):
    """One place in a pattern."""

    names: tuple[str, ...]
    capture: str | None
    optional: bool


@dataclass(frozen=True, slots=True)
class TokenContext:
    """Where a rule matched: tokens [start, end) of the line, and the language of the line."""

    tokens: Sequence[TimeToken]
    start: int
    end: int
    language: str | None

    @property
    def before(self) -> TimeToken | None:
        """The token before the match."""
        return self.tokens[self.start - 1] if self.start else None

    @property
    def after(self) -> TimeToken | None:
        """The token after the match."""
        return self.tokens[self.end] if self.end < len(self.tokens) else None

    def follows(self, *kinds: str) -> bool:
        """Whether the token before may be one of these kinds."""
        return self.before is not None and not self.before.kinds.keys().isdisjoint(kinds)

    def precedes(self, *kinds: str) -> bool:
        """Whether the token after may be one of these kinds."""
        return self.after is not None and not self.after.kinds.keys().isdisjoint(kinds)

    def raw(self, offset: int = 0) -> str:
        """The folded text of a token of the match."""
        return self.tokens[self.start + offset].raw

    def counts_goods(self, day_word: bool = False) -> bool:
        """Whether the number before counts things: 2 cards, 2张卡, la 2e ligne."""
        after = self.after
        if after is None:
            return False
        if not day_word and not after.kinds.keys().isdisjoint(_NOT_ON_A_NUMBER):
            return True
        return after.raw in GOODS or after.raw in HAN_GOODS


Meaning = Callable[..., Constraints | None]


@dataclass(frozen=True, slots=True)
class Rule:
    """Patterns and what they mean.

    `meaning` takes the TokenContext and the captures, and may refuse by answering None. A `weak` rule gives
    way to others; captures in `keep` stay in the reminder's text.
    """

    patterns: tuple[tuple[Element, ...], ...]
    meaning: Meaning
    weak: bool
    keep: frozenset[str]


def rule(*patterns: str, weak: bool = False, keep: str = "") -> Callable[[Meaning], Rule]:
    """Make a rule of a function: `@rule("NUM:d HAO")` above one of TokenContext and captures."""
    compiled = tuple(map(_compile, patterns))
    return lambda meaning: Rule(compiled, meaning, weak, frozenset(keep.split()))


_Memo = dict[tuple[str, int], tuple[Any, int] | None]


class Grammar:
    """Rules in order of precedence (of two matches of one length the earlier rule's is taken)."""

    def __init__(self, rules: Iterable[Rule], parsers: Mapping[str, Parser]) -> None:
        self._parsers = parsers
        self._rules = [(elements, each) for each in rules for elements in each.patterns]
        self._by_kinds: dict[frozenset[str], list[tuple[tuple[Element, ...], Rule]]] = {}
        self._firsts = [_first_names(elements) for elements, _ in self._rules]

    def pieces(self, tokens: Sequence[TimeToken], language: str | None) -> list[Piece]:
        """From the left, at each token the longest piece; the next begins behind it."""
        found: list[Piece] = []
        memo: _Memo = {}
        place = 0
        while place < len(tokens):
            piece = self.longest(tokens, place, language, memo)
            if piece:
                found.append(piece)
            place = piece.last if piece else place + 1
        return found

    def longest(
        self, tokens: Sequence[TimeToken], start: int, language: str | None, memo: _Memo | None = None
    ) -> Piece | None:
        """The piece of the longest rule that matches at a token and accepts; `memo` is of these tokens."""
        best: Piece | None = None
        memo = {} if memo is None else memo
        for elements, its in self._starting(tokens[start]):
            for end, found in self._match(elements, tokens, start, memo):
                if best and end <= best.last:
                    continue
                values = {name: value for name, (value, _) in found.items()}
                constraints = its.meaning(TokenContext(tokens, start, end, language), **values)
                if constraints is not None:
                    spans = _spans(its.keep, tokens, start, end, found)
                    best = Piece(spans, start, end, constraints, its.weak)
        return best

    def _starting(self, token: TimeToken) -> list[tuple[tuple[Element, ...], Rule]]:
        """The patterns that can begin at a token of these kinds."""
        kinds = frozenset(token.kinds)
        if kinds not in self._by_kinds:
            self._by_kinds[kinds] = [
                rule
                for rule, (names, parsed) in zip(self._rules, self._firsts, strict=True)
                if parsed or not names.isdisjoint(kinds)
            ]
        return self._by_kinds[kinds]

    def _match(
        self, elements: Sequence[Element], tokens: Sequence[TimeToken], at: int, memo: _Memo
    ) -> Iterator[tuple[int, dict[str, tuple[Any, int]]]]:
        if not elements:
            yield at, {}
            return
        element, rest = elements[0], elements[1:]
        for name in element.names:
            if (step := self._step(name, tokens, at, memo)) is None:
                continue
            value, after = step
            for end, found in self._match(rest, tokens, after, memo):
                yield end, found | ({element.capture: (value, at)} if element.capture else {})
        if element.optional:
            yield from self._match(rest, tokens, at, memo)

    def _step(self, name: str, tokens: Sequence[TimeToken], at: int, memo: _Memo) -> tuple[Any, int] | None:
        if at >= len(tokens):
            return None
        if name[0].islower():
            if (name, at) not in memo:
                memo[name, at] = self._parsers[name](tokens, at)
            return memo[name, at]
        return (tokens[at].kinds[name], at + 1) if name in tokens[at].kinds else None


def _first_names(elements: Sequence[Element]) -> tuple[frozenset[str], bool]:
    """The kinds that a pattern can begin with, and whether it can begin with a sub-parser."""
    names: set[str] = set()
    for element in elements:
        names |= set(element.names)
        if not element.optional:
            break
    return frozenset(names), any(name[0].islower() for name in names)


def _compile(pattern: str) -> tuple[Element, ...]:
    return tuple(_element(word) for word in pattern.split())


def _element(word: str) -> Element:
    names, _, capture = word.removesuffix("?").partition(":")
    return Element(tuple(names.split("|")), capture or None, word.endswith("?"))


def _spans(
    keep: frozenset[str],
    tokens: Sequence[TimeToken],
    start: int,
    end: int,
    found: Mapping[str, tuple[Any, int]],
) -> tuple[tuple[int, int], ...]:
    """What the match takes out of the line: all of it but the captures that the rule keeps."""
    kept = {found[name][1] for name in keep if name in found}
    spans: list[tuple[int, int]] = []
    for place in range(start, end):
        if place in kept:
            continue
        if spans and place - 1 not in kept and place > start:
            spans[-1] = (spans[-1][0], tokens[place].end)
        else:
            spans.append((tokens[place].start, tokens[place].end))
    return tuple(spans)
