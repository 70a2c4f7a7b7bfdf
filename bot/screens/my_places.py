"""Places of a person's cards, of sharing them, and of the time zone.

They are drawn with what the store holds, so the handlers draw them; a packed place is a contract here too.
Days are packed as 2026-12-15, months as 2026-12.
"""

from dataclasses import dataclass
from typing import ClassVar

from bot.screens.places import Place


@dataclass(frozen=True)
class MyCards(Place):
    tag: ClassVar[str] = "c"


@dataclass(frozen=True)
class MyCard(Place):
    tag: ClassVar[str] = "cv"
    card: int


@dataclass(frozen=True)
class AddCard(Place):
    """The answers so far: None is not asked yet, `-` is unknown. `renewed` is 1 after a guide."""

    tag: ClassVar[str] = "ca"
    operator: str | None = None
    kind: str | None = None
    renewed: int = 0


@dataclass(frozen=True)
class MakeCard(Place):
    """Make the card without a nickname."""

    tag: ClassVar[str] = "cn"
    operator: str
    kind: str
    renewed: int = 0


@dataclass(frozen=True)
class CardDates(Place):
    """Which of its dates? Or type one."""

    tag: ClassVar[str] = "ce"
    card: int


@dataclass(frozen=True)
class CardMonth(Place):
    """A month's calendar for one of a card's dates."""

    tag: ClassVar[str] = "cm"
    card: int
    what: str
    month: str | None = None


@dataclass(frozen=True)
class CardDay(Place):
    """Set one of a card's dates; `-` forgets it."""

    tag: ClassVar[str] = "cd"
    card: int
    what: str
    day: str


@dataclass(frozen=True)
class RenewedUntil(Place):
    """Until when a renewal lasts; `-` is not known."""

    tag: ClassVar[str] = "cu"
    card: int
    renewal: int
    day: str


@dataclass(frozen=True)
class RenewedMonth(Place):
    """A month's calendar for the end of a renewal."""

    tag: ClassVar[str] = "cg"
    card: int
    renewal: int
    month: str | None = None


@dataclass(frozen=True)
class RenewedFor(Place):
    """What a renewal cost: typed."""

    tag: ClassVar[str] = "cf"
    card: int
    renewal: int


@dataclass(frozen=True)
class UndoRenewal(Place):
    tag: ClassVar[str] = "cy"
    card: int
    renewal: int


@dataclass(frozen=True)
class GuideRenewed(Place):
    """A guide was done: which card, or a new one."""

    tag: ClassVar[str] = "er"
    operator: str | None = None
    kind: str | None = None


@dataclass(frozen=True)
class CardHistory(Place):
    tag: ClassVar[str] = "ch"
    card: int


@dataclass(frozen=True)
class CardMore(Place):
    """What is needed rarely: name, ladder, sharing, deletion."""

    tag: ClassVar[str] = "co"
    card: int


@dataclass(frozen=True)
class CardName(Place):
    """Another nickname: typed."""

    tag: ClassVar[str] = "cb"
    card: int


@dataclass(frozen=True)
class CardKeeping(Place):
    """Number-keeping mode: `on` is 1 or 0."""

    tag: ClassVar[str] = "ck"
    card: int
    on: int = 0


@dataclass(frozen=True)
class CardLadder(Place):
    """On which days a card reminds; with `days`, that rung is switched."""

    tag: ClassVar[str] = "cl"
    card: int
    days: int | None = None


@dataclass(frozen=True)
class CardIcs(Place):
    """The calendar file of one card, or of all."""

    tag: ClassVar[str] = "ci"
    card: int | None = None


@dataclass(frozen=True)
class DeleteCard(Place):
    tag: ClassVar[str] = "cx"
    card: int


@dataclass(frozen=True)
class RestoreCard(Place):
    tag: ClassVar[str] = "cz"
    card: int


@dataclass(frozen=True)
class ShareCard(Place):
    """Who shares a card, and an invite; with `invite` 1 a new one is made."""

    tag: ClassVar[str] = "cs"
    card: int
    invite: int = 0


@dataclass(frozen=True)
class RevokeInvites(Place):
    tag: ClassVar[str] = "cw"
    card: int


@dataclass(frozen=True)
class LeaveCard(Place):
    """`sure` is 1 once it was asked."""

    tag: ClassVar[str] = "cq"
    card: int
    sure: int = 0


@dataclass(frozen=True)
class RemoveMember(Place):
    """`sure` is 1 once it was asked."""

    tag: ClassVar[str] = "cp"
    card: int
    person: int
    sure: int = 0


@dataclass(frozen=True)
class JoinCard(Place):
    """An invite link was opened."""

    tag: ClassVar[str] = "cj"
    token: str


@dataclass(frozen=True)
class Timezone(Place):
    """Which zone: buttons, or typed."""

    tag: ClassVar[str] = "tz"


@dataclass(frozen=True)
class SetTimezone(Place):
    tag: ClassVar[str] = "ts"
    zone: str
