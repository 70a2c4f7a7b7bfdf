"""Places of the reminders that a person types.

They are drawn with what the store holds, so the handlers draw them; a packed place is a contract here too.
Days are packed as 2026-12-15, wall-clock times as 202612150900, months as 2026-12.
"""

from dataclasses import dataclass
from typing import ClassVar

from bot.screens.places import Place


@dataclass(frozen=True)
class NewReminder(Place):
    """When? With the draft's words kept, where there is a draft."""

    tag: ClassVar[str] = "r"
    keep: int = 0


@dataclass(frozen=True)
class ReminderOn(Place):
    """At this wall-clock time: read it back."""

    tag: ClassVar[str] = "rp"
    wall: str


@dataclass(frozen=True)
class ReminderMonth(Place):
    """A month's calendar to pick a day from."""

    tag: ClassVar[str] = "rc"
    month: str | None = None


@dataclass(frozen=True)
class ReminderDay(Place):
    """A day was picked; the draft's time of day stays."""

    tag: ClassVar[str] = "ry"
    day: str


@dataclass(frozen=True)
class ReminderTime(Place):
    """Another time, another day: buttons, or typed."""

    tag: ClassVar[str] = "rt"


@dataclass(frozen=True)
class ReminderText(Place):
    """Other words: typed."""

    tag: ClassVar[str] = "rb"


@dataclass(frozen=True)
class KeepReminder(Place):
    """The read-back was right. `draft` tells this read-back from a newer one."""

    tag: ClassVar[str] = "ro"
    draft: str


@dataclass(frozen=True)
class ReadBack(Place):
    """Shown and waiting for OK; a typed line may still change the time."""

    tag: ClassVar[str] = "rk"


@dataclass(frozen=True)
class Reminders(Place):
    """All that are before a person."""

    tag: ClassVar[str] = "rl"
    page: int = 0


@dataclass(frozen=True)
class OneReminder(Place):
    tag: ClassVar[str] = "rv"
    reminder: int


@dataclass(frozen=True)
class EditReminder(Place):
    """`what` is "time" or "text"."""

    tag: ClassVar[str] = "re"
    reminder: int
    what: str


@dataclass(frozen=True)
class UndoEdit(Place):
    """As it was before the last change."""

    tag: ClassVar[str] = "rz"
    reminder: int


@dataclass(frozen=True)
class PauseReminder(Place):
    """`on` is 1 to pause, 0 to go on."""

    tag: ClassVar[str] = "rq"
    reminder: int
    on: int = 0


@dataclass(frozen=True)
class DeleteReminder(Place):
    tag: ClassVar[str] = "rx"
    reminder: int


@dataclass(frozen=True)
class RestoreReminder(Place):
    tag: ClassVar[str] = "ru"
    reminder: int


@dataclass(frozen=True)
class QuietHours(Place):
    """When reminders of a card keep silent."""

    tag: ClassVar[str] = "rh"
