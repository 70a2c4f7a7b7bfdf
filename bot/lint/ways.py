"""Ways to renew: the advisor knows whom each suits, and every guide can be walked."""

from collections.abc import Iterator, Sequence

from bot.content.channel import PAYS, WHERES, Channel, Step
from bot.content.fact import KINDS
from bot.content.form import did_you_mean
from bot.content.problem import Problem
from bot.lint.checked_words import Path, Words

_REASONS = ("default", *WHERES, *PAYS, *KINDS)
_PHASES = ("prepare", "do", "check")


def suits_are_complete(words: Words) -> Iterator[Problem]:
    for channel in words.library.channels.values():
        for part, given, needed in _suits(channel):
            for name in needed:
                if name not in given:
                    message = f"'{name}' is missing: good, maybe or no"
                    yield words.error(f"channels/{channel.id}.yaml", ("suits", part), message)


def _suits(channel: Channel) -> Iterator[tuple[str, Sequence[str], Sequence[str]]]:
    suits = channel.suits
    yield "where", list(suits.where), WHERES
    yield "pay", list(suits.pay), PAYS
    yield "kind", list(suits.kind), KINDS


def reasons_are_known(words: Words) -> Iterator[Problem]:
    for channel in words.library.channels.values():
        file = f"channels/{channel.id}.yaml"
        if "default" not in channel.reasons:
            yield words.error(
                file, ("reasons",), "'default' is missing: what is said when nothing else decides"
            )
        for name in channel.reasons:
            if name not in _REASONS:
                message = f"no reason is called '{name}'{did_you_mean(name, list(_REASONS))}"
                yield words.error(file, ("reasons", name), message)


def guides_can_be_walked(words: Words) -> Iterator[Problem]:
    for channel in words.library.channels.values():
        file = f"channels/{channel.id}.yaml"
        if not channel.guides.get("prepaid"):
            yield words.error(file, ("guides",), "'prepaid' is missing: the guide that others fall back to")
        for kind, steps in channel.guides.items():
            names = [step.id for step in steps]
            for number, step in enumerate(steps):
                at = ("guides", kind, number)
                if names.index(step.id) < number:
                    yield words.error(file, at, f"the step '{step.id}' stands in this guide twice")
                if number and _PHASES.index(step.phase) < _PHASES.index(steps[number - 1].phase):
                    before = steps[number - 1].phase
                    yield words.error(file, (*at, "phase"), f"'{step.phase}' comes after '{before}'")


def steps_name_what_operators_have(words: Words) -> Iterator[Problem]:
    """Pages fall back to `site` and facts to nothing, so a misspelt name would go unseen."""
    operators = words.library.operators.values()
    pages = {name for operator in operators for name in operator.pages}
    facts = {name for operator in operators for name in operator.facts}
    for channel in words.library.channels.values():
        file = f"channels/{channel.id}.yaml"
        for path, step in _steps(channel):
            for key, name, known in (("page", step.page, pages), ("copy_fact", step.copy_fact, facts)):
                if name and name not in known:
                    hint = did_you_mean(name, sorted(known))
                    yield words.error(file, (*path, key), f"no operator has the {key} '{name}'{hint}")


def _steps(channel: Channel) -> Iterator[tuple[Path, Step]]:
    for kind, steps in channel.guides.items():
        for number, step in enumerate(steps):
            yield ("guides", kind, number), step
