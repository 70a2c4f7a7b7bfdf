"""Places: what a button leads to, packed into Telegram's 64 bytes of callback data.

A packed place is a contract: buttons live in chats for years. A tag is never reused, a field is only
added at the end, and `None` packs as nothing. What cannot be unpacked any more leads to the menu.
"""

from dataclasses import dataclass, fields
from typing import ClassVar, Self

LIMIT = 64
_SEPARATOR = ":"
_NUMBERS = (int, int | None)
_LARGEST = 2**53
_KINDS: dict[str, type["Place"]] = {}


class PlaceTooLong(ValueError):
    """A place whose packed form does not fit into a button."""


@dataclass(frozen=True)
class Place:
    """A screen by its address. Subclasses declare a `tag` and fields of `str`, `int` or None."""

    tag: ClassVar[str] = ""

    def __init_subclass__(cls) -> None:
        super().__init_subclass__()
        if cls.tag in _KINDS:
            raise TypeError(f"the tag '{cls.tag}' is taken by {_KINDS[cls.tag].__name__}")
        _KINDS[cls.tag] = cls

    def pack(self) -> str:
        """The callback data. PlaceTooLong over 64 bytes."""
        values = [getattr(self, field.name) for field in fields(self)]
        parts = ["" if value is None else str(value) for value in values]
        packed = _SEPARATOR.join([self.tag, *parts]).rstrip(_SEPARATOR)
        if len(packed.encode()) > LIMIT:
            raise PlaceTooLong(packed)
        return packed

    @classmethod
    def of(cls, parts: list[str]) -> Self:
        """The place of these packed fields. ValueError where they do not fit."""
        own = fields(cls)
        if len(parts) > len(own):
            raise ValueError(f"{cls.__name__} has {len(own)} fields")
        values = {
            field.name: _number(part) if field.type in _NUMBERS else part
            for field, part in zip(own, parts, strict=False)
            if part
        }
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


def unpack(data: str) -> Place | None:
    """The place of a button, or None where it is of no kind that we know."""
    tag, *parts = data.split(_SEPARATOR)
    kind = _KINDS.get(tag)
    if kind is None or not tag:
        return None
    try:
        return kind.of(parts)
    except ValueError:
        return None


@dataclass(frozen=True)
class Menu(Place):
    tag: ClassVar[str] = "m"


@dataclass(frozen=True)
class Faq(Place):
    """The sections of topics."""

    tag: ClassVar[str] = "f"


@dataclass(frozen=True)
class Section(Place):
    tag: ClassVar[str] = "s"
    section: str


@dataclass(frozen=True)
class Topic(Place):
    """One answer; for an operator and a kind of line where they are known."""

    tag: ClassVar[str] = "t"
    topic: str
    operator: str | None = None
    kind: str | None = None


@dataclass(frozen=True)
class Vote(Place):
    """ "Did this help": `helped` is 1 or 0."""

    tag: ClassVar[str] = "v"
    topic: str
    helped: int
    operator: str | None = None
    kind: str | None = None


@dataclass(frozen=True)
class Symptom(Place):
    tag: ClassVar[str] = "y"
    symptom: str
    operator: str | None = None


@dataclass(frozen=True)
class Ways(Place):
    """All ways to renew."""

    tag: ClassVar[str] = "w"
    operator: str | None = None
    kind: str | None = None


@dataclass(frozen=True)
class Guide(Place):
    """A step of a guide, by its id, so that a step added later never makes an old button skip one."""

    tag: ClassVar[str] = "g"
    channel: str
    operator: str | None = None
    kind: str | None = None
    step: str | None = None


@dataclass(frozen=True)
class GuideEnd(Place):
    """After the last step: renewed, until when?"""

    tag: ClassVar[str] = "e"
    channel: str
    operator: str | None = None
    kind: str | None = None


@dataclass(frozen=True)
class Stuck(Place):
    """Help for who is stuck at a step; counted for the one who runs the bot."""

    tag: ClassVar[str] = "x"
    channel: str
    operator: str | None = None
    kind: str | None = None
    step: str | None = None


@dataclass(frozen=True)
class Advisor(Place):
    """The answers so far: None is not asked yet, `-` is skipped."""

    tag: ClassVar[str] = "a"
    operator: str | None = None
    kind: str | None = None
    where: str | None = None
    pay: str | None = None


@dataclass(frozen=True)
class KeepAdvice(Place):
    """Remember (or, with nothing to remember, forget) what the advisor was told."""

    tag: ClassVar[str] = "ak"
    operator: str | None = None
    kind: str | None = None
    where: str | None = None
    pay: str | None = None


@dataclass(frozen=True)
class Operators(Place):
    """Which operator? For a topic, or to look at one."""

    tag: ClassVar[str] = "o"
    topic: str | None = None


@dataclass(frozen=True)
class Operator(Place):
    tag: ClassVar[str] = "p"
    operator: str


@dataclass(frozen=True)
class CardKinds(Place):
    tag: ClassVar[str] = "k"


@dataclass(frozen=True)
class CardKind(Place):
    tag: ClassVar[str] = "d"
    card: str


@dataclass(frozen=True)
class Node(Place):
    """A node of a tree; None is its root."""

    tag: ClassVar[str] = "n"
    tree: str
    node: str | None = None
    operator: str | None = None


@dataclass(frozen=True)
class Phrases(Place):
    """French at hand."""

    tag: ClassVar[str] = "h"


@dataclass(frozen=True)
class Phrase(Place):
    tag: ClassVar[str] = "hp"
    phrase: str


@dataclass(frozen=True)
class Glossary(Place):
    tag: ClassVar[str] = "hg"
    page: int = 0


@dataclass(frozen=True)
class Letter(Place):
    """A letter and the options chosen so far, by their ids, joined with dots."""

    tag: ClassVar[str] = "hl"
    letter: str
    answers: str | None = None


@dataclass(frozen=True)
class Languages(Place):
    tag: ClassVar[str] = "l"


@dataclass(frozen=True)
class SetLanguage(Place):
    tag: ClassVar[str] = "ls"
    language: str


@dataclass(frozen=True)
class Help(Place):
    tag: ClassVar[str] = "i"


@dataclass(frozen=True)
class Links(Place):
    """Is this link real?"""

    tag: ClassVar[str] = "u"


@dataclass(frozen=True)
class Human(Place):
    """A person instead of the bot."""

    tag: ClassVar[str] = "q"
    topic: str | None = None


@dataclass(frozen=True)
class Cancel(Place):
    """Nothing more is expected to be typed."""

    tag: ClassVar[str] = "z"


@dataclass(frozen=True)
class Renewed(Place):
    """Under a rung: this card is renewed. Until when is asked or computed then."""

    tag: ClassVar[str] = "cr"
    card: int


@dataclass(frozen=True)
class Snooze(Place):
    """Under a reminder: tell it again. `how` is 1h, tonight, tomorrow or 3d."""

    tag: ClassVar[str] = "rs"
    reminder: int
    how: str


@dataclass(frozen=True)
class DoneReminder(Place):
    """Under a reminder: it is done."""

    tag: ClassVar[str] = "rd"
    reminder: int
