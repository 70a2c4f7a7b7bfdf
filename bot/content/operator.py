"""An operator: its names, its official pages, its facts and its own answers."""

from urllib.parse import urlsplit

from bot.content.fact import Fact, Kind
from bot.content.form import Form
from bot.content.localized import Answer, Line, Text

# What `pages` may name; `faq/README.md` says what each opens.
PAGES = (
    *("site", "signin", "account", "create", "password", "topup", "balance", "plans", "payment"),
    *("activate", "contact", "support", "cancel", "port", "esim", "lost", "roaming"),
    *("invoice", "refund", "shops", "app", "terms"),
)


# Where a page is not known, what one finds nearest to it.
_NEAREST = {
    "topup": ("account", "signin"),
    "balance": ("account", "signin"),
    "payment": ("account", "signin"),
    "invoice": ("account", "signin"),
    "cancel": ("account", "contact", "support"),
    "refund": ("contact", "support"),
    "contact": ("support",),
    "lost": ("contact", "support"),
    "activate": ("support",),
    "esim": ("support",),
    "port": ("support",),
    "roaming": ("plans", "support"),
    "password": ("signin", "account", "support"),
    "account": ("signin",),
    "plans": ("topup",),
    "terms": ("plans", "support"),
    "support": ("contact",),
}


class OwnAnswer(Answer):
    """This operator's answer to a topic, instead of the general one.

    `kind`: only for this kind of line, the others read the general answer; `kinds`: other words for a kind.
    """

    kind: Kind | None = None
    kinds: dict[Kind, Answer] = {}

    def for_kind(self, kind: Kind | None) -> Answer | None:
        """The words for a kind of line; None where this answer does not hold for it."""
        if kind and kind in self.kinds:
            return self.kinds[kind]
        return self if self.kind is None or kind in (None, self.kind) else None


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

    def answer_on(self, topic: str, kind: Kind | None) -> Answer | None:
        """This operator's own answer to a topic for a kind of line, or None."""
        own = self.answers.get(topic)
        return own.for_kind(kind) if own else None

    def page(self, name: str) -> str:
        """The official address for a purpose, or its front page."""
        return self.exact_page(name) or self.pages["site"]

    def exact_page(self, name: str) -> str | None:
        """The official address for a purpose, or the nearest to it; None where neither is known."""
        near = (self.pages[page] for page in (name, *_NEAREST.get(name, ())) if page in self.pages)
        return next(near, None)

    def host(self, name: str) -> str:
        """The host of that page, as a person reads it."""
        return (urlsplit(self.page(name)).hostname or "").removeprefix("www.")

    def facts_on(self, topic: str, kind: Kind | None) -> list[tuple[str, Fact]]:
        """Facts that may be shown under a topic, in the order of the file."""
        return [
            (name, fact)
            for name, fact in self.facts.items()
            if topic in fact.topics and fact.shown and fact.holds_for(kind)
        ]
