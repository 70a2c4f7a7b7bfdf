"""What stands on buttons must fit on a phone."""

from collections.abc import Iterator

from bot.content.checks.words import Said, Words, check
from bot.content.languages import LANGUAGES, Language
from bot.content.markup import width
from bot.content.problem import Problem

CHINESE_COLUMNS = 32
LATIN_COLUMNS = 28
_NAMES = ("title", "label", "name")


def most_columns(language: Language) -> int:
    return CHINESE_COLUMNS if language.startswith("zh") else LATIN_COLUMNS


@check
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
