"""The same keys and the same {placeholders} in every language of the bot's own words."""

from collections.abc import Iterator, Mapping
from typing import Any

from bot.content.form import did_you_mean
from bot.content.interface import flat, placeholders
from bot.content.languages import LANGUAGES, Language
from bot.content.problem import Problem
from bot.lint.checked_words import Path, Words

NORM: Language = "zh-Hans"
# Words of dates follow each language's grammar: French has words there that Chinese does not need.
GRAMMAR = ("dates",)


def same_keys(words: Words) -> Iterator[Problem]:
    """Chinese is the norm: what it has, all must have; what others have besides is a misspelling."""
    for folder, said in tongues(words):
        norm = said[NORM]
        for language in LANGUAGES:
            file, own = f"{folder}/{language}.yaml", said[language]
            for key in norm.keys() - own.keys():
                yield words.error(file, (), f"'{key}' is missing")
            for key in own.keys() - norm.keys() if folder not in GRAMMAR else ():
                hint = did_you_mean(key, list(norm))
                yield words.error(file, path(key), f"'{key}' does not stand in {NORM}.yaml{hint}")


def same_placeholders(words: Words) -> Iterator[Problem]:
    for folder, said in tongues(words):
        for language in LANGUAGES:
            file = f"{folder}/{language}.yaml"
            for key, sentence in said[language].items():
                norm = said[NORM].get(key, sentence)
                if (fault := _fault(norm, sentence)) and (key in said[NORM] or language == NORM):
                    yield words.error(file, path(key), f"'{key}' {fault}")


def _fault(norm: str, sentence: str) -> str | None:
    try:
        own = placeholders(sentence)
    except ValueError as error:
        return f"has a broken placeholder: {error}"
    try:
        needed = placeholders(norm)
    except ValueError:
        return None
    if own == needed:
        return None
    return f"has the placeholders {_braced(own)}, {NORM} has {_braced(needed)}"


def _braced(names: set[str]) -> str:
    return " ".join(f"{{{name}}}" for name in sorted(names)) or "none"


def path(key: str) -> Path:
    return tuple(key.split("."))


def tongues(words: Words) -> Iterator[tuple[str, dict[Language, dict[str, str]]]]:
    """Each folder with one file a language: its sentences by language and dotted key."""
    interface = words.library.interface
    yield "interface", {language: interface.sentences(language) for language in LANGUAGES}
    tables: dict[str, Mapping[Language, Mapping[str, Any]]] = {
        "dates": words.library.dates,
        "chat": words.library.chat,
    }
    for folder, table in tables.items():
        yield folder, {language: dict(flat(table[language])) for language in LANGUAGES}
