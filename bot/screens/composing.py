"""An answer put together: the topic's words and the operator's facts, seen at once or folded."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.content.fact import Fact, Kind
from bot.content.localized import Answer
from bot.content.markup import link, plain, rows
from bot.content.operator import Operator
from bot.content.topic import Topic
from bot.screens.evidence import expand, folded, sources
from bot.screens.render_context import RenderContext
from bot.screens.screen import bold_lead, lines

# Rows on a phone of 360 px above which what only explains is folded.
MOST_ROWS = 8
_MOST_WITH_STEPS = 12
_MOST_LEAD_ROWS = 4
# Of the facts together; French, the longest, decides for all languages.
_MOST_FACT_CHARACTERS = 450
# A step, or a sentence to show or read aloud.
_STEP = re.compile(r"\s*(\d+\.\s|«)")


@dataclass(frozen=True)
class Composed:
    """`seen` and `more` are markup; `facts` are all that the answer states."""

    seen: str
    more: str
    facts: tuple[Fact, ...]

    def text(self, view: RenderContext) -> str:
        """The whole message: what is seen, and folded what explains it with its sources."""
        return lines(self.seen, folded(self.more, sources(self.facts, view)))


def compose(
    topic: Topic, view: RenderContext, operator: Operator | None = None, kind: Kind | None = None
) -> Composed:
    """The operator's own answer, or the general one with the operator's facts in it."""
    own = operator.answer_on(topic.id, kind) if operator else None
    if operator and own:
        text, more, facts = _words(own, view, operator)
        return _fitted(text.splitlines(), [], more, facts, "")
    return _general(topic, view, operator, kind)


def _general(topic: Topic, view: RenderContext, operator: Operator | None, kind: Kind | None) -> Composed:
    text, more, quoted = _words(topic.answer_for(kind), view, operator)
    rules = [rule for name in topic.facts if (rule := view.library.rules[name]).holds_for(kind)]
    known = [fact for _, fact in operator.facts_on(topic.id, kind)] if operator else []
    known = _most(fact for fact in known if not _among(fact, quoted))
    facts = [*known, *quoted, *rules]
    body = text.splitlines()
    if operator is None:
        return _fitted(body, [], more, facts, "")
    said = [_said(fact, operator, kind, view) for fact in known]
    if known and _leads(known[0], topic, said[0]):
        body = [_of(operator, known[0], kind, view), *body]
        return _fitted(body, [f"• {line}" for line in said[1:]], more, facts, "", fact_leads=True)
    own = known or any(_among(fact, operator.facts.values()) for fact in quoted)
    named = (
        [_of(operator, known[0], kind, view, bold=True)] if len(known) == 1 else _named(said, operator, view)
    )
    return _fitted(body, named, more, facts, "" if own else _note(topic, operator, view))


def _among(fact: Fact, facts: Iterable[Fact]) -> bool:
    """By identity: comparing models field by field takes most of the time of an answer."""
    return any(fact is each for each in facts)


def _most(facts: Iterable[Fact]) -> list[Fact]:
    """As many facts, in their order, as leave room for the answer itself."""
    found: list[Fact] = []
    room = _MOST_FACT_CHARACTERS
    for fact in facts:
        room -= len(fact.text["fr"])
        if found and room < 0:
            break
        found.append(fact)
    return found


def _words(answer: Answer, view: RenderContext, operator: Operator | None) -> tuple[str, str, list[Fact]]:
    """Both parts of an answer with their quoted facts, and the facts whose sources are shown."""
    name = operator.id if operator else None
    text, facts = expand(answer.text[view.language], view, name)
    more, more_facts = expand(answer.more[view.language], view, name) if answer.more else ("", [])
    named = [fact for each in answer.facts if (fact := view.library.fact(each, name))]
    return text.strip(), more, [*facts, *more_facts, *named]


def _leads(fact: Fact, topic: Topic, said: str) -> bool:
    """Whether a fact answers the question by itself: it was written for this topic first."""
    return fact.topics[0] == topic.id and fact.about != "product" and rows(said) <= _MOST_LEAD_ROWS


def _said(fact: Fact, operator: Operator, kind: Kind | None, view: RenderContext) -> str:
    """The fact; with the kind of line that it holds for, where the person's is not known."""
    text, of_kind = fact.text[view.language], _kind_told(fact, operator, kind, view)
    return view.say("answer.of_kind", kind=of_kind, text=text) if of_kind else text


def _kind_told(fact: Fact, operator: Operator, kind: Kind | None, view: RenderContext) -> str:
    """The kind of line that has to be told with a fact; empty where it is known, or begins the fact."""
    unsure = kind is None and fact.kind is not None and len(operator.kinds) > 1
    name = view.say(f"kind.{fact.kind}") if unsure else ""
    return "" if plain(fact.text[view.language]).startswith(name) else name


def _of(operator: Operator, fact: Fact, kind: Kind | None, view: RenderContext, bold: bool = False) -> str:
    """A fact with the operator's name before it, where it does not begin with it, and the kind of line."""
    name, text = operator.name[view.language], fact.text[view.language]
    if plain(text).startswith(name):
        return _said(fact, operator, kind, view)
    of_kind = _kind_told(fact, operator, kind, view)
    if of_kind:
        return view.say("answer.of_line", operator=name, kind=of_kind[0].lower() + of_kind[1:], text=text)
    if bold:
        return view.say("answer.operator", operator=name) + text
    return view.say("answer.of", operator=name, text=text)


def _named(said: Sequence[str], operator: Operator, view: RenderContext) -> list[str]:
    """The operator's facts under its name."""
    first = view.say("answer.operator", operator=operator.name[view.language])
    return [first.strip(), *(f"• {line}" for line in said)] if said else []


def _note(topic: Topic, operator: Operator, view: RenderContext) -> str:
    """That this is how it works anywhere, and where the operator's own rule stands."""
    page = link(operator.page(topic.page or "support"), operator.host(topic.page or "support"))
    key = "answer.general" if topic.by_operator else "answer.same"
    return view.say(key, operator=operator.name[view.language], page=page)


def fitted(text: str, facts: Sequence[Fact]) -> Composed:
    """A text that fits a phone: the last lines that only explain are folded where it is long."""
    return _fitted(text.splitlines(), [], "", facts, "")


def _fitted(
    body: Sequence[str],
    known: Sequence[str],
    more: str,
    facts: Sequence[Fact],
    note: str,
    fact_leads: bool = False,
) -> Composed:
    """Fold the last lines that only explain until the rest fits a phone; steps only where it still does not.

    Where a fact of the operator leads, it is the answer, and what follows explains.
    """
    rest = [*known, *(line for line in body[1:] if line.strip())]
    side: list[str] = []

    def seen() -> str:
        return lines(bold_lead(body[0]), *rest, note)

    taken = rows(seen())
    for most, foldable in ((MOST_ROWS, _explains), (MOST_ROWS if fact_leads else _MOST_WITH_STEPS, _any)):
        while taken > most and (line := next(filter(foldable, reversed(rest)), None)):
            rest.reverse()
            rest.remove(line)
            rest.reverse()
            side.insert(0, line)
            taken -= rows(line)
    return Composed(seen(), lines(*side, more), tuple(facts))


def _explains(line: str) -> bool:
    return not _STEP.match(line)


def _any(line: str) -> bool:
    return bool(line)
