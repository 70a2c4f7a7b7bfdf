"""A letter's slots are its questions, and one choice leads to one letter."""

from collections.abc import Iterator

from bot.content.checks.words import Words, check
from bot.content.french import Letter
from bot.content.interface import placeholders
from bot.content.problem import Problem


@check
def slots_match_questions(words: Words) -> Iterator[Problem]:
    for letter in words.library.letters.values():
        file = f"letters/{letter.id}.yaml"
        try:
            slots = placeholders(letter.french)
        except ValueError as error:
            yield words.error(file, ("french",), f"a brace is not closed: {error}")
            continue
        asked = {question.id for question in letter.questions}
        for slot in sorted(slots - asked):
            yield words.error(file, ("french",), f"no question fills {{{slot}}}")
        for name in sorted(asked - slots):
            yield words.error(file, ("french",), f"the answer to '{name}' stands nowhere in the letter")


@check
def ids_are_single(words: Words) -> Iterator[Problem]:
    for letter in words.library.letters.values():
        for at, twice in _doubles(letter):
            yield words.error(f"letters/{letter.id}.yaml", at, f"the id '{twice}' stands here twice")


def _doubles(letter: Letter) -> Iterator[tuple[tuple[str | int, ...], str]]:
    ids = [question.id for question in letter.questions]
    yield from ((("questions",), name) for name in set(ids) if ids.count(name) > 1)
    for index, question in enumerate(letter.questions):
        options = [option.id for option in question.options]
        for name in {name for name in options if options.count(name) > 1}:
            yield ("questions", index, "options"), name
