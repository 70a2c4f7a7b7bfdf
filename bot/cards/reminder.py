"""A reminder that is kept: typed by a person, or a rung of a card's ladder."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class Reminder:
    """`wall` is naive wall-clock time in `zone`; `due` is its moment in UTC. `state`: active, paused (by the
    person), blocked (Telegram refuses), sent, deleted. `attempts` counts claims of this due moment, `doubts`
    those of them after which it may have arrived although nobody knows. `insists` is 1 where it is told every
    day until it is confirmed. `card` and `rung` are None where the
    person typed it."""

    id: int
    person: int
    card: int | None
    rung: str | None
    text: str
    wall: datetime
    zone: str
    rule: str | None
    due: datetime
    state: str
    attempts: int
    doubts: int = 0
    insists: int = 0


@dataclass(frozen=True)
class DeliveryRecord:
    """What came: due when, told when (moments in UTC), and its `fate`: sent, late, merged into one message
    with another, doubtful (it may have come twice)."""

    card: int | None
    rung: str | None
    text: str
    due: datetime
    at: datetime
    fate: str
