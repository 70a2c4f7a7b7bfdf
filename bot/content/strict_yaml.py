"""YAML as editors mean it: every scalar is text, no key twice, no tags, and every line number kept.

PyYAML reads `22:00` as 1320, `on` as true and takes a duplicate key silently; here the models decide
what a text stands for.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import yaml

Path = tuple[str | int, ...]
# What YAML resolves plain text and collections to; any other tag asks for a program.
_PLAIN_TAGS = frozenset(
    f"tag:yaml.org,2002:{name}"
    for name in ("str", "int", "float", "bool", "null", "timestamp", "merge", "value", "map", "seq")
)
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


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


def parse(text: str) -> Document:
    """Read one document; faults that leave the rest readable are collected, a syntax error is alone."""
    document = Document()
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
        document.data = _build(node, (), document)
    return document


def _build(node: yaml.Node, path: Path, document: Document) -> Any:
    document.lines.setdefault(path, node.start_mark.line + 1)
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
