"""Which messages a card sends: a ladder that fits what ends, and ends near each other in one message."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from typing import Final

from bot.cards.ladder import AT, LadderRung, Quiet

TOGETHER_DAYS: Final = 7
"""Ends of one card that lie so near each other share their messages."""
LONGEST_LEAD: Final = 180
_LADDERS: Final = (
    # up to so many days long: days before the end, days after it
    (3, (0,), (1,)),
    (10, (1, 0), (1, 7)),
    (45, (3, 1, 0), (1, 7)),
    (120, (7, 3, 1, 0), (1, 7, 30)),
    (10_000, (30, 7, 3, 1, 0), (1, 7, 30)),
)


@dataclass(frozen=True, slots=True)
class Ending:
    """Something that ends on `due`: `kind` as in a rung's key, `length` its whole length in days if known.

    What comes `once` is told on its day only: a charge is no end.
    """

    kind: str
    due: date
    length: int | None = None
    once: bool = False


@dataclass(frozen=True, slots=True)
class Preferences:
    """How a person wants to be reminded; `offsets` are own days before (negative: after) an end, None the
    ladder that fits."""

    at: time = AT
    quiet: Quiet = field(default_factory=Quiet)
    offsets: tuple[int, ...] | None = None


@dataclass(frozen=True, slots=True)
class Notice:
    """One message at `wall` (naive, local), with a rung for each thing that it speaks of, nearest first."""

    wall: datetime
    rungs: tuple[LadderRung, ...]


def ladder_for(length: int | None) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Days before and days after the end at which to remind of something so many days long (None: long)."""
    if length is None:
        return _LADDERS[-1][1:]
    return next(row[1:] for row in _LADDERS if length <= row[0] or row is _LADDERS[-1])


def notices(
    endings: Iterable[Ending],
    now: datetime,
    preferences: Preferences | None = None,
    sent: Collection[str] = (),
) -> tuple[Notice, ...]:
    """All messages of one card that are still to come, at most one a day, in order of time.

    `now` is local wall-clock time (naive; ValueError else). Rungs whose key is in `sent` are left out. What
    was due earlier today comes at once, or when the quiet hours are over.
    """
    if now.tzinfo is not None:
        raise ValueError("now is wall-clock time without a zone")
    wishes = preferences or Preferences()
    by_day: dict[date, set[LadderRung]] = {}
    for group in _groups(endings):
        for day in _days(group, wishes, now.date()):
            by_day.setdefault(day, set()).update(_rungs(group, day, wishes))
    found = (_notice(day, rungs, now, wishes, sent) for day, rungs in sorted(by_day.items()))
    by_wall: dict[datetime, tuple[LadderRung, ...]] = {}
    for notice in found:
        if notice is not None:
            by_wall[notice.wall] = (*by_wall.get(notice.wall, ()), *notice.rungs)
    return tuple(Notice(wall, _once(rungs)) for wall, rungs in sorted(by_wall.items()))


Together = tuple[datetime, tuple[tuple[int, Notice], ...]]


def together(cards: Mapping[int, Sequence[Notice]]) -> tuple[Together, ...]:
    """The notices of several cards by time, those of the same time for one message: (card's id, notice)."""
    by_wall: dict[datetime, list[tuple[int, Notice]]] = {}
    for card, its in sorted(cards.items()):
        for notice in its:
            by_wall.setdefault(notice.wall, []).append((card, notice))
    return tuple((wall, tuple(each)) for wall, each in sorted(by_wall.items()))


def _groups(endings: Iterable[Ending]) -> Iterator[list[Ending]]:
    """Endings in order, those within a week of the first of their group together."""
    group: list[Ending] = []
    for ending in sorted(endings, key=lambda each: (each.due, each.kind)):
        if ending.once:
            yield [ending]
            continue
        if group and (ending.due - group[0].due).days > TOGETHER_DAYS:
            yield group
            group = []
        group.append(ending)
    if group:
        yield group


def _days(group: Sequence[Ending], wishes: Preferences, today: date) -> set[date]:
    """The days on which a group is spoken of: ahead of its first end, on each end, and after its last."""
    if group[0].once:
        return {group[0].due}
    lengths = [ending.length for ending in group]
    longest = None if None in lengths else max(length for length in lengths if length is not None)
    before, after = ladder_for(longest)
    leads = before if wishes.offsets is None else wishes.offsets
    if wishes.offsets is not None:
        after = tuple(-days for days in wishes.offsets if days < 0)
    ahead = {group[0].due - timedelta(days=min(lead, LONGEST_LEAD)) for lead in leads if lead >= 0}
    # Who wants to hear of it before, and not on the day, is heard; but nothing ends unannounced.
    silent = len(group) == 1 and 0 not in leads and any(day > today for day in ahead)
    each = set() if silent else {ending.due for ending in group}
    return ahead | each | {group[-1].due + timedelta(days=days) for days in after}


def _rungs(group: Sequence[Ending], day: date, wishes: Preferences) -> Iterator[LadderRung]:
    """What a message of that day says of each ending; one that is over waits for the last of its group."""
    last = group[-1].due
    for ending in group:
        offset = (ending.due - day).days
        if offset >= 0 or day > last:
            yield LadderRung(datetime.combine(day, wishes.at), ending.kind, offset, ending.due)


def _once(rungs: Sequence[LadderRung]) -> tuple[LadderRung, ...]:
    """One rung for each ending, the one nearest to it: two days may meet where the quiet hours end."""
    nearest: dict[tuple[str, date], LadderRung] = {}
    for rung in rungs:
        other = nearest.get((rung.kind, rung.due))
        if other is None or abs(rung.offset) < abs(other.offset):
            nearest[rung.kind, rung.due] = rung
    return tuple(sorted(nearest.values(), key=lambda rung: (abs(rung.offset), rung.kind)))


def _notice(
    day: date, rungs: Iterable[LadderRung], now: datetime, wishes: Preferences, sent: Collection[str]
) -> Notice | None:
    fresh = sorted((rung for rung in rungs if rung.key not in sent), key=lambda r: (abs(r.offset), r.kind))
    planned = datetime.combine(day, wishes.at)
    if not fresh or day < now.date():
        return None
    wall = wishes.quiet.push(max(planned, now))
    return Notice(wall, tuple(replace(rung, wall=wall) for rung in fresh))
