"""`xufei learned --write`: what was taught with one tap goes into faq/, comments and order kept."""

from collections.abc import Sequence
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from bot.store.learned import LearnedRow


@dataclass(frozen=True)
class Merged:
    """`files` were changed, `written` are the ids of rows that stand in faq/ now, `homeless` the others."""

    files: tuple[Path, ...]
    written: tuple[int, ...]
    homeless: tuple[LearnedRow, ...]


def merge(rows: Sequence[LearnedRow], faq: Path) -> Merged:
    """Add utterances to the topics that they mean; what is not ours has no file of its own."""
    files: dict[Path, list[LearnedRow]] = {}
    homeless = []
    for row in rows:
        file = faq / "topics" / f"{row.topic}.yaml"
        if row.topic and file.is_file():
            files.setdefault(file, []).append(row)
        else:
            homeless.append(row)
    for file, own in files.items():
        _add(file, own)
    written = tuple(row.id for own in files.values() for row in own)
    return Merged(tuple(files), written, tuple(homeless))


def _add(file: Path, rows: Sequence[LearnedRow]) -> None:
    yaml = _yaml()
    text = file.read_text("utf-8")
    topic: Any = yaml.load(text)
    wordings = topic.setdefault("wordings", {})
    for row in rows:
        utterances = wordings.setdefault(row.language, [])
        if row.text not in utterances:
            utterances.append(row.text)
    out = StringIO()
    yaml.dump(topic, out)
    file.write_text(out.getvalue(), "utf-8")


def _yaml() -> YAML:
    """As the files of faq/ are written: two spaces, lists indented, long lines left alone."""
    yaml = YAML()
    yaml.preserve_quotes = True
    yaml.width = 100_000
    yaml.indent(mapping=2, sequence=4, offset=2)
    return yaml
