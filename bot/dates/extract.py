"""Find the pieces of a line that say when, and put them together."""

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from fractions import Fraction
from typing import Final

from bot.dates.amounts import duration
from bot.dates.attributes import without_attributes
from bot.dates.constraints import Constraints, Piece, merge
from bot.dates.grammar import GRAMMAR
from bot.dates.tokens import TimeToken

_JOINTS: Final = frozenset(
    {"ON", "OF", "THE", "AT", "COMMA", "DOT", "LPAR", "RPAR", "IN", "ABT", "OR", "DASH"}
)
_NIGHTS: Final = ("midnight", "tonight", "evening", "late", "night", "dusk")
_TIME_FIELDS: Final = ("clock", "part")


@dataclass(frozen=True, slots=True)
class Extraction:
    """Groups of constraints that agree (several where a line names two dates), and their spans."""

    groups: tuple[Constraints, ...]
    spans: tuple[tuple[int, int], ...]


def extract(tokens: Sequence[TimeToken], language: str | None) -> Extraction:
    """Everything in a line that says when."""
    pieces = _settled(GRAMMAR.pieces(tokens, language), tokens)
    groups: list[Constraints] = []
    used: list[Piece] = []
    for piece in sorted(pieces, key=lambda p: (p.weak, p.first)):
        joined = _join(groups[-1], piece.constraints) if groups else piece.constraints
        if joined is not None:
            groups[-1:] = [joined]
        elif piece.weak:
            continue
        else:
            groups.append(piece.constraints)
        used.append(piece)
    spans = tuple(sorted(span for piece in used for span in piece.spans))
    return Extraction(tuple(_filled(groups)), spans)


def bare_duration(tokens: Sequence[TimeToken]) -> Extraction | None:
    """A line that is nothing but an amount of time (3天, a fortnight): so long from now."""
    amounts = duration(tokens, 0)
    if amounts is None or amounts[1] < len(tokens):
        return None
    if "HEURES" in tokens[-1].kinds:
        return Extraction((Constraints(flags=frozenset({"doubt"})),), ())
    return Extraction((Constraints(after=amounts[0]),), ((tokens[0].start, tokens[-1].end),))


def _settled(pieces: list[Piece], tokens: Sequence[TimeToken]) -> list[Piece]:
    """Drop what is only mentioned: a past day beside a coming one, a month's name away from any day."""
    pieces = _settled_hours(_absorbed(without_attributes(pieces, tokens), tokens))
    if not any(p.constraints.every for p in pieces):
        pieces = [p for p in pieces if "once" not in p.constraints.flags]  # 最后一次充值
    firm = [p for p in pieces if not p.weak and p.constraints.dated]
    if firm or any(p.constraints.every for p in pieces):
        pieces = [p for p in pieces if p.constraints.shift or not p.constraints.flags & {"past", "vague"}]
    if firm:
        pieces = [p for p in pieces if not _names_a_feast(p)]
    partners = [
        p
        for p in firm
        if p.constraints.days or p.constraints.nth or p.constraints.edge or p.constraints.years is not None
    ]
    lone = [p for p in pieces if _lone_month(p) and not _beside(p, partners, tokens)]
    return [p for p in pieces if p not in lone] if firm else pieces


def _names_a_feast(piece: Piece) -> bool:
    """Whether a piece is the bare name of a feast or season, only mentioned where a day is said."""
    told = piece.constraints.holiday is not None or "holiday" in piece.constraints.flags
    return piece.weak and told


def _settled_hours(pieces: list[Piece]) -> list[Piece]:
    """Beside a time in digits an hour of habit is only mentioned, beside a part of the day asked about."""
    if any(p.constraints.clock for p in pieces):
        return [p for p in pieces if "habit_hour" not in p.constraints.flags]
    if not any(p.constraints.part for p in pieces if "habit_hour" not in p.constraints.flags):
        return pieces
    asked = Constraints(flags=frozenset({"needs_time"}))
    return [replace(p, constraints=asked) if "habit_hour" in p.constraints.flags else p for p in pieces]


def _lone_month(piece: Piece) -> bool:
    return piece.weak and (piece.constraints.month is not None or piece.constraints.year is not None)


def _beside(piece: Piece, others: Sequence[Piece], tokens: Sequence[TimeToken]) -> bool:
    return any(_adjacent(piece, other, tokens) or _adjacent(other, piece, tokens) for other in others)


