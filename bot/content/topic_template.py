"""The beginning of a topic: its keys, what was asked, and how its neighbours are asked about."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from bot.content.library import Library

_WRITTEN = ("zh-Hans", "en", "fr")
_EXAMPLES = 4
_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def template(said: Mapping[str, Sequence[str]], neighbours: Iterable[str], library: Library) -> str:
    """YAML of a topic to be written: `said` are utterances by language, `neighbours` ids of near topics."""
    return "\n".join([*_head(), *_wordings(said), *_near(neighbours, library)]) + "\n"


def _head() -> Iterator[str]:
    yield "section: paying"
    for part in ("title", "answer"):
        yield f"{part}:"
        yield from (
            f"  {language}: TODO" if part == "title" else f"  {language}: |\n    TODO"
            for language in _WRITTEN
        )
    yield "next: []"


def _wordings(said: Mapping[str, Sequence[str]]) -> Iterator[str]:
    yield "wordings:"
    for language in (*_WRITTEN, "zh-Hant"):
        utterances = said.get(language, ())
        if utterances:
            yield f"  {language}:"
            yield from (f"    - {_quoted(utterance)}" for utterance in utterances)
        elif language != "zh-Hant":
            yield f"  {language}: []"


def _near(neighbours: Iterable[str], library: Library) -> Iterator[str]:
    """Comments: what must stay apart from this topic."""
    for name in neighbours:
        topic = library.topics.get(name)
        if topic is None:
            continue
        yield f"# {name}: {topic.title['en']}"
        for language, utterances in topic.wordings.by_language().items():
            yield from (f"#   {language}: {utterance}" for utterance in utterances[:_EXAMPLES])


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def begin(id: str, neighbours: Sequence[str], faq: Path, library: Library) -> Path | None:
    """Write the template of a topic into a folder of words; None where the id is none or taken."""
    file = faq / "topics" / f"{id}.yaml"
    if not _ID.fullmatch(id) or file.exists():
        return None
    file.write_text(template({}, neighbours, library), "utf-8")
    return file
