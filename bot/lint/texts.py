"""Texts: their length, their markup, and what stands on buttons."""

from collections.abc import Iterator

from bot.content import markup
from bot.content.languages import LANGUAGES, Language
from bot.content.markup import width
from bot.content.problem import Problem
from bot.lint.checked_words import Said, Words
from bot.lint.interface_texts import path, tongues

# By folder: which texts, and how many lines they may have.
_MOST = {
    "topics": ("answer", 7),
    "operators": ("answers", 7),
    "cards": ("answer", 7),
    "channels": ("guides", 6),
    "trees": ("nodes", 7),
}


_MOST_FOLDED = 10


def answers_are_short(words: Words) -> Iterator[Problem]:
    for said in words.texts():
        if (most := _most(said)) is None:
            continue
        for language in LANGUAGES:
            count = len([line for line in said.text[language].splitlines() if line.strip()])
            if count > most:
                message = f"{said.key}.{language} has {count} lines, at most {most} are read"
                yield words.error(said.file, (*said.path, language), message)


def _most(said: Said) -> int | None:
    start, most = _MOST.get(said.file.split("/")[0], ("", 0))
    if "more" in said.path:
        return _MOST_FOLDED
    return most if start and str(said.path[0]).startswith(start) and said.path[-1] != "label" else None


def valid_markup(words: Words) -> Iterator[Problem]:
    for said in words.texts():
        for language in LANGUAGES:
            for fault in markup.faults(said.text[language]):
                yield words.error(said.file, (*said.path, language), f"{said.key}.{language}: {fault}")


def valid_interface(words: Words) -> Iterator[Problem]:
    """What the bot says itself; the chat page escapes its own words."""
    for folder, said in tongues(words):
        for language in LANGUAGES if folder == "interface" else ():
            for key, sentence in said[language].items():
                for fault in markup.faults(sentence):
                    yield words.error(f"{folder}/{language}.yaml", path(key), f"'{key}': {fault}")


CHINESE_COLUMNS = 32
LATIN_COLUMNS = 28
_NAMES = ("title", "label", "name")


def most_columns(language: Language) -> int:
    return CHINESE_COLUMNS if language.startswith("zh") else LATIN_COLUMNS


def labels_fit(words: Words) -> Iterator[Problem]:
    for said in words.texts():
        for language in LANGUAGES if _on_button(said) else ():
            label, most = said.text[language], most_columns(language)
            at = (*said.path, language)
            if (taken := width(label)) > most:
                yield words.error(said.file, at, f"'{label}' takes {taken} columns, a button has {most}")
            if set("<>&\n") & set(label):
                yield words.error(said.file, at, f"'{label}' stands on a button: no markup, no line break")


def _on_button(said: Said) -> bool:
    """Titles and labels; a tree's title is only a heading for editors."""
    heading = said.file.startswith("trees/") and said.path[-1] == "title"
    return said.path[-1] in _NAMES and not heading
