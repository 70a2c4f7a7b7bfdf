"""A fact: what is said, where it comes from, how sure it is."""

from datetime import date
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, StringConstraints

from bot.content.form import Form
from bot.content.text import Text

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
    """Where a fact was found: `official` is the operator or a public body, `press` a paper."""

    name: Text
    url: Annotated[str, StringConstraints(pattern=r"^https?://")] | None = None
    kind: Literal["official", "press", "other"]


class Fact(Form):
    """One statement with its evidence; `value` is the same for programs (ISO 8601 duration, code, number)."""

    text: Text
    about: About = "rule"
    topics: tuple[str, ...] = ()
    kind: Kind | None = None
    value: str | None = None
    confidence: Confidence
    sources: tuple[Source, ...]
    page_date: PageDate = None
    noted: date
    checked: date | None = None

    @property
    def shown(self) -> bool:
        """Whether a person may read it as a fact."""
        sure = self.confidence in ("high", "medium")
        dated = self.page_date is not None or self.checked is not None
        return sure and bool(self.sources) and (dated or self.about not in PERISHABLE)

    def holds_for(self, kind: Kind | None) -> bool:
        return self.kind is None or kind is None or self.kind == kind
