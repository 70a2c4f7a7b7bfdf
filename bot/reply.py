"""A question answered without Telegram: what `xufei ask` prints."""

import time
from dataclasses import dataclass
from typing import Any

from bot.content import markup
from bot.content.languages import Language
from bot.match.finding import Finding
from bot.screens.answer import answer
from bot.screens.screen import Screen
from bot.screens.view import View
from bot.shelf import Shelf


@dataclass(frozen=True)
class Reply:
    """`milliseconds`: matching and composing, without start-up."""

    question: str
    finding: Finding
    screen: Screen
    milliseconds: float

    def as_json(self) -> dict[str, Any]:
        """The contract of `xufei ask --json`."""
        finding = self.finding
        return {
            "question": self.question,
            "outcome": finding.outcome,
            "topic": finding.topic,
            "operator": finding.operator,
            "card": finding.card,
            "language": finding.language,
            "candidates": [{"topic": topic, "score": round(score, 4)} for topic, score in finding.candidates],
            "text": markup.plain(self.screen.text),
            "milliseconds": round(self.milliseconds, 3),
        }

    def as_text(self) -> str:
        """The reply as the chat would show it, its buttons in brackets."""
        rows = ["  ".join(f"[{button.label}]" for button in row) for row in self.screen.rows]
        return "\n".join([markup.plain(self.screen.text), "", *rows])


def ask(question: str, shelf: Shelf, preferred_language: Language) -> Reply:
    """What the bot says to a first message."""
    began = time.perf_counter()
    finding = shelf.understanding.find(question, preferred_language=preferred_language)
    screen = answer(finding, View(shelf.library, finding.language))
    return Reply(question, finding, screen, (time.perf_counter() - began) * 1000)
