"""Facts: where they come from, how old they are, whether anybody sees them."""

from collections.abc import Iterator
from datetime import timedelta

from bot.content.checks.hosts import hosts
from bot.content.checks.words import Path, Words, check
from bot.content.fact import Fact
from bot.content.languages import LANGUAGES
from bot.content.problem import Problem

_STALE = timedelta(days=365)


def facts(words: Words) -> Iterator[tuple[str, Path, Fact]]:
    """Every rule, and every fact of an operator."""
    for name, rule in words.library.rules.items():
        yield "rules.yaml", (name,), rule
    for operator in words.library.operators.values():
        for name, fact in operator.facts.items():
            yield f"operators/{operator.id}.yaml", ("facts", name), fact


@check
def facts_have_sources(words: Words) -> Iterator[Problem]:
    """A fact that claims to be sure and names nobody who says so."""
    for file, path, fact in facts(words):
        if fact.confidence in ("high", "medium") and not fact.sources:
            yield words.error(file, (*path, "sources"), f"{path[-1]}: shown without a source")


@check
def dates_are_possible(words: Words) -> Iterator[Problem]:
    for file, path, fact in facts(words):
        for key, day in (("noted", fact.noted), ("checked", fact.checked)):
            if day and day > words.today:
                yield words.error(file, (*path, key), f"{path[-1]}: {key} lies in the future: {day}")
        if fact.page_date and fact.page_date > max(fact.noted, fact.checked or fact.noted).isoformat():
            message = f"{path[-1]}: the page's date {fact.page_date} is after the day it was read"
            yield words.error(file, (*path, "page_date"), message)


@check
def facts_are_fresh(words: Words) -> Iterator[Problem]:
    for file, path, fact in facts(words):
        last = max(fact.noted, fact.checked or fact.noted)
        if fact.shown and words.today - last > _STALE:
            yield words.warning(
                file, (*path, "noted"), f"{path[-1]}: last looked at on {last}, over a year ago"
            )


@check
def sources_can_be_looked_up(words: Words) -> Iterator[Problem]:
    """An official source has an address; where there is none, Telegram must not make one of the name."""
    for file, path, fact in facts(words):
        for index, source in enumerate(fact.sources):
            at = (*path, "sources", index)
            if source.url is None and source.kind == "official":
                yield words.warning(file, at, f"{path[-1]}: an official source needs its address")
            names = {source.name[language] for language in LANGUAGES}
            if source.url is None and (found := [host for name in names for host in hosts(name)]):
                message = f"{path[-1]}: Telegram makes a link of '{found[0]}'; name it without the ending"
                yield words.warning(file, at, message)
