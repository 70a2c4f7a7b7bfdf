"""Facts inside a text, and the line that says where each comes from."""

from collections.abc import Iterable

from bot.content import markup
from bot.content.fact import Fact
from bot.content.quoted import LINE as QUOTED
from bot.screens.view import View

_MOST_SOURCES = 4


def expand(text: str, view: View, operator: str | None = None) -> tuple[str, list[Fact]]:
    """The text with its `{fact-id}` lines filled in, and the facts they quote.

    A line whose fact must not be shown is left out.
    """
    lines: list[str] = []
    facts: list[Fact] = []
    for line in text.splitlines():
        quoted = QUOTED.match(line)
        if not quoted:
            lines.append(line)
        elif (fact := view.library.fact(quoted["name"], operator)) and fact.shown:
            lines.append(quoted["lead"] + fact.text[view.language])
            facts.append(fact)
    return "\n".join(lines), facts


def sources(facts: Iterable[Fact], view: View) -> str:
    """One small line a source: its name, the page's own date or that it has none, when we noted it."""
    found = dict.fromkeys(_source(fact, view) for fact in facts if fact.shown)
    return "\n".join(list(found)[:_MOST_SOURCES])


def _source(fact: Fact, view: View) -> str:
    source = fact.sources[0]
    name = source.name[view.language]
    said = [markup.link(source.url, name) if source.url else markup.escape(name)]
    if fact.page_date:
        said.append(view.say("source.page", date=fact.page_date))
    elif source.url:
        said.append(view.say("source.undated"))
    key, day = ("source.checked", fact.checked) if fact.checked else ("source.noted", fact.noted)
    return f"<i>{' · '.join([*said, view.say(key, date=day)])}</i>"
