"""What an answer claims: amounts, durations and codes come from a fact, and one fact says one thing."""

import re
from collections import defaultdict
from collections.abc import Iterator

from bot.content import markup, quoted
from bot.content.fact import Fact
from bot.content.languages import WRITTEN
from bot.content.problem import Problem
from bot.lint.checked_words import Said, Words

_AMOUNT = re.compile(r"\d+(?:[.,]\d+)?\s?(?:€|欧|欧元|euros?\b|EUR\b)|€\s?\d+", re.I)
_DURATION = re.compile(
    r"\d+\s?(?:个月|個月|天|小时|周|星期|年|个工作日|days?\b|hours?\b|months?\b|weeks?\b|years?\b|jours?\b|heures?\b|mois\b|semaines?\b|ans?\b)",
    re.I,
)
_DIALLED = re.compile(r"[*#][\d*#]{2,}#?|<code>\d{3,5}</code>")
_HANDLE = re.compile(r"(?<![\w.])@[A-Za-z]\w{3,}")
_KINDS = {"an amount": _AMOUNT, "a duration": _DURATION, "a code": _DIALLED, "an account": _HANDLE}
# Which texts answer people; a fact's own text is its claim, a guide's `operators` too.
_ANSWERS = ("answer", "answers", "more")


def claims_have_facts(words: Words) -> Iterator[Problem]:
    """A figure that stands in an answer and in no fact that the answer gives as its source."""
    for said, facts in _answers(words):
        for language in WRITTEN:
            text = _without_quotes(said.text[language])
            known = " ".join(fact.text[language] + " " + (fact.value or "") for fact in facts)
            for what, pattern in _KINDS.items():
                for found in pattern.findall(text):
                    if _plain(found) not in _plain(known):
                        message = f"{said.key}.{language}: {what} without a fact: '{markup.plain(found)}'"
                        yield words.warning(said.file, (*said.path, language), message)


def _answers(words: Words) -> Iterator[tuple[Said, list[Fact]]]:
    """Each text of an answer, and the facts whose sources are shown with it."""
    library = words.library
    for said in words.texts():
        folder, _, name = said.file.removesuffix(".yaml").partition("/")
        if folder not in ("topics", "operators") or said.path[0] not in _ANSWERS:
            continue
        if folder == "topics":
            own = [*library.topics[name].facts, *quoted.names(said.text["en"])]
            yield said, [library.rules[rule] for rule in own if rule in library.rules]
        else:
            answer = library.operators[name].answers[str(said.path[1])]
            named = [*answer.facts, *(fact for kind in answer.kinds.values() for fact in kind.facts)]
            named += quoted.names(answer.text["en"]) + quoted.names(answer.more["en"] if answer.more else "")
            yield said, [fact for each in named if (fact := library.fact(each, name))]


def _without_quotes(text: str) -> str:
    return "\n".join(line for line in text.splitlines() if not quoted.LINE.match(line))


def _plain(text: str) -> str:
    return re.sub(r"\s|</?code>", "", markup.plain(text)).lower().replace(",", ".")


def one_fact_one_value(words: Words) -> Iterator[Problem]:
    """Two facts of one operator, of one kind of line, that give one code or one duration differently."""
    for operator in words.library.operators.values():
        met: dict[tuple[str, str | None, str], list[str]] = defaultdict(list)
        for name, fact in operator.facts.items():
            if fact.shown and fact.value and fact.about in ("code", "validity"):
                met[fact.text["en"], fact.kind, fact.about].append(name)
        for names in met.values():
            values = {operator.facts[name].value for name in names}
            if len(values) > 1:
                message = (
                    f"{' and '.join(names)} say the same with different values: {sorted(map(str, values))}"
                )
                yield words.error(f"operators/{operator.id}.yaml", ("facts", names[-1], "value"), message)
