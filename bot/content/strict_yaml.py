"""YAML as editors mean it: every scalar is text, no key twice, no tags, and every line number kept.

PyYAML reads `22:00` as 1320, `on` as true and takes a duplicate key silently; here the models decide
what a text stands for.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path as File
from typing import Any

import yaml

Path = tuple[str | int, ...]
# What YAML resolves plain text and collections to; any other tag asks for a program.
_PLAIN_TAGS = frozenset(
    f"tag:yaml.org,2002:{name}"
    for name in ("str", "int", "float", "bool", "null", "timestamp", "merge", "value", "map", "seq")
)
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


# Ten times the largest file that we have, in bytes.
LARGEST = 1 << 20
# No file of words is half as deep; libyaml's time grows with the square of it, and then its stack breaks.
_DEEPEST = 60
_BRACKETS = re.compile(r"[\[\]{}]")
_COMPACT = re.compile(rf"^ *(?:[-?] +){{{_DEEPEST}}}", re.MULTILINE)
_INDENT = re.compile(rf"^ {{{_DEEPEST * 4}}}", re.MULTILINE)
# Aliases may say a thing again, not a million times.
_MOST_NODES = 100_000


def load_packaged(path: File) -> Any:
    """A list that is part of the code and no editor's: read as YAML has it, and fast."""
    return yaml.load(path.read_text("utf-8"), Loader=_Loader)


class YamlError(Exception):
    """One fault in a YAML text: `line` counts from 1."""

    def __init__(self, line: int, message: str) -> None:
        super().__init__(message)
        self.line = line
        self.message = message


@dataclass
class Document:
    """What a file says, and the line on which each path of keys and indexes stands."""

    data: Any = None
    lines: dict[Path, int] = field(default_factory=dict)
    faults: list[YamlError] = field(default_factory=list)

    def line(self, path: Path) -> int:
        """The line of a path, or of its nearest parent that has one."""
        for length in range(len(path), -1, -1):
            if path[:length] in self.lines:
                return self.lines[path[:length]]
        return 1


def load(file: File, folder: File) -> Document:
    """Read a file of `folder`. One that leads out of it, is too large or no UTF-8 has that as its one fault.

    A file that is not there is an empty document.
    """
    if not file.is_file():
        return Document()
    if not is_readable(file, folder):
        inside = file.resolve().is_relative_to(folder.resolve())
        return _refused(
            f"is larger than {LARGEST >> 20} MB" if inside else "leads out of the folder of the words"
        )
    try:
        return parse(file.read_bytes().decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        return _refused(f"is not UTF-8 (byte {error.start + 1})")


def is_readable(file: File, folder: File) -> bool:
    """Whether a file is one that `load` would read: within its folder, and not too large."""
    inside = file.is_file() and file.resolve().is_relative_to(folder.resolve())
    return inside and file.stat().st_size <= LARGEST


def parse(text: str) -> Document:
    """Read one document; faults that leave the rest readable are collected, a syntax error is alone."""
    document = Document()
    if fault := _bomb(text):
        document.faults.append(fault)
        return document
    try:
        node = yaml.compose(text, Loader=_Loader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        document.faults.append(YamlError(mark.line + 1 if mark else 1, f"not YAML: {error.problem}"))
        return document
    except yaml.YAMLError as error:
        document.faults.append(YamlError(1, f"not YAML: {error}"))
        return document
    if node is not None:
        try:
            document.data = _build(node, (), document)
        except YamlError as fault:
            return Document(faults=[fault])
    return document


def _refused(message: str) -> Document:
    return Document(faults=[YamlError(1, message)])


def _bomb(text: str) -> YamlError | None:
    """What would take libyaml time without end, and then its stack: deep nesting."""
    depth = 0
    for bracket in _BRACKETS.finditer(text):
        depth += 1 if bracket[0] in "[{" else -1
        if depth > _DEEPEST:
            return YamlError(text.count("\n", 0, bracket.start()) + 1, "nested too deep")
    if found := _COMPACT.search(text) or _INDENT.search(text):
        return YamlError(text.count("\n", 0, found.start()) + 1, "nested too deep")
    return None


def _build(node: yaml.Node, path: Path, document: Document) -> Any:
    document.lines.setdefault(path, node.start_mark.line + 1)
    if len(document.lines) > _MOST_NODES or len(path) > _DEEPEST:
        raise YamlError(node.start_mark.line + 1, "aliases (*name) that grow without end")
    if node.tag not in _PLAIN_TAGS:
        document.faults.append(YamlError(node.start_mark.line + 1, f"unknown tag '{node.tag}'"))
        return None
    if isinstance(node, yaml.MappingNode):
        return dict(_pairs(node, path, document))
    if isinstance(node, yaml.SequenceNode):
        return [_build(item, (*path, index), document) for index, item in enumerate(node.value)]
    empty = not node.value and not getattr(node, "style", None)
    return None if empty else str(node.value)


def _pairs(node: yaml.MappingNode, path: Path, document: Document) -> Iterator[tuple[str, Any]]:
    seen: set[str] = set()
    for key_node, value_node in node.value:
        key, line = str(key_node.value), key_node.start_mark.line + 1
        if key in seen:
            document.faults.append(YamlError(line, f"key '{key}' stands here twice"))
        seen.add(key)
        document.lines[(*path, key)] = line
        yield key, _build(value_node, (*path, key), document)
