"""What a line says about a moment, clue by clue, before anything is worked out."""

from dataclasses import dataclass, fields, replace
from fractions import Fraction
from typing import Any

from bot.dates.holidays import LunarDay


@dataclass(frozen=True, slots=True)
class TimeOfDay:
    """A time of day as written: hour 0-24, minute; `half` is am or pm, `exact` means the 24-hour clock."""

    hour: int
    minute: int = 0
    half: str | None = None
    exact: bool = False


@dataclass(frozen=True, slots=True)
class Amount:
    """So many units of time; `number` None for a few, `doubt` where people would read it differently."""

    number: Fraction | None
    unit: str
    doubt: bool = False


Duration = tuple[Amount, ...]


@dataclass(frozen=True, slots=True)
class Constraints:
    """Everything that one piece of a line, or the whole line, says about when.

    `week`, `months`, `years`, `rel` count from this week, month, year and today. `days` are days of the
    month (-1 the last), `nth` goes with `weekdays`. `edge` is (end | start | mid | vague, unit or None).
    `either` are readings of a date in digits, `holiday` is a day by its name.
    `every` is (number, unit or None).
    """

    year: int | None = None
    month: int | None = None
    days: tuple[int, ...] = ()
    weekdays: tuple[int, ...] = ()
    nth: int | None = None
    week: int | None = None
    months: int | None = None
    years: int | None = None
    quarters: int | None = None
    rel: int | None = None
    style: str | None = None
    after: Duration = ()
    shift: tuple[int, Duration] | None = None
    edge: tuple[str, str | None] | None = None
    either: tuple[tuple[int | None, int, int], ...] = ()
    clock: TimeOfDay | None = None
    part: str | None = None
    every: tuple[Fraction, str | None] | None = None
    zone: str | None = None
    holiday: str | LunarDay | None = None
    flags: frozenset[str] = frozenset()

    @property
    def dated(self) -> bool:
        """Whether anything in it points at a day."""
        single = (self.year, self.month, self.nth, self.week, self.months, self.years, self.rel, self.edge)
        named = (self.quarters, self.holiday)
        sets = (self.days, self.weekdays, self.after, self.either)
        return any(x is not None for x in (*single, *named)) or any(sets)


_SETS = ("days", "weekdays")
_NOT_SAID: tuple[Any, ...] = (None, ())


def merge(one: Constraints, other: Constraints) -> Constraints | None:
    """Both constraints at once, or None where they contradict each other."""
    changes: dict[str, Any] = {"flags": one.flags | other.flags}
    for field in fields(Constraints):
        mine, theirs = getattr(one, field.name), getattr(other, field.name)
        if field.name == "flags" or theirs in _NOT_SAID:
            continue
        if field.name in _SETS:
            changes[field.name] = tuple(dict.fromkeys((*mine, *theirs)))
        elif mine in _NOT_SAID or mine == theirs:
            changes[field.name] = theirs
        else:
            return None
    return replace(one, **changes)


@dataclass(frozen=True, slots=True)
class Piece:
    """Constraints with their place: spans in the folded line, first and last token; `weak` ones give way."""

    spans: tuple[tuple[int, int], ...]
    first: int
    last: int
    constraints: Constraints
    weak: bool = False
