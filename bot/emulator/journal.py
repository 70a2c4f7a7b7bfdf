"""The local chat's memory on disk: one JSON object a line, the last word on each key wins."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator
from io import TextIOWrapper
from pathlib import Path
from typing import Any

logger = logging.getLogger(__name__)


class Journal:
    """A map of (kind, key) to a JSON value that survives the process.

    `path` is the file, or None to keep all in memory. Every change is one appended line, so that a message
    costs microseconds; opening the journal writes it anew without what was overwritten. A line torn by a
    kill is dropped.
    """

    def __init__(self, path: Path | None) -> None:
        self._values: dict[tuple[str, str], Any] = {}
        self._file: TextIOWrapper | None = None
        if path is not None:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._read(path)
            self._rewrite(path)
            self._file = path.open("a", encoding="utf-8")

    def values(self, kind: str) -> Iterator[Any]:
        """All values of one kind, oldest first."""
        return (value for (each, _), value in self._values.items() if each == kind)

    def items(self, kind: str) -> Iterator[tuple[str, Any]]:
        """All keys and values of one kind, oldest first."""
        return ((key, value) for (each, key), value in self._values.items() if each == kind)

    def get(self, kind: str, key: str, default: Any = None) -> Any:
        """One value."""
        return self._values.get((kind, key), default)

    def put(self, kind: str, key: str, value: Any) -> None:
        """Keep a value; None forgets it."""
        self._keep(kind, key, value)
        if self._file is not None:
            self._file.write(_line(kind, key, value))
            self._file.flush()

    def close(self) -> None:
        """Let go of the file."""
        if self._file is not None:
            self._file.close()
            self._file = None

    def _keep(self, kind: str, key: str, value: Any) -> None:
        if value is None:
            self._values.pop((kind, key), None)
        else:
            self._values[kind, key] = value

    def _read(self, path: Path) -> None:
        if not path.exists():
            return
        for number, line in enumerate(path.read_bytes().splitlines(), start=1):
            try:
                kind, key, value = json.loads(line)
            except ValueError:
                logger.warning("%s: line %d is torn and was dropped", path, number)
                continue
            self._keep(kind, key, value)

    def _rewrite(self, path: Path) -> None:
        fresh = path.with_suffix(".new")
        with fresh.open("w", encoding="utf-8") as file:
            file.writelines(_line(kind, key, value) for (kind, key), value in self._values.items())
        fresh.replace(path)


def _line(kind: str, key: str, value: Any) -> str:
    return json.dumps([kind, key, value], ensure_ascii=True, separators=(",", ":")) + "\n"
