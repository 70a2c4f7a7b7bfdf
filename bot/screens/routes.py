"""Routes: what a button leads to, packed into Telegram's 64 bytes of callback data.

A packed route is a contract: buttons live in chats for years. A tag is never reused, a field is only
added at the end, and `None` packs as nothing. What cannot be unpacked any more leads to the menu.
Days are packed as 2026-12-15, months as 2026-12, wall-clock times as 202612150900.
"""

import re
from dataclasses import dataclass, fields
from typing import ClassVar, Self

LIMIT = 64
_SEPARATOR = ":"
_NUMBERS = (int, int | None)
_LARGEST = 2**53
# Fields that hold an id of the words, or a dash for none: what a changed client wrote there is never kept.
_IDS = frozenset({"operator", "kind", "where", "pay", "channel", "symptom", "topic"})
_ID = re.compile(r"(?=[^a-z]*[a-z])[a-z0-9][a-z0-9_/-]*|-")
_KINDS: dict[str, type["Route"]] = {}


class RouteTooLong(ValueError):
    """The packed form of a route does not fit into a button."""


@dataclass(frozen=True)
class Route:
    """A screen by its address. Subclasses declare a `tag` and fields of `str`, `int` or None."""

    tag: ClassVar[str] = ""

    def __init_subclass__(cls) -> None:
        super().__init_subclass__()
        if cls.tag in _KINDS:
            raise TypeError(f"the tag '{cls.tag}' is taken by {_KINDS[cls.tag].__name__}")
        _KINDS[cls.tag] = cls

    def pack(self) -> str:
        """Return the callback data. RouteTooLong over 64 bytes."""
        values = [getattr(self, field.name) for field in fields(self)]
        parts = ["" if value is None else str(value) for value in values]
        packed = _SEPARATOR.join([self.tag, *parts]).rstrip(_SEPARATOR)
        if len(packed.encode()) > LIMIT:
            raise RouteTooLong(packed)
        return packed

    @classmethod
    def of(cls, parts: list[str]) -> Self:
        """Return the route of these packed fields. ValueError where they do not fit."""
        own = fields(cls)
        if len(parts) > len(own):
            raise ValueError(f"{cls.__name__} has {len(own)} fields")
        given = [(field, part) for field, part in zip(own, parts, strict=False) if part]
        if any(field.name in _IDS and not _ID.fullmatch(part) for field, part in given):
            raise ValueError("an id of ours is spelt otherwise")
        values = {field.name: _number(part) if field.type in _NUMBERS else part for field, part in given}
        try:
            return cls(**values)
        except TypeError as error:
            raise ValueError(str(error)) from error


def _number(part: str) -> int:
    """ValueError where it is none, or larger than any number of ours."""
    number = int(part)
    if abs(number) > _LARGEST:
        raise ValueError(part)
    return number


def unpack(data: str) -> Route | None:
    """Return the route of a button, None where its tag or fields are unknown."""
    tag, *parts = data.split(_SEPARATOR)
    kind = _KINDS.get(tag)
    if kind is None or not tag:
        return None
    try:
        route = kind.of(parts)
        route.pack()  # a forged one may not fit into a button of ours
        return route
    except ValueError:
        return None


@dataclass(frozen=True)
class MenuRoute(Route):
    tag: ClassVar[str] = "m"


@dataclass(frozen=True)
class FaqRoute(Route):
    """The sections of topics."""

    tag: ClassVar[str] = "f"


@dataclass(frozen=True)
class SectionRoute(Route):
    tag: ClassVar[str] = "s"
    section: str


@dataclass(frozen=True)
class TopicRoute(Route):
    """One answer; for an operator and a kind of line where they are known.

    `back` is where the button stood that led here: a section, or the mark of a topic.
    """

    tag: ClassVar[str] = "t"
    topic: str
    operator: str | None = None
    kind: str | None = None
    back: str | None = None


@dataclass(frozen=True)
class VoteRoute(Route):
    """ "Did this help": `helped` is 1 or 0."""

    tag: ClassVar[str] = "v"
    topic: str
    helped: int
    operator: str | None = None
    kind: str | None = None
    back: str | None = None