def _adjacent(one: Piece, other: Piece, tokens: Sequence[TimeToken]) -> bool:
    """Whether only commas and little words stand between two pieces."""
    between = tokens[one.last : other.first]
    return one.last <= other.first and all(t.kinds.keys() & _JOINTS for t in between)


def _absorbed(pieces: list[Piece], tokens: Sequence[TimeToken]) -> list[Piece]:
    """昨天8点, le 15 du mois dernier: what stands right beside a past word is past too."""
    gone = [p for p in pieces if "past" in p.constraints.flags]
    kept = []
    for piece in pieces:
        if _partial(piece.constraints) and any(_touches(piece, past, tokens) for past in gone):
            piece = replace(piece, constraints=Constraints(flags=frozenset({"past"})), weak=True)
        kept.append(piece)
    return kept


def _partial(constraints: Constraints) -> bool:
    """Whether the constraints leave open which week, month or year they are of."""
    said = (
        constraints.days
        or constraints.weekdays
        or constraints.clock
        or constraints.part
        or constraints.edge
        or constraints.month
    )
    told = (
        constraints.week is not None
        or constraints.rel is not None
        or constraints.after
        or constraints.either
        or constraints.every
    )
    return bool(said) and not told


def _touches(piece: Piece, past: Piece, tokens: Sequence[TimeToken]) -> bool:
    if _adjacent(past, piece, tokens):
        timed = piece.constraints.clock is not None or piece.constraints.part is not None
        return timed or tokens[past.first].raw[0] > "z" or "UNIT" in tokens[past.last - 1].kinds
    return _adjacent(piece, past, tokens) and tokens[past.first].raw[0] <= "z"


def _join(one: Constraints, other: Constraints) -> Constraints | None:
    """Both constraints together where they agree, with some leave for parts of the night and repetitions."""
    if one.part in _NIGHTS and other.part in _NIGHTS and one.part != other.part:
        part = min(one.part, other.part, key=_NIGHTS.index)
        one, other = replace(one, part=part), replace(other, part=part)
    if one.every and other.every and one.every != other.every:
        every = _one_period(one, other)
        if every is None:
            return None
        one, other = replace(one, every=every), replace(other, every=every)
    if (one.after and _names_a_day(other)) or (other.after and _names_a_day(one)):
        return None
    return merge(one, other)


def _names_a_day(constraints: Constraints) -> bool:
    """Whether the constraints name a day of their own, beside which an amount of time is a second date."""
    named = (
        constraints.rel or None,
        constraints.month,
        constraints.week,
        constraints.year,
        constraints.years,
        constraints.edge,
    )
    return bool(constraints.either) or any(clue is not None for clue in named)


def _one_period(one: Constraints, other: Constraints) -> tuple[Fraction, str | None] | None:
    """Every 2 weeks + on Mondays, every + every year: the one that says more."""
    assert one.every and other.every
    for mine, theirs in ((one, other), (other, one)):
        assert mine.every and theirs.every
        number, unit = mine.every
        if unit is None:
            return theirs.every
        if number != 1:
            continue
        if unit == "week" and mine.weekdays and theirs.every[1] in ("week", "day", "fortnight"):
            return mine.every if theirs.every[1] == "day" else theirs.every
        by_day = mine.days or mine.nth or mine.edge
        if unit == "month" and by_day and theirs.every[1] in ("month", "quarter"):
            return theirs.every
        if unit == "day" and mine.part and theirs.weekdays:
            return theirs.every
    return None


def _filled(groups: list[Constraints]) -> list[Constraints]:
    """Where a line names two dates or two times, what the one lacks is taken from the other."""
    if len(groups) < 2:
        return groups or [Constraints()]
    dated = next((g for g in groups if g.dated), None)
    timed = next((g for g in groups if g.clock or g.part), None)
    return [_filled_one(group, dated, timed) for group in groups]


def _filled_one(group: Constraints, dated: Constraints | None, timed: Constraints | None) -> Constraints:
    if not group.dated and dated is not None:
        group = replace(
            group,
            **{f.name: getattr(dated, f.name) for f in fields(Constraints) if f.name not in _TIME_FIELDS},
        )
    if not group.clock and not group.part and timed is not None:
        group = replace(group, **{name: getattr(timed, name) for name in _TIME_FIELDS})
    return group
