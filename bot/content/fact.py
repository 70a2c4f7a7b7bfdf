"""A fact: what is said, where it comes from, how sure it is."""

from datetime import date
from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, StringConstraints

from bot.content.form import Form
from bot.content.localized import Text

Kind = Literal["prepaid", "subscription", "travel"]
KINDS: tuple[Kind, ...] = ("prepaid", "subscription", "travel")
Confidence = Literal["high", "medium", "low", "none"]
About = Literal["price", "delay", "validity", "code", "path", "rule", "contact", "product"]

# A price or a delay changes often: without a date it may be years old.
PERISHABLE: tuple[About, ...] = ("price", "delay")


def _none(value: Any) -> Any:
    return None if value in ("none", "") else value


PageDate = Annotated[
    Annotated[str, StringConstraints(pattern=r"^\d{4}(-\d{2}){0,2}$")] | None, BeforeValidator(_none)
]


class Source(Form):
    """Where a fact was found: `official` is the operator or a public body, `press` a paper.

    The dates are this source's own, where they differ from the fact's.
    """

    name: Text
    url: Annotated[str, StringConstraints(pattern=r"^https?://")] | None = None
    kind: Literal["official", "press", "other"]
    page_date: PageDate = None
    entry: PageDate = None
    read: PageDate = None


class Fact(Form):
    """One statement with its evidence; `value` is the same for programs (ISO 8601 duration, code, number).

    A validity that depends on the amount of a top-up holds from `least` euros on, and `below` others.
    """

    text: Text
    about: About = "rule"
    topics: tuple[str, ...] = ()
    kind: Kind | None = None
    value: str | None = None
    least: Decimal | None = None
    below: Decimal | None = None
    confidence: Confidence
    sources: tuple[Source, ...]
    page_date: PageDate = None
    entry: PageDate = None
    read: PageDate = None
    noted: date
    checked: date | None = None

    @property
    def shown(self) -> bool:
        """Whether a person may read it as a fact."""
        sure = self.confidence in ("high", "medium")
        return sure and bool(self.sources) and (self.dated or self.about not in PERISHABLE)

    @property
    def dated(self) -> bool:
        """Whether a date says of when it is: the page's, the day that a dated source read it, or our check.

        The date of a database entry is none: a price may have changed since.
        """
        by_source = any(source.page_date or source.read for source in self.sources)
        return by_source or bool(self.page_date or self.read or self.checked)

    @property
    def code(self) -> str | None:
        """What a copy button of this fact copies: the `value` of a code."""
        return self.value if self.about == "code" else None

    def holds_for(self, kind: Kind | None) -> bool:
        return self.kind is None or kind is None or self.kind == kind
