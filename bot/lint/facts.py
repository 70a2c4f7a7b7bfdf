"""Facts: where they come from, how old they are, whether anybody sees them, and who quotes them."""

import re
from collections.abc import Iterator
from datetime import timedelta

from bot.content import quoted
from bot.content.fact import Fact
from bot.content.form import did_you_mean
from bot.content.languages import LANGUAGES, WRITTEN
from bot.content.problem import Problem
from bot.lint.checked_words import Path, Said, Words
from bot.lint.hosts import addresses

_STALE = timedelta(days=365)


def facts(words: Words) -> Iterator[tuple[str, Path, Fact]]:
    """Every rule, and every fact of an operator."""
    for name, rule in words.library.rules.items():
        yield "rules.yaml", (name,), rule
    for operator in words.library.operators.values():
        for name, fact in operator.facts.items():
            yield f"operators/{operator.id}.yaml", ("facts", name), fact


def facts_have_sources(words: Words) -> Iterator[Problem]:
    """A fact that claims to be sure and names nobody who says so."""
    for file, path, fact in facts(words):
        if fact.confidence in ("high", "medium") and not fact.sources:
            yield words.error(file, (*path, "sources"), f"{path[-1]}: shown without a source")


def dates_are_possible(words: Words) -> Iterator[Problem]:
    for file, path, fact in facts(words):
        for key, day in (("noted", fact.noted), ("checked", fact.checked)):
            if day and day > words.today:
                yield words.error(file, (*path, key), f"{path[-1]}: {key} lies in the future: {day}")
        if fact.page_date and fact.page_date > max(fact.noted, fact.checked or fact.noted).isoformat():
            message = f"{path[-1]}: the page's date {fact.page_date} is after the day it was read"
            yield words.error(file, (*path, "page_date"), message)


def facts_are_fresh(words: Words) -> Iterator[Problem]:
    for file, path, fact in facts(words):
        last = max(fact.noted, fact.checked or fact.noted)
        if fact.shown and words.today - last > _STALE:
            yield words.warning(
                file, (*path, "noted"), f"{path[-1]}: last looked at on {last}, over a year ago"
            )


def sources_can_be_looked_up(words: Words) -> Iterator[Problem]:
    """An official source has an address; where there is none, Telegram must not make one of the name."""
    for file, path, fact in facts(words):
        for index, source in enumerate(fact.sources):
            at = (*path, "sources", index)
            if source.url is None and source.kind == "official":
                yield words.warning(file, at, f"{path[-1]}: an official source needs its address")
            names = {source.name[language] for language in LANGUAGES}
            if source.url is None and (found := [host for name in names for host in addresses(name)]):
                message = f"{path[-1]}: Telegram makes a link of '{found[0]}'; name it without the ending"
                yield words.warning(file, at, message)


_BRACES = re.compile(r"\{[^{}\n]*\}")
_NO_FACTS = ("letters/",)


def quotes_name_facts(words: Words) -> Iterator[Problem]:
    for said in words.texts():
        known = _known(words, said)
        for language in WRITTEN if not said.file.startswith(_NO_FACTS) else ():
            at = (*said.path, language)
            for line in said.text[language].splitlines():
                yield from _line(words, said, at, line, known)


def _line(words: Words, said: Said, at: Path, line: str, known: dict[str, list[Fact]]) -> Iterator[Problem]:
    found = quoted.LINE.match(line)
    if found is None:
        for braces in _BRACES.findall(line):
            message = f"{said.key}: {braces} is shown as it stands; a quoted fact has a line of its own"
            yield words.error(said.file, at, message)
    elif found["name"] not in known:
        hint = did_you_mean(found["name"], list(known))
        yield words.error(said.file, at, f"{said.key}: no fact '{found['name']}'{hint}")
    elif not any(fact.shown for fact in known[found["name"]]):
        message = f"{said.key}: '{found['name']}' is never shown, so this line is left out"
        yield words.warning(said.file, at, message)


def _known(words: Words, said: Said) -> dict[str, list[Fact]]:
    """The facts that a text may quote: all rules, and those of the operator that it is about."""
    operator = _operator(said)
    operators = words.library.operators
    groups = [words.library.rules]
    about = [operator] if operator else list(operators)
    groups += [operators[name].facts for name in about if name in operators]
    known: dict[str, list[Fact]] = {}
    for facts in groups:
        for name, fact in facts.items():
            known.setdefault(name, []).append(fact)
    return known


def _operator(said: Said) -> str | None:
    folder, _, name = said.file.removesuffix(".yaml").partition("/")
    if folder == "operators":
        return name
    if folder == "channels" and "operators" in said.path:
        return str(said.path[said.path.index("operators") + 1])
    return None


def named_facts_are_shown(words: Words) -> Iterator[Problem]:
    """Facts that an answer gives as its sources, yet nobody may see."""
    for topic in words.library.topics.values():
        for index, name in enumerate(topic.facts):
            rule = words.library.rules.get(name)
            if rule and not rule.shown:
                yield words.warning(f"topics/{topic.id}.yaml", ("facts", index), f"'{name}' is never shown")
    for operator in words.library.operators.values():
        for topic_id, answer in operator.answers.items():
            for index, name in enumerate(answer.facts):
                fact = words.library.fact(name, operator.id)
                if fact and not fact.shown:
                    at = ("answers", topic_id, "facts", index)
                    yield words.warning(f"operators/{operator.id}.yaml", at, f"'{name}' is never shown")
