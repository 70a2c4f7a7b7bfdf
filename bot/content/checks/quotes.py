"""`{name}` lines: each names a fact that stands and is shown."""

import re
from collections.abc import Iterator

from bot.content import quoted
from bot.content.checks.words import Path, Said, Words, check
from bot.content.fact import Fact
from bot.content.form import did_you_mean
from bot.content.languages import WRITTEN
from bot.content.problem import Problem

_BRACES = re.compile(r"\{[^{}\n]*\}")
_NO_FACTS = ("letters/",)


@check
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
    shelves = [words.library.rules]
    about = [operator] if operator else list(operators)
    shelves += [operators[name].facts for name in about if name in operators]
    known: dict[str, list[Fact]] = {}
    for shelf in shelves:
        for name, fact in shelf.items():
            known.setdefault(name, []).append(fact)
    return known


def _operator(said: Said) -> str | None:
    folder, _, name = said.file.removesuffix(".yaml").partition("/")
    if folder == "operators":
        return name
    if folder == "channels" and "operators" in said.path:
        return str(said.path[said.path.index("operators") + 1])
    return None


@check
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
