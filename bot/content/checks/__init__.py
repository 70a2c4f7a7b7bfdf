"""What the form of the words cannot promise: each check is a function from Words to problems."""

from datetime import date

from bot.content.checks import (
    answers,
    channels,
    evidence,
    hosts,
    interface,
    labels,
    letters,
    names,
    numbers,
    parity,
    quotes,
    script,
    telegram,
    topics,
    trees,
    wordings,
)
from bot.content.checks.words import CHECKS, Words
from bot.content.library import Library
from bot.content.problem import Problem
from bot.content.references import Locate

__all__ = [
    "answers",
    "channels",
    "evidence",
    "hosts",
    "interface",
    "labels",
    "letters",
    "names",
    "numbers",
    "parity",
    "quotes",
    "run",
    "script",
    "telegram",
    "topics",
    "trees",
    "wordings",
]


def run(library: Library, locate: Locate, today: date) -> list[Problem]:
    """Every problem that any check finds."""
    words = Words(library, locate, today)
    return [problem for check in CHECKS for problem in check(words)]
