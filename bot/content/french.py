"""French at hand: sentences for the counter, letters, and the words on operators' pages."""

from typing import Annotated

from pydantic import Field

from bot.content.form import Form
from bot.content.localized import Line, Text


class Phrase(Form):
    """A sentence to show or read aloud; `when` says in which situation."""

    id: str
    title: Text
    when: Text
    french: Line
    meaning: Text


class Option(Form):
    """An answer to a letter's question, with the French that it puts into the letter."""

    id: str
    label: Text
    french: str


class LetterQuestion(Form):
    id: str
    ask: Text
    options: Annotated[tuple[Option, ...], Field(min_length=2, max_length=8)]


class Letter(Form):
    """A message to the operator, filled from a few questions; `french` holds `{question id}` slots."""

    id: str
    title: Text
    questions: Annotated[tuple[LetterQuestion, ...], Field(min_length=1, max_length=3)]
    french: Line
    meaning: Text


class Term(Form):
    """A word that stands on a French page or printout."""

    french: Line
    meaning: Text
