"""What a check looks at."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from pydantic import BaseModel

from bot.content.content_types import FOLDERS, TABLES
from bot.content.library import Library
from bot.content.localized import Text
from bot.content.problem import Problem
from bot.content.references import Locate

Path = tuple[str | int, ...]


@dataclass(frozen=True)
class Said:
    """A text of the library and where it stands."""

    file: str
    path: Path
    text: Text

    @property
    def key(self) -> str:
        return ".".join(map(str, self.path))


@dataclass(frozen=True)
class Words:
    """A library whose form is sound; `locate(file, *path)` gives a line, `today` is the day of the check."""

    library: Library
    locate: Locate
    today: date

    def error(self, file: str, path: Path, message: str) -> Problem:
        return self.problem("error", file, path, message)

    def warning(self, file: str, path: Path, message: str) -> Problem:
        return self.problem("warning", file, path, message)

    def problem(self, severity: Literal["error", "warning"], file: str, path: Path, message: str) -> Problem:
        return Problem(file, self.locate(file, *path), message, severity)

    def forms(self) -> Iterator[tuple[str, Path, BaseModel]]:
        """Every item of the library: its file, its path in that file, itself."""
        for folder in FOLDERS:
            for name, form in getattr(self.library, folder).items():
                yield f"{folder}/{name}.yaml", (), form
        for table in TABLES:
            for name, form in getattr(self.library, table).items():
                yield f"{table}.yaml", (name,), form

    def texts(self) -> Iterator[Said]:
        """Every text that a person reads, but for the interface's and the names of sources."""
        for file, path, form in self.forms():
            for below, text in _texts(form):
                if "sources" not in below:
                    yield Said(file, (*path, *below), text)


def _texts(value: object) -> Iterator[tuple[Path, Text]]:
    if isinstance(value, Text):
        yield (), value
        return
    for key, below in _parts(value):
        for path, text in _texts(below):
            yield (key, *path), text


def _parts(value: object) -> Iterator[tuple[str | int, object]]:
    if isinstance(value, BaseModel):
        for name, field in type(value).model_fields.items():
            yield field.alias or name, getattr(value, name)
    elif isinstance(value, dict):
        yield from value.items()
    elif isinstance(value, tuple):
        yield from enumerate(value)


Check = Callable[[Words], Iterable[Problem]]
