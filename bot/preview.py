"""What other words would change: questions that would be answered otherwise, those most asked first."""

import json
from collections.abc import Iterable, Iterator
from pathlib import Path

from bot.content.languages import LANGUAGES
from bot.content.markup import plain
from bot.knowledge import KnowledgeBase
from bot.match.finding import Finding
from bot.screens.answer import answer
from bot.screens.render_context import RenderContext
from bot.screens.word_screens import Asked, Change


def changes(asked: Iterable[Asked], before: KnowledgeBase, after: KnowledgeBase) -> list[Change]:
    """Questions that mean something else, or are answered in other words; the most asked first."""
    found = [change for question in asked if (change := _change(question, before, after))]
    return sorted(found, key=lambda change: -change.asked.times)


def _change(asked: Asked, before: KnowledgeBase, after: KnowledgeBase) -> Change | None:
    old, new = (words.understanding.find(asked.text, asked.language) for words in (before, after))
    shown = [_shown(found, words) for found, words in ((old, before), (new, after))]
    if shown[0] == shown[1]:
        return None
    return Change(asked, _meant(old), _meant(new), *shown)


def _shown(finding: Finding, words: KnowledgeBase) -> str:
    screen = answer(finding, RenderContext(words.library, finding.language))
    return "\n".join([plain(screen.text), *(f"[{button.label}]" for button in screen.buttons())])


def _meant(finding: Finding) -> str:
    return finding.topic or (
        f"{finding.outcome} {finding.candidates[0][0]}" if finding.candidates else "none"
    )


def labelled(file: Path) -> Iterator[Asked]:
    """Questions of a JSON Lines file as `xufei eval` reads them. ValueError or KeyError where it is none."""
    for line in file.read_text("utf-8").splitlines():
        if line.strip():
            row = json.loads(line)
            language = next((language for language in LANGUAGES if language == row.get("language")), None)
            yield Asked(row["question"], language)
