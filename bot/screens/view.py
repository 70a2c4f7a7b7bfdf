"""Who looks: the library and the person, as a drawing needs them."""

from dataclasses import dataclass, replace

from bot.content.fact import KINDS, Kind
from bot.content.languages import Language
from bot.content.library import Library
from bot.content.operator import Operator
from bot.screens import places
from bot.screens.screen import Button, Row


@dataclass(frozen=True)
class View:
    """Words in the person's language; `advice` is what they let the advisor remember,
    `left` the step of a guide at which they stopped."""

    library: Library
    language: Language
    advice: places.Advisor | None = None
    left: places.Guide | None = None

    def say(self, key: str, **values: object) -> str:
        return self.library.interface.say(key, self.language, **values)

    def button(self, key: str, to: places.Place) -> Button:
        return Button(self.say(key), to)

    @property
    def menu(self) -> Row:
        return (self.button("button.menu", places.Menu()),)

    def operator(self, name: str | None) -> Operator | None:
        return self.library.operators.get(name) if name else None

    def operator_name(self, name: str) -> str:
        return self.library.operators[name].name[self.language]

    def speaking(self, language: Language) -> "View":
        return replace(self, language=language)


def as_kind(name: str | None, operator: Operator | None = None) -> Kind | None:
    """The kind of line that a place names, or the only one that its operator has."""
    for kind in KINDS:
        if kind == name:
            return kind
    return operator.only_kind if operator else None
