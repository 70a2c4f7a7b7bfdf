"""What stands in a calendar file."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta


@dataclass(frozen=True, slots=True)
class Entry:
    """One event: `key` is the same for ever (it makes the UID).

    `start` is a day (the whole day) or wall-clock time (naive) in `zone`; `rule` an RFC 5545 value;
    `alarms` are how long before the start they ring. `revision` grows when the event changes.
    """

    key: str
    title: str
    start: date | datetime
    zone: str
    note: str = ""
    rule: str | None = None
    alarms: Sequence[timedelta] = ()
    revision: int = 0