@dataclass(frozen=True)
class ReasonRoute(Route):
    """Why it did not help: `reason` is w (wrong), o (outdated), u (unclear) or n (not my question)."""

    tag: ClassVar[str] = "vr"
    topic: str
    reason: str
    operator: str | None = None
    kind: str | None = None
    back: str | None = None


@dataclass(frozen=True)
class NeitherRoute(Route):
    """None of what was offered; `question` is the number under which it was kept."""

    tag: ClassVar[str] = "un"
    question: int | None = None


@dataclass(frozen=True)
class TellMeRoute(Route):
    """Tell me when there is an answer."""

    tag: ClassVar[str] = "ut"
    question: int


@dataclass(frozen=True)
class UnansweredRoute(Route):
    """For those who run the bot: what was not answered, one group at a time."""

    tag: ClassVar[str] = "ua"
    page: int = 0


@dataclass(frozen=True)
class TeachRoute(Route):
    """For those who run the bot: this question means this topic; none: it is not ours."""

    tag: ClassVar[str] = "ul"
    question: int
    topic: str | None = None


@dataclass(frozen=True)
class UnteachRoute(Route):
    """For those who run the bot: take back what was taught of this question."""

    tag: ClassVar[str] = "uz"
    question: int


@dataclass(frozen=True)
class DraftTopicRoute(Route):
    """For those who run the bot: the beginning of a topic for this question."""

    tag: ClassVar[str] = "ud"
    question: int


@dataclass(frozen=True)
class SymptomRoute(Route):
    tag: ClassVar[str] = "y"
    symptom: str
    operator: str | None = None


@dataclass(frozen=True)
class WaysRoute(Route):
    """All ways to renew."""

    tag: ClassVar[str] = "w"
    operator: str | None = None
    kind: str | None = None


@dataclass(frozen=True)
class GuideRoute(Route):
    """A step of a guide, by its id, so that a step added later never makes an old button skip one."""

    tag: ClassVar[str] = "g"
    channel: str
    operator: str | None = None
    kind: str | None = None
    step: str | None = None


@dataclass(frozen=True)
class GuideEndRoute(Route):
    """After the last step: renewed, until when?"""

    tag: ClassVar[str] = "e"
    channel: str
    operator: str | None = None
    kind: str | None = None


@dataclass(frozen=True)
class StuckRoute(Route):
    """Help for who is stuck at a step; counted for the one who runs the bot."""

    tag: ClassVar[str] = "x"
    channel: str
    operator: str | None = None
    kind: str | None = None
    step: str | None = None


@dataclass(frozen=True)
class PocketRoute(Route):
    """The whole guide in one message."""

    tag: ClassVar[str] = "gp"
    channel: str
    operator: str | None = None
    kind: str | None = None


@dataclass(frozen=True)
class PocketFileRoute(Route):
    """The whole guide as a file."""

    tag: ClassVar[str] = "gf"
    channel: str
    operator: str | None = None
    kind: str | None = None


@dataclass(frozen=True)
class FriendRoute(Route):
    """A message to a friend in France who buys a top-up code; `language` is the friend's."""

    tag: ClassVar[str] = "af"
    operator: str | None = None
    language: str | None = None


@dataclass(frozen=True)
class UrgentRoute(Route):
    """What works today where it can't wait."""

    tag: ClassVar[str] = "au"
    operator: str | None = None
    kind: str | None = None


@dataclass(frozen=True)
class AdvisorRoute(Route):
    """The answers so far: None is not asked yet, `-` is skipped."""

    tag: ClassVar[str] = "a"
    operator: str | None = None
    kind: str | None = None
    where: str | None = None
    pay: str | None = None


@dataclass(frozen=True)
class KeepAdviceRoute(Route):
    """Remember (or, with nothing to remember, forget) what the advisor was told."""

    tag: ClassVar[str] = "ak"
    operator: str | None = None
    kind: str | None = None
    where: str | None = None
    pay: str | None = None


