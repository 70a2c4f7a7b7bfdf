"""A way to renew: whom it suits, and the guide that walks a person through it."""

from typing import Literal

from bot.content.fact import Kind
from bot.content.form import Form
from bot.content.localized import Line, Text

Fit = Literal["good", "maybe", "no"]
Where = Literal["france", "abroad"]
Pay = Literal["french-card", "foreign-card", "paypal", "chinese-wallet", "cash"]
WHERES: tuple[Where, ...] = ("france", "abroad")
PAYS: tuple[Pay, ...] = ("french-card", "foreign-card", "paypal", "chinese-wallet", "cash")
Phase = Literal["prepare", "do", "check"]


class Step(Form):
    """One screen of a guide. `stuck` is the tree or topic that helps here."""

    id: str
    phase: Phase = "do"
    text: Text
    operators: dict[str, Text] = {}
    look_for: tuple[str, ...] = ()
    page: str | None = None
    copy_text: Line | None = None
    copy_fact: str | None = None
    stuck: str


class Suits(Form):
    """How well a way fits what a person told the advisor."""

    where: dict[Where, Fit]
    pay: dict[Pay, Fit]
    kind: dict[Kind, Fit]


class Channel(Form):
    id: str
    emoji: str
    title: Text
    aliases: tuple[Line, ...] = ()
    suits: Suits
    reasons: dict[str, Text]
    guides: dict[Kind, tuple[Step, ...]]

    def guide(self, kind: Kind | None) -> tuple[Step, ...]:
        """The steps for a kind of line; the prepaid ones where there are no own."""
        return self.guides.get(kind or "prepaid") or self.guides["prepaid"]
