"""An operator: its names, its official pages, its facts and its own answers."""

from bot.content.fact import Fact, Kind
from bot.content.form import Form
from bot.content.text import Line, Text


class OwnAnswer(Form):
    """This operator's answer to a topic, instead of the general one."""

    text: Text
    facts: tuple[str, ...] = ()


class Operator(Form):
    """`hosts` holds exact names, or `*.orange.fr` for all that lies below a domain and the domain itself."""

    id: str
    name: Text
    kinds: tuple[Kind, ...] = ()
    aliases: tuple[Line, ...]
    guarded: tuple[Line, ...] = ()
    hosts: tuple[Line, ...]
    pages: dict[str, str]
    facts: dict[str, Fact] = {}
    answers: dict[str, OwnAnswer] = {}

    @property
    def only_kind(self) -> Kind | None:
        """The kind of line where there is no doubt, else None: the bot asks."""
        return self.kinds[0] if len(self.kinds) == 1 else None

    def page(self, name: str) -> str:
        """The official address for a purpose, or its front page."""
        return self.pages.get(name) or self.pages["site"]

    def facts_on(self, topic: str, kind: Kind | None) -> list[tuple[str, Fact]]:
        """Facts that may be shown under a topic, in the order of the file."""
        return [
            (name, fact)
            for name, fact in self.facts.items()
            if topic in fact.topics and fact.shown and fact.holds_for(kind)
        ]