@dataclass(frozen=True)
class OperatorsRoute(Route):
    """Which operator? For a topic, or to look at one."""

    tag: ClassVar[str] = "o"
    topic: str | None = None


@dataclass(frozen=True)
class OperatorRoute(Route):
    tag: ClassVar[str] = "p"
    operator: str


@dataclass(frozen=True)
class CardKindsRoute(Route):
    tag: ClassVar[str] = "k"


@dataclass(frozen=True)
class CardKindRoute(Route):
    tag: ClassVar[str] = "d"
    card: str


@dataclass(frozen=True)
class NodeRoute(Route):
    """A node of a tree; None is its root."""

    tag: ClassVar[str] = "n"
    tree: str
    node: str | None = None
    operator: str | None = None


@dataclass(frozen=True)
class PhrasesRoute(Route):
    """French at hand."""

    tag: ClassVar[str] = "h"


@dataclass(frozen=True)
class PhraseRoute(Route):
    tag: ClassVar[str] = "hp"
    phrase: str


@dataclass(frozen=True)
class GlossaryRoute(Route):
    tag: ClassVar[str] = "hg"
    page: int = 0


@dataclass(frozen=True)
class LetterRoute(Route):
    """A letter and the options chosen so far, by their ids, joined with dots."""

    tag: ClassVar[str] = "hl"
    letter: str
    answers: str | None = None


@dataclass(frozen=True)
class LanguagesRoute(Route):
    tag: ClassVar[str] = "l"


@dataclass(frozen=True)
class SetLanguageRoute(Route):
    tag: ClassVar[str] = "ls"
    language: str


@dataclass(frozen=True)
class HelpRoute(Route):
    tag: ClassVar[str] = "i"


@dataclass(frozen=True)
class LinksRoute(Route):
    """Is this link real?"""

    tag: ClassVar[str] = "u"


@dataclass(frozen=True)
class HumanRoute(Route):
    """A person instead of the bot: what would be sent is shown first; `named` is 1 with one's name."""

    tag: ClassVar[str] = "q"
    topic: str | None = None
    named: int = 0


@dataclass(frozen=True)
class SendHumanRoute(Route):
    """Agreed: send the question to the humans."""

    tag: ClassVar[str] = "qs"
    topic: str | None = None
    named: int = 0


@dataclass(frozen=True)
class EndHumanRoute(Route):
    """The talk with a human is over."""

    tag: ClassVar[str] = "qe"


@dataclass(frozen=True)
class CancelRoute(Route):
    """Nothing more is expected to be typed."""

    tag: ClassVar[str] = "z"


@dataclass(frozen=True)
class RenewedRoute(Route):
    """Under a rung: this card is renewed. Until when is asked or computed then."""

    tag: ClassVar[str] = "cr"
    card: int


@dataclass(frozen=True)
class SnoozeRoute(Route):
    """Under a reminder: tell it again. `how` is 1h, tonight, tomorrow or 3d."""

    tag: ClassVar[str] = "rs"
    reminder: int
    how: str


@dataclass(frozen=True)
class DoneReminderRoute(Route):
    """Under a reminder: it is done."""

    tag: ClassVar[str] = "rd"
    reminder: int


@dataclass(frozen=True)
class MyCardsRoute(Route):
    tag: ClassVar[str] = "c"


@dataclass(frozen=True)
class MyCardRoute(Route):
    tag: ClassVar[str] = "cv"
    card: int


@dataclass(frozen=True)
class AddCardRoute(Route):
    """The answers so far: None is not asked yet, `-` is unknown. `renewed` is 1 after a guide."""

    tag: ClassVar[str] = "ca"
    operator: str | None = None
    kind: str | None = None
    renewed: int = 0


@dataclass(frozen=True)
class MakeCardRoute(Route):
    """Make the card without a nickname."""

    tag: ClassVar[str] = "cn"
    operator: str
    kind: str
    renewed: int = 0


@dataclass(frozen=True)
class CardDatesRoute(Route):
    """Which of its dates? Or type one."""

    tag: ClassVar[str] = "ce"
    card: int


