"""Facts inside a text, the codes to copy, and the lines that say where each fact comes from."""

import re
from collections.abc import Iterable

from bot.content import markup
from bot.content.fact import Fact, Source
from bot.content.quoted import LINE as QUOTED
from bot.screens.render_context import RenderContext

_MOST_SOURCES = 4
# What one dials, types or enters: #123#, 3179, +33 9 69 39 39 00; not what must first be filled in.
_DIALLED = re.compile(r"<code>([*#]?\+?\d[\d*# ]*#?)</code>")


def expand(text: str, view: RenderContext, operator: str | None = None) -> tuple[str, list[Fact]]:
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


def codes(text: str, facts: Iterable[Fact]) -> list[str]:
    """What a person may want to copy: codes of facts, then what can be dialled in the text, each once."""
    known = [fact.code for fact in facts if fact.shown and fact.code]
    return list(dict.fromkeys([*known, *(found.strip() for found in _DIALLED.findall(text))]))


def folded(*parts: str) -> str:
    """What is read only by who wants to: the parts that are there, behind one tap."""
    said = "\n".join(part.strip() for part in parts if part.strip())
    return f"<blockquote expandable>{said}</blockquote>" if said else ""


def sources(facts: Iterable[Fact], view: RenderContext) -> str:
    """One small line a source: its name and its dates, each said as what it is."""
    found = dict.fromkeys(_source(fact, view) for fact in facts if fact.shown)
    return "\n".join(list(found)[:_MOST_SOURCES])


def _source(fact: Fact, view: RenderContext) -> str:
    source = fact.sources[0]
    name = source.name[view.language]
    said = [markup.link(source.url, name) if source.url else markup.escape(name)]
    said += _dates(fact, source, view)
    return f"<i>{' · '.join(said)}</i>"


def _dates(fact: Fact, source: Source, view: RenderContext) -> list[str]:
    """Each date as what it is: the page's own, a database entry's, the day that someone read the page."""
    own = [
        view.say(f"source.{key}", date=day)
        for key, day in (
            ("page", source.page_date or fact.page_date),
            ("entry", source.entry or fact.entry),
            ("read", source.read or fact.read),
        )
        if day
    ]
    if fact.checked:
        return [*own, view.say("source.checked", date=fact.checked)]
    undated = [view.say("source.undated")] if source.url else []
    return own or [*undated, view.say("source.noted", date=fact.noted)]
