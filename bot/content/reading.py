"""From the folder to the Library: every fault found at once, each with its file and line."""

import hashlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from bot.content import strict_yaml
from bot.content.content_types import FOLDERS, MODELS, TABLES
from bot.content.form import Form, overlay
from bot.content.interface import Interface
from bot.content.languages import LANGUAGES, WRITTEN, Language
from bot.content.library import Library
from bot.content.problem import ContentError, Problem
from bot.content.strict_yaml import Document
from bot.content.time_zones import TimeZones
from bot.content.traditional import Convert, converted, converter, fill

# Files of one folder, each a mapping of lists of words.
SAFETY = ("links", "scams", "schemes", "secrets")
# Folders with one file a language.
TONGUES = ("interface", "dates", "chat")


class Reader:
    """Reads one folder; `problems` fills while it goes."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.problems: list[Problem] = []
        self.documents: dict[str, Document] = {}
        self.convert: Convert = converter(self._plain("traditional.yaml"))

    def library(self) -> Library:
        """The Library, or ContentError with every fault of form."""
        forms: dict[str, Any] = {name: self._folder(name, MODELS[name]) for name in FOLDERS}
        forms |= {name: self._table(f"{name}.yaml", MODELS[name]) for name in TABLES}
        words = {name: self._tongues(name) for name in TONGUES}
        if self.problems:
            raise ContentError(sorted(self.problems))
        return Library(
            **forms,
            interface=Interface(words["interface"]),
            dates=words["dates"],
            chat=words["chat"],
            concepts=self._plain("words.yaml"),
            cues=self._plain("cues.yaml"),
            zones=self.time_zones(),
            official=tuple(self._plain("hosts.yaml").get("official") or ()),
            taiwan=self._plain("taiwan.yaml"),
            safety={name: self._plain(f"safety/{name}.yaml") for name in SAFETY},
            shortcuts={str(word).casefold(): place for word, place in self._plain("shortcuts.yaml").items()},
            key=content_key(self.folder),
        )

    def dates(self) -> dict[Language, Mapping[str, Any]]:
        """How moments and questions about them are said, alone, in each language."""
        return self._tongues("dates")

    def time_zones(self) -> TimeZones:
        """What zones.yaml says, alone."""
        return TimeZones.of(self._plain("zones.yaml"))

    def line(self, file: str, *path: str | int) -> int:
        """Where a path of keys stands in a file that was read."""
        document = self.documents.get(file)
        return document.line(path) if document else 0

    def document(self, file: str) -> Any:
        """The data of a file, Traditional filled in; None where it does not exist."""
        if file not in self.documents:
            path = self.folder / file
            document = strict_yaml.load(path, self.folder)
            self.problems += [Problem(file, fault.line, fault.message) for fault in document.faults]
            self.documents[file] = document
        return self.documents[file].data

    def _plain(self, file: str) -> dict[str, Any]:
        data = self.document(file)
        return data if isinstance(data, dict) else {}

    def _folder(self, name: str, model: type[Form]) -> dict[str, Any]:
        found = {}
        for path in sorted((self.folder / name).glob("*.yaml")):
            file = f"{name}/{path.name}"
            data = fill(self.document(file), self.convert)
            if isinstance(data, dict) and (form := self._form(model, {"id": path.stem, **data}, file)):
                found[path.stem] = form
            elif not isinstance(data, dict):
                self.problems.append(Problem(file, 1, "must be a mapping of keys"))
        return found

    def _table(self, file: str, model: type[Form]) -> dict[str, Any]:
        data = fill(self._plain(file), self.convert)
        pairs = ((key, self._form(model, value, file, key)) for key, value in data.items())
        return {key: form for key, form in pairs if form}

    def _tongues(self, name: str) -> dict[Language, Mapping[str, Any]]:
        files: dict[Language, dict[str, Any]] = {
            language: self._plain(f"{name}/{language}.yaml") for language in WRITTEN
        }
        traditional = converted(files["zh-Hans"], self.convert)
        files["zh-Hant"] = overlay(traditional, self._plain(f"{name}/zh-Hant.yaml"))
        return {language: files[language] for language in LANGUAGES}

    def _form(self, model: type[Form], data: Any, file: str, *prefix: str) -> Form | None:
        try:
            return TypeAdapter(model).validate_python(data)
        except ValidationError as error:
            self.problems += [self._problem(file, prefix, fault) for fault in error.errors()]
            return None

    def _problem(self, file: str, prefix: tuple[str, ...], fault: Any) -> Problem:
        path = (*prefix, *fault["loc"])
        if fault["type"] == "unknown_key":
            path = (*path, fault["ctx"]["key"])
        where = ".".join(map(str, path[:-1] if fault["type"] == "unknown_key" else path))
        return Problem(file, self.line(file, *path), f"{where}: {fault['msg']}" if where else fault["msg"])


def content_key(folder: Path) -> str:
    """A hash of every word in the folder, so that what was learnt from it is known to fit."""
    digest = hashlib.sha256()
    for path in sorted(each for each in folder.rglob("*.yaml") if strict_yaml.is_readable(each, folder)):
        digest.update(str(path.relative_to(folder)).encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()


def read(folder: Path) -> Library:
    """The Library of a folder. ContentError where its form or its references are broken."""
    from bot.content.references import broken_references

    reader = Reader(folder)
    library = reader.library()
    if problems := broken_references(library, reader.line):
        raise ContentError(sorted(problems))
    return library