@dataclass(frozen=True)
class CardMonthRoute(Route):
    """A month's calendar for one of a card's dates."""

    tag: ClassVar[str] = "cm"
    card: int
    what: str
    month: str | None = None


@dataclass(frozen=True)
class CardDayRoute(Route):
    """Set one of a card's dates; `-` forgets it."""

    tag: ClassVar[str] = "cd"
    card: int
    what: str
    day: str


@dataclass(frozen=True)
class RenewedUntilRoute(Route):
    """Until when a renewal lasts; `-` is not known."""

    tag: ClassVar[str] = "cu"
    card: int
    renewal: int
    day: str


@dataclass(frozen=True)
class RenewedMonthRoute(Route):
    """A month's calendar for the end of a renewal."""

    tag: ClassVar[str] = "cg"
    card: int
    renewal: int
    month: str | None = None


@dataclass(frozen=True)
class RenewedForRoute(Route):
    """What a renewal cost: typed, or `cents` of a button. `dated` is 1 where its end is settled."""

    tag: ClassVar[str] = "cf"
    card: int
    renewal: int
    dated: int = 0
    cents: int | None = None


@dataclass(frozen=True)
class UndoRenewalRoute(Route):
    tag: ClassVar[str] = "cy"
    card: int
    renewal: int


@dataclass(frozen=True)
class GuideRenewedRoute(Route):
    """A guide was done: which card, or a new one."""

    tag: ClassVar[str] = "er"
    operator: str | None = None
    kind: str | None = None


@dataclass(frozen=True)
class CardHistoryRoute(Route):
    tag: ClassVar[str] = "ch"
    card: int


@dataclass(frozen=True)
class CardMoreRoute(Route):
    """What is needed rarely: name, ladder, sharing, deletion."""

    tag: ClassVar[str] = "co"
    card: int


@dataclass(frozen=True)
class CardNameRoute(Route):
    """Another nickname: typed."""

    tag: ClassVar[str] = "cb"
    card: int


@dataclass(frozen=True)
class CardKeepingRoute(Route):
    """Number-keeping mode: `on` is 1 or 0."""

    tag: ClassVar[str] = "ck"
    card: int
    on: int = 0


@dataclass(frozen=True)
class CardLadderRoute(Route):
    """On which days a card reminds; with `days`, that rung is switched."""

    tag: ClassVar[str] = "cl"
    card: int
    days: int | None = None


@dataclass(frozen=True)
class CardIcsRoute(Route):
    """The calendar file of one card, or of all."""

    tag: ClassVar[str] = "ci"
    card: int | None = None


@dataclass(frozen=True)
class DeleteCardRoute(Route):
    tag: ClassVar[str] = "cx"
    card: int


@dataclass(frozen=True)
class RestoreCardRoute(Route):
    tag: ClassVar[str] = "cz"
    card: int


@dataclass(frozen=True)
class ShareCardRoute(Route):
    """Who shares a card, and an invite; with `invite` 1 a new one is made."""

    tag: ClassVar[str] = "cs"
    card: int
    invite: int = 0
    page: int = 0


@dataclass(frozen=True)
class RevokeInvitesRoute(Route):
    tag: ClassVar[str] = "cw"
    card: int


@dataclass(frozen=True)
class LeaveCardRoute(Route):
    """`sure` is 1 once it was asked."""

    tag: ClassVar[str] = "cq"
    card: int
    sure: int = 0


@dataclass(frozen=True)
class RemoveMemberRoute(Route):
    """`sure` is 1 once it was asked."""

    tag: ClassVar[str] = "cp"
    card: int
    person: int
    sure: int = 0


@dataclass(frozen=True)
class JoinCardRoute(Route):
    """An invite link was opened."""

    tag: ClassVar[str] = "cj"
    token: str


@dataclass(frozen=True)
class TimezoneRoute(Route):
    """Which zone: buttons, or typed."""

    tag: ClassVar[str] = "tz"


