"""How well questions are understood: the first table of our goals, on every set that is at hand.

    .venv/bin/python -m benchmarks.understanding [FILE.jsonl …]

Without files: tests/questions.jsonl, and ../shared/questions-dev.jsonl where it lies beside the project.
"""

import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from benchmarks.noise import converter, is_chinese, noises
from bot.content.languages import Language
from bot.evaluation import measure, questions_of
from bot.knowledge import KnowledgeBase, load_knowledge
from bot.match.evaluate import Labelled
from bot.settings import load

ROOT = Path(__file__).parent.parent
FILES = (ROOT / "tests" / "questions.jsonl", ROOT.parent / "shared" / "questions-dev.jsonl")
HABIT: Language = "zh-Hans"


def first(knowledge: KnowledgeBase, question: str) -> str:
    return knowledge.understanding.find(question, preferred_language=HABIT).candidates[0][0]


def right(knowledge: KnowledgeBase, rows: Sequence[Labelled], change: Callable[[str], str]) -> float:
    """Share of questions whose first candidate is right once the text was changed."""
    return sum(row.meant(first(knowledge, change(row.question))) for row in rows) / max(len(rows), 1)


def same(knowledge: KnowledgeBase, rows: Sequence[Labelled], config: str) -> float:
    """Share of Simplified questions that get the same topic in the other script."""
    convert = converter(config)
    texts = [row.question for row in rows if row.language == "zh-Hans"]
    return sum(first(knowledge, text) == first(knowledge, convert(text)) for text in texts) / max(
        len(texts), 1
    )


def table(file: Path, knowledge: KnowledgeBase) -> None:
    rows = questions_of(file)
    report = measure(rows, knowledge, HABIT)
    ours = [row for row in rows if row.topic]
    print(f"\n{file.name}: {len(rows)} questions, {report.foreign['questions']} of them to be declined")
    lines = [("first candidate right, all", report.overall["right"])]
    lines += [(f"… {language}", shares["right"]) for language, shares in report.languages.items()]
    lines += [
        ("right one among the first three", report.overall["within_three"]),
        ("answer and wrong", report.overall["answered_wrong"]),
        ("answer and right", report.overall["answered_right"]),
        ("none though in scope", report.overall["declined"]),
        ("answer though out of scope", report.foreign["answered"]),
        ("operator right where named", report.operator or 0.0),
        ("reply in the asker's language", report.reply_language or 0.0),
        ("same topic in Traditional (s2t)", same(knowledge, ours, "s2t")),
        ("… with Taiwan's words (s2twp)", same(knowledge, ours, "s2twp")),
    ]
    for name, noise in noises([row.question for row in ours]).items():
        touched = [row for row in ours if name != "two homophones" or any(map(is_chinese, row.question))]
        loss = right(knowledge, touched, str) - right(knowledge, touched, noise)
        lines.append((f"loss with {name}", loss))
    for name, value in lines:
        print(f"  {name:<34} {value:.3f}")


def main() -> None:
    settings = load()
    knowledge = load_knowledge(settings.faq_dir, settings.data_dir)
    files = [Path(name) for name in sys.argv[1:]] or [file for file in FILES if file.is_file()]
    for file in files:
        table(file, knowledge)


if __name__ == "__main__":
    main()
