"""What is said answered without Telegram: what `xufei ask` prints."""

import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.content import markup
from bot.content.languages import Language
from bot.conversation import ConversationContext, Turn
from bot.knowledge import KnowledgeBase
from bot.match.finding import Finding
from bot.screens.answer import kind_of
from bot.screens.conversation_screens import respond
from bot.screens.render_context import RenderContext
from bot.screens.safety_screens import judged, secret_warning
from bot.screens.screen import Screen


@dataclass(frozen=True)
class Reply:
    """`milliseconds`: matching and composing, without start-up; `kind`: of the line that is answered for, as
    told or as the operator sells no other; `warning`: sent before the answer where a secret was typed."""

    question: str
    turn: Turn
    screen: Screen
    milliseconds: float
    kind: str | None = None
    warning: Screen | None = None

    @property
    def finding(self) -> Finding:
        return self.turn.finding

    @property
    def text(self) -> str:
        """All that is said, as markup."""
        return f"{self.warning.text}\n\n{self.screen.text}" if self.warning else self.screen.text

    def as_json(self) -> dict[str, Any]:
        """The contract of `xufei ask --json`."""
        finding = self.finding
        return {
            "question": self.question,
            "outcome": finding.outcome,
            "topic": finding.topic,
            "operator": finding.operator,
            "kind": self.kind,
            "card": finding.card,
            "act": self.turn.act,
            "language": finding.language,
            "candidates": [{"topic": topic, "score": round(score, 4)} for topic, score in finding.candidates],
            "text": markup.plain(self.text),
            "milliseconds": round(self.milliseconds, 3),
        }

    def as_text(self) -> str:
        """The reply as the chat would show it, its buttons in brackets."""
        rows = ["  ".join(f"[{button.label}]" for button in row) for row in self.screen.rows]
        return "\n".join([markup.plain(self.text), "", *rows])


def ask(
    question: str,
    knowledge: KnowledgeBase,
    preferred_language: Language,
    now: datetime,
    context: ConversationContext | None = None,
) -> Reply:
    """What the bot says to a message; to a first one where there is no context. `now` is aware."""
    began = time.perf_counter()
    verdict = knowledge.safety.verdict(question)
    masked = knowledge.safety.secrets.mask(question)
    turn = knowledge.responder.respond(
        masked.text,
        context or ConversationContext(),
        now,
        language=preferred_language,
        judged=verdict.takes_answer,
    )
    view = RenderContext(knowledge.library, turn.finding.language)
    screen = judged(verdict, view) if verdict.takes_answer else respond(turn, view, today=now.date())
    operator = view.operator(turn.finding.operator)
    kind = kind_of(turn.finding, view) or (operator.only_kind if operator else None)
    warned = secret_warning(masked.secrets, view) if masked.secrets else None
    return Reply(question, turn, screen, (time.perf_counter() - began) * 1000, kind, warned)


def converse(
    lines: Iterable[str], knowledge: KnowledgeBase, preferred_language: Language, now: datetime
) -> Iterator[Reply]:
    """Replies to the lines of talks, each talk with what it knows; an empty line begins another."""
    context, language = ConversationContext(), preferred_language
    for line in lines:
        if not line.strip():
            context, language = ConversationContext(), preferred_language
            continue
        reply = ask(line, knowledge, language, now, context)
        context, language = reply.turn.context, reply.finding.language
        yield reply