@dataclass(frozen=True)
class SetTimezoneRoute(Route):
    tag: ClassVar[str] = "ts"
    zone: str


@dataclass(frozen=True)
class NewReminderRoute(Route):
    """When? With `keep` 1 for the draft that there is."""

    tag: ClassVar[str] = "r"
    keep: int = 0
    draft: int | None = None


@dataclass(frozen=True)
class ReminderOnRoute(Route):
    """At this wall-clock time: read it back."""

    tag: ClassVar[str] = "rp"
    wall: str
    draft: int | None = None


@dataclass(frozen=True)
class ReminderMonthRoute(Route):
    """A month's calendar to pick a day from."""

    tag: ClassVar[str] = "rc"
    month: str | None = None
    draft: int | None = None


@dataclass(frozen=True)
class ReminderDayRoute(Route):
    """A day was picked; the draft's time of day stays."""

    tag: ClassVar[str] = "ry"
    day: str
    draft: int | None = None


@dataclass(frozen=True)
class ReminderTimeRoute(Route):
    """Another time, another day: buttons, or typed."""

    tag: ClassVar[str] = "rt"
    draft: int | None = None


@dataclass(frozen=True)
class ReminderTextRoute(Route):
    """Other words: typed."""

    tag: ClassVar[str] = "rb"
    draft: int | None = None


@dataclass(frozen=True)
class KeepReminderRoute(Route):
    """The read-back was right. `draft` is `n` and the draft's id; on buttons sent before drafts were rows,
    a checksum of eight hexadecimal digits."""

    tag: ClassVar[str] = "ro"
    draft: str


@dataclass(frozen=True)
class ReadBackRoute(Route):
    """Shown and waiting for OK; a typed line may still change the time."""

    tag: ClassVar[str] = "rk"
    draft: int | None = None


@dataclass(frozen=True)
class KeepStatementRoute(Route):
    """What was told is right: keep it. `what` is topup or end, `day` is 20261215; of a saved card, or of a
    new one with this operator."""

    tag: ClassVar[str] = "sk"
    what: str
    day: str | None = None
    cents: int | None = None
    card: int | None = None
    operator: str | None = None


@dataclass(frozen=True)
class RemindersRoute(Route):
    """All that are before a person."""

    tag: ClassVar[str] = "rl"
    page: int = 0


@dataclass(frozen=True)
class OneReminderRoute(Route):
    tag: ClassVar[str] = "rv"
    reminder: int


@dataclass(frozen=True)
class EditReminderRoute(Route):
    """`what` is "time" or "text"."""

    tag: ClassVar[str] = "re"
    reminder: int
    what: str


@dataclass(frozen=True)
class UndoEditRoute(Route):
    """As it was before the last change."""

    tag: ClassVar[str] = "rz"
    reminder: int


@dataclass(frozen=True)
class PauseReminderRoute(Route):
    """`on` is 1 to pause, 0 to go on."""

    tag: ClassVar[str] = "rq"
    reminder: int
    on: int = 0


@dataclass(frozen=True)
class DeleteReminderRoute(Route):
    tag: ClassVar[str] = "rx"
    reminder: int


@dataclass(frozen=True)
class RestoreReminderRoute(Route):
    tag: ClassVar[str] = "ru"
    reminder: int


@dataclass(frozen=True)
class QuietHoursRoute(Route):
    """When reminders of a card keep silent."""

    tag: ClassVar[str] = "rh"


@dataclass(frozen=True)
class PrivacyRoute(Route):
    """What is kept, why, how long; of one table by its name."""

    tag: ClassVar[str] = "pv"
    table: str | None = None


@dataclass(frozen=True)
class MyDataRoute(Route):
    """All that is kept of a person, as a file."""

    tag: ClassVar[str] = "pd"


@dataclass(frozen=True)
class ForgetRoute(Route):
    """Delete everything; asked once before."""

    tag: ClassVar[str] = "pf"
    sure: int = 0


@dataclass(frozen=True)
class ChargeDayRoute(Route):
    """On which day of the month a plan is charged; None asks."""

    tag: ClassVar[str] = "bd"
    card: int
    day: int | None = None


