"""The bot's own words: buttons, prompts, command names, errors; and other words that stand by language."""

from collections.abc import Iterator, Mapping
from string import Formatter
from typing import Any

from bot.content.languages import LANGUAGES, Language

Words = Mapping[str, Any]


class Interface:
    """Sentences by dotted key and language: `interface.say("menu.faq", "fr")`."""

    def __init__(self, words: Mapping[Language, Words]) -> None:
        self._flat = {language: dict(flat(words[language])) for language in LANGUAGES}

    def say(self, key: str, language: Language, **values: object) -> str:
        """The sentence, its `{placeholders}` filled. KeyError where an editor has not written it."""
        sentence = self._flat[language][key]
        return sentence.format(**values) if values else sentence

    def keys(self, language: Language) -> frozenset[str]:
        return frozenset(self._flat[language])

    def sentences(self, language: Language) -> dict[str, str]:
        """All sentences by dotted key."""
        return dict(self._flat[language])


def flat(words: Words, prefix: str = "") -> Iterator[tuple[str, str]]:
    for key, value in words.items():
        if isinstance(value, Mapping):
            yield from flat(value, f"{prefix}{key}.")
        else:
            yield f"{prefix}{key}", str(value)


def placeholders(sentence: str) -> set[str]:
    """The names between braces. ValueError where a brace is not closed."""
    return {name for _, name, _, _ in Formatter().parse(sentence) if name is not None}
