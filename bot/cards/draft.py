"""A reminder that is being told: what is known of it so far, before its OK."""

from dataclasses import dataclass, replace
from datetime import datetime

from bot.cards.recurrence import next_after
from bot.cards.zones import localise

_WALL = "%Y%m%d%H%M"
LONGEST = 300
"""Characters of a reminder's words."""


@dataclass(frozen=True)
class Draft:
    """`wall` is naive wall-clock time in `zone`, None while it is not known; `phrase` the line that asked
    for a time; `replaces` the id of the kept reminder that is being changed. `id` is None before it is
    stored; `state` is `draft` until its OK."""

    id: int | None = None
    text: str = ""
    wall: datetime | None = None
    zone: str = ""
    rule: str | None = None
    phrase: str = ""
    replaces: int | None = None
    state: str = "draft"

    def at(self, wall: datetime, rule: str | None) -> "Draft":
        """Return the draft at another time."""
        return replace(self, wall=wall.replace(tzinfo=None, second=0, microsecond=0, fold=0), rule=rule)

    def still_ahead(self, now: datetime) -> datetime | None:
        """Return its wall-clock time, the next one where it repeats; None where it has passed."""
        if self.wall is None:
            return None
        if localise(self.wall, self.zone) > now:
            return self.wall
        return next_after(self.rule, self.wall, self.zone, now) if self.rule else None


def packed_wall(wall: datetime) -> str:
    """Pack a wall-clock time as 202612150900."""
    return wall.strftime(_WALL)


def as_wall(packed: str) -> datetime | None:
    """Return the wall-clock time of 202612150900, or None."""
    try:
        return datetime.strptime(packed, _WALL) if len(packed) == 12 else None
    except ValueError:
        return None