@dataclass(frozen=True)
class CardUsedRoute(Route):
    """The line was used today: `use` is call, text or top_up."""

    tag: ClassVar[str] = "bu"
    card: int
    use: str


@dataclass(frozen=True)
class CardCycleRoute(Route):
    """A cycle of one's own, in days; None asks, 0 ends it."""

    tag: ClassVar[str] = "bc"
    card: int
    days: int | None = None


@dataclass(frozen=True)
class TopUpAmountRoute(Route):
    """How much the last top-up was: typed, or `cents` of a button."""

    tag: ClassVar[str] = "ba"
    card: int
    cents: int | None = None


@dataclass(frozen=True)
class DataUsedUpRoute(Route):
    """The data of a travel eSIM is used up; with `on` 0 it is not."""

    tag: ClassVar[str] = "bx"
    card: int
    on: int = 1


@dataclass(frozen=True)
class CardNoteRoute(Route):
    """A note and a link on a card: typed."""

    tag: ClassVar[str] = "bn"
    card: int


@dataclass(frozen=True)
class RenewalRoute(Route):
    """One renewal, to correct it."""

    tag: ClassVar[str] = "bh"
    card: int
    renewal: int


@dataclass(frozen=True)
class RenewalMonthRoute(Route):
    """A month's calendar for the day on which it was renewed."""

    tag: ClassVar[str] = "bj"
    card: int
    renewal: int
    month: str | None = None


@dataclass(frozen=True)
class RenewalDayRoute(Route):
    """It was renewed on this day."""

    tag: ClassVar[str] = "bk"
    card: int
    renewal: int
    day: str


@dataclass(frozen=True)
class DeleteRenewalRoute(Route):
    """This renewal never was."""

    tag: ClassVar[str] = "bq"
    card: int
    renewal: int


@dataclass(frozen=True)
class OverviewRoute(Route):
    """All cards with what is next, and what they cost."""

    tag: ClassVar[str] = "bo"


@dataclass(frozen=True)
class MoveRemindersRoute(Route):
    """Move the typed reminders of another zone to the person's zone: the wall-clock time stays."""

    tag: ClassVar[str] = "bm"


@dataclass(frozen=True)
class InsistRoute(Route):
    """Repeat a reminder every day until it is confirmed; with `on` 0 no more."""

    tag: ClassVar[str] = "rn"
    reminder: int
    on: int = 1


@dataclass(frozen=True)
class ArrivedRoute(Route):
    """What came lately, and its fate."""

    tag: ClassVar[str] = "rw"


@dataclass(frozen=True)
class ExchangeRoute(Route):
    """All cards, renewals and reminders as a file: json or csv; None says what there is."""

    tag: ClassVar[str] = "be"
    form: str | None = None


@dataclass(frozen=True)
class FeedRoute(Route):
    """The private calendar address: `do` is new or off; None shows it."""

    tag: ClassVar[str] = "bf"
    do: str | None = None


@dataclass(frozen=True)
class SettingsRoute(Route):
    """What a person has chosen."""

    tag: ClassVar[str] = "se"


@dataclass(frozen=True)
class SettingRoute(Route):
    """The values of one setting, by its name."""

    tag: ClassVar[str] = "so"
    name: str


@dataclass(frozen=True)
class SetSettingRoute(Route):
    """Choose a value, as `settings_screens` packs it."""

    tag: ClassVar[str] = "sv"
    name: str
    value: str


@dataclass(frozen=True)
class PublishWordsRoute(Route):
    """Let the words of this short hash, which wait, serve."""

    tag: ClassVar[str] = "wp"
    words: str


@dataclass(frozen=True)
class KeepWordsRoute(Route):
    """Leave the old words in use."""

    tag: ClassVar[str] = "wk"
    words: str


@dataclass(frozen=True)
class WordChangeRoute(Route):
    """A question that new words answer otherwise, by its place; None: all of them."""

    tag: ClassVar[str] = "wc"
    words: str
    number: int | None = None
