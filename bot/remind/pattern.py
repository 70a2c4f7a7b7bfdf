"""Rules over tokens: `NUM:n YUE NUM:d HAO?` matches kinds in a row, some named, some optional.

A name in capitals is a token's kind, one in small letters a sub-parser; `A|B` is a choice.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from bot.remind.clues import Clues, Piece
from bot.remind.tokens import Token

Parser = Callable[[Sequence[Token], int], tuple[Any, int] | None]


class Element(NamedTuple):
    """One place in a pattern."""

    names: tuple[str, ...]
    capture: str | None
    optional: bool


@dataclass(frozen=True, slots=True)
class Site:
    """Where a rule matched: tokens [start, end) of the line, and the language of the line."""

    tokens: Sequence[Token]
    start: int
    end: int
    tongue: str | None

    @property
    def before(self) -> Token | None:
        """The token before the match."""
        return self.tokens[self.start - 1] if self.start else None

    @property
    def after(self) -> Token | None:
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


Action = Callable[..., Clues | None]


@dataclass(frozen=True, slots=True)
class Rule:
    """A pattern and what it means; the action may refuse by answering None."""

    elements: tuple[Element, ...]
    action: Action
    weak: bool
    keep: frozenset[str]


class Rules:
    """A list of rules that fills itself: `@rules("NUM:d HAO")` above a function of Site and captures."""

    def __init__(self, parsers: Mapping[str, Parser]) -> None:
        self._parsers = parsers
        self._rules: list[Rule] = []

    def __call__(self, *patterns: str, weak: bool = False, keep: str = "") -> Callable[[Action], Action]:
        def add(action: Action) -> Action:
            """Register the function under all patterns."""
            for pattern in patterns:
                self._rules.append(Rule(_compile(pattern), action, weak, frozenset(keep.split())))
            return action

        return add

    def longest(self, tokens: Sequence[Token], start: int, tongue: str | None) -> Piece | None:
        """The piece of the longest rule that matches at a token and accepts."""
        best: Piece | None = None
        for rule in self._rules:
            if not self._starts(rule, tokens[start]):
                continue
            for end, found in self._match(rule.elements, tokens, start):
                if best and end <= best.last:
                    continue
                values = {name: value for name, (value, _) in found.items()}
                clues = rule.action(Site(tokens, start, end, tongue), **values)
                if clues is not None:
                    best = Piece(_spans(rule, tokens, start, end, found), start, end, clues, rule.weak)
        return best

    def _starts(self, rule: Rule, token: Token) -> bool:
        for element in rule.elements:
            if any(name[0].islower() or name in token.kinds for name in element.names):
                return True
            if not element.optional:
                return False
        return False

    def _match(
        self, elements: Sequence[Element], tokens: Sequence[Token], at: int
    ) -> Iterator[tuple[int, dict[str, tuple[Any, int]]]]:
        if not elements:
            yield at, {}
            return
        element, rest = elements[0], elements[1:]
        for name in element.names:
            if (step := self._step(name, tokens, at)) is None:
                continue
            value, after = step
            for end, found in self._match(rest, tokens, after):
                yield end, found | ({element.capture: (value, at)} if element.capture else {})
        if element.optional:
            yield from self._match(rest, tokens, at)

    def _step(self, name: str, tokens: Sequence[Token], at: int) -> tuple[Any, int] | None:
        if at >= len(tokens):
            return None
        if name[0].islower():
            return self._parsers[name](tokens, at)
        return (tokens[at].kinds[name], at + 1) if name in tokens[at].kinds else None


def _compile(pattern: str) -> tuple[Element, ...]:
    return tuple(_element(word) for word in pattern.split())


def _element(word: str) -> Element:
    names, _, capture = word.removesuffix("?").partition(":")
    return Element(tuple(names.split("|")), capture or None, word.endswith("?"))


def _spans(
    rule: Rule, tokens: Sequence[Token], start: int, end: int, found: Mapping[str, tuple[Any, int]]
) -> tuple[tuple[int, int], ...]:
    """What the match takes out of the line: all of it but the captures that the rule keeps."""
    kept = {found[name][1] for name in rule.keep if name in found}
    spans: list[tuple[int, int]] = []
    for place in range(start, end):
        if place in kept:
            continue
        if spans and place - 1 not in kept and place > start:
            spans[-1] = (spans[-1][0], tokens[place].end)
        else:
            spans.append((tokens[place].start, tokens[place].end))
    return tuple(spans)
