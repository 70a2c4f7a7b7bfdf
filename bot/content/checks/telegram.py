"""Telegram HTML in texts, and no markup at all on buttons."""

from collections.abc import Iterator

from bot.content import markup
from bot.content.checks.interface import path, tongues
from bot.content.checks.words import Words, check
from bot.content.languages import LANGUAGES
from bot.content.problem import Problem


@check
def valid_markup(words: Words) -> Iterator[Problem]:
    for said in words.texts():
        for language in LANGUAGES:
            for fault in markup.faults(said.text[language]):
                yield words.error(said.file, (*said.path, language), f"{said.key}.{language}: {fault}")


@check
def valid_interface(words: Words) -> Iterator[Problem]:
    """What the bot says itself; the chat page escapes its own words."""
    for folder, said in tongues(words):
        for language in LANGUAGES if folder == "interface" else ():
            for key, sentence in said[language].items():
                for fault in markup.faults(sentence):
                    yield words.error(f"{folder}/{language}.yaml", path(key), f"'{key}': {fault}")
